"""What is generated from the declarations of the wire: current, whole, and one name a record."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from aiohttp import web
from msgspec import UNSET, UnsetType
from msgspec.inspect import type_info

from handoff.api.demo import Demo
from handoff.api.routes import operators_routes
from handoff.bot_link.health import Health
from handoff.console.http.routes import console_routes
from handoff.console.http.told import EVENT_DATA
from handoff.console.http.views import ConversationView, View, shown_as
from handoff.console.live.groups import console_calls
from handoff.core.errors import HandoffError
from handoff.core.events import Event
from handoff.describe.chat import chat_answers, chat_types_file, chat_wire
from handoff.describe.console import shapes_file
from handoff.describe.files import described
from handoff.describe.names import by_name
from handoff.describe.protocol import written_into
from handoff.describe.shapes import fields_of, meaning_of, meanings, structs_in
from handoff.describe.tables import event_rows, records_of, route_row
from handoff.describe.typescript import Names, declarations
from handoff.http.calls import Call
from handoff.http.routes import Route, routes_of

ROOT = Path(__file__).parents[2]


class Wheel(View, frozen=True, kw_only=True):
    """A part of `Cart`."""

    size: int | None
    """Centimetres."""


class Cart(View, frozen=True, kw_only=True):
    """What is pushed."""

    wheels: tuple[Wheel, ...]
    colour: Literal["red", "blue"] = "red"
    load: str | UnsetType = UNSET
    rows: tuple[tuple[str | int, ...], ...] = ()


def errors_below(base: type[HandoffError]) -> set[type[HandoffError]]:
    """All errors of that kind."""
    return {base}.union(*map(errors_below, base.__subclasses__()))


async def nothing(_: object) -> web.Response:
    """Answers nothing."""
    return web.Response()


@cache
def described_once() -> dict[str, str]:
    """What is generated from this checkout, by its file; it takes a second."""
    return described(ROOT)


@pytest.mark.parametrize("name", sorted(described_once()))
def test_what_is_generated_is_current(name: str) -> None:
    """Whoever changes a struct, a route or a call runs `scripts/describe`."""
    assert (ROOT / name).read_text() == described_once()[name], "run scripts/describe"


def test_the_command_says_so_too() -> None:
    """`scripts/describe --check` ends well when there is nothing to write, whatever the chance."""
    command = (sys.executable, "-m", "handoff.describe", "--check")
    run = subprocess.run(
        command, cwd=ROOT, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_a_record_is_written_as_typescript() -> None:
    """Lists, words, what may be null or left out, and the sentences behind fields are all there."""
    names = Names(
        records={Wheel: "Wheel", Cart: "Cart"}, aliases={"Size": type_info(int)}, as_json={}
    )
    written = declarations(names, taken=())
    assert "/** A part of Cart. */\nexport interface Wheel {" in written
    assert "  /** Centimetres. */\n  size: Size | null;" in written
    assert "  wheels: Wheel[];\n" in written
    assert '  colour: "blue" | "red";\n' in written
    assert "  load?: string;\n" in written
    assert "  rows: ((string | Size)[])[];\n" in written


def test_what_the_desk_takes_may_leave_out_defaults() -> None:
    """A form's field with a default may be left out; the same field is always sent."""
    taken = {field.name: field.always for field in fields_of(Cart, sent=False)}
    sent = {field.name: field.always for field in fields_of(Cart, sent=True)}
    assert taken == {"wheels": True, "colour": False, "load": False, "rows": False}
    assert sent == {"wheels": True, "colour": True, "load": False, "rows": True}


def test_parts_come_before_what_they_are_part_of() -> None:
    """Every struct is found once, however deep it is."""
    assert structs_in([Cart, Wheel]) == (Wheel, Cart)
    assert meanings(Wheel) == {"size": "Centimetres."}


def test_two_records_of_one_name_are_refused() -> None:
    """A name stands for one record only, or a page would read the fields of another."""

    class WheelView(View, frozen=True, kw_only=True):
        """A wheel that is shown."""

    with pytest.raises(ValueError, match="called the same"):
        by_name([Wheel, WheelView])


def test_a_table_needs_its_place() -> None:
    """A page that has lost the marks of a table is no page to write into."""
    with pytest.raises(ValueError, match="has no place for the table"):
        written_into("# Protocols\n")


def test_every_event_that_is_told_has_its_shape() -> None:
    """The fold knows each type of event, and the console has a rule for it."""
    shapes = set(re.findall(r'^  "([a-z.]+)":', shapes_file(), re.MULTILINE))
    fold = (ROOT / "handoff/web/console/fold.js").read_text()
    rules = set(re.findall(r'^  "([a-z.]+)": \w+,$', fold, re.MULTILINE))
    assert shapes == rules == set(EVENT_DATA)
    recorded = {struct.__name__ for struct in structs_in([Event])}
    assert len(recorded) > len(EVENT_DATA) / 2


@pytest.mark.parametrize("call", console_calls(), ids=lambda call: call.name)
def test_every_call_says_what_it_is(call: Call) -> None:
    """A call of the console needs a permission, and says in a sentence what it is for."""
    assert call.needs is not None
    assert call.meaning.endswith(".")


def test_every_call_of_a_customers_page_says_what_it_is() -> None:
    """It needs none, and says what it is for as well; so does each event that the page is told."""
    wire = chat_wire()
    assert [call.name for call in wire.calls if call.needs is not None] == []
    told = [*(call.meaning for call in wire.calls), *map(meaning_of, wire.told.values())]
    assert [meaning for meaning in told if not meaning.endswith(".")] == []


@pytest.mark.parametrize(
    "routes",
    [
        console_routes(),
        operators_routes(),
        chat_wire().routes,
        (*routes_of(Health), *routes_of(Demo)),
    ],
    ids=["console", "operators", "chat", "desk"],
)
def test_every_route_says_what_it_is(routes: tuple[Route, ...]) -> None:
    """So does every route; none is there twice, and none refuses with what no error of ours has."""
    assert [route.path for route in routes if not route.meaning.endswith(".")] == []
    assert len({(route.method, route.path) for route in routes}) == len(routes)
    ours = {error.status for error in errors_below(HandoffError)}
    assert {status for route in routes for status in route.statuses} <= ours


def test_a_list_is_written_as_one() -> None:
    """An answer of any number of records is one kind of record, in brackets."""
    declared = Route(
        method="GET", path="/carts", door="nobody", answer=tuple[Wheel, ...], run=nothing
    )
    assert route_row(declared, ())[3] == "`[{size | null}]`"
    assert route_row(declared, {Wheel})[3] == "`[Wheel]`"


def test_an_event_that_is_a_part_elsewhere_has_its_own_row() -> None:
    """A sync hands over messages and a state as events do: both are told by their names."""
    told = chat_wire().told
    known = records_of(chat_answers(), told.values())
    rows = {event: data for event, data, _ in event_rows(told, known)}
    assert (rows["`message`"], rows["`state`"]) == ("`Message`", "`State`")
    assert rows["`typing`"] == "`{author: Author}`"


def test_the_widget_knows_the_types_of_its_wire() -> None:
    """What it sends may leave out defaults, what it is sent is whole; no note is ever shown."""
    written = chat_types_file()
    assert "export interface Send {\n  client_id: string;\n  text?: string | null;" in written
    assert "  question_seq: number;\n" in written
    assert '  kind: "rating" | "rating_request" | "text";\n' in written
    assert "export interface ErrorBody {\n  error: Problem;\n}" in written


def test_a_column_of_the_console_is_one_field() -> None:
    """A field more in the struct that is shown is filled from the record of the same name."""

    class WideView(ConversationView, frozen=True, kw_only=True):
        """A conversation with a column more."""

        undertone: str

    columns = WideView.__struct_fields__
    row = msgspec.defstruct("Row", [(name, object) for name in columns])
    assert shown_as(WideView, row(*columns)).undertone == "undertone"
    assert [each.name for each in fields_of(WideView, sent=True)][-1] == "undertone"


@pytest.mark.parametrize("column", ["reply_window_until", "counts_from", "at_desk", "waits_since"])
def test_a_column_is_written_down_once(column: str) -> None:
    """Beside what is generated and what shows it, a column stands in one file of the console."""
    python = [p for p in (ROOT / "handoff/console").rglob("*.py") if column in p.read_text()]
    assert [path.name for path in python] == ["views.py"]
    for name in ("fold.js", "follow.js", "thread.js", "desk.js"):
        lists = re.findall(rf'"{column}"', (ROOT / "handoff/web/console" / name).read_text())
        assert not lists, name
