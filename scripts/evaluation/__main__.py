"""`scripts/evaluate`: how well the bot understands, and what to mend."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.training import MODEL
from handoff.config.settings import Settings
from handoff.core.errors import HandoffError
from scripts.evaluation import history, misses
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

HELD_OUT = Path("tests/nlu/held_out.yml")
OUTSIDE = Path("tests/nlu/out_of_scope.yml")
PAGE, LAST, TO_LABEL = "report.html", "last.json", "misses.yml"
SHOWN = 5


def main() -> int:
    """Evaluate, or gather what was not understood. 1 and a line when that cannot be done."""
    wishes = _wishes()
    out = Path(os.environ.get("WARMDESK_VAR", "var")) / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    try:
        if wishes.from_log:
            _gather(out, wishes.days)
        else:
            evaluate(Path.cwd(), wishes.model, out)
    except (CannotEvaluate, NotTrained, HandoffError) as exc:
        print(f"scripts/evaluate: {exc}", file=sys.stderr)
        return 1
    return 0


def evaluate(root: Path, model: Path, out: Path) -> None:
    """Test `model` with the phrases below `root`; page and record go to `out`.

    Raises `CannotEvaluate`, or `NotTrained` for files that cannot be read.
    """
    learned = Learned(model)
    phrases = project.read(root).phrases
    texts = learned.texts(phrases)
    found = learned.unseen(phrases, texts)
    inside, outside = (
        learned.guesses(tuple(project.phrases(root / file, root))) for file in (HELD_OUT, OUTSIDE)
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


def _gather(out: Path, days: int) -> None:
    since = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=days)
    said, handed_over = misses.read(Settings.read(os.environ).database_url, since)
    found = misses.misses(said, handed_over)
    (out / TO_LABEL).write_text(misses.to_label(found, since))
    print(
        f"{len(found)} messages to label, of {len(said)} since {since:%Y-%m-%d}: {out / TO_LABEL}"
    )


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description=__doc__)
    model = Path(os.environ.get("BOT_MODELS", "models")) / MODEL
    parser.add_argument("--model", type=Path, default=model, help="the trained model to evaluate")
    parser.add_argument(
        "--from-log", action="store_true", help="gather what customers said that was not understood"
    )
    parser.add_argument("--days", type=int, default=14, help="how far back, with --from-log")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
