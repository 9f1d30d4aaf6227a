"""Guard against loops: what the bot has said and asked, so that nothing is put twice alike.

A question is asked once, then in other words with a way out, and not a third time. Whole sentences
are known from the conversation itself; how often a question was put is kept by its key.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import takewhile
from typing import Any

import msgspec

from actions.engine.case.case import Case
from actions.protocol.tracker import Event

SLOT = "asked"
"""Holds how often each question was put in this conversation, by its key, and which was last."""

MOST_ASKED = 2
"""How often the same is asked before nobody is asked any more."""
MOST_IN_ALL = 4
"""The same where other questions lay between."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_FEWEST_WORDS = 3
"""Below this it is no sentence that anybody would notice twice: "Thank you."."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How often each question was put; `last` is the key of the one before."""

    times: dict[str, int] = {}
    last: str = ""

    def put(self, key: str) -> Asked:
        """With that question put once more."""
        return Asked(times={**self.times, key: self.times.get(key, 0) + 1}, last=key)

    def too_often(self, key: str) -> bool:
        """Whether it must not be put again."""
        most = MOST_ASKED if key == self.last else MOST_IN_ALL
        return self.times.get(key, 0) >= most


def asked_from(slot: Mapping[str, Any] | None) -> Asked:
    """What was asked, as it was kept; nothing at the start."""
    return msgspec.convert(slot or {}, Asked)


def key_of(case: Case) -> str:
    """What tells the open question of a case from every other: what is asked, and about what."""
    about = (
        case.topic,
        case.waiting_for or "",
        case.findings.open or "",
        case.hint or "",
        _proposed(case) if case.waiting_for == "go_ahead" else "",
        f"{case.order_number is None} {case.postcode is None}",
        f"{case.wishes.open.kind} {case.wishes.open.about}" if case.wishes.open else "",
        *(f"{one.number}/{one.product}" for one in case.candidates),
    )
    mark = hashlib.blake2b("\n".join(about).encode(), digest_size=6).hexdigest()
    return f"{case.waiting_for}:{mark}"


def _proposed(case: Case) -> str:
    """The same for the same proposal, however it is worded."""
    found = case.diagnosis
    parts = (found.new_address, found.change, found.billed_to, found.vat_id) if found else ()
    return f"{case.plan.intent if case.plan else ''} {parts}"


class Heard:
    """The sentences that the customer has heard, out of a tracker's events."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = events

    def all_of(self, text: str) -> bool:
        """Whether every sentence of a text was heard before."""
        told = sentences(text)
        return bool(told) and all(one in self._sentences for one in told)

    def any_of(self, text: str) -> bool:
        """Whether one of them was."""
        return any(one in self._sentences for one in sentences(text))

    @cached_property
    def _sentences(self) -> frozenset[str]:
        texts = (event.get("text") for event in self._events if event.get("event") == "bot")
        return frozenset(one for text in texts if text for one in sentences(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text that somebody would notice to hear twice, in one form."""
    found = (" ".join(re.findall(r"\w+", one)).casefold() for one in _SENTENCE.findall(text))
    return tuple(one for one in found if len(one.split()) >= _FEWEST_WORDS)


def has_replied(events: list[Event]) -> bool:
    """Whether the bot has said something since the customer's last message."""
    since = takewhile(lambda event: event["event"] != "user", reversed(events))
    return any(event["event"] == "bot" and event.get("text") for event in since)
