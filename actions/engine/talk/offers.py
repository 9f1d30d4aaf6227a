"""Offers that the next message may accept or decline with a bare yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from actions.engine.answers.choice_buttons import DENY, button
from actions.engine.case.turn import messages_by_turn, surroundings
from actions.engine.listening.open_context import open_context
from actions.engine.talk.base import Talk
from contracts.listening import Context
from contracts.turn import ASK_FOR_PERSON

Offer = Literal["person", "meaning", "recovery", "article"]

SLOT = "offer"
NO_PERSON = "no_person"
"""The slot that is set while the customer wants no person, so that none is offered."""


def person() -> dict[str, str]:
    """The button that brings a colleague in."""
    return button("button.person", ASK_FOR_PERSON)


def offer_person(talk: Talk, response: str = "utter_offer_person") -> None:
    """Offer to bring in a colleague, unless the customer said that they want none."""
    if talk.slot(NO_PERSON):
        return talk.utter("utter_without_person")
    yes = button("button.a_person_please", ASK_FOR_PERSON)
    talk.utter(response, buttons=(yes, button("button.try_again", DENY)))
    return made(talk, "person")


def made(talk: Talk, offer: Offer, meanings: Sequence[str] = ()) -> None:
    """Remember what was offered, and in which turn; `meanings` are the intents to choose from."""
    talk.set(SLOT, {"what": offer, "turn_id": talk.turn.turn_id, "meanings": list(meanings)})


def meanings_offered(talk: Talk) -> list[str]:
    """The intents that the customer was just asked to choose from."""
    offered: list[str] = (talk.slot(SLOT) or {}).get("meanings") or []
    return offered if standing(talk) == "meaning" else []


def meanings_offered_in(talk: Talk, turn_id: str | None) -> list[str]:
    """The intents that were offered as meanings in a turn, if that was the last offer."""
    offer = talk.slot(SLOT) or {}
    there = turn_id is not None and offer.get("turn_id") == turn_id
    return list(offer.get("meanings") or ()) if there else []


def in_the_open(talk: Talk) -> Context:
    """What was open when the customer spoke."""
    return open_context(talk.case, offered=standing(talk) is not None)


def standing(talk: Talk) -> Offer | None:
    """The offer that the bot made in the turn before this one."""
    offer = talk.slot(SLOT)
    before = list(messages_by_turn(talk.history))[1:2]
    if not offer or not before or offer["turn_id"] != surroundings(before[0]).turn_id:
        return None
    what: Offer = offer["what"]
    return what
