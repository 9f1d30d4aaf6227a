"""Hint of the CRM: what an unclear message is about, by what its customer has bought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from actions.crm.records.order import Order


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """A thing of theirs that the words name, and the `intents` that it is likely about, best first.

    `certain`: the words leave nothing else, so it is taken up at once; else `question` is put.
    """

    intents: tuple[str, ...]
    product: str
    number: str
    certain: bool
    question: str


FindHint = Callable[[Sequence[Order], str, date], Hint | None]
"""The hint for some words, by the orders of who said them; None where they name nothing there."""
