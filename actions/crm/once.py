"""A CRM for the length of one action: what is read twice is read once, and may be read ahead."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from msgspec.structs import replace

from actions.crm.port import FACETS, Crm

READS = frozenset({"customer", "incidents", "order", "orders", "products", "tickets", "vouchers"})
"""Methods that may be shared: what they tell of does not change while an action thinks."""


def reading_once(crm: Crm) -> Crm:
    """The same CRM; equal reads share one answer, also while it is under way."""
    return replace(crm, **{name: _ReadOnce(getattr(crm, name)) for name in (*FACETS, "records")})


class _ReadOnce:
    def __init__(self, facet: object) -> None:
        self._facet = facet
        self._asked: dict[Any, asyncio.Task[Any]] = {}

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._facet, name)
        return partial(self._read, name, method) if name in READS else method

    async def _read(self, name: str, method: Any, *args: Any, **kwargs: Any) -> Any:
        key = (name, args, tuple(sorted(kwargs.items())))
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(method(*args, **kwargs))
        # Who stops waiting must not take the answer from the others.
        return await asyncio.shield(self._asked[key])
