"""Several problems in one message: all but the first are parked, and taken up by name in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actions.engine.business.business import business
from actions.engine.case.agenda import marked
from actions.engine.case.turn import read
from actions.engine.talk import offers
from actions.engine.talk.agenda_notes import bring
from actions.engine.talk.base import DeskAction, Talk
from actions.engine.talk.forewarning import forewarn_in_passing
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

SLOT = "parked"
"""Holds the parse data of each, oldest first; `bot/processor.py` looks whether it is their turn."""


def parked(talk: Talk) -> list[dict[str, Any]]:
    """What waits for its turn, oldest first."""
    return list(talk.slot(SLOT) or ())


def park(talk: Talk, matters: Sequence[dict[str, Any]]) -> None:
    """Keep what is not waiting already."""
    waiting = parked(talk)
    known = {name(talk, one) for one in waiting}
    new = [one for one in matters if name(talk, one) not in known]
    if new:
        talk.set(SLOT, [*waiting, *new])
    for one in new:
        bring(talk, one)


def announce(talk: Talk, first: dict[str, Any], rest: Sequence[dict[str, Any]]) -> None:
    """Say that all of it was heard, and what comes first."""
    if len(rest) == 1:
        talk.utter("utter_two_matters", first=name(talk, first), second=name(talk, rest[0]))
    else:
        talk.utter("utter_many_matters", first=name(talk, first), others=names(talk, rest))


def names(talk: Talk, matters: Sequence[dict[str, Any]]) -> str:
    """The problems behind some parse data, in one line."""
    return listed([name(talk, one) for one in matters])


def without(talk: Talk, intent: str) -> None:
    """Forget what waits about that matter: it is being dealt with."""
    waiting = parked(talk)
    left = [one for one in waiting if one["intent"]["name"] != intent]
    if len(left) < len(waiting):
        talk.set(SLOT, left or None)


def name(talk: Talk, parse_data: dict[str, Any]) -> str:
    """The problem behind some parse data, in a few words."""
    goods = [e["value"] for e in parse_data.get("entities", ()) if e["entity"] == "product"]
    thing = max(goods, key=len, default="")
    intent = parse_data["intent"]["name"]
    title = (talk.slot("titles") or {}).get(intent, intent)
    return business().named(intent, thing) or say("matter.title", title=title)


class ActionNextMatter(DeskAction):
    """Takes up the next problem that was parked, as if the customer had just come with it."""

    def name(self) -> str:
        """As `bot/processor.py` asks for it."""
        return "action_next_matter"

    async def perform(self, talk: Talk) -> None:
        """Go on by name, unless the customer was just offered something else."""
        if (talk.slot(offers.SLOT) or {}).get("turn_id") == talk.turn.turn_id:
            return talk.then_listen()
        following, *left = parked(talk)
        talk.set(SLOT, left or None)
        if (intent := following["intent"]["name"]) not in business().topics:
            talk.agenda = marked(talk.agenda, intent, "done")
        if left:
            thing = name(talk, following)
            talk.utter("utter_next_matter_of_several", thing=thing, others=names(talk, left))
        else:
            talk.utter("utter_next_matter", thing=name(talk, following))
        await forewarn_in_passing(talk, read(following, talk.turn.conversation_id))
        return talk.hear_instead(following, "matter")
