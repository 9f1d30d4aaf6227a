"""Evaluation of a mapping's values: answers into records, arguments into requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec
from msgspec import inspect as types
from msgspec.structs import replace

from actions.crm.remote.expression import DoesNotFit, Expressions
from actions.crm.remote.mapping import Value

Call = Mapping[str, Any]
"""The arguments of a call by name, and under their names the answers so far."""


def is_table(value: Value) -> bool:
    """Whether a value is looked up in a table."""
    return isinstance(value, Mapping) and "table" in value


def is_list(value: Value) -> bool:
    """Whether a value is made for each element of something."""
    return isinstance(value, Mapping) and "fields" in value and "each" in value


def is_within(value: Value) -> bool:
    """Whether a value is made of one part of what there is."""
    return isinstance(value, Mapping) and "fields" in value and "from" in value


def is_conditional(value: Value) -> bool:
    """Whether a value is made only where something holds."""
    return isinstance(value, Mapping) and "fields" in value and "when" in value


class Values:
    """Makes values as a mapping says."""

    def __init__(self, expressions: Expressions, zone: tzinfo) -> None:
        self._expressions, self._zone = expressions, zone

    def made(self, value: Value, data: Any, call: Call) -> Any:
        """Plain data. Raises `DoesNotFit`, with the path of what could not be made."""
        if isinstance(value, str):
            return self._expressions.value(value, data, call)
        if is_table(value):
            return self._looked_up(value, data, call)
        if is_conditional(value):
            holds = self._expressions.holds(value["when"], data, call)
            return self.made(value["fields"], data, call) if holds else None
        if is_within(value):
            part = self._expressions.value(value["from"], data, call)
            return None if part is None else self.made(value["fields"], part, call)
        if is_list(value):
            elements, fields = self._each(value, data, call), value["fields"]
            return [self._field("each", fields, one, its) for one, its in elements]
        if isinstance(value, Mapping):
            made = {name: self._field(name, each, data, call) for name, each in value.items()}
            return {name: each for name, each in made.items() if each is not None}
        return value

    def record(self, value: Value, kind: Any, data: Any, call: Call) -> Any:
        """A record, a list of them, or whatever type it is. Raises `DoesNotFit`."""
        made = self.made(value, data, call)
        try:
            whole = _completed(made, types.type_info(kind))
            return _timed(msgspec.convert(whole, kind, strict=False), self._zone)
        except msgspec.ValidationError as exc:
            # What msgspec says quotes the value; where it stood is enough to find it.
            where = str(exc).rpartition(" - at ")[2] if " - at " in str(exc) else "its whole"
            raise DoesNotFit(f"the answer is not what the desk needs at {where}") from None

    def _field(self, name: str, value: Value, data: Any, call: Call) -> Any:
        try:
            return self.made(value, data, call)
        except DoesNotFit as exc:
            raise DoesNotFit(f"{name}: {exc}") from exc

    def _looked_up(self, value: Mapping[str, Any], data: Any, call: Call) -> Any:
        found = self._expressions.value(value["of"], data, call)
        table = value["table"]
        if isinstance(found, (list, dict)) or found not in table:
            if found is not None and "otherwise" not in value:
                raise DoesNotFit("the table has no entry for what was answered")
            return value.get("otherwise")
        return table[found]

    def _each(self, value: Mapping[str, Any], data: Any, call: Call) -> Iterator[tuple[Any, Call]]:
        """Each element, and the call as it looks from there."""
        levels = each_of(value)
        inner = {**value, "each": levels[1:]}
        elements = self._expressions.value(levels[0], data, call)
        for index, element in enumerate(elements or ()):
            its = {**call, "each": element, "index": index, "outer": data}
            if levels[1:]:
                yield from self._each(inner, element, its)
            else:
                yield element, its


def each_of(value: Mapping[str, Any]) -> Sequence[str]:
    """The lists that are gone through, the outermost first."""
    each = value["each"]
    return [each] if isinstance(each, str) else each


def _completed(made: Any, kind: types.Type) -> Any:
    """The same, with None for each field of a record that may be None and was not made, and with
    numbers as texts where the record wants a text."""
    if isinstance(kind, types.UnionType):
        inner = [one for one in kind.types if not isinstance(one, types.NoneType)]
        return _completed(made, inner[0]) if len(inner) == 1 else made
    if isinstance(kind, types.StrType) and type(made) in (int, float):
        return str(made)
    if isinstance(kind, types.VarTupleType) and isinstance(made, list):
        return [_completed(each, kind.item_type) for each in made]
    if not isinstance(kind, types.StructType) or not isinstance(made, dict):
        return made
    fields = {field.encode_name: field for field in kind.fields}
    absent = {name: None for name, field in fields.items() if field.required and name not in made}
    known = {name: _completed(made[name], fields[name].type) for name in made if name in fields}
    return {**absent, **known}


def _timed(made: Any, zone: tzinfo) -> Any:
    """The same, with times that name no zone taken to be of that zone, and all of them in UTC."""
    if isinstance(made, datetime):
        return (made if made.tzinfo else made.replace(tzinfo=zone)).astimezone(UTC)
    if isinstance(made, tuple):
        return tuple(_timed(each, zone) for each in made)
    if isinstance(made, msgspec.Struct):
        fields = {name: getattr(made, name) for name in made.__struct_fields__}
        return replace(made, **{name: _timed(each, zone) for name, each in fields.items()})
    return made
