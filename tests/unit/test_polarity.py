"""Whether what a customer says is meant, denied, or not certain."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.listening.polarity import denies, polarity, tells, things_meant


def of(text: str, word: str, kind: str = "state") -> str:
    """The polarity of a word in a text."""
    start = text.lower().index(word)
    return polarity(text, start, start + len(word), "thing" if kind == "thing" else "state")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("no smoke at all", "smoke"),
        ("it doesn't smell", "smell"),
        ("it dont smell", "smell"),
        ("it doesn\N{RIGHT SINGLE QUOTATION MARK}t smell", "smell"),
        ("it aint broken", "broken"),
        ("no smoke, smell or fire", "fire"),
        ("neither smoke nor fire", "fire"),
        ("not hot, just loud", "hot"),
        ("without any damage", "damage"),
        ("the tower is no longer loud", "loud"),
        ("stopped working", "working"),
        ("it used to work", "work"),
        ("it worked until yesterday", "worked"),
        ("temps are FINE (62 max), still black", "temps"),
        ("temps fine, drivers clean", "temps"),
        ("noise is not a problem, heat is", "noise"),
        ("refund not needed", "refund"),
        ("I don't think it's broken", "broken"),
        ("it's not that it is loud", "loud"),
        ("nobody said it was late", "late"),
        ("steam instead of smoke", "smoke"),
        ("it makes no noise when idle but it's loud in games", "noise"),
        ("fans dont spin, no lights", "lights"),
        ("all good now, no crash today", "crash"),
    ],
)
def test_what_a_negation_reaches_is_denied(text: str, word: str) -> None:
    """Before or behind it, in whatever spelling, by "until" and "used to" as well."""
    assert of(text, word) == "denied"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("theres smoke", "smoke"),
        ("why is there smoke?", "smoke"),
        ("no it's smoking", "smoking"),
        ("no, it is smoking", "smoking"),
        ("no the fan is loud", "loud"),
        ("no smoke, but a burning smell", "burning"),
        ("no smoke - but the cable melted", "melted"),
        ("not hot, just loud", "loud"),
        ("smoke, not steam", "smoke"),
        ("not only is it late", "late"),
        ("it won't stop crashing", "crashing"),
        ("I can't believe it's broken", "broken"),
        ("no idea where it got lost", "lost"),
        ("it does not start when it is hot", "hot"),
        ("it was fine until the update broke it", "broke"),
        ("not late it's about the invoice", "invoice"),
        ("I got used to work from home", "work"),
        ("the lamp is dead and not in warranty", "dead"),
        ("where is my parcel, is it lost?", "parcel"),
    ],
)
def test_a_negation_ends_where_its_clause_does(text: str, word: str) -> None:
    """And some words only look like one."""
    assert of(text, word) == "said"


@pytest.mark.parametrize("words", ["dont spin", "never turned on", "isn't there"])
def test_a_negation_inside_of_what_is_looked_for_belongs_to_it(words: str) -> None:
    """A trouble that is told by a "not" is told."""
    assert of(f"the fans {words} since monday", words) == "said"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("is there smoke?", "smoke"),
        ("maybe it's overheating", "overheating"),
        ("idk if its broken", "broken"),
        ("I'm not sure whether it's hot", "hot"),
        ("if it is broken send another", "broken"),
        ("where is my parcel, is it lost?", "lost"),
    ],
)
def test_a_question_or_a_maybe_is_not_certain(text: str, word: str) -> None:
    """It is neither told nor denied."""
    assert of(text, word) == "unsure"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("not the lamp, the cable", "lamp"),
        ("it isn't the lamp its the cable", "lamp"),
        ("cancel the desk, NOT the lamp", "lamp"),
        ("forget the lamp", "lamp"),
        ("nothing to do with the lamp", "lamp"),
        ("the lamp is fine, the cable is dead", "lamp"),
        ("lamp works, cable doesnt", "lamp"),
        ("return everything except the lamp", "lamp"),
        ("i dont want the lamp, i want the desk", "lamp"),
        ("send a desk instead of the lamp", "lamp"),
        ("the lamp isnt the problem", "lamp"),
    ],
)
def test_a_thing_that_is_set_aside_is_not_meant(text: str, thing: str) -> None:
    """By naming it as another one, as unwanted, or as well."""
    assert of(text, thing, "thing") == "denied"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("I never got the lamp", "lamp"),
        ("there was no lamp in the parcel", "lamp"),
        ("the lamp doesn't work", "lamp"),
        ("everything works except the lamp", "lamp"),
        ("thats not the lamp i ordered", "lamp"),
        ("i don't have the invoice of my lamp", "lamp"),
        ("the lamp was fine for a week then died", "lamp"),
        ("not the desk, the lamp", "lamp"),
        ("not my fault the lamp is broken", "lamp"),
        ("is my lamp ok?", "lamp"),
    ],
)
def test_a_thing_that_something_is_denied_of_is_meant_all_the_same(text: str, thing: str) -> None:
    """What has not come, or doesn't work, is what it is about."""
    assert of(text, thing, "thing") == "said"


def test_only_one_thing_means_no_other() -> None:
    """Where "only" stands before the thing itself, and not before what it did."""
    assert _meant("it is for the desk, send ONLY the cable", "desk", "cable") == ["cable"]
    assert _meant("only the desk came, the cable is missing", "desk", "cable") == ["desk", "cable"]


def _meant(text: str, *things: str) -> list[str]:
    spans = [found.span() for one in things if (found := re.search(one, text))]
    return [text[start:end] for start, end in things_meant(text, spans)]


@pytest.mark.parametrize(
    "clause",
    [
        "nothing is late",
        "its not broken",
        "temps are FINE (62 max)",
        "not asking where it is",
        "im not asking for deletion",
        "parcel isnt late",
        "the driver has done nothing wrong",
        "it's not about the delivery",
        "there is no damage",
        "nothing wrong with the lamp",
        "that's not the question",
        "everything arrived fine",
        "the lamp is great btw",
        "leave the old bills alone",
        "please keep my address as it is",
        "dont touch the other order",
        "the bag can stay",
    ],
)
def test_a_clause_that_only_denies_is_no_trouble(clause: str) -> None:
    """It says what is not the matter."""
    assert denies(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "my parcel hasn't arrived",
        "it doesn't turn on",
        "nothing works",
        "I can't log in",
        "no it's broken",
        "no, it's broken",
        "it works until it gets hot",
        "not late, lost",
        "it is not working",
        "it never arrived",
        "no picture",
        "I'm not happy",
        "good morning",
        "yes good",
        "is it late?",
        "thats not what i asked",
        "it's about the invoice",
        "they left the parcel alone in the rain",
        'you sent it back as "no fault found"',
        "your colleague said it is fine",
        "the website says there is no problem",
        "keep the receipt",
    ],
)
def test_a_trouble_told_by_a_negation_is_one(clause: str) -> None:
    """ "It doesn't" is how most of what is wrong is told."""
    assert not denies(clause)


WORDS = st.sampled_from(
    (
        *("not", "no", "never", "fine", "until", "only", "if", "the", "lamp", "is", "broken"),
        *(",", ".", "?", "but", "it's", "and", "except", "was"),
    )
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_words_can_be_judged(text: str) -> None:
    """However negators and particles are heaped up, it is answered."""
    assert denies(text) in (True, False)


@given(st.text(max_size=60))
def test_any_text_has_a_polarity(text: str) -> None:
    """Also one that is no language."""
    assert polarity(text, 0, len(text)) in ("said", "denied", "unsure")
    assert polarity(text, 0, len(text), "thing") in ("said", "denied")


@given(st.sampled_from(["dont", "don't", "do not"]), st.booleans())
def test_the_spelling_of_a_negation_does_not_matter(negator: str, shouted: bool) -> None:
    """With an apostrophe, without, or in two words; in whatever case."""
    text = f"the fans {negator} rattle"
    assert of(text.upper() if shouted else text, "rattle") == "denied"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("it doesn't see my new drive", True),
        ("no drive at all", False),
        ("the drive is fine, it's something else", False),
        ("it's not the drive", False),
        ("the drive worked until today", True),
        ("not the fan but the drive", True),
    ],
)
def test_an_answer_is_taken_back_only_right_before_it(text: str, told: bool) -> None:
    """A negation farther off is about something else; what is fine is no answer."""
    assert tells(text, re.compile("drive")) is told
