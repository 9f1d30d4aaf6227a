"""Type generator: structs of the wire as TypeScript, by which the pages' modules are checked."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from msgspec import inspect as types

from handoff.describe.shapes import Field, fields_of, meaning_of

SIMPLE: tuple[tuple[tuple[type[types.Type], ...], str], ...] = (
    ((types.NoneType,), "null"),
    ((types.BoolType,), "boolean"),
    ((types.IntType, types.FloatType), "number"),
    ((types.StrType, types.DateTimeType, types.DateType), "string"),
    ((types.AnyType,), "any"),
)
"""What JSON has no more than a word for."""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What things are called in TypeScript."""

    records: Mapping[type[Any], str]
    """Structs."""
    aliases: Mapping[str, types.Type]
    """Sets of words, and what else is no struct, by their names."""
    as_json: Mapping[tuple[type[Any], str], type[Any]]
    """Fields that are kept as the JSON of a struct."""


def declarations(names: Names, *, taken: Collection[type[Any]]) -> str:
    """Declarations of all that has a name.

    A struct that the desk only takes may leave out what has a default; one that it sends does not.
    """
    words = [
        f"export type {name} = {_written(info, names)};\n" for name, info in names.aliases.items()
    ]
    records = [_record(struct, names, sent=struct not in taken) for struct in names.records]
    return "\n".join([*words, *records])


def _record(struct: type[Any], names: Names, *, sent: bool) -> str:
    lines = [_comment(meaning_of(struct), ""), f"export interface {names.records[struct]} {{\n"]
    for field in fields_of(struct, sent=sent):
        kept = names.as_json.get((struct, field.name))
        written = names.records[kept] if kept else type_of(field.type, names)
        lines += [_comment(field.meaning, "  "), f"  {_key(field)}: {written};\n"]
    return "".join([*lines, "}\n"])


def _key(field: Field) -> str:
    return field.name if field.always else f"{field.name}?"


def type_of(info: types.Type, names: Names) -> str:
    """A type by its name if it has one, or else as TypeScript writes it."""
    given = (name for name, of in names.aliases.items() if of == info)
    return next(given, None) or _written(info, names)


def _written(info: types.Type, names: Names) -> str:
    if isinstance(info, types.Metadata):
        return type_of(info.type, names)
    if isinstance(info, types.StructType):
        return names.records.get(info.cls, "any")
    if isinstance(info, types.LiteralType):
        return " | ".join(json.dumps(word) for word in sorted(map(str, info.values)))
    if isinstance(info, types.UnionType):
        return " | ".join(dict.fromkeys(type_of(each, names) for each in info.types))
    if isinstance(info, types.DictType):
        return f"Record<string, {type_of(info.value_type, names)}>"
    if isinstance(info, types.CollectionType):
        item = type_of(info.item_type, names)
        return f"({item})[]" if " | " in item else f"{item}[]"
    return next(word for kinds, word in SIMPLE if isinstance(info, kinds))


def _comment(meaning: str | None, indent: str) -> str:
    return f"{indent}/** {meaning.replace('`', '')} */\n" if meaning else ""
