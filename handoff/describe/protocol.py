"""Generator of the tables of `docs/protocol.md`: calls, events, routes, records as declared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import inspect as types

from handoff.api.routes import operators_routes
from handoff.console.live.groups import console_calls
from handoff.console.live.wallboard_feed import WallboardChange
from handoff.console.routes import ROOT, console_routes
from handoff.console.told import EVENT_DATA
from handoff.console.views import View
from handoff.describe.names import by_name, name_of, parts_of_answer
from handoff.describe.shapes import Field, fields_of, meaning_of, parts_of, structs_in
from handoff.transport.routes import Route

FEW = 5
"""A field with more words than these is told by its name alone."""
SHORT = 2
"""An answer with no more fields than these is told where it is given."""
MARK = "<!-- {end}generated: {name} -->"
Row = tuple[str, ...]


def written_into(page: str) -> str:
    """The page with each of its tables as they are now. Raises `ValueError` for a lost place."""
    for name, table in _tables().items():
        begin, end = (re.escape(MARK.format(end=e, name=name)) for e in ("", "end of "))
        found = re.search(f"(?<={begin}\n).*?(?={end})", page, re.DOTALL)
        if found is None:
            raise ValueError(f"docs/protocol.md has no place for the table {name!r}: mark one")
        page = f"{page[: found.start()]}\n{table}\n\n{page[found.end() :]}"
    return page


def _tables() -> dict[str, str]:
    return {
        "console routes": _table(ROUTES, map(_of_login, console_routes())),
        "console calls": _table(
            ("call", "for", "data", "acknowledgement", "what it is for"),
            ((_code(c.name), _needed(c.needs), _taken(c.request), _given(c.answer), c.meaning)
             for c in console_calls()),
        ),
        "console events": _table(
            ("type", "data", "what has happened"),
            map(_event, dict.fromkeys(EVENT_DATA.values())),
        ),
        "console records": _table(("record", "fields", "what it is"), map(_record, _records())),
        "operators routes": _table(ROUTES, map(_of_token, operators_routes())),
    }  # fmt: skip


def _event(data: type[Any]) -> Row:
    kinds = ", ".join(_code(kind) for kind, of in EVENT_DATA.items() if of is data)
    return kinds, _code(_braces(fields_of(data, sent=True))), meaning_of(data)


ROUTES = ("route", "for", "query or body", "answer", "what it is for")


def _of_login(route: Route) -> Row:
    return _route(ROOT, route, "everybody" if route.needs is None else _code(route.needs))


def _of_token(route: Route) -> Row:
    return _route("", route, "the token" if route.door == "token" else "everybody")


def _route(root: str, route: Route, who: str) -> Row:
    taken = [_taken(part) for part in (route.query, route.body) if part is not None]
    given = f"`{route.answer}`" if isinstance(route.answer, str) else _given(route.answer)
    called = f"`{route.method} {root}{route.path}`"
    return called, who, " ".join(taken), given, route.meaning


@cache
def _records() -> dict[type[Any], None]:
    """What has a row of its own: parts of what is told, and what is an answer more than once."""
    answers = [each for answer in _answers() for each in parts_of_answer(answer)]
    told = [*answers, *EVENT_DATA.values(), WallboardChange]
    alone = {each for each in answers if answers.count(each) == 1 or _is_short(each)}
    alone |= {*EVENT_DATA.values(), View}
    within = (of for of in structs_in(told) if of.__module__.startswith("handoff."))
    return dict.fromkeys(by_name(of for of in within if of not in alone))


def _is_short(answer: type[Any]) -> bool:
    return len(answer.__struct_fields__) <= SHORT


def _answers() -> list[Any]:
    routes = [*console_routes(), *operators_routes()]
    spoken = [route.answer for route in routes if not isinstance(route.answer, str)]
    return [*(call.answer for call in console_calls()), *spoken]


def _record(struct: type[Any]) -> Row:
    return (
        f"**{name_of(struct)}**",
        _code(_braces(fields_of(struct, sent=True))),
        meaning_of(struct),
    )


def _needed(permission: str | None) -> str:
    return _code(permission or "nobody")


def _taken(struct: type[Any]) -> str:
    return _code(_braces(fields_of(struct, sent=False)))


def _given(answer: Any) -> str:
    return " or ".join(map(_one_given, parts_of_answer(answer))) or "`{}`"


def _one_given(struct: type[Any]) -> str:
    known = struct in _records()
    return _code(name_of(struct) if known else _braces(fields_of(struct, sent=True)))


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


def _code(text: str) -> str:
    return f"`{text}`"


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(c.replace('|', chr(92) + '|') for c in line)} |"
                     for line in lines)  # fmt: skip
