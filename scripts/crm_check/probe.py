"""Calls the methods of a mapped system, one after another, and notes what came of each."""

from __future__ import annotations

import time
from typing import Any, Literal
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from actions.crm.errors import CrmError, CrmForbidden, CrmNotFound, CrmRefused, CrmUncertain
from actions.crm.remote.facet_method import FacetMethod
from actions.crm.remote.openapi import OpenApiCrm
from scripts.crm_check import facts
from scripts.crm_check.facts import Facts

Result = Literal["done", "refused", "not found", "no right", "uncertain", "failed", "not tried"]
USEFUL: frozenset[Result] = frozenset({"done", "refused", "not found"})
"""What shows that the desk may ask: the system's own rules may say no."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one call, after how many milliseconds."""

    method: FacetMethod
    result: Result
    words: str = ""
    milliseconds: float = 0.0
    answer: Any = None

    @property
    def name(self) -> str:
        """`orders.cancel_order`."""
        return f"{self.method.facet}.{self.method.name}"


class CustomerUnknown(Exception):
    """The system has no customer by what was given."""


class Probe:
    """Reads a customer and what belongs to them; on a sandbox, writes as well."""

    def __init__(self, crm: OpenApiCrm, times: int) -> None:
        self._crm, self._times = crm, times
        self.outcomes: list[Outcome] = []
        self.facts: Facts = {}

    async def find(self, customer: str) -> None:
        """Find the customer by id or e-mail address. Raises `CustomerUnknown` or `CrmError`."""
        by_email = "@" in customer
        found = await (
            self._crm.customer_by_email(customer) if by_email else self._crm.customer(customer)
        )
        if found is None:
            raise CustomerUnknown
        self.facts = facts.of_customer(found)

    async def read(self) -> None:
        """Call every mapped read; what one answers tells the next what to ask for."""
        orders = await self._read("orders", "orders")
        order = next((one for one in orders or () if one.lines), None)
        if order is not None:
            self.facts = {**self.facts, **facts.of_order(order)}
        ways = await self._read("money", "payment_methods")
        self.facts = {**self.facts, **facts.of_methods(ways or ())}
        families = await self._read("catalogue", "families")
        if families and "family_id" not in self.facts:
            self.facts = {**self.facts, "family_id": families[0].id}
        variants = await self._read("catalogue", "variants")
        if order is not None:
            self.facts = {**self.facts, **facts.of_variants(order, variants or ())}
        done = {(one.method.facet, one.method.name) for one in self.outcomes}
        for place, method in self._crm.methods.items():
            if not method.writes and place not in done and self._crm.is_mapped(method):
                await self._read(*place)

    async def write(self) -> None:
        """Call every mapped write once."""
        for method in self._crm.methods.values():
            if method.writes and self._crm.is_mapped(method):
                self.outcomes.append(await self._called(method))

    async def _read(self, facet: str, name: str) -> Any:
        """The last of some answers; None where there was none."""
        method = self._crm.methods[facet, name]
        if not self._crm.is_mapped(method):
            return None
        made = [await self._called(method) for _ in range(self._times)]
        self.outcomes += made
        return made[-1].answer

    async def _called(self, method: FacetMethod) -> Outcome:
        if lacking := facts.missing(method, self.facts):
            words = f"nothing is known for {', '.join(lacking)}"
            return Outcome(method=method, result="not tried", words=words)
        given = facts.arguments(method, self.facts, f"check:{method.name}:{uuid4()}")
        begun = time.perf_counter()
        try:
            answer = await getattr(self._crm, method.name)(**given)
        except CrmError as exc:
            made = Outcome(method=method, result=_result(exc), words=str(exc))
        else:
            made = Outcome(method=method, result="done", answer=answer)
        return replace(made, milliseconds=(time.perf_counter() - begun) * 1000)


def _result(exc: CrmError) -> Result:
    kinds: tuple[tuple[type[CrmError], Result], ...] = (
        (CrmForbidden, "no right"),
        (CrmRefused, "refused"),
        (CrmNotFound, "not found"),
        (CrmUncertain, "uncertain"),
    )
    return next((result for kind, result in kinds if isinstance(exc, kind)), "failed")
