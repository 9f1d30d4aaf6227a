"""Deduction from a mapping: which writes can be seen in what the system tells afterwards."""

from __future__ import annotations

from collections.abc import Mapping

from actions.crm.remote.mapping import MappedMethod

_PARTS_OF_AN_ORDER: Mapping[str, str] = {
    "payment": "change_payment",
    "traces": "open_trace",
    "replacements": "create_replacement",
    "returns": "open_return",
    "exchanges": "open_exchange",
    "refunds": "refund",
}
_LISTS: Mapping[tuple[str, str], str] = {
    ("remedies", "vouchers"): "issue_voucher",
    ("history", "tickets"): "open_ticket",
    ("history", "notes"): "add_note",
}


def shown_by(methods: Mapping[tuple[str, str], MappedMethod]) -> frozenset[str]:
    """Writes by their names: a part of an order that every way of reading one makes, or a list."""
    lists = {write for place, write in _LISTS.items() if _is_mapped(methods.get(place))}
    order = methods.get(("orders", "order"))
    ways = [_fields(way.answer) for way in order.ways] if order is not None else []
    parts = {write for part, write in _PARTS_OF_AN_ORDER.items() if all(part in w for w in ways)}
    return frozenset(lists | parts) if ways else frozenset(lists)


def _is_mapped(method: MappedMethod | None) -> bool:
    return method is not None and bool(method.ways)


def _fields(answer: object) -> Mapping[str, object]:
    if not isinstance(answer, Mapping):
        return {}
    fields = answer.get("fields", answer)
    return fields if isinstance(fields, Mapping) else {}
