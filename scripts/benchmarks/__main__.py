"""`scripts/bench`: measure, print, and write the tables of docs/benchmarks.md."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.benchmarks import accuracy, footprint, load, page, relay, training, turns, webhooks
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Row
from scripts.benchmarks.stage import Stage, action_server, on_stage
from scripts.benchmarks.subjects import Ours, Stock, Subject

TITLES = {
    "accuracy": "Understanding of public sets",
    "training": "Training",
    "footprint": "Start and memory",
    "turns": "A turn over HTTP",
    "growth": "A conversation that grows",
    "load": "Fifty conversations at once",
    "relay": "Relay between customers and agents",
    "webhooks": "Webhooks while the bot is busy and is killed",
}
RUNS = 5


def main() -> int:
    """Measure what was asked for; 1 and the reason on stderr when that cannot be."""
    wishes = _wishes()
    try:
        for name in wishes.what or TITLES:
            if name == "relay":
                _relay(wishes)
                continue
            command = f"scripts/bench {name} --runs {wishes.runs}"
            _put(name, TITLES[name], command, page.table(_measure(name, wishes)))
    except CannotMeasure as exc:
        print(f"scripts/bench: {exc}", file=sys.stderr)
        return 1
    return 0


def _relay(wishes: argparse.Namespace) -> None:
    body = relay.measure(wishes.database, seconds=wishes.seconds)
    if wishes.database is None:
        _put("relay", TITLES["relay"], "scripts/bench relay", body)
    else:
        title = f"{TITLES['relay']}, on PostgreSQL"
        _put("relay-postgresql", title, "scripts/bench relay --database postgresql://…", body)


def _put(name: str, title: str, command: str, body: str) -> None:
    print(f"\n{title}\n\n{body}")
    page.write(name, title, command, body)


def _measure(name: str, wishes: argparse.Namespace) -> Sequence[Row]:
    folder = wishes.folder.resolve()
    if name == "webhooks":
        return webhooks.measure(Ours(folder / "ours"), wishes.runs)
    stock, ours = Stock(folder / "stock"), Ours(folder / "ours")
    if name == "accuracy":
        return accuracy.measure(stock, ours, wishes.sets, wishes.runs)
    if name == "training":
        return training.measure(stock, ours, wishes.runs)
    for subject in (stock, ours):
        subject.train_if_needed()
    with action_server(folder / "actions") as actions_url:
        if name == "footprint":
            return footprint.measure(stock, ours, actions_url, wishes.runs)
        with _both(stock, ours, actions_url) as (theirs, mine):
            measures = {"turns": turns.fresh, "growth": turns.growth, "load": load.one_process}
            return measures[name](theirs, mine, wishes.runs)


@contextlib.contextmanager
def _both(stock: Subject, ours: Subject, actions_url: str) -> Iterator[tuple[Stage, Stage]]:
    with on_stage(stock, actions_url) as theirs, on_stage(ours, actions_url) as mine:
        yield theirs, mine


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*TITLES, []], help="all when none is named")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often; five unless told")
    parser.add_argument(
        "--folder", type=Path, default=Path("var/bench"), help="where models and logs are kept"
    )
    parser.add_argument(
        "--sets",
        type=Path,
        default=Path("../shared/nlu-bench"),
        help="folder with banking77_10shot and clinc150_10shot, in Rasa's YAML",
    )
    parser.add_argument("--database", help="relay: an empty postgresql://…; SQLite unless told")
    parser.add_argument("--seconds", type=float, default=30, help="relay: of each measurement")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
