"""What was done for customers, by the turn that did it: by the stand-in, and in the real CRM."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

_KINDS = ("Trace", "Replacement", "Return", "Exchange", "Refund", "Ticket", "Voucher")
"""Writes that a customer is told of, by a reference or a code."""
_NAMED = re.compile(r"\b[A-Z]{2}-[0-9A-Z]{8}\b")

_CONFIRMS = ("Done", "I've noted it")
"""How the bot begins when it has done something; elsewhere it speaks of what was done before."""

Effects = dict[str, list[str]]
"""By turn, the names of what it did."""


def of_stand_in(path: Path) -> Effects:
    """By what the customer had said, which is the name of what was done."""
    return _by_turn(_rows(path, "SELECT turn, said FROM effects"))


def of_crm(path: Path) -> Effects:
    """By reference or code. The key of a write begins with its turn."""
    rows = _rows(path, f"SELECT idempotency_key, result FROM writes WHERE kind IN {_KINDS}")
    return _by_turn((key.partition(":")[0], _name(json.loads(made))) for key, made in rows)


def told_by_stand_in(texts: Iterable[str]) -> list[str]:
    """What it said was done."""
    return [text.removeprefix("done ") for text in texts if text.startswith("done ")]


def told_of_crm(texts: Iterable[str]) -> list[str]:
    """Every reference and code in what the bot said as a confirmation."""
    return [name for text in texts if text.startswith(_CONFIRMS) for name in _NAMED.findall(text)]


def _rows(path: Path, query: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def _by_turn(rows: Iterable[tuple[str, str]]) -> Effects:
    effects: Effects = defaultdict(list)
    for turn, name in rows:
        effects[turn].append(name)
    return effects


def _name(made: dict[str, str]) -> str:
    return made.get("reference") or made["code"]
