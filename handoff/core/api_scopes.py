"""Closed list of what programs may be allowed on the operators' API. Pure."""

from __future__ import annotations

from typing import Literal

Scope = Literal[
    "conversations",
    "handoffs",
    "links",
    "insights",
    "incidents",
    "edit_incidents",
    "dead_letters",
    "metrics",
]
"""`conversations`: read them with their messages. `handoffs`: read them with their packets.
`links`: make links into conversations. `incidents`: read them; `edit_incidents`: write them.
`dead_letters`: read what was given up."""
