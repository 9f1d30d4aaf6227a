"""Closed list of what programs may be allowed on the operators' API. Pure."""

from __future__ import annotations

from typing import Literal

Scope = Literal[
    "conversations",
    "handoffs",
    "links",
    "sign_outs",
    "insights",
    "incidents",
    "edit_incidents",
    "dead_letters",
    "metrics",
]
"""`conversations`: read them with their messages. `handoffs`: read them with their packets.
`links`: make and end links into conversations. `sign_outs`: sign customers out of every page.
`incidents`: read them; `edit_incidents`: write them. `dead_letters`: read what was given up."""
