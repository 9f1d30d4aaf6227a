"""Buttons that answer one question of several: what they send, and which answer was pressed."""

from __future__ import annotations

import re

from actions.engine.case.turn import Turn

ENTITY = "choice"
UNSURE = "unsure"
_BETWEEN = ":"
_UNSURE = re.compile(
    r"\b(don'?t know|do not know|not sure|unsure|no idea|dunno|idk|no clue|"
    r"can'?t (tell|say|see|check)|cannot (tell|say|see|check)|hard to (say|tell)|"
    r"how (do|can|would|should) I)\b",
    re.IGNORECASE,
)


def payload(name: str, answer: str) -> str:
    """What a button sends that gives this answer."""
    return f'/inform{{"{ENTITY}": "{name}{_BETWEEN}{answer}"}}'


def pressed(turn: Turn) -> tuple[str, str] | None:
    """The question and the answer of a pressed button."""
    chosen = next(iter(turn.entities.get(ENTITY, ())), "")
    name, between, answer = chosen.partition(_BETWEEN)
    return (name, answer) if between else None


def is_unsure(turn: Turn) -> bool:
    """Whether the customer cannot answer."""
    button = pressed(turn)
    return button[1] == UNSURE if button else bool(_UNSURE.search(turn.text))
