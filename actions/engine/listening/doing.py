"""Lookup of what clauses do, and of what they are about, as far as the classifiers are sure."""

from __future__ import annotations

from collections.abc import Iterable

from actions.engine.listening.listened import Setting
from actions.engine.listening.matters import SURE
from contracts.listening import Act, Clause, Context

LIKELY = 0.6
"""From this confidence on the classifier of acts is believed."""


def does(clauses: Iterable[Clause], setting: Setting | Context, act: Act) -> bool:
    """Whether a clause does that, for what is open in a setting, or in such a context."""
    context = setting if isinstance(setting, str) else setting.context
    rows = (clause.acts.get(context, ()) for clause in clauses)
    return any(row and row[0].name == act and row[0].confidence >= LIKELY for row in rows)


def surely(clauses: Iterable[Clause], sure: float = SURE) -> frozenset[str]:
    """What the clauses are about, where that is sure."""
    tops = (one.intents[0] for one in clauses if one.intents)
    return frozenset(top.name for top in tops if top.confidence >= sure)


def sides(intent: str, setting: Setting) -> bool:
    """Whether it is a side of what the case is about."""
    return any(setting.topic in group and intent in group for group in setting.known.one_problem)
