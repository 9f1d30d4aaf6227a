"""Two problems in one message: the second is parked, and taken up by name after the first."""

from __future__ import annotations

from typing import Any

from actions.engine.business.business import business
from actions.engine.case.agenda import marked
from actions.engine.case.turn import read
from actions.engine.talk import offers
from actions.engine.talk.agenda_notes import bring
from actions.engine.talk.base import DeskAction, Talk
from actions.engine.talk.forewarning import forewarn_in_passing
from actions.engine.words.texts import say

SLOT = "parked"
"""Holds the parse data of the second problem; `bot/processor.py` looks whether it is its turn."""


def park(talk: Talk) -> None:
    """Keep the second problem of this message for later, and say that both were heard."""
    if talk.turn.also is None:
        return
    talk.set(SLOT, talk.turn.also)
    bring(talk, talk.turn.also)
    first = _named(talk, talk.turn.intent, talk.turn.entities.get("product", ()))
    talk.utter("utter_two_matters", first=first, second=name(talk, talk.turn.also))


def name(talk: Talk, parse_data: dict[str, Any]) -> str:
    """The problem behind some parse data, in a few words."""
    goods = [e["value"] for e in parse_data.get("entities", ()) if e["entity"] == "product"]
    return _named(talk, parse_data["intent"]["name"], goods)


class ActionNextMatter(DeskAction):
    """Takes up the problem that was parked, as if the customer had just come with it."""

    def name(self) -> str:
        """As `bot/processor.py` asks for it."""
        return "action_next_matter"

    async def perform(self, talk: Talk) -> None:
        """Go on by name, unless the customer was just offered something else."""
        parked = talk.slot(SLOT)
        if (talk.slot(offers.SLOT) or {}).get("turn_id") == talk.turn.turn_id:
            return talk.then_listen()
        talk.set(SLOT, None)
        if (intent := parked["intent"]["name"]) not in business().topics:
            talk.agenda = marked(talk.agenda, intent, "done")
        talk.utter("utter_next_matter", thing=name(talk, parked))
        await forewarn_in_passing(talk, read(parked, talk.turn.conversation_id))
        return talk.hear_instead(parked)


def _named(talk: Talk, intent: str, goods: Any) -> str:
    thing = max(goods, key=len, default="")
    title = (talk.slot("titles") or {}).get(intent, intent)
    return business().named(intent, thing) or say("matter.title", title=title)
