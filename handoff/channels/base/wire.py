"""Record of the wire of a channel that has pages of its own, as its handlers declare it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from handoff.http.calls import Call
from handoff.http.routes import Route


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """What its pages may call, and what they are told."""

    routes: tuple[Route, ...]
    """Over HTTP."""
    calls: tuple[Call, ...]
    """Over socket.io."""
    told: Mapping[str, type[Any]]
    """The data of each event that they are told of, by its name."""
