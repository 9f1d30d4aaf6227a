"""How many unseen phrases of public few-shot sets are understood, by `rasa test nlu`."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row
from scripts.benchmarks.kept import digest
from scripts.benchmarks.servers import run
from scripts.benchmarks.subjects import Subject

SETS = (("banking77_10shot", 85.0), ("clinc150_10shot", 90.0))
BETTER = 5.0
"""Points that ours must be above stock."""


def measure(stock: Subject, ours: Subject, sets: Path, runs: int) -> Sequence[Row]:
    """Each set trained and tested with both configurations. `sets` is the folder that has them.

    `rasa test nlu` looks behind a fallback to the intent that was likeliest, on both sides.
    """
    rows: list[Row] = []
    for name, floor in SETS:
        if not (sets / name).is_dir():
            raise CannotMeasure(f"{sets / name} is missing; name the folder with --sets")
        theirs, mine = (_accuracies(subject, sets / name, runs) for subject in (stock, ours))
        rows += _rows(name, theirs, mine, floor)
    return rows


def _accuracies(subject: Subject, folder: Path, runs: int) -> Figure:
    """Kept runs first: they do not depend on what else the machine does."""
    made_of = digest([*subject.sources(), folder / "train.yml", folder / "test.yml"])
    measured = subject.kept.runs(
        f"accuracy on {folder.name}", made_of, runs, lambda: [_accuracy(subject, folder)]
    )
    return Figure(runs=tuple(accuracy for (accuracy,) in measured), unit="%")


def _rows(name: str, theirs: Figure, ours: Figure, floor: float) -> Sequence[Row]:
    better = Goal(bound=BETTER, kind="at_least", words=f"≥ stock + {BETTER:.0f} points")
    enough = Goal(bound=floor, kind="at_least", words=f"≥ {floor:.0f} %")
    what = f"accuracy on {name}"
    return [
        Row(what=what, theirs=theirs, ours=ours, goal=better, compare="difference"),
        Row(what=what, theirs=None, ours=ours, goal=enough, judged="ours"),
    ]


def _accuracy(subject: Subject, folder: Path) -> float:
    """Share of the test phrases whose intent was right, in percent."""
    python, config, env = subject.rasa()
    out = subject.folder / folder.name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    # Rasa writes what it has chosen by itself into the configuration.
    shutil.copy(config, out / "config.yml")
    model = ["--out", ".", "--fixed-model-name", "model"]
    train = ["train", "nlu", "--nlu", str(folder / "train.yml"), *model]
    test = ["test", "nlu", "--nlu", str(folder / "test.yml"), "--model", "model.tar.gz"]
    for command in (train, [*test, "--out", "report", "--no-plot"]):
        run([python, "-m", "rasa", *command], env=env, cwd=out, log=subject.log)
    return 100 * _right(out / "report", folder / "test.yml")


def _right(report: Path, test: Path) -> float:
    errors = report / "intent_errors.json"
    wrong = len(msgspec.json.decode(errors.read_bytes())) if errors.exists() else 0
    entries = msgspec.yaml.decode(test.read_bytes())["nlu"]
    return 1 - wrong / sum(len(entry["examples"].splitlines()) for entry in entries)
