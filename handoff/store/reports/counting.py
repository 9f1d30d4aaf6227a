"""Conditions in SQL of what reports count: nothing of spam, and who has left by themselves."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from handoff.store.conversations.blocks import SPAM
from handoff.store.tables.cases import handoffs
from handoff.store.tables.sla import answers, clocks

NOT_LEFT = ("ticket", "blocked")
"""Why cases are over that nobody has abandoned, without having been resolved."""


def is_no_spam() -> Any:
    """Whether a case counts."""
    return handoffs.c.conversation_id.not_in(SPAM)


def answers_no_spam() -> Any:
    """Whether an answer was given in a case that counts."""
    of_spam = sa.select(handoffs.c.id).where(handoffs.c.conversation_id.in_(SPAM))
    return answers.c.handoff_id.not_in(of_spam)


def has_left() -> Any:
    """Whether the customer of a case has abandoned it; to be joined with its clock."""
    why = sa.func.coalesce(clocks.c.ended_why, "")
    return (handoffs.c.state == "abandoned") & why.not_in(NOT_LEFT)
