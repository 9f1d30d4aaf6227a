"""Tells what an article says, asks which one is meant, and hears whether it helped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from actions.engine.answers.agreement import verdict
from actions.engine.answers.answers import answer
from actions.engine.answers.choice_buttons import AFFIRM, DENY, button, payload, pressed
from actions.engine.articles import decision, reading
from actions.engine.articles.decision import Answer, Choice, Decision, Reader
from actions.engine.articles.reading import Outcome, Reading, Use
from actions.engine.business.business import business
from actions.engine.case.identity import whole_account
from actions.engine.case.reading import named_among, order_numbers, ordinal
from actions.engine.case.turn import FALLBACK_INTENT, intents
from actions.engine.conversation.clarify import (
    did_you_mean,
    likely_meanings,
    misunderstood_in_a_row,
)
from actions.engine.listening.matters import asks_anywhere
from actions.engine.listening.questions import question_words
from actions.engine.talk import mood
from actions.engine.talk.base import RUN_NEXT, TITLES_SLOT, DeskAction, Talk
from actions.engine.talk.offers import made, offer_person, standing
from actions.engine.talk.questions import thing
from actions.engine.talk.short_questions import ask_in_short
from actions.engine.words.texts import say, say_to_agents
from contracts.findings import Finding
from contracts.impersonal import without_personal
from contracts.region import region
from contracts.turn import Attempt

_ENTITY = "article"
"""The name under which a button says which article is meant."""
_BETWEEN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_UNCLEAR = frozenset({FALLBACK_INTENT, "out_of_scope"})
"""What a message may be taken for that articles are asked about: nothing that the bot knows."""
_MOST_WORDS_OF_A_CHOICE = 6
"""What is longer says something new, whichever words of a title are in it."""
_MOST_IN_A_ROW = 1
"""So many messages in a row may be unclear for titles to be asked about: then a person is."""


class ActionReadArticle(DeskAction):
    """Answers out of an article, or asks which one is meant; then comes back to what stood open."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_read_article"

    async def perform(self, talk: Talk) -> None:
        """Tell the one that was chosen or fits, else ask; nobody is asked who they are."""
        talk.set(RUN_NEXT, None)
        if (chosen := _chosen(talk)) is not None:
            _tell(talk, chosen, _kept(talk).choice, _kept(talk).words)
        elif (found := decided(talk) or _following(talk)) is None:
            raise ValueError("an article was to be read, and none fits")
        elif isinstance(found, Answer):
            _tell(talk, found.finding, found.others, _impersonal(talk))
        else:
            _ask(talk, found)
        return talk.then_listen()


class ActionArticleHelped(DeskAction):
    """Takes the answer to "did that help?": a no goes to the next article, or to a person."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_article_helped"

    async def perform(self, talk: Talk) -> None:
        """Note it, and go on."""
        talk.set(RUN_NEXT, None)
        told = _kept(talk).told
        if told is None:
            raise ValueError("an article was to be judged, and none was told")
        if verdict(talk.turn).verdict == "yes":
            _judge(talk, told, "helped")
            talk.say(say("article.helped"))
        else:
            _judge(talk, told, "not_helped")
            _go_on(talk)
        return talk.then_listen()


def reads_article(talk: Talk) -> str | None:
    """The action that an answer to an article, or a choice of one, calls for."""
    if _chosen(talk) is not None:
        return ActionReadArticle().name()
    asked = standing(talk) == "article" and _kept(talk).told is not None
    if asked and verdict(talk.turn).verdict in ("yes", "no"):
        return ActionArticleHelped().name()
    return None


def asks_article(talk: Talk) -> str | None:
    """The action for a message that articles answer and nothing else does.

    Where none does, that is noted for the report of what is missing.
    """
    if decided(talk) is not None:
        return ActionReadArticle().name()
    turn = talk.turn
    if turn.intent in _UNCLEAR and not turn.meaningless and not talk.form_is_open:
        _note(talk, "nothing", _impersonal(talk))
    return None


def decided(talk: Talk) -> Decision:
    """What is to be done with what articles say to this message; None where it is not for them."""
    turn = talk.turn
    if not turn.findings or not _is_for_articles(talk):
        return None
    reader = _reader(talk)
    if talk.form_is_open or talk.case.waiting_for:
        surely = decision.in_passing(turn.findings, reader) if _is_beside(talk) else None
        return None if surely is None else Answer(finding=surely)
    meanings = likely_meanings(turn.ranking, talk.slot(TITLES_SLOT) or {})
    found = decision.decide(turn.findings, reader, meanings, business().topics)
    again = misunderstood_in_a_row(intents(talk.history)) > _MOST_IN_A_ROW
    return None if isinstance(found, Choice) and again else found


def follow_up_article(talk: Talk) -> Finding | None:
    """The article that surely answers a question about what is talked of, and was not told yet."""
    turn = talk.turn
    heated = mood.from_slot(talk.slot(mood.SLOT)).heated
    if heated or order_numbers(turn) or not asks_anywhere(turn.text, turn.clauses):
        return None
    reader = _reader(talk)
    found = (decision.in_passing(said, reader) for said in (turn.findings, turn.found_in_context))
    return next((one for one in found if one is not None), None)


def _is_for_articles(talk: Talk) -> bool:
    """Whether the bot knows nothing of it, and it is neither anger nor about an order of theirs."""
    if talk.turn.intent not in _UNCLEAR or order_numbers(talk.turn):
        return False
    return not mood.from_slot(talk.slot(mood.SLOT)).heated


def _following(talk: Talk) -> Decision:
    finding = follow_up_article(talk)
    return None if finding is None else Answer(finding=finding)


def _is_beside(talk: Talk) -> bool:
    """Whether it is a question, and none that the open case could take for its answer."""
    asks = "?" in talk.turn.text or question_words().asked(talk.turn.text) is not None
    return asks and talk.form_is_open and answer(talk.case, talk.turn) is None


def _reader(talk: Talk) -> Reader:
    return Reader(
        signed_in=whole_account(talk.turn.customer) is not None,
        today=region().today(),
        known=_kept(talk).known,
    )


def _kept(talk: Talk) -> Reading:
    return reading.from_slot(talk.slot(reading.SLOT))


def _impersonal(talk: Talk) -> str:
    return without_personal(talk.turn.text, talk.turn.customer.name).strip()


def _chosen(talk: Talk) -> Finding | None:
    """The article of the last list that a button or words point at."""
    choice = _kept(talk).choice
    if not choice:
        return None
    if button_pressed := pressed(talk.turn):
        name, article = button_pressed
        asked = (one for one in choice if name == _ENTITY and one.article == article)
        return next(asked, None)
    if standing(talk) != "meaning" or not talk.turn.is_typed:
        return None
    return _pointed_at(talk, choice)


def _pointed_at(talk: Talk, choice: Sequence[Finding]) -> Finding | None:
    """By its place in the list, in which topics come first, or by words of its title."""
    meanings = (talk.slot("offer") or {}).get("meanings") or []
    if len(choice) == 1 and not meanings and verdict(talk.turn).verdict == "yes":
        return choice[0]
    at = ordinal(talk.turn.text, len(meanings) + len(choice))
    if at is not None:
        return choice[at - len(meanings)] if at >= len(meanings) else None
    is_short = len(talk.turn.text.split()) <= _MOST_WORDS_OF_A_CHOICE
    if not is_short or talk.turn.intent not in _UNCLEAR | {"inform"}:
        return None
    named = named_among(talk.turn.text, [one.title for one in choice])
    return None if named is None else choice[named]


def _tell(talk: Talk, finding: Finding, others: Sequence[Finding], words: str) -> None:
    """What it says, with title and link; then whether that helped, unless a case is open."""
    attempt = _attempt(finding, "article.read")
    _keep(talk, reading.read_out(_kept(talk), finding, tuple(others), words, attempt))
    _note(talk, "answered", words, finding)
    talk.say(spoken(finding))
    if talk.form_is_open:
        talk.utter("utter_back_to", thing=thing(talk.case))
        return ask_in_short(talk, named=True)
    buttons = (button("button.article_helped", AFFIRM), button("button.article_not", DENY))
    talk.say(say("article.did_it_help"), buttons=buttons)
    return made(talk, "article")


def spoken(finding: Finding) -> str:
    """What an article says to a question, in its own words, and where the rest stands."""
    where = "article.address" if finding.address else "article.title"
    # A passage often goes on from its heading: “What never to open” … “Power supplies.”
    title = _BETWEEN.join(filter(None, (finding.title, finding.heading)))
    source = say(where, title=title, address=finding.address)
    return f"{finding.said}\n\n{source}" if finding.said else source


def _ask(talk: Talk, choice: Choice) -> None:
    """Which one is meant; it counts as a message that was not understood."""
    words = _impersonal(talk)
    _keep(talk, replace(_kept(talk), words=words, told=None, choice=choice.findings))
    talk.set("clarifications", int(talk.slot("clarifications") or 0) + 1)
    _note(talk, "asked", words)
    articles = [
        {"title": one.title, "payload": payload(_ENTITY, one.article)} for one in choice.findings
    ]
    did_you_mean(talk, choice.meanings, articles)


def _judge(talk: Talk, told: Finding, outcome: Literal["helped", "not_helped"]) -> None:
    kept = _kept(talk)
    _note(talk, outcome, kept.words, told)
    _keep(talk, reading.judged(kept, _attempt(told, f"article.{outcome}.noted")))


def _go_on(talk: Talk) -> None:
    """The next one that fits, else a person."""
    kept = _kept(talk)
    left = decision.readable(kept.others, _reader(talk))
    if not left:
        return offer_person(talk, "utter_offer_person_after_article")
    talk.say(say("article.next"))
    return _tell(talk, left[0], left[1:], kept.words)


def _keep(talk: Talk, kept: Reading) -> None:
    talk.set(reading.SLOT, msgspec.to_builtins(kept))


def _attempt(finding: Finding, result: str) -> Attempt:
    action = say_to_agents("article.tried", title=finding.title)
    return Attempt(action=action, result=say_to_agents(result))


def _note(talk: Talk, outcome: Outcome, words: str, told: Finding | None = None) -> None:
    """Keep what came of it as an event of the conversation, with which it is forgotten as well."""
    use = Use(
        turn_id=talk.turn.turn_id,
        outcome=outcome,
        words=words,
        article=told.article if told else "",
    )
    talk.set(reading.USE_SLOT, msgspec.to_builtins(use))
