"""Lookup of the port's writes by name: their facet, their arguments, what they give."""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Mapping
from typing import Any

import msgspec

from actions.crm.port import FACETS
from actions.crm.records.record import Record
from actions.crm.remote.facet_method import FacetMethod, methods_of

KEY = "idempotency_key"
_UNSAID = frozenset({"reason", "subject", "body"})
"""Words around a wish, which differ when it is said again. Of a ticket or a note they are all."""
_WORDS = frozenset({"open_ticket", "add_note", "issue_voucher"})
_TARGETS = ("order_number", "customer_id")


@functools.cache
def writes() -> Mapping[str, FacetMethod]:
    """Every write of the port by its name."""
    return {
        name: method
        for facet, protocol in FACETS.items()
        for name, method in methods_of(facet, protocol).items()
        if method.writes
    }


def target_of(request: Mapping[str, Any]) -> str:
    """The order that a write is about, else the customer."""
    return next(str(request[name]) for name in _TARGETS if request.get(name))


def digest_of(act: str, request: Mapping[str, Any]) -> str:
    """The same for the same wish, in whichever words it was put."""
    told = {k: v for k, v in request.items() if act in _WORDS or k not in _UNSAID}
    plain = msgspec.json.encode([act, told], order="deterministic")
    return hashlib.sha256(plain).hexdigest()


def asked_by(method: FacetMethod, request: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as the facet takes them, of those that were kept as plain data."""
    return {name: msgspec.convert(value, method.hints[name]) for name, value in request.items()}


def call(facet: object, method: FacetMethod, asked: Mapping[str, Any], key: str) -> Any:
    """The awaitable of a write with these arguments."""
    kinds = method.signature.parameters
    first = [n for n in asked if kinds[n].kind is not inspect.Parameter.KEYWORD_ONLY]
    named = {name: value for name, value in asked.items() if name not in first}
    return getattr(facet, method.name)(*(asked[name] for name in first), **named, **{KEY: key})


def record_of(method: FacetMethod, result: Mapping[str, Any]) -> Record:
    """What the write gave, of what was kept of it."""
    made: Record = msgspec.convert(result, method.returns)
    return made


def id_of(record: Record) -> str | None:
    """What the other system calls what came of it."""
    names = ("reference", "code", "id", "number")
    return next((str(found) for n in names if (found := getattr(record, n, None))), None)
