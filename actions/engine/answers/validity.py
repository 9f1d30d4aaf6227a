"""Validation of answers by their kind: what is none is told why, and what would be one."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.answers.interruptions import STEERING
from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.postal import lacking
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say

_FIGURE = re.compile(r"(?<![\w.,-])#?[\w-]*\d[\w-]*(?![\w-]|[.,]\d)")
"""A figure that may be meant for a number; an amount is none."""
_MOST_WORDS = 6
"""A longer message says more than the figure in it …"""
_LITTLE_ELSE = 3
"""… and one of more words than these gives a number only where the figure is half as long as one."""


def why_no_order_number(turn: Turn) -> str | None:
    """Why a figure is no order number; None where no figure was given as one."""
    figures = _FIGURE.findall(turn.text)
    if order_numbers(turn) or len(figures) != 1 or not _is_an_answer(turn):
        return None
    said, example = figures[0].lstrip("#"), business().order_numbers.example
    if len(turn.text.split()) > _LITTLE_ELSE and len(said) < len(example) / 2:
        return None
    return say("answer.no_order_number", said=said, example=example)


def why_no_address(turn: Turn) -> str | None:
    """What an address lacks; None where none was begun."""
    missing = lacking(turn.text) if turn.intent not in STEERING else None
    return say(f"answer.address_without.{missing}") if missing else None


def told_why(case: Case, why: str | None) -> Case | None:
    """The case with the same question open, after why the message was no answer to it."""
    return None if why is None else replace(case, news=(*case.news, why))


def _is_an_answer(turn: Turn) -> bool:
    """Whether a message is short and plain enough to have been meant as an answer."""
    short = len(turn.text.split()) <= _MOST_WORDS
    return short and "?" not in turn.text and turn.intent not in STEERING
