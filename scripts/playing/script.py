"""What a script of a conversation says, read from YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec

from contracts.turn import Customer, Event, Since

Way = Literal[
    "happy",
    "warranty",
    "corrected",
    "interrupted",
    "refused",
    "unverified",
    "above rights",
    "misunderstood",
    "CRM down",
]
"""How a conversation about a topic goes; `warranty` is where a part turns out to be dead."""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One turn: what the customer says (a list is several messages) or presses (the beginning of a
    button's title), or an event that the bridge reports, and what holds.

    `hears` and `never` are regexes over all replies together; `buttons` are their titles;
    `questions` counts the replies that ask something; `crm` breaks the CRM for this turn.
    `handoff` has parts of the request, with `wants`: its lines in their order, each by what was
    `said` last, `about` and `state`; and `never`: what stands nowhere in it.
    """

    says: str | list[str] | None = None
    presses: str | None = None
    event: Event | None = None
    since: Since | None = None
    customer: Customer | None = None
    crm: Literal["unwritable", "unreadable"] | None = None
    hears: list[str] = []
    never: list[str] = []
    buttons: list[str] | None = None
    questions: int | None = None
    handoff: dict[str, Any] | None = None
    identity: dict[str, Any] | None = None


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A conversation; `writes` is what the CRM has more after it, by customer and kind.

    `topic` and `way` say which case of `test_ways.py` it covers, if it is one of them.
    """

    name: str
    topic: str | None = None
    way: Way | None = None
    customer: Customer = Customer()
    steps: list[Step]
    writes: dict[str, dict[str, int]] = {}


def load(folder: Path) -> list[Script]:
    """All scripts of a folder."""
    return [
        script
        for file in sorted(folder.glob("*.yml"))
        for script in msgspec.yaml.decode(file.read_bytes(), type=list[Script])
    ]
