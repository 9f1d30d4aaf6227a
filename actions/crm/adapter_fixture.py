"""Fixture that an adapter brings to the contract's tests: a system, and what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import msgspec

from actions.crm.facets.people import Secret


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """What there is in the system at the start of each test.

    `proofs` are secrets of that customer which suffice together. `writes` are, by the method's
    name, its arguments but for the key: one for every write that `abilities` do not deny.
    `family_id` is a family with variants, `promotion` an advertised code, `query` words that find a
    product; None where the system has none.
    """

    facets: tuple[str, ...]
    customer_id: str
    email: str | None = None
    phone: str | None = None
    proofs: tuple[Mapping[Secret, str], ...] = ()
    order_number: str | None = None
    query: str | None = None
    family_id: str | None = None
    promotion: str | None = None
    writes: Mapping[str, tuple[tuple[Any, ...], Mapping[str, Any]]] = {}


class AdapterFixture(Protocol):
    """A class without arguments; each test opens the system anew and closes it again.

    The system serves the facets of the sample, and starts with what the sample says, so that tests
    may write.
    """

    sample: Sample

    def opened(self) -> AbstractAsyncContextManager[Any]:
        """The system behind the adapter, from its start to its end."""
