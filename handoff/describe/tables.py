"""Generator of Markdown tables: calls, routes, events and records as the protocol says them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import inspect as types

from handoff.describe.names import by_name, is_list, name_of, parts_of_answer
from handoff.describe.shapes import Field, fields_of, meaning_of, parts_of, structs_in
from handoff.http.calls import Call
from handoff.http.routes import Route

FEW = 5
"""A field with more words than these is told by its name alone."""
SHORT = 2
"""An answer with no more fields than these is told where it is given."""
OURS = ("handoff.", "contracts.")
"""Where the records are defined that have rows of their own."""
ROUTES = ("route", "for", "query or body", "answer", "may also refuse with", "what it is for")
DOORS = {
    "nobody": "everybody",
    "visitor": "the token of the session",
    "login": "everybody who is logged in",
    "token": "the token",
}

Row = tuple[str, ...]
Known = Collection[type[Any]]
"""Records that have a row of their own, and so are told by their names."""


def table(head: Row, rows: Iterable[Row]) -> str:
    """The rows under their head."""
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(c.replace('|', chr(92) + '|') for c in line)} |"
                     for line in lines)  # fmt: skip


def route_row(route: Route, known: Known, *, root: str = "") -> Row:
    """A route below `root`."""
    who = DOORS[route.door] if route.needs is None else code(route.needs)
    asked = [_taken(part) for part in (route.query, route.body) if part is not None]
    given = code(route.answer) if isinstance(route.answer, str) else _given(route.answer, known)
    refusals = ", ".join(map(str, route.statuses))
    return (
        code(f"{route.method} {root}{route.path}"),
        who,
        " ".join(asked),
        given,
        refusals,
        route.meaning,
    )


def call_row(call: Call, known: Known) -> Row:
    """A call without who may make it."""
    return code(call.name), _taken(call.request), _given(call.answer, known), call.meaning


def event_rows(told: Mapping[str, type[Any]], known: Known) -> Iterable[Row]:
    """The data of each event, and the events that share it."""
    for data in dict.fromkeys(told.values()):
        kinds = ", ".join(code(kind) for kind, of in told.items() if of is data)
        yield kinds, _one_given(data, known), meaning_of(data)


def record_row(struct: type[Any]) -> Row:
    """A record under its name."""
    return f"**{name_of(struct)}**", _sent(struct), meaning_of(struct)


def form_row(struct: type[Any]) -> Row:
    """A part of what is asked, under its name."""
    return f"**{name_of(struct)}**", _taken(struct), meaning_of(struct)


def parts_in(structs: Iterable[type[Any]]) -> set[type[Any]]:
    """What these are made of."""
    whole = structs_in(structs)
    return {part for of in whole for part in structs_in([of]) if part is not of}


def records_of(
    answers: Iterable[Any], events: Iterable[type[Any]], named: Iterable[type[Any]] = ()
) -> dict[type[Any], None]:
    """What has a row of its own.

    That is what is `named`, parts of what is told, and what is told in more than one place.
    """
    given = [each for answer in answers for each in parts_of_answer(answer)]
    data = set(events)
    parts = parts_in([*given, *data])
    alone = {each for each in given if given.count(each) == 1 or _is_short(each)} | (data - parts)
    within = (of for of in structs_in([*given, *data, *named]) if of.__module__.startswith(OURS))
    return dict.fromkeys(by_name(of for of in within if of not in alone))


def code(text: str) -> str:
    """A text as it is on the wire."""
    return f"`{text}`"


def _is_short(answer: type[Any]) -> bool:
    return len(answer.__struct_fields__) <= SHORT


def _taken(struct: type[Any]) -> str:
    return code(_braces(fields_of(struct, sent=False)))


def _sent(struct: type[Any]) -> str:
    return code(_braces(fields_of(struct, sent=True)))


def _given(answer: Any, known: Known) -> str:
    told = " or ".join(_one_given(each, known) for each in parts_of_answer(answer)) or code("{}")
    return code(f"[{told.strip('`')}]") if is_list(answer) else told


def _one_given(struct: type[Any], known: Known) -> str:
    return code(name_of(struct)) if struct in known else _sent(struct)


def _braces(fields: tuple[Field, ...]) -> str:
    return "{" + ", ".join(map(_field, fields)) + "}"


def _field(field: Field) -> str:
    key = field.name if field.always else f"{field.name}?"
    parts = parts_of(field.type) if isinstance(field.type, types.UnionType) else (field.type,)
    empty = field.always and any(isinstance(part, types.NoneType) for part in parts)
    said = [told for part in parts if (told := _told(part))]
    told = f"{key}: {' | '.join(said)}" if said else key
    return f"{told} | null" if empty else told


def _told(info: types.Type) -> str:
    """What is worth saying of a type: records, lists, and a few words."""
    if isinstance(info, types.Metadata):
        return _told(info.type)
    if isinstance(info, types.StructType):
        return name_of(info.cls)
    if isinstance(info, types.LiteralType):
        few = len(info.values) <= FEW
        return " | ".join(f'"{word}"' for word in info.values) if few else ""
    if isinstance(info, types.CollectionType):
        return f"[{_told(info.item_type) or '…'}]"
    return ""
