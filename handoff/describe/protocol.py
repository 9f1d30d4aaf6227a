"""Generator of the tables of `docs/protocol.md`: calls, events, routes, records as declared."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from handoff.api.demo import Demo
from handoff.api.routes import operators_routes
from handoff.bot_link.health import Health
from handoff.console.http.routes import ROOT, console_routes
from handoff.console.http.told import EVENT_DATA
from handoff.console.http.views import View
from handoff.console.live.groups import console_calls
from handoff.console.live.wallboard_feed import WallboardChange
from handoff.describe.chat import chat_answers, chat_requests, chat_wire
from handoff.describe.names import by_name
from handoff.describe.tables import (
    ROUTES,
    Row,
    call_row,
    code,
    event_rows,
    form_row,
    parts_in,
    record_row,
    records_of,
    route_row,
    table,
)
from handoff.http.calls import Call
from handoff.http.routes import routes_of

MARK = "<!-- {end}generated: {name} -->"


def written_into(page: str) -> str:
    """The page with each of its tables as they are now. Raises `ValueError` for a lost place."""
    for name, written in _tables().items():
        begin, end = (re.escape(MARK.format(end=e, name=name)) for e in ("", "end of "))
        found = re.search(f"(?<={begin}\n).*?(?={end})", page, re.DOTALL)
        if found is None:
            raise ValueError(f"docs/protocol.md has no place for the table {name!r}: mark one")
        page = f"{page[: found.start()]}\n{written}\n\n{page[found.end() :]}"
    return page


def _tables() -> dict[str, str]:
    return {**_of_the_desk(), **_of_the_chat(), **_of_the_console()}


def _of_the_desk() -> dict[str, str]:
    return {
        "health route": table(ROUTES, (route_row(each, ()) for each in routes_of(Health))),
        "demo routes": table(ROUTES, (route_row(each, ()) for each in routes_of(Demo))),
        "operators routes": table(
            ROUTES, (route_row(each, _desk_records()) for each in operators_routes())
        ),
    }


def _of_the_chat() -> dict[str, str]:
    wire = chat_wire()
    known = records_of(chat_answers(), wire.told.values())
    return {
        "chat routes": table(ROUTES, (route_row(each, known) for each in wire.routes)),
        "chat calls": table(
            ("call", "data", "acknowledgement", "what it is for"),
            (call_row(call, known) for call in wire.calls),
        ),
        "chat events": table(("event", "data", "what it is"), event_rows(wire.told, known)),
        "chat records": table(("record", "fields", "what it is"), map(record_row, known)),
        "chat forms": table(
            ("record", "fields", "what it is"), map(form_row, by_name(parts_in(chat_requests())))
        ),
    }


def _of_the_console() -> dict[str, str]:
    known = _desk_records()
    return {
        "console routes": table(
            ROUTES, (route_row(each, known, root=ROOT) for each in console_routes())
        ),
        "console calls": table(
            ("call", "for", "data", "acknowledgement", "what it is for"),
            map(_console_call, console_calls()),
        ),
        "console events": table(
            ("type", "data", "what has happened"), event_rows(EVENT_DATA, known)
        ),
        "console records": table(("record", "fields", "what it is"), map(record_row, known)),
    }


def _console_call(call: Call) -> Row:
    name, *rest = call_row(call, _desk_records())
    return name, code(call.needs or "nobody"), *rest


@cache
def _desk_records() -> dict[type[Any], None]:
    """Of what consoles and programs are told."""
    routes = [*console_routes(), *operators_routes()]
    spoken = [each.answer for each in routes if not isinstance(each.answer, str)]
    answers = [*(call.answer for call in console_calls()), *spoken]
    known = records_of(answers, EVENT_DATA.values(), named=(WallboardChange,))
    known.pop(View, None)
    return known
