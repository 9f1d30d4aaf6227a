"""What is answered before any topic: what was just said, what everybody may know, a CRM's hint."""

from __future__ import annotations

from actions.engine.conversation.explains import ActionExplain, asked_about_last
from actions.engine.conversation.facts import ActionTellFact, fact_asked
from actions.engine.conversation.hinting import ActionTakeHint, hinted
from actions.engine.talk.base import RUN_NEXT, Talk


async def take_up_aside(talk: Talk) -> None:
    """Have such a question answered first, unless something else comes first already."""
    if talk.slot(RUN_NEXT):
        return
    if asked_about_last(talk):
        talk.set(RUN_NEXT, ActionExplain().name())
    elif fact_asked(talk):
        talk.set(RUN_NEXT, ActionTellFact().name())
    elif await hinted(talk):
        talk.set(RUN_NEXT, ActionTakeHint().name())


def answers_aside(talk: Talk) -> bool:
    """Whether a fact is told first, which may be of a matter that an incident concerns."""
    return bool(talk.slot(RUN_NEXT) == ActionTellFact().name())
