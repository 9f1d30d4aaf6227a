"""`scripts/bench`: measure, print, and write the tables of docs/benchmarks.md."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.benchmarks import (
    accuracy,
    articles,
    before,
    chat,
    footprint,
    idle,
    keys,
    load,
    long_queue,
    page,
    relay,
    reports,
    results,
    training,
    turns,
    webhooks,
    widget,
)
from scripts.benchmarks.databases import empty_database
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Row
from scripts.benchmarks.results import Result
from scripts.benchmarks.stage import Stage, action_server, on_stage
from scripts.benchmarks.stages import STAGES
from scripts.benchmarks.subjects import Ours, Stock, Subject
from scripts.benchmarks.undisturbed import Stolen


def main() -> int:
    """Measure what was asked for; 1 and the reason on stderr when that cannot be."""
    wishes = _wishes()
    kept = wishes.folder.resolve() / "results.json"
    try:
        for name in [] if wishes.page else wishes.what or _all(wishes):
            page.write(results.keep(kept, name, _measured(name, wishes)))
    except CannotMeasure as exc:
        print(f"scripts/bench: {exc}", file=sys.stderr)
        return 1
    if wishes.page:
        page.write(results.read(kept))
    return 0


def _measured(name: str, wishes: argparse.Namespace) -> Result:
    stage = STAGES[name]
    runs = wishes.runs or stage.runs
    bench = Bench(wishes.folder.resolve(), wishes.sets.resolve(), runs, wishes.against)
    against = f" --against {wishes.against}" if name == "before" else ""
    stolen = Stolen()
    result = Result(
        rows=tuple(bench.measure(name)),
        command=f"scripts/bench {name} --runs {runs}{against}",
        circumstances=page.circumstances(stolen.share),
    )
    print(page.section(stage, result), flush=True)
    return result


class Bench:
    """Both subjects and what each stage needs to be measured on them."""

    def __init__(self, folder: Path, sets: Path, runs: int, against: Path | None) -> None:
        self._folder = folder
        self._sets = sets
        self._runs = runs
        self._against = against
        self._ours = Ours(folder / "ours")

    def measure(self, name: str) -> Sequence[Row]:
        """The rows of a stage; `name` is one of `STAGES`."""
        rows: Sequence[Row] = getattr(self, f"_{name}")()
        return rows

    def _accuracy(self) -> Sequence[Row]:
        return accuracy.measure(self._stock(), self._ours, self._sets, self._runs)

    def _training(self) -> Sequence[Row]:
        return training.measure(self._stock(), self._ours, self._runs)

    def _articles(self) -> Sequence[Row]:
        return articles.measure(self._runs)

    def _footprint(self) -> Sequence[Row]:
        with self._actions() as url:
            stock, ours = self._trained()
            return footprint.measure(stock, ours, url, self._runs)

    def _turns(self) -> Sequence[Row]:
        with self._both() as (theirs, mine):
            return turns.fresh(theirs, mine, self._runs)

    def _growth(self) -> Sequence[Row]:
        with self._both() as (theirs, mine):
            return turns.growth(theirs, mine, self._runs)

    def _load(self) -> Sequence[Row]:
        with self._both() as (theirs, mine):
            return load.one_process(theirs, mine, self._runs)

    def _chat(self) -> Sequence[Row]:
        self._ours.train_if_needed()
        with self._actions() as url:
            return chat.measure(self._ours, self._folder, url, self._runs)

    def _scale(self) -> Sequence[Row]:
        self._ours.train_if_needed()
        with self._actions() as url, empty_database() as tracker_url:
            ours = Ours(self._ours.folder, tracker_url)
            with on_stage(ours, url) as first, on_stage(ours, url) as second:
                return load.two_processes([first, second], self._runs)

    def _relay(self) -> Sequence[Row]:
        return relay.measure(None, self._runs)

    def _relay_postgresql(self) -> Sequence[Row]:
        with empty_database() as url:
            return relay.measure(url, self._runs)

    def _queue(self) -> Sequence[Row]:
        return long_queue.measure(self._runs)

    def _webhooks(self) -> Sequence[Row]:
        return webhooks.measure(self._ours, self._runs)

    def _keys(self) -> Sequence[Row]:
        return keys.measure(self._runs)

    def _reports(self) -> Sequence[Row]:
        return reports.measure(self._runs)

    def _idle(self) -> Sequence[Row]:
        return idle.measure(self._runs)

    def _before(self) -> Sequence[Row]:
        if self._against is None:
            raise CannotMeasure("before needs --against FOLDER, the checkout to compare with")
        return before.measure(self._against.resolve(), self._folder / "before", self._runs)

    def _widget(self) -> Sequence[Row]:
        return widget.measure(self._runs)

    @contextlib.contextmanager
    def _both(self) -> Iterator[tuple[Stage, Stage]]:
        stock, ours = self._trained()
        with (
            self._actions() as url,
            on_stage(stock, url) as theirs,
            on_stage(ours, url) as mine,
        ):
            yield theirs, mine

    def _trained(self) -> tuple[Subject, Subject]:
        stock = self._stock()
        for subject in (stock, self._ours):
            subject.train_if_needed()
        return stock, self._ours

    def _stock(self) -> Stock:
        # Made when it is needed: its environment takes minutes to install.
        return Stock(self._folder / "stock")

    def _actions(self) -> contextlib.AbstractContextManager[str]:
        return action_server(self._folder / "actions")


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*STAGES, []], help="all when none is named")
    parser.add_argument("--runs", type=int, help="how often; five unless told")
    parser.add_argument(
        "--page", action="store_true", help="measure nothing: write the page from what is kept"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("var/bench"),
        help="where models, logs and results are kept",
    )
    parser.add_argument(
        "--sets",
        type=Path,
        default=Path("../shared/nlu-bench"),
        help="folder with banking77_10shot and clinc150_10shot, in Rasa's YAML",
    )
    parser.add_argument(
        "--against", type=Path, help="another checkout; without it `before` is not measured"
    )
    return parser.parse_args()


def _all(wishes: argparse.Namespace) -> list[str]:
    """Every stage that can be measured with these wishes."""
    return [name for name in STAGES if name != "before" or wishes.against is not None]


if __name__ == "__main__":
    sys.exit(main())
