"""What counts first of everything that a message says."""

from __future__ import annotations

from typing import Any

import pytest

from actions.engine.listening.inventory import listen
from actions.engine.listening.listened import Heard, Known, Setting
from actions.engine.listening.matters import matters
from actions.engine.listening.reconcile import ORDER, meaning, next_move
from actions.engine.listening.reranking import clear, reranked
from actions.engine.words.cues import Cue
from contracts.business import Remedy
from contracts.listening import ActScore, Clause, Context
from contracts.turn import Entity, IntentScore

SHOP = Known(
    topics=frozenset({"late", "broken", "refund", "exchange", "invoice", "too_hot", "too_loud"}),
    symptoms=frozenset({"too_hot", "too_loud"}),
    beside=frozenset({"praise"}),
    one_problem=(frozenset({"late", "broken", "refund", "exchange", "too_hot", "too_loud"}),),
    remedies={
        "refund": Remedy(topics=("refund", "where_refund"), acts=("refund",)),
        "replacement": Remedy(topics=("exchange", "broken"), acts=("swap",)),
    },
    pages={"/invoices": frozenset({"invoice"})},
    elsewhere=Cue(name="elsewhere", words=("my umbrella corp (order|parcel)",)),
)


def clause(text: str, *intents: tuple[str, float], start: int = 0, **more: Any) -> Clause:
    """A clause with what it may be about."""
    scores = tuple(IntentScore(name=name, confidence=sure) for name, sure in intents)
    return Clause(text=text, start=start, end=start + len(text), intents=scores, **more)


def said(*clauses: Clause, intent: str | None = None, **more: Any) -> Heard:
    """A message of these clauses, taken for what the first is about."""
    text = " ".join(one.text for one in clauses)
    ranking = clauses[0].intents
    taken = ranking[0].name if intent is None and ranking else intent
    entities = tuple(one for each in clauses for one in each.entities)
    return Heard(
        text=text, intent=taken or "", ranking=ranking, entities=entities, clauses=clauses, **more
    )


def goods(text: str, thing: str, start: int = 0) -> tuple[Entity, ...]:
    """The product that a clause names."""
    at = start + text.index(thing)
    return (Entity(entity="product", value=thing, start=at, end=at + len(thing)),)


def move(heard: Heard, **setting: Any) -> str:
    """What comes first of a message."""
    around = Setting(known=SHOP, **setting)
    return next_move(heard, listen(heard, around), around)


IN_A_CASE = {"topic": "late", "context": "proposal", "plan": "swap"}


@pytest.mark.parametrize(
    ("heard", "first"),
    [
        (said(clause("get me someone, I want my money back", ("refund", 0.9))), "person"),
        (said(clause("no colleague, I want my money back", ("refund", 0.9))), "no_person"),
        (said(clause("no replacement, give me my money back", ("refund", 0.5))), "wish"),
        (said(clause("you got me wrong, no replacement", ("deny", 0.5))), "refusal"),
        (said(clause("thats not what i asked", ("deny", 0.9))), "correction"),
        (
            said(clause("ok do that.", ("affirm", 0.9)), clause("my invoice?", ("invoice", 0.9))),
            "answer",
        ),
        (
            said(clause("it is late", ("late", 0.9)), clause("send the invoice", ("invoice", 0.9))),
            "matters",
        ),
        (said(clause("yes please", ("affirm", 0.9))), "goes_on"),
    ],
)
def test_each_row_of_the_order_goes_before_the_next(heard: Heard, first: str) -> None:
    """A person, a remedy, a correction, an answer, more matters: as it is written."""
    assert move(heard, **IN_A_CASE) == first


@pytest.mark.parametrize(
    ("words", "context", "first"),
    [
        ("the fridge", "choice", "name"),
        ("it's my fridge!", "choice", "name"),
        ("how loud is the fridge", "choice", "goes_on"),
        ("the fridge", "nothing", "goes_on"),
    ],
)
def test_a_bare_name_answers_a_choice(words: str, context: str, first: str) -> None:
    """Whatever its goods are mostly asked about; more words than the name are no answer yet."""
    heard = said(clause(words, ("too_loud", 0.8), entities=goods(words, "fridge")))
    assert move(heard, topic="late", context=context) == first


def test_the_order_is_written_once() -> None:
    """Every row has a name of its own, and the last one holds of anything."""
    names = [name for name, _ in ORDER]
    assert len(set(names)) == len(names)
    assert names[-1] == "goes_on"


@pytest.mark.parametrize(
    "words",
    [
        "connect me with ms holm",
        "get me someone",
        "I need someone to help",
        "is there a human",
        "AGENT",
        "ring me back",
    ],
)
def test_a_person_is_wanted_in_any_words(words: str) -> None:
    """Whatever the classifier makes of them."""
    assert move(said(clause(words, ("invoice", 0.9)))) == "person"


@pytest.mark.parametrize(
    "words",
    [
        "no colleague, just answer me",
        "i dont want an agent",
        "dont pass me to anybody, do not transfer me",
        "no human needed, when are you open",
    ],
)
def test_a_person_is_refused_in_any_words(words: str) -> None:
    """Though it was taken for a wish for one."""
    assert move(said(clause(words, ("contact_human_agent", 0.9)))) == "no_person"


@pytest.mark.parametrize(
    "words",
    [
        "nobody called me back",
        "no agent answered",
        "it is a present for another person",
        "can someone help me with my order",
        "I would like somebody to go and look on the shelf",
        "I need someone to come and collect it",
    ],
)
def test_people_are_also_only_spoken_of(words: str) -> None:
    """Who tells of somebody asks for nobody."""
    assert move(said(clause(words, ("late", 0.9)))) == "goes_on"


def test_who_asks_whether_it_is_a_person_gets_an_answer() -> None:
    """It is a question, and no wish."""
    assert move(said(clause("is this a real person", ("bot_challenge", 0.9)))) == "goes_on"


def test_the_classifier_of_acts_hears_a_person_as_well() -> None:
    """In the row of what is open."""
    acts = {"proposal": (ActScore(name="wants_person", confidence=0.8),)}
    heard = said(clause("your boss", ("late", 0.3), acts=acts))
    assert move(heard, topic="late", context="proposal") == "person"
    assert move(heard, topic="late", context="step") == "goes_on"


def test_a_remedy_that_the_case_leads_to_is_no_other_wish() -> None:
    """Nothing is to be left for it."""
    heard = said(clause("I want my money back", ("refund", 0.9)))
    assert move(heard, topic="refund", context="choice") == "goes_on"
    assert move(heard, topic="late", context="choice") == "wish"
    assert move(heard) == "goes_on"


def test_a_question_about_a_remedy_under_way_is_no_wish() -> None:
    """It asks where it is."""
    heard = said(clause("when will I get my refund", ("where_refund", 0.9)))
    assert move(heard, topic="late", context="told") == "goes_on"


def test_a_refused_remedy_is_not_proposed_again() -> None:
    """Where it is what the case proposes."""
    heard = said(clause("no replacement please", ("deny", 0.6)))
    assert move(heard, topic="broken", context="proposal", plan="swap") == "refusal"
    assert move(heard, topic="broken", context="proposal", plan="trace") == "goes_on"


def test_what_is_denied_does_not_count() -> None:
    """The reading is of the other clauses."""
    heard = said(
        clause("nothing is late,", ("late", 0.9)),
        clause("it's about the invoice", ("invoice", 0.6), ("late", 0.2), start=17),
        intent="late",
    )
    around = Setting(known=SHOP)
    assert move(heard) == "reread"
    assert meaning(heard, listen(heard, around), around) == "invoice"


def test_what_somebody_is_quoted_with_denies_nothing() -> None:
    """“No fault found” are the words of who sent it back, and the matter is told all the same."""
    told = clause('you sent it back as "no fault found" and broken', ("broken", 0.9))
    assert listen(said(told), Setting(known=SHOP)).denied == ()


@pytest.mark.parametrize(
    ("clauses", "context", "first"),
    [
        (["my umbrella corp parcel is late"], "nothing", "elsewhere"),
        (["my umbrella corp order is late", "do something"], "told", "elsewhere"),
        (["my umbrella corp parcel is late", "send me the invoice please"], "nothing", "reread"),
        (["my umbrella corp parcel is late"], "proposal", "goes_on"),
    ],
)
def test_what_is_another_companys_opens_no_case(
    clauses: list[str], context: Context, first: str
) -> None:
    """Unless something of ours is told beside it, or an answer is waited for."""
    about = {"send me the invoice please": ("invoice", 0.9), "do something": ("other", 0.2)}
    heard = said(*(clause(one, about.get(one, ("late", 0.9))) for one in clauses), intent="late")
    topic = "" if context == "nothing" else "late"
    assert move(heard, topic=topic, context=context) == first


def test_where_all_is_denied_it_is_asked_what_it_is_about() -> None:
    """Nothing is opened for what is not the matter; an open question may be answered by it."""
    heard = said(clause("everything arrived fine", ("late", 0.9)))
    assert move(heard) == "unclear"
    assert move(heard, topic="broken", context="question") == "goes_on"


def test_denying_the_case_and_naming_another_leaves_it() -> None:
    """Without any word about having been misunderstood."""
    heard = said(
        clause("temps are fine,", ("too_hot", 0.9)),
        clause("its the noise", ("too_loud", 0.8), start=16),
    )
    assert move(heard, topic="too_hot", context="question") == "correction"


def test_a_correction_of_an_order_stays_in_the_case() -> None:
    """It is the same matter of another order."""
    heard = said(clause("you got it wrong, 10433", ("inform", 0.9)), names_something=True)
    assert move(heard, topic="late", context="proposal") == "goes_on"


def test_a_thing_that_is_not_meant_is_dropped() -> None:
    """Topics never read it."""
    text = "not the lamp, the desk"
    heard = said(clause(text, ("broken", 0.9), entities=goods(text, "lamp") + goods(text, "desk")))
    listened = listen(heard, Setting(known=SHOP))
    assert [one.value for one in listened.entities] == ["desk"]
    assert move(heard) == "reread"


def test_a_thing_that_alone_is_taken_back_stays() -> None:
    """It says which of several it was about."""
    text = "forget the lamp"
    heard = said(clause(text, ("cancel", 0.9), entities=goods(text, "lamp")))
    assert move(heard) == "goes_on"


def test_an_answer_before_a_question_of_the_same_matter_is_left_whole() -> None:
    """Only another matter is put off."""
    heard = said(clause("yes.", ("affirm", 0.9)), clause("it is late", ("late", 0.9), start=5))
    assert move(heard, topic="late", context="proposal") == "goes_on"


def test_the_other_one_is_not_lost_behind_an_answer() -> None:
    """Though no intent says what it is."""
    heard = said(
        clause("ok do that.", ("affirm", 0.9)),
        clause("and what about the other one", ("greet", 0.2), start=12),
    )
    assert move(heard, topic="late", context="proposal") == "answer"


def test_what_is_likely_here_goes_before_what_is_a_little_surer() -> None:
    """By the page that is shown, between readings that are close."""
    ranking = (
        IntentScore(name="late", confidence=0.5),
        IntentScore(name="invoice", confidence=0.45),
    )
    assert reranked(ranking, {"invoice"})[0].name == "invoice"
    assert reranked(ranking, {"greet"}) == ranking
    assert clear(ranking) is None
    heard = said(clause("about this", ("late", 0.5), ("invoice", 0.45)), intent="nlu_fallback")
    unsure = Heard(
        text=heard.text, intent="nlu_fallback", unsure=True, ranking=heard.ranking, clauses=()
    )
    assert move(unsure, likelier=frozenset({"invoice"})) == "reread"
    assert move(unsure) == "goes_on"


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        ([("it is late", "late", 0.9), ("send me the invoice", "invoice", 0.9)], 2),
        ([("hello", "greet", 1.0), ("it is late", "late", 0.9), ("thanks", "thanks", 1.0)], 1),
        ([("it is late", "late", 0.9), ("I want the money", "refund", 0.9)], 1),
        ([("too hot", "too_hot", 0.9), ("too loud", "too_loud", 0.9)], 1),
        ([("it is late", "late", 0.9), ("the invoice", "invoice", 0.6)], 1),
        ([("it is late", "late", 0.9), ("2) the invoice", "invoice", 0.6)], 2),
        ([("two things: it is late", "late", 0.9), ("and broken", "broken", 0.6)], 2),
        ([("I bought two things", "x", 0.1), ("late", "late", 0.9), ("hm", "broken", 0.6)], 1),
        ([("I paid by card", "ways_to_pay", 0.9), ("it is late", "late", 0.9)], 1),
        ([("can I pay by card?", "ways_to_pay", 0.9), ("it is late", "late", 0.9)], 2),
        ([("well done", "praise", 0.9), ("hm", "nlu_fallback", 0.9)], 0),
    ],
)
def test_what_counts_as_a_matter(clauses: list[tuple[str, str, float]], found: int) -> None:
    """Sides of one problem are one; small talk and parts of a story are none."""
    heard = [clause(text, (intent, sure)) for text, intent, sure in clauses]
    assert len(matters(heard, SHOP)) == found


def test_two_things_are_two_matters_even_of_one_kind() -> None:
    """Where each is told of surely, and another thing is named."""
    one = clause("my lamp is late.", ("late", 0.9), entities=goods("my lamp", "lamp"))
    two = clause(
        "the desk is broken", ("broken", 0.9), start=17, entities=goods("the desk", "desk")
    )
    assert [each.intent for each in matters([one, two], SHOP)] == ["late", "broken"]


def test_what_lies_between_belongs_to_the_matter_before() -> None:
    """With its words and the things that it names."""
    heard = matters(
        [
            clause("hello,", ("greet", 1.0)),
            clause("it is late.", ("late", 0.9), start=7),
            clause("two weeks now.", ("when", 0.3), start=19),
            clause("also my invoice please", ("invoice", 0.9), start=34, announced=True),
        ],
        SHOP,
    )
    assert [one.words for one in heard] == [
        "hello, it is late. two weeks now.",
        "also my invoice please",
    ]


@pytest.mark.parametrize(
    ("first", "rest", "answer"),
    [
        ("ok do that.", "my invoice is wrong", "ok do that."),
        ("yes", "and my invoice is wrong", "yes and my invoice is wrong"),
        ("yes", "but only if my invoice is right", ""),
        ("yes", "and why is my invoice wrong", ""),
    ],
)
def test_a_yes_beside_another_matter_is_one_only_in_a_sentence_of_its_own(
    first: str, rest: str, answer: str
) -> None:
    """Joined to it, all of it is judged as one; a question or a condition makes it none."""
    message = said(
        clause(first, ("affirm", 0.9)), clause(rest, ("invoice", 0.9), start=len(first) + 1)
    )
    around = Setting(known=SHOP, **IN_A_CASE)  # type: ignore[arg-type]
    assert listen(message, around).answer == answer


@pytest.mark.parametrize(
    ("clauses", "answer"),
    [
        ([("it blinks twice", "too_hot", 0.4), ("do you sell fans?", "stock", 0.9)], 1),
        ([("it blinks", "too_hot", 0.4), ("then stops", "x", 0.3), ("any fans?", "stock", 0.9)], 2),
        ([("it blinks twice", "too_hot", 0.4), ("do you sell fans?", "stock", 0.75)], 0),
        ([("it blinks twice", "too_hot", 0.4), ("and it roars", "too_loud", 0.9)], 0),
        ([("do you sell fans?", "stock", 0.9), ("it blinks twice", "too_hot", 0.4)], 0),
    ],
)
def test_an_answer_in_own_words_ends_where_something_else_is_asked(
    clauses: list[tuple[str, str, float]], answer: int
) -> None:
    """Surely, and of no other side of the same problem; whatever begins otherwise is no answer."""
    parts = []
    for text, intent, sure in clauses:
        start = parts[-1].end + 1 if parts else 0
        parts.append(clause(text, (intent, sure), start=start))
    heard = listen(said(*parts), Setting(known=SHOP, context="question", topic="too_hot"))
    assert heard.answer == " ".join(one.text for one in parts[:answer])
    assert heard.after == (tuple(parts[answer:]) if answer else ())
