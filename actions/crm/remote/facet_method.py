"""What the port says of its methods: their arguments, their answers, whether they write."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec
from msgspec import inspect as types

from actions.crm.remote.expression_check import ANYTHING, Schema

NOT_MAPPED = frozenset({"abilities"})
"""Methods of a facet that tell of the facet itself."""


class FacetMethod(msgspec.Struct, frozen=True, kw_only=True):
    """A method of the port. `returns` is a type that msgspec converts to."""

    facet: str
    name: str
    signature: inspect.Signature
    hints: Mapping[str, Any]

    @property
    def returns(self) -> Any:
        """The type of its answer."""
        return self.hints["return"]

    @property
    def writes(self) -> bool:
        """Whether it changes something: whatever takes an idempotency key does."""
        return "idempotency_key" in self.signature.parameters

    @property
    def nothing(self) -> Any:
        """What a read gives that finds nothing: None or (); `...` where it has to find it."""
        found = types.type_info(self.returns)
        if isinstance(found, types.VarTupleType):
            return ()
        optional = isinstance(found, types.UnionType) and found.includes_none
        return None if optional else ...

    def arguments(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Arguments by name, with their defaults, as plain data."""
        bound = self.signature.bind(None, *args, **kwargs)
        bound.apply_defaults()
        given = dict(list(bound.arguments.items())[1:])
        return {name: msgspec.to_builtins(_plain(value)) for name, value in given.items()}

    def schema(self) -> dict[str, Schema]:
        """JSON schemas of its arguments by name."""
        names = [name for name in self.signature.parameters if name != "self"]
        return {name: schema_of(types.type_info(self.hints[name])) for name in names}


def methods_of(name: str, facet: type) -> dict[str, FacetMethod]:
    """The methods of a facet's protocol by name, those apart that tell of the facet itself."""
    found = inspect.getmembers(facet, inspect.iscoroutinefunction)
    return {
        each: FacetMethod(
            facet=name, name=each, signature=inspect.signature(of), hints=get_type_hints(of)
        )
        for each, of in found
        if not each.startswith("_") and each not in NOT_MAPPED
    }


def schema_of(kind: types.Type) -> Schema:
    """A JSON schema of what such a value is as plain data, as far as expressions look into it."""
    if isinstance(kind, types.UnionType):
        inner = [one for one in kind.types if not isinstance(one, types.NoneType)]
        return schema_of(inner[0]) if len(inner) == 1 else ANYTHING
    if isinstance(kind, types.StructType):
        fields = {field.encode_name: schema_of(field.type) for field in kind.fields}
        return {"type": "object", "properties": fields}
    if isinstance(kind, types.DictType):
        return _mapping_schema(kind)
    if isinstance(kind, (types.CollectionType, types.VarTupleType)):
        return {"type": "array", "items": schema_of(kind.item_type)}
    return ANYTHING


def _mapping_schema(kind: types.DictType) -> Schema:
    """Of a mapping, whose keys are fields where it is known which there are."""
    each = schema_of(kind.value_type)
    if isinstance(kind.key_type, types.LiteralType):
        return {"type": "object", "properties": dict.fromkeys(kind.key_type.values, each)}
    return {"type": "object", "additionalProperties": each}


def _plain(value: Any) -> Any:
    """What msgspec does not know as it is: any mapping as a dict, any set of things as a list."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, (tuple, frozenset)) else value
