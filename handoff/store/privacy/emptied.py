"""Pure walk along declared types: the same record without what somebody has said or is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from contracts.turn import Channel
from handoff.core.model import Author

KEPT = frozenset(
    {
        *("id", "conversation_id", "handoff_id", "agent_id", "turn_id", "previous_id", "task_id"),
        *("preferred_id", "offered_to", "by", "channel", "skill", "more_skills", "capabilities"),
        *("locale", "labels", "idempotency_key", "code", "ids"),
    }
)
"""Texts by their field's name that say nothing of a customer, and by which rows are found."""
_WRITTEN = (
    *(inspect.StrType, inspect.LiteralType, inspect.EnumType),
    *(inspect.DateTimeType, inspect.DateType, inspect.TimeType),
)
"""What is a text in JSON."""
OURS = "handoff.core."
"""The records of which that holds: the ids of other systems are a customer's."""


def emptied(value: Any, kind: Any) -> Any:
    """Plain data of a declared type, without words, names and whatever else is personal.

    What is left is of the same type: numbers, times and words of closed lists stay.
    """
    return _empty(value, _declared(kind), "")


@lru_cache(maxsize=16)
def _declared(kind: Any) -> inspect.Type:
    return inspect.type_info(kind)


def _empty(value: Any, kind: inspect.Type, name: str) -> Any:
    if kind == _declared(Channel):
        return value
    match kind:
        case inspect.Metadata():
            return _empty(value, kind.type, name)
        case inspect.UnionType():
            return _of_union(value, kind, name)
        case inspect.StructType():
            return _of_struct(value, kind)
        case inspect.StrType():
            return value if name in KEPT else ""
        case inspect.DictType():
            return {}
        case inspect.AnyType():
            return None
        case inspect.ListType() | inspect.VarTupleType():
            return [_empty(each, kind.item_type, name) for each in value]
    return value


def _of_struct(value: dict[str, Any], kind: inspect.StructType) -> dict[str, Any]:
    fields = {field.encode_name: field.type for field in kind.fields}
    ours = kind.cls.__module__.startswith(OURS) and kind.cls is not Author
    left = {
        name: _empty(each, fields[name], name if ours else "")
        for name, each in value.items()
        if name in fields
    }
    return left if kind.tag_field is None else {kind.tag_field: kind.tag, **left}


def _of_union(value: Any, kind: inspect.UnionType, name: str) -> Any:
    if value is None:
        return None
    if isinstance(value, dict):
        return _empty(value, _struct_of(value, kind), name)
    may_be_none = any(isinstance(each, inspect.NoneType) for each in kind.types)
    found = next(each for each in kind.types if _fits(value, each))
    left = _empty(value, found, name)
    return None if left == "" and may_be_none else left


def _struct_of(value: dict[str, Any], kind: inspect.UnionType) -> inspect.Type:
    for each in kind.types:
        if isinstance(each, inspect.DictType):
            return each
        tagged = isinstance(each, inspect.StructType) and each.tag_field is not None
        if isinstance(each, inspect.StructType) and (
            not tagged or value.get(str(each.tag_field)) == each.tag
        ):
            return each
    raise msgspec.ValidationError("The record is of no declared kind.")


def _fits(value: Any, kind: inspect.Type) -> bool:
    """Whether a value that is no object is of that kind, as far as emptying it needs to know."""
    if isinstance(value, list):
        return isinstance(kind, (inspect.ListType, inspect.VarTupleType))
    if isinstance(value, str):
        kind = kind.type if isinstance(kind, inspect.Metadata) else kind
        return isinstance(kind, _WRITTEN)
    return not isinstance(kind, inspect.NoneType)
