"""Static check of how a record is filled: fields that it has, needs, and can get from an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import inspect as types

from actions.crm.remote.expression_check import ANYTHING, ExpressionCheck, Resolve, Schema
from actions.crm.remote.mapping import Value
from actions.crm.remote.marked_yaml import Path
from actions.crm.remote.value import each_of, is_conditional, is_list, is_table, is_within

Report = Callable[[Path, str], None]


class AnswerCheck:
    """Follows a value of a mapping down into the type that it has to fill."""

    def __init__(self, resolve: Resolve, call: Schema, report: Report) -> None:
        self._resolve, self._call, self._report = resolve, call, report

    def check(self, value: Value, kind: types.Type, data: Schema, path: Path) -> None:
        """Report everything that keeps the value from being of that type."""
        kind = _needed(kind)
        if is_conditional(value):
            self.expression(value["when"], data, (*path, "when"))
            self.check(value["fields"], kind, data, (*path, "fields"))
        elif is_within(value):
            part = self.expression(value["from"], data, (*path, "from"))
            self.check(value["fields"], kind, part, (*path, "fields"))
        elif is_table(value):
            self._table(value, kind, data, path)
        elif is_list(value):
            self._list(value, kind, data, path)
        elif isinstance(value, Mapping):
            self._fields(value, kind, data, path)
        elif isinstance(value, str):
            self._choices(self.expression(value, data, path), kind, path)
        elif value is not None:
            self._literal(value, kind, path)

    def expression(self, text: Any, data: Schema, path: Path) -> Schema:
        """The schema of what an expression gives; reports what is wrong with it."""
        if not isinstance(text, str):
            self._report(path, "write a JMESPath expression")
            return ANYTHING
        checking = ExpressionCheck(self._resolve, self._call)
        found = checking.result(text, data)
        for problem in checking.problems:
            self._report(path, f"{problem} (in {text!r})")
        return found

    def _fields(
        self, value: Mapping[str, Value], kind: types.Type, data: Schema, path: Path
    ) -> None:
        if isinstance(kind, types.DictType):
            for name, each in value.items():
                self.check(each, kind.value_type, data, (*path, name))
            return
        if not isinstance(kind, types.StructType):
            self._report(path, "is no record; write an expression that gives the value itself")
            return
        fields = {field.encode_name: field for field in kind.fields}
        for name in value.keys() - fields.keys():
            known = ", ".join(fields)
            self._report((*path, name), f"{kind.cls.__name__} has no {name!r}, only {known}")
        for name, field in fields.items():
            if name in value:
                self.check(value[name], field.type, data, (*path, name))
            elif field.required and not _optional(field.type):
                self._report(path, f"{kind.cls.__name__} cannot be filled without {name!r}")

    def _list(self, value: Mapping[str, Any], kind: types.Type, data: Schema, path: Path) -> None:
        if not isinstance(kind, types.VarTupleType):
            self._report(path, "is no list; write its fields without each")
            return
        for expression in each_of(value):
            found = self.expression(expression, data, (*path, "each"))
            data = self._resolve(found).get("items", ANYTHING)
        self.check(value["fields"], kind.item_type, data, (*path, "fields"))

    def _table(self, value: Mapping[str, Any], kind: types.Type, data: Schema, path: Path) -> None:
        found = self._resolve(self.expression(value.get("of"), data, (*path, "of")))
        table = value["table"]
        if not isinstance(table, Mapping):
            self._report((*path, "table"), "write a value of ours for each value of theirs")
            return
        for theirs, ours in table.items():
            self._literal(ours, kind, (*path, "table", theirs))
        if "otherwise" in value:
            self._literal(value["otherwise"], kind, (*path, "otherwise"))
        else:
            self._all_entered(_values(found), table, (*path, "table"))

    def _all_entered(self, theirs: Iterable[Any], table: Mapping[Any, Any], path: Path) -> None:
        missing = [one for one in theirs if one not in table]
        if missing:
            self._report(path, f"has no entry for {_listed(missing)}; add them, or otherwise")

    def _choices(self, found: Schema, kind: types.Type, path: Path) -> None:
        """Where both sides have a closed list of values, theirs have to be ours."""
        theirs = _values(self._resolve(found))
        if isinstance(kind, types.LiteralType) and (strange := {*theirs} - {*kind.values}):
            ours = ", ".join(str(one) for one in kind.values)
            self._report(path, f"{_listed(sorted(strange))} is none of {ours}; write a table")

    def _literal(self, value: Any, kind: types.Type, path: Path) -> None:
        if isinstance(value, list) and not isinstance(kind, (types.VarTupleType, types.AnyType)):
            self._report(path, "is a list; write an expression that gives the value itself")
        if isinstance(kind, types.LiteralType) and value not in kind.values:
            ours = ", ".join(str(one) for one in kind.values)
            self._report(path, f"{value!r} is none of {ours}")


def argument_check(
    check: AnswerCheck, value: Value, call: Schema, theirs: Schema, path: Path
) -> None:
    """What is sent: its expressions hold, and a table gives only what the operation takes."""
    allowed = _values(theirs)
    kind: types.Type = types.LiteralType(allowed) if allowed else types.AnyType()
    if isinstance(value, Mapping) and not is_table(value):
        for name, each in value.get("fields", value).items():
            data = call if not is_list(value) else ANYTHING
            argument_check(check, each, data, ANYTHING, (*path, name))
        return
    check.check(value, kind if is_table(value) else types.AnyType(), call, path)


def call_schema(arguments: Mapping[str, Schema]) -> Schema:
    """What an expression finds under `_`."""
    around = {"now": ANYTHING, "index": ANYTHING, "outer": ANYTHING, "each": ANYTHING}
    return {"type": "object", "properties": {**around, **arguments}}


def _needed(kind: types.Type) -> types.Type:
    """The type without None."""
    if isinstance(kind, types.UnionType):
        inner = [one for one in kind.types if not isinstance(one, types.NoneType)]
        return inner[0] if len(inner) == 1 else kind
    return kind


def _optional(kind: types.Type) -> bool:
    return isinstance(kind, types.UnionType) and kind.includes_none


def _values(schema: Schema) -> tuple[Any, ...]:
    return tuple(value for value in schema.get("enum", ()) if value is not None)


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(msgspec.json.encode(one).decode() for one in values)
