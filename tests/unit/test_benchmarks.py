"""Figures of `scripts/bench` and the page that they are written to."""

from __future__ import annotations

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests

from scripts.benchmarks import page, results
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row, percentile, short
from scripts.benchmarks.kept import Kept, digest
from scripts.benchmarks.proxy import Proxy, Span, proxying
from scripts.benchmarks.results import Result
from scripts.benchmarks.servers import Server, machine_worked, run
from scripts.benchmarks.stages import STAGES
from scripts.benchmarks.undisturbed import TRIES, Stolen, undisturbed

THIRD = Goal(bound=1 / 3, kind="at_most", words="≤ 1/3")


def row(*, theirs: tuple[float, ...], ours: tuple[float, ...], **more: object) -> Row:
    """A row of milliseconds."""
    figures = {"theirs": Figure(runs=theirs, unit="ms"), "ours": Figure(runs=ours, unit="ms")}
    return Row(what="a turn", **{"goal": THIRD, **figures, **more})


def test_each_run_is_compared_with_the_one_beside_it() -> None:
    """A machine that slows down half-way changes both sides of a ratio, not the ratio."""
    compared = row(theirs=(60.0, 120.0), ours=(15.0, 30.0)).compared
    assert compared == Figure(runs=(0.25, 0.25), unit="×")


def test_percentages_are_compared_in_points() -> None:
    """86 % against 66 % is 20 points better."""
    better = Goal(bound=5, kind="at_least", words="≥ 5 points")
    accuracy = row(theirs=(66.0,), ours=(86.0,), goal=better, compare="difference")
    assert accuracy.compared == Figure(runs=(20.0,), unit="points")
    assert accuracy.verdict == "yes"


@pytest.mark.parametrize(("ours", "verdict"), [(19.9, "yes"), (20.1, "**no**")])
def test_a_goal_that_is_missed_says_so(ours: float, verdict: str) -> None:
    """The table keeps a row that misses."""
    assert row(theirs=(60.0,), ours=(ours,)).verdict == verdict


def test_a_row_may_be_judged_by_our_figure_alone() -> None:
    """What must hold of ours is not excused by a slower stock."""
    grown = row(theirs=(20.0,), ours=(2.0,), judged="ours")
    assert grown.verdict == "**no**"


def test_a_goal_for_each_run_is_missed_by_one() -> None:
    """What must never happen is not made up for by the other runs."""
    none = Goal(bound=0, kind="at_most", words="0", each=True)
    runs = (0.0, 0.0, 1.0)
    assert row(theirs=(1.0,) * 3, ours=runs, goal=none, judged="ours").verdict == "**no**"
    assert row(theirs=(1.0,) * 3, ours=(0.0,) * 3, goal=none, judged="ours").verdict == "yes"


def test_a_row_without_goal_claims_nothing() -> None:
    """It is reported."""
    line = page.table([row(theirs=(60.0,), ours=(15.0,), goal=None)]).splitlines()[-1]
    assert line.endswith("| reported | – |")


def test_percentiles_are_values_that_were_measured() -> None:
    """By nearest rank, also of very few."""
    values = [float(number) for number in range(1, 101)]
    assert (percentile(values, 0.5), percentile(values, 0.95)) == (50.0, 95.0)
    assert percentile([7.0], 0.95) == 7.0


def test_figures_have_three_digits() -> None:
    """No more than was measured."""
    assert [short(value) for value in (0.2512, 14.26, 912.4)] == ["0.25", "14.3", "912"]
    assert str(Figure(runs=(12.0, 11.5, 13.0), unit="ms")) == "12.0 ms (11.5–13.0)"


def result(what: str) -> Result:
    """What a stage came to."""
    figure = Figure(runs=(15.0, 14.0), unit="ms")
    rows = (Row(what=what, theirs=figure, ours=figure),)
    return Result(rows=rows, command="scripts/bench", circumstances="a quiet day")


def test_a_stage_takes_the_place_of_its_last(tmp_path: Path) -> None:
    """What was measured before, or written between the tables by hand, stays."""
    target, kept = tmp_path / "benchmarks.md", tmp_path / "kept" / "results.json"
    page.write(results.keep(kept, "turns", result("old figures")), target)
    page.write(results.keep(kept, "load", result("other figures")), target)
    target.write_text(f"{target.read_text()}\nWritten by hand.\n")
    page.write(results.keep(kept, "turns", result("new figures")), target)
    text = target.read_text()
    assert "old figures" not in text
    assert text.index("new figures") < text.index("other figures")
    assert text.count(f"## {STAGES['turns'].title}") == 1
    assert text.endswith("\nWritten by hand.\n")


def test_the_page_can_be_written_without_measuring(tmp_path: Path) -> None:
    """Results outlive the process that measured them, and the page."""
    kept = tmp_path / "results.json"
    page.write(results.keep(kept, "turns", result("a turn")), tmp_path / "first.md")
    page.write(results.read(kept), tmp_path / "second.md")
    assert (tmp_path / "second.md").read_text() == (tmp_path / "first.md").read_text()


def test_nothing_kept_is_no_result(tmp_path: Path) -> None:
    """Before the first measurement."""
    assert results.read(tmp_path / "results.json") == {}


def test_a_table_without_a_rival_has_no_column_for_it() -> None:
    """Only ours, and what it must be."""
    lines = page.table([row(theirs=(60.0,), ours=(15.0,))], theirs=None).splitlines()
    assert lines[0] == "| what | ours | must be | holds |"
    assert lines[2].startswith("| a turn | 15.0 ms (15.0–15.0) |")


def test_long_runs_are_not_repeated(tmp_path: Path) -> None:
    """Only those are measured that are missing, also by another process."""
    measured = iter([[66.0], [67.0], [68.0]])
    file = tmp_path / "kept.json"
    assert Kept(file).runs("accuracy", "a set", 2, lambda: next(measured)) == ((66.0,), (67.0,))
    assert Kept(file).runs("accuracy", "a set", 3, lambda: next(measured)) == (
        (66.0,),
        (67.0,),
        (68.0,),
    )
    assert Kept(file).runs("accuracy", "a set", 1, lambda: next(measured)) == ((66.0,),)


def test_runs_of_something_else_are_measured_anew(tmp_path: Path) -> None:
    """Other data or another configuration makes other figures."""
    kept = Kept(tmp_path / "kept.json")
    kept.runs("accuracy", "a set", 2, lambda: [66.0])
    assert kept.runs("accuracy", "another set", 1, lambda: [80.0]) == ((80.0,),)


def test_a_digest_is_of_contents_in_their_order(tmp_path: Path) -> None:
    """Not of names and dates."""
    files = [tmp_path / name for name in ("a", "b", "c")]
    for file, text in zip(files, ("one", "two", "one"), strict=True):
        file.write_text(text)
    assert digest(files[:2]) == digest([files[2], files[1]])
    assert digest(files[:2]) != digest(files[1::-1])


def proxy_with(*spans: tuple[float, float]) -> Proxy:
    """A proxy that has seen these requests."""
    proxy = Proxy(target=1)
    proxy.spans = [Span(began=began, ended=ended) for began, ended in spans]
    return proxy


def test_requests_at_the_same_time_count_once() -> None:
    """Two calls side by side make a turn no longer than the longer one."""
    assert proxy_with((1.0, 3.0), (2.0, 4.0), (6.0, 7.0)).seconds(0.0, 10.0) == 4.0


def test_only_what_lies_within_a_turn_is_its_own() -> None:
    """Requests before and after it, and those that are still under way, are not."""
    proxy = proxy_with((1.0, 3.0), (5.0, 9.0), (6.0, 0.0))
    assert proxy.seconds(2.0, 6.0) == 2.0


def test_a_proxy_hands_on_what_is_said_and_times_it() -> None:
    """The caller gets the answer that the server gave; each request has its span."""
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        began = time.perf_counter()
        with proxying(server.server_port) as proxy, requests.Session() as http:
            answers = [http.get(f"{proxy.url}/{number}", timeout=10).text for number in (1, 2)]
        ended = time.perf_counter()
        server.shutdown()
    assert answers == ["you asked for /1", "you asked for /2"]
    first, second = proxy.spans
    assert began < first.began < first.ended < second.began < second.ended < ended


class Answering(BaseHTTPRequestHandler):
    """Answers with the path that was asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Headers and body go out as two pieces."""
        body = f"you asked for {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_failed_command_is_no_measurement(tmp_path: Path) -> None:
    """It names the log that tells why."""
    with pytest.raises(CannotMeasure, match=r"output\.log"):
        run(["false"], cwd=tmp_path, log=tmp_path / "output.log")


def test_a_server_that_ends_is_no_measurement(tmp_path: Path) -> None:
    """Its last words are told."""
    log = tmp_path / "output.log"
    said = ["sh", "-c", "echo no model here"]
    with (
        pytest.raises(CannotMeasure, match="no model here"),
        Server(said, env={}, cwd=tmp_path, log=log) as server,
    ):
        server.wait_until(lambda: False)


class Host:
    """Takes a share of the machine away in each measurement, as /proc/stat tells it."""

    def __init__(self, folder: Path, shares: list[int]) -> None:
        self._stat = folder / "stat"
        self._shares = shares
        self._idle = self._steal = 0
        self.measured = 0
        self._write()

    def stolen(self) -> Stolen:
        """From now on."""
        return Stolen(self._stat)

    async def measure(self) -> int:
        """The how manieth measurement this is."""
        percent = self._shares[self.measured]
        self._steal, self._idle = self._steal + percent, self._idle + 100 - percent
        self.measured += 1
        self._write()
        return self.measured

    def _write(self) -> None:
        self._stat.write_text(f"cpu 0 0 0 {self._idle} 0 0 0 {self._steal} 0 0\ncpu0 0 0\n")


async def test_what_was_disturbed_is_measured_again(tmp_path: Path) -> None:
    """The first measurement during which the machine was all there counts."""
    host = Host(tmp_path, [30, 10, 1, 0])
    assert await undisturbed(host.measure, host.stolen) == 3


async def test_a_machine_that_is_never_quiet_gives_the_least_disturbed(tmp_path: Path) -> None:
    """After a number of tries the best of them is taken, so that a run always ends."""
    host = Host(tmp_path, [30, 8, 20, *[30] * TRIES])
    assert await undisturbed(host.measure, host.stolen) == 2
    assert host.measured == TRIES


async def test_where_nothing_tells_of_a_host_the_first_counts(tmp_path: Path) -> None:
    """Systems without /proc/stat are taken for undisturbed."""
    host = Host(tmp_path, [90, 90])
    assert await undisturbed(host.measure, lambda: Stolen(tmp_path / "none")) == 1


def test_processor_time_is_counted(tmp_path: Path) -> None:
    """A process that computes has used time, and the machine as much at least."""
    busy = [sys.executable, "-c", "while True: pass"]
    before = machine_worked()
    with Server(busy, env={}, cwd=tmp_path, log=tmp_path / "log") as server:
        server.wait_until(lambda: server.worked >= 0.1)
        assert machine_worked() - before >= 0.05
