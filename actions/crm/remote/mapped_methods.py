"""Interpreter of mapped methods: operations in a row, and a record made of what they answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.crm.errors import (
    CrmMisconfigured,
    CrmNotFound,
    CrmRefused,
    CrmUnavailable,
    CrmUncertain,
)
from actions.crm.remote import outcome
from actions.crm.remote.client import RemoteClient
from actions.crm.remote.description import Description, Operation
from actions.crm.remote.expression import DoesNotFit, Expressions
from actions.crm.remote.facet_method import FacetMethod
from actions.crm.remote.hedging import hedged
from actions.crm.remote.mapping import Errors, ShopMapping, Step, Way
from actions.crm.remote.outcome import Answer
from actions.crm.remote.request import ArgumentMissing, Request, request
from actions.crm.remote.session import Flight
from actions.crm.remote.value import Call, Values

EACH = "each"
"""Under which name the arguments of a step find the element that it is run for."""
NOW = "now"
"""Under which name every expression finds the time of the call."""


_LONG = 0.5
"""After so much of a read's time it is asked once more."""


class _Run(msgspec.Struct, kw_only=True):
    """One call of a method: until when it may take, and what it has written so far."""

    method: FacetMethod
    errors: Errors
    until: float
    asked: Mapping[str, Any]
    call: dict[str, Any]
    flights: list[tuple[Operation, Flight]] = []
    written: bool = False

    def may_have_written(self) -> bool:
        """Whether something was written, or sent and never answered."""
        return self.written or any(f.left and not of.reads for of, f in self.flights)


class MappedMethods:
    """Runs the methods of a mapping that was checked."""

    def __init__(
        self,
        mapping: ShopMapping,
        description: Description,
        client: RemoteClient,
        zone: tzinfo,
        now: Callable[[], datetime],
    ) -> None:
        self._mapping, self._description, self._client = mapping, description, client
        self._expressions = Expressions(mapping.connection.currency)
        self._values = Values(self._expressions, zone)
        self._now = now

    async def run(self, method: FacetMethod, *args: Any, **kwargs: Any) -> Any:
        """What the method of the port gives. Raises the port's errors, which name no value."""
        asked = method.arguments(*args, **kwargs)
        call = {**asked, NOW: self._now().isoformat()}
        way = self._way(method, call)
        if way is None:
            return _nothing(method)
        limits = self._mapping.connection.limits
        seconds = limits.write_seconds if method.writes else limits.read_seconds
        run = _Run(
            method=method,
            errors=_joined(way.errors, self._mapping.connection.errors),
            until=asyncio.get_running_loop().time() + seconds,
            asked=asked,
            call=call,
        )
        return await self._bounded(way, run, seconds)

    async def ping(self) -> None:
        """Return when the system answers. Raises `CrmUnavailable`, or `CrmForbidden`."""
        seconds = self._mapping.connection.limits.read_seconds
        try:
            async with asyncio.timeout(seconds):
                await self._pinged()
        except TimeoutError as exc:
            raise CrmUnavailable(f"The CRM did not answer in {seconds:g} s.") from exc

    async def _pinged(self) -> None:
        name = self._mapping.connection.ping
        operation = self._description.operation(name) if name is not None else None
        if operation is None:
            await self._client.reach()
            return
        errors, until = self._mapping.connection.errors, asyncio.get_running_loop().time()
        answer = await self._client.answer(request(operation, {}), Flight(), until)
        found = outcome.verdict(answer, operation, errors, self._expressions)
        if found != "done":
            raise outcome.error(found, answer, operation, None, {})

    async def _bounded(self, way: Way, run: _Run, seconds: float) -> Any:
        where = f"{run.method.facet}.{run.method.name}"
        try:
            with _honest(run, where):
                async with asyncio.timeout_at(run.until):
                    return await self._walked(way, run)
        except TimeoutError as exc:
            late = f"The CRM did not answer {where} in {seconds:g} s."
            raise CrmUncertain(late) if run.may_have_written() else CrmUnavailable(late) from exc
        except CrmNotFound:
            if run.method.nothing is ...:
                raise
            return run.method.nothing

    def _way(self, method: FacetMethod, call: Call) -> Way | None:
        """The first way whose condition holds for these arguments."""
        mapped = self._mapping.methods.get((method.facet, method.name))
        for way in mapped.ways if mapped is not None else ():
            if way.when is None or self._expressions.holds(way.when, call, call):
                return way
        return None

    async def _walked(self, way: Way, run: _Run) -> Any:
        answer: Any = None
        for step in way.steps:
            answer = await self._step(step, run)
            if step.name is not None:
                run.call[step.name] = answer
        if way.only_if is not None and not self._expressions.holds(way.only_if, answer, run.call):
            raise CrmNotFound
        kept = answer if way.answer is not None else None
        made = self._values.record(way.answer, run.method.returns, kept, run.call)
        return made[: run.call["limit"]] if "limit" in run.call else made

    async def _step(self, step: Step, run: _Run) -> Any:
        operation = self._operation(step)
        if step.for_each is None:
            return await self._called(operation, self._request(step, operation, run, {}), run)
        elements = self._expressions.value(step.for_each, run.call, run.call) or []
        requests = [self._request(step, operation, run, {EACH: one}) for one in elements]
        if not operation.reads:
            return [await self._called(operation, one, run) for one in requests]
        found = await _side_by_side([self._found(operation, one, run) for one in requests])
        return [one for one in found if one is not None]

    def _operation(self, step: Step) -> Operation:
        operation = self._description.operation(step.operation)
        if operation is None:
            raise CrmMisconfigured(f"The description has no operation {step.operation}.")
        return operation if step.writes is None else replace(operation, reads=not step.writes)

    def _request(self, step: Step, operation: Operation, run: _Run, around: Call) -> Request:
        """Raises `CrmNotFound` where what is asked for can be nothing, else `CrmRefused`."""
        call = {**run.call, **around}
        try:
            given = {name: self._values.made(v, call, call) for name, v in step.arguments.items()}
            return request(operation, given)
        except (ArgumentMissing, DoesNotFit) as exc:
            if run.method.nothing is not ...:
                raise CrmNotFound from exc
            raise CrmRefused(f"Nothing was sent to the CRM: {exc}.") from exc

    async def _found(self, operation: Operation, sent: Request, run: _Run) -> Any:
        """The answer of one of many reads; None where there is nothing any more."""
        try:
            return await self._called(operation, sent, run)
        except CrmNotFound:
            return None

    async def _called(self, operation: Operation, sent: Request, run: _Run) -> Any:
        flight = Flight()
        run.flights.append((operation, flight))
        answer = await self._answered(operation, sent, flight, run.until)
        found = outcome.verdict(answer, operation, run.errors, self._expressions)
        if found != "uncertain":
            flight.left = False
        if found == "done":
            run.written = run.written or not operation.reads
            return answer.body
        reason = outcome.reason_of(answer, run.errors, self._expressions)
        raise outcome.error(found, answer, operation, reason, run.asked)

    async def _answered(
        self, operation: Operation, sent: Request, flight: Flight, until: float
    ) -> Answer:
        """The system's answer; only what changes nothing is asked twice."""
        if not operation.reads:
            return await self._client.answer(sent, flight, until)
        return await hedged(
            lambda: self._client.answer(sent, Flight(), until),
            after=self._mapping.connection.limits.read_seconds * _LONG,
        )


@contextmanager
def _honest(run: _Run, where: str) -> Iterator[None]:
    """After something was written, whatever goes wrong leaves the whole of it uncertain."""
    try:
        yield
    except DoesNotFit as exc:
        wrong = f"The CRM's answer does not fit the mapping of {where}: {exc}."
        raise CrmUncertain(wrong) if run.may_have_written() else CrmUnavailable(wrong) from exc
    except (CrmNotFound, CrmRefused, CrmUnavailable) as exc:
        if run.written:
            raise CrmUncertain(f"Only a part of {where} was done: {exc}") from exc
        raise


def _nothing(method: FacetMethod) -> Any:
    """What a method gives for which the mapping has no way. Raises `CrmRefused` for a write."""
    if method.writes or method.nothing is ...:
        raise CrmRefused(f"The CRM's mapping has no way for this {method.facet}.{method.name}.")
    return method.nothing


def _joined(own: Errors, common: Errors) -> Errors:
    """A way's own rules before those of the whole mapping."""
    return Errors(reason=own.reason or common.reason, rules=(*own.rules, *common.rules))


async def _side_by_side(reads: list[Any]) -> list[Any]:
    """The answers of all; the first that fails ends the others."""
    tasks = [asyncio.ensure_future(one) for one in reads]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
