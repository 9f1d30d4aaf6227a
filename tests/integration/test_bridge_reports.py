"""Reports over HTTP: what supervisors and trainers may read, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from handoff.console.reports.csv_rows import csv_rows
from tests.bridge import Bridge


def read_csv(text: str) -> list[list[str]]:
    """The rows of a file."""
    return list(csv.reader(io.StringIO(text)))


async def test_a_supervisor_reads_everything(bridge: Bridge) -> None:
    """Figures with definitions, of today among the last four weeks, and tables of both."""
    lou = await bridge.member("Lou", "supervisor")
    await bridge.handed_off(await bridge.page())
    status, body = await lou.call("GET", "reports")
    assert status == 200
    length = date.fromisoformat(body["until"]) - date.fromisoformat(body["since"])
    assert length.days == 27
    figures = {each["name"]: each for each in body["figures"]}
    assert (figures["conversations"]["value"], figures["containment"]["value"]) == (1.0, 0.0)
    assert figures["cases"]["value"] == 1.0
    assert all(each["definition"].endswith(".") for each in body["figures"])
    assert {table["of"] for table in body["tables"]} == {"bot", "people"}


async def test_a_trainer_reads_of_the_bot_alone(bridge: Bridge) -> None:
    """No figure of people and nobody's name, in no file either."""
    toni = await bridge.member("Toni", "trainer")
    status, body = await toni.call("GET", "reports")
    assert status == 200
    assert {each["of"] for each in (*body["figures"], *body["tables"])} == {"bot"}
    status, _ = await toni.text("reports/agents.csv")
    assert status == 404
    status, text = await toni.text("reports/figures.csv")
    assert [row[0] for row in read_csv(text)[1:]] == ["conversations", "containment", "bot_rating"]
    assert status == 200


async def test_an_agent_reads_none(bridge: Bridge) -> None:
    """Reports are not for whoever is in them."""
    sam = await bridge.member("Sam", "agent")
    for path in ("reports", "reports/figures.csv"):
        async with bridge.http.get(
            f"{bridge.url}/api/console/{path}",
            headers={"Cookie": f"warmdesk_agent={sam.cookie}"},
        ) as response:
            assert response.status == 403


async def test_each_table_as_a_file(bridge: Bridge) -> None:
    """Every table that the page shows can be saved, with the same rows."""
    lou = await bridge.member("Lou", "supervisor")
    await bridge.handed_off(await bridge.page())
    _, body = await lou.call("GET", "reports?since=2026-01-01&until=2026-01-03")
    assert body["tables"]
    for table in body["tables"]:
        path = f"reports/{table['name']}.csv?since=2026-01-01&until=2026-01-03"
        status, text = await lou.text(path)
        assert status == 200
        rows = read_csv(text)
        assert rows[0] == [column["title"] for column in table["columns"]]
        assert len(rows) - 1 == len(table["rows"])
        assert text.endswith("\r\n")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=2026-03-02&until=2026-03-01", "after the last"),
        ("since=2020-01-01&until=2026-01-01", "at most 366 days"),
        ("since=yesterday", "cannot be read"),
        ("until=9999-12-31", "out of reach"),
        ("month=3", "cannot be read"),
    ],
)
async def test_days_that_make_no_report(bridge: Bridge, query: str, says: str) -> None:
    """What is wrong with a period is said."""
    lou = await bridge.member("Lou", "supervisor")
    status, body = await lou.call("GET", f"reports?{query}")
    assert (status, body["error"]["code"]) == (400, "bad_request")
    assert says in body["error"]["message"]


async def test_reading_is_audited(bridge: Bridge) -> None:
    """Who read which days, and who took which file home."""
    lou, ada = await bridge.member("Lou", "supervisor"), await bridge.member("Ada", "admin")
    await lou.call("GET", "reports?since=2026-01-01&until=2026-01-03")
    await lou.text("reports/agents.csv?since=2026-01-01&until=2026-01-03")
    _, body = await ada.call("GET", "audit")
    found = [(e["name"], e["act"], e["about"]) for e in body["entries"] if "report" in e["act"]]
    assert found == [
        ("Lou", "report.export", "agents, 2026-01-01 – 2026-01-03"),
        ("Lou", "report.read", "2026-01-01 – 2026-01-03"),
    ]


def test_a_cell_is_no_formula() -> None:
    """What a spreadsheet would run is marked as text; numbers, times and gaps stay."""
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    row = ("=1+1", "@sum", "-2", "+3", "\tx", 'say "hi", please', -4, 0.5, None, at)
    assert read_csv(csv_rows([row]).decode()) == [
        [
            "'=1+1",
            "'@sum",
            "'-2",
            "'+3",
            "'\tx",
            'say "hi", please',
            "-4",
            "0.5",
            "",
            at.isoformat(),
        ]
    ]
