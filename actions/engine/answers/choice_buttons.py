"""Buttons: what they say and send, and which answer to one question of several was pressed."""

from __future__ import annotations

import json
import re

from actions.engine.case.turn import Turn
from actions.engine.words.texts import say

ENTITY = "choice"
UNSURE = "unsure"
_BETWEEN = ":"
_UNSURE = re.compile(
    r"\b(don'?t know|do not know|not sure|unsure|no idea|dunno|idk|no clue|"
    r"can'?t (tell|say|see|check)|cannot (tell|say|see|check)|hard to (say|tell)|"
    r"how (do|can|would|should) I)\b",
    re.IGNORECASE,
)


AFFIRM = "/affirm"
DENY = "/deny"


def button(title: str, payload: str) -> dict[str, str]:
    """A button by the id of its title."""
    return {"title": say(title), "payload": payload}


def payload(name: str, answer: str) -> str:
    """What a button sends that gives this answer."""
    return sends("inform", **{ENTITY: f"{name}{_BETWEEN}{answer}"})


def sends(intent: str, **entities: str) -> str:
    """What a button sends that stands for an intent with these entities, whatever is in them."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def pressed(turn: Turn) -> tuple[str, str] | None:
    """The question and the answer of a pressed button."""
    chosen = next(iter(turn.entities.get(ENTITY, ())), "")
    name, between, answer = chosen.partition(_BETWEEN)
    return (name, answer) if between else None


def is_unsure(turn: Turn) -> bool:
    """Whether the customer cannot answer."""
    button = pressed(turn)
    return button[1] == UNSURE if button else bool(_UNSURE.search(turn.text))
