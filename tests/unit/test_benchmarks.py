"""Figures of `scripts/bench` and the page that they are written to."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.benchmarks import page
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row, percentile, short
from scripts.benchmarks.servers import Server, run

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


def test_a_measurement_takes_the_place_of_its_last(tmp_path: Path) -> None:
    """What other commands wrote stays."""
    target = tmp_path / "benchmarks.md"
    page.write("turns", "A turn", "scripts/bench turns", "old figures", target)
    page.write("load", "Load", "scripts/bench load", "other figures", target)
    page.write("turns", "A turn", "scripts/bench turns", "new figures", target)
    text = target.read_text()
    assert "old figures" not in text
    assert text.index("new figures") < text.index("other figures")
    assert text.count("## A turn") == 1


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
