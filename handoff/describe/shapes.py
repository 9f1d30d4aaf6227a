"""Reflection: what a struct looks like on the wire, its fields with their types and meanings."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import inspect as types


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field as JSON has it. One that is not `always` there is left out where nothing is said."""

    name: str
    type: types.Type
    always: bool
    meaning: str | None


def fields_of(struct: type[Any], *, sent: bool) -> tuple[Field, ...]:
    """The fields of a struct that the desk has `sent`, or else of one that it takes."""
    said = meanings(struct)
    return tuple(
        Field(
            name=each.encode_name,
            type=each.type,
            always=_always(struct, each, sent=sent),
            meaning=said.get(each.name),
        )
        for each in _raw_fields(struct)
    )


def structs_in(roots: Iterable[Any]) -> tuple[type[Any], ...]:
    """Every struct that is part of these types, each once, parts before what they are part of."""
    found: dict[type[Any], None] = {}
    for info in types.multi_type_info(tuple(roots)):
        _collect(info, found)
    return tuple(found)


def meanings(struct: type[Any]) -> dict[str, str]:
    """The sentence behind each field that has one, the fields of its bases included."""
    said: dict[str, str] = {}
    for base in reversed(struct.__mro__):
        if issubclass(base, msgspec.Struct) and base is not msgspec.Struct:
            said |= dict(_said_in(base))
    return said


def meaning_of(struct: type[Any]) -> str:
    """The sentence that a struct's docstring begins with."""
    return inspect.cleandoc(struct.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _said_in(struct: type[Any]) -> Iterator[tuple[str, str]]:
    body = ast.parse(textwrap.dedent(inspect.getsource(struct))).body
    lines = [line for node in body if isinstance(node, ast.ClassDef) for line in node.body]
    for field, after in pairwise(lines):
        if not isinstance(field, ast.AnnAssign) or not isinstance(after, ast.Expr):
            continue
        if isinstance(field.target, ast.Name) and isinstance(after.value, ast.Constant):
            yield field.target.id, " ".join(str(after.value.value).split())


def _raw_fields(struct: type[Any]) -> tuple[types.Field, ...]:
    info = types.type_info(struct)
    return info.fields if isinstance(info, types.StructType) else ()


def _always(struct: type[Any], field: types.Field, *, sent: bool) -> bool:
    if field.required or not sent:
        return field.required
    unset = field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT
    return not (unset or struct.__struct_config__.omit_defaults)


def _collect(info: types.Type, found: dict[type[Any], None]) -> None:
    if isinstance(info, types.StructType) and info.cls not in found:
        for field in info.fields:
            _collect(field.type, found)
        found[info.cls] = None
    for part in parts_of(info):
        _collect(part, found)


def parts_of(info: types.Type) -> tuple[types.Type, ...]:
    """The types that a type other than a struct is made of."""
    if isinstance(info, types.UnionType):
        return info.types
    if isinstance(info, types.Metadata):
        return (info.type,)
    if isinstance(info, types.DictType):
        return (info.value_type,)
    return (info.item_type,) if isinstance(info, types.CollectionType) else ()
