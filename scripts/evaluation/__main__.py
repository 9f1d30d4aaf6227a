"""`scripts/evaluate`: how well the bot understands, and what to mend."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.training import MODEL, models_folder
from contracts.business import business_folder
from contracts.merging import CORE
from scripts.evaluation import history
from scripts.evaluation.articles import measured
from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.learned import Learned
from scripts.evaluation.measures import (
    WORST,
    accuracy,
    at,
    confusions,
    curve,
    near_duplicates,
    scores,
    suspects,
)
from scripts.evaluation.page import Findings, page
from scripts.trainer import project
from scripts.trainer.errors import NotTrained

HELD_OUT = "tests/nlu/held_out.yml"
OUTSIDE = "tests/nlu/out_of_scope.yml"
PAGE, LAST = "report.html", "last.json"
SHOWN = 5
OTHERWISE = (
    "With --from-log [--days N] it gathers what customers said in the last days, 14 unless told "
    "otherwise, that was not understood."
)


def main() -> int:
    """Evaluate. 1 and a line when that cannot be done."""
    wishes = _wishes()
    out = Path(os.environ.get("WARMDESK_VAR", "var")) / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    try:
        root = business_folder(os.environ).resolve()
        if wishes.articles:
            for line in measured(root, wishes.model):
                print(line)
        else:
            evaluate(root, wishes.model, out)
    except (CannotEvaluate, NotTrained) as exc:
        print(f"scripts/evaluate: {exc}", file=sys.stderr)
        return 1
    return 0


def evaluate(root: Path, model: Path, out: Path) -> None:
    """Test `model` with the phrases of the business in `root`; page and record go to `out`.

    Raises `CannotEvaluate`, or `NotTrained` for files that cannot be read.
    """
    learned = Learned(model)
    phrases = project.read(root).phrases
    texts = learned.texts(phrases)
    found = learned.unseen(phrases, texts)
    inside, outside = (
        learned.guesses(
            tuple(p for file in files if file.exists() for p in project.phrases(file, root))
        )
        for files in ((CORE / "held_out.yml", root / HELD_OUT), (root / OUTSIDE,))
    )
    last = history.read(out / LAST)
    now = dt.datetime.now(dt.timezone.utc)
    findings = Findings(
        title=f"What the bot understands, {now:%Y-%m-%d %H:%M} UTC",
        guesses=found,
        pairs=tuple(near_duplicates(phrases, texts.meanings)),
        curve=tuple(curve(inside, outside, learned.threshold.lead)),
        chosen=at(learned.threshold, inside, outside),
        change=history.change(last, found) if last else None,
    )
    (out / PAGE).write_text(page(findings))
    history.write(out / LAST, history.summary(found, now))
    for line in _told(findings):
        print(line)
    print(f"All of it, with the confusion matrix: {(out / PAGE).resolve().as_uri()}")


def _told(found: Findings) -> Iterator[str]:
    yield f"{100 * accuracy(found.guesses):.1f} % of {len(found.guesses)} unseen phrases are right"
    if found.change:
        yield str(found.change)
    worst = (f"{row.intent} {100 * row.f1:.0f} %" for row in scores(found.guesses)[:WORST])
    yield f"Worst: {', '.join(worst)}"
    for case in confusions(found.guesses)[:SHOWN]:
        said = "; ".join(f"“{guess.phrase.spoken}”" for guess in case.guesses)
        yield f"{case.meant} taken for {case.taken}: {said}"
    yield f"{len(suspects(found.guesses))} phrases look as if they stood in the wrong file"
    yield f"{len(found.pairs)} pairs of phrases say nearly the same in two intents"
    yield (
        f"At {found.chosen.confidence:g}: {100 * found.chosen.right:.1f} % of the held-out phrases "
        f"understood, {100 * found.chosen.wrong:.1f} % misunderstood, and "
        f"{100 * found.chosen.taken:.1f} % of the texts from outside taken for something"
    )


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description=__doc__, epilog=OTHERWISE)
    model = models_folder(os.environ) / MODEL
    parser.add_argument("--model", type=Path, default=model, help="the trained model to evaluate")
    only = "only say how well articles are found, by tests/articles/questions.yml"
    parser.add_argument("--articles", action="store_true", help=only)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
