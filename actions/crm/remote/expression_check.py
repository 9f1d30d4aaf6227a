"""Static check of expressions against a JSON schema: unknown functions, fields that never are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from actions.crm.remote.expression import CALL
from actions.crm.remote.functions import KNOWN

Schema = Mapping[str, Any]
"""A JSON schema whose references are resolved where it is looked into. An empty one is anything."""
Resolve = Callable[[Schema], Schema]

ANYTHING: Schema = {}
_COMBINED = ("allOf", "anyOf", "oneOf")


class ExpressionCheck:
    """Walks an expression as it will be evaluated, with schemas in place of values."""

    def __init__(self, resolve: Resolve, call: Schema) -> None:
        self._resolve = resolve
        self._call = call
        self.problems: list[str] = []

    def result(self, expression: str, data: Schema) -> Schema:
        """The schema of what the expression gives; what is wrong is in `problems` afterwards."""
        try:
            parsed = jmespath.compile(expression).parsed
        except JMESPathError as exc:
            self.problems.append(f"{expression!r} is no JMESPath: {_one_line(exc)}")
            return ANYTHING
        return self._visit(parsed, data)

    def _visit(self, node: Any, data: Schema) -> Schema:
        step = getattr(self, f"_{node['type']}", None)
        if step is not None:
            found: Schema = step(node, data)
            return found
        for child in _children(node):
            self._visit(child, data)
        return ANYTHING

    def _field(self, node: Any, data: Schema) -> Schema:
        name = node["value"]
        return self._call if name == CALL else self._property(name, data)

    def _property(self, name: str, data: Schema) -> Schema:
        known = self._resolve(data)
        options = [self._resolve(one) for key in _COMBINED for one in known.get(key, ())]
        within = [each for each in (known, *options) if name in each.get("properties", {})]
        if within:
            found: Schema = within[0]["properties"][name]
            return found
        return self._other_property(name, (known, *options))

    def _other_property(self, name: str, options: tuple[Schema, ...]) -> Schema:
        """What a field is that no schema names: of a map, of anything, or a mistake."""
        maps = [one["additionalProperties"] for one in options if "additionalProperties" in one]
        for schema in maps:
            if schema is not False:
                return schema if isinstance(schema, Mapping) else ANYTHING
        if any("properties" in one for one in options):
            known = sorted({key for one in options for key in one.get("properties", ())})
            self.problems.append(f"there is no field {name!r}, only {', '.join(known)}")
        return ANYTHING

    def _current(self, _node: Any, data: Schema) -> Schema:
        return data

    _identity = _current

    def _expref(self, _node: Any, _data: Schema) -> Schema:
        # What it is evaluated over is the function's affair.
        return ANYTHING

    def _in_a_row(self, node: Any, data: Schema) -> Schema:
        if node["children"][0]["type"] == "not_expression":
            self.problems.append("'!a.b' is read as '(!a).b'; write '!(a.b)'")
        for child in node["children"]:
            data = self._visit(child, data)
        return data

    _subexpression = _pipe = _index_expression = _in_a_row

    def _index(self, _node: Any, data: Schema) -> Schema:
        return self._elements(data)

    def _slice(self, _node: Any, data: Schema) -> Schema:
        return data

    def _projection(self, node: Any, data: Schema) -> Schema:
        base, each = node["children"]
        return _list_of(self._visit(each, self._elements(self._visit(base, data))))

    def _filter_projection(self, node: Any, data: Schema) -> Schema:
        base, each, condition = node["children"]
        element = self._elements(self._visit(base, data))
        self._visit(condition, element)
        return _list_of(self._visit(each, element))

    def _value_projection(self, node: Any, data: Schema) -> Schema:
        base, each = node["children"]
        return _list_of(self._visit(each, self._values(self._visit(base, data))))

    def _flatten(self, node: Any, data: Schema) -> Schema:
        lists = self._visit(node["children"][0], data)
        inner = self._resolve(self._elements(lists))
        return inner if "items" in inner else lists

    def _or_expression(self, node: Any, data: Schema) -> Schema:
        options = [self._visit(child, data) for child in node["children"]]
        return {"anyOf": options} if all(options) else ANYTHING

    def _and_expression(self, node: Any, data: Schema) -> Schema:
        return [self._visit(child, data) for child in node["children"]][-1]

    def _function_expression(self, node: Any, data: Schema) -> Schema:
        if node["value"] not in KNOWN:
            self.problems.append(f"there is no function {node['value']}()")
        given = [self._visit(child, data) for child in node["children"]]
        shaped = self._shapes().get(node["value"])
        return shaped(given[0]) if shaped is not None and given else ANYTHING

    def _shapes(self) -> Mapping[str, Callable[[Schema], Schema]]:
        """Functions of whose answers something is known, by what they are given."""
        same = dict.fromkeys(("first", "having", "reverse", "sort_by"), _same)
        return {
            **same,
            "entries": self._entries,
            "numbered": self._numbered,
            "values": lambda data: _list_of(self._values(data)),
        }

    def _entries(self, data: Schema) -> Schema:
        pair = {"key": {"type": "string"}, "value": self._values(data)}
        return _list_of({"type": "object", "properties": pair})

    def _numbered(self, data: Schema) -> Schema:
        one = {"index": {"type": "integer"}, "value": self._elements(data)}
        return _list_of({"type": "object", "properties": one})

    def _elements(self, data: Schema) -> Schema:
        found: Schema = self._resolve(data).get("items", ANYTHING)
        return found

    def _values(self, data: Schema) -> Schema:
        each = self._resolve(data).get("additionalProperties")
        return each if isinstance(each, Mapping) else ANYTHING


def _same(data: Schema) -> Schema:
    return data


def _list_of(element: Schema) -> Schema:
    return {"type": "array", "items": element}


def _children(node: Any) -> Iterator[Any]:
    return (child for child in node["children"] if isinstance(child, Mapping))


def _one_line(exc: Exception) -> str:
    return " ".join(str(exc).split())
