"""The answer to "did you mean …?": what was said before it counts, as if it had been understood."""

from __future__ import annotations

from typing import Any

import msgspec

from actions.engine.answers.agreement import verdict
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.reading import named_among, order_numbers, ordinal
from actions.engine.case.turn import FALLBACK_INTENT, Turn, customer_messages, read, surroundings
from actions.engine.talk import offers
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.forewarning import forewarn_in_passing

_MAY_CHOOSE = frozenset({"affirm", "inform", "out_of_scope", FALLBACK_INTENT})
"""What a typed answer may be taken for that is none of the meanings."""


class ActionTakeMeaning(DeskAction):
    """Takes up what was asked back about under the meaning that the customer chose."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_take_meaning"

    async def perform(self, talk: Talk) -> None:
        """Go on with both messages, as one."""
        chosen = meant(talk)
        if chosen is None:
            raise ValueError("a meaning was to be taken, and none is chosen")
        parse_data = _together(talk, chosen)
        await forewarn_in_passing(talk, read(parse_data, talk.turn.conversation_id))
        talk.set(RUN_NEXT, None)
        talk.hear_instead(parse_data)


def meant(talk: Talk) -> str | None:
    """The intent under which an unclear message and the answer to it are taken as one.

    None where the answer chooses no meaning, and adds nothing to what was said before.
    """
    if offers.standing(talk) != "meaning":
        return None
    turn, meanings = talk.turn, offers.meanings_offered(talk)
    if turn.intent in meanings or _says_what_about_the_order(talk):
        return turn.intent
    if turn.intent not in _MAY_CHOOSE or not meanings:
        return None
    return _pointed_at(talk, meanings) or _told_of(turn, meanings)


def _says_what_about_the_order(talk: Talk) -> bool:
    """Whether an order was named before, and now comes what it is about."""
    before = read(_asked_about(talk), talk.turn.conversation_id)
    known, now = order_numbers(before), order_numbers(talk.turn)
    return talk.turn.intent in business().topics and bool(known) and not now


def _pointed_at(talk: Talk, meanings: list[str]) -> str | None:
    """By a bare yes to a single one, by its place, or by words of its title."""
    if len(meanings) == 1 and verdict(talk.turn).verdict == "yes":
        return meanings[0]
    titles = talk.slot("titles") or {}
    at = ordinal(talk.turn.text, len(meanings))
    if at is None:
        at = named_among(talk.turn.text, [titles.get(one, one) for one in meanings])
    return None if at is None else meanings[at]


def _told_of(turn: Turn, meanings: list[str]) -> str | None:
    """The first of them that what was said goes with: a code, an amount, an order."""
    of_cases = [one for one in meanings if one in business().topics]
    if order_numbers(turn) or turn.entities.get("product"):
        return next(iter(of_cases), None)
    return next((one for one in of_cases if _hears(one, turn)), None)


def _hears(topic: str, turn: Turn) -> bool:
    """Whether the words tell the topic something; that it keeps any words is no telling."""
    silent = Case(topic=topic)
    heard = business().topics[topic].listen(silent, turn)
    return msgspec.structs.replace(heard, diagnosis=None) != silent


def _together(talk: Talk, intent: str) -> dict[str, Any]:
    """The parse of both messages under that intent; a pressed button adds no words."""
    latest = next(customer_messages(talk.history))["parse_data"]
    typed = [] if talk.turn.text.startswith("/") else [latest]
    both = [_asked_about(talk), *typed]
    score = {"name": intent, "confidence": 1.0}
    return {
        "text": "\n".join(one.get("text") or "" for one in both),
        "intent": score,
        "intent_ranking": [score],
        "entities": [entity for one in both for entity in one.get("entities") or ()],
    }


def _asked_about(talk: Talk) -> dict[str, Any]:
    """The parse data of the message that was asked back about."""
    asked = (talk.slot(offers.SLOT) or {}).get("turn_id")
    messages = customer_messages(talk.history)
    before = next(one for one in messages if surroundings(one).turn_id == asked)
    parse_data: dict[str, Any] = before["parse_data"]
    return parse_data
