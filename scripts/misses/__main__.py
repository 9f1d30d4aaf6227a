"""`scripts/evaluate --from-log`: gather what was not understood, ready to be labelled."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from handoff.config.settings import Settings
from handoff.core.errors import HandoffError
from scripts.misses import labels, log
from scripts.misses.errors import CannotGather

TO_LABEL = "misses.yml"


def main() -> int:
    """Gather. 1 and a line when that cannot be done."""
    out = Path(os.environ.get("WARMDESK_VAR", "var")) / "evaluation"
    out.mkdir(parents=True, exist_ok=True)
    try:
        _gather(out, _wishes().days)
    except (CannotGather, HandoffError) as exc:
        print(f"scripts/evaluate: {exc}", file=sys.stderr)
        return 1
    return 0


def _gather(out: Path, days: int) -> None:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    said, handed_over = log.read(Settings.read(os.environ).database_url, since)
    found = log.misses(said, handed_over)
    (out / TO_LABEL).write_text(labels.to_label(found, since))
    print(
        f"{len(found)} messages to label, of {len(said)} since {since:%Y-%m-%d}: {out / TO_LABEL}"
    )


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/evaluate --from-log", description=__doc__)
    parser.add_argument("--from-log", action="store_true", help="what was asked for")
    parser.add_argument("--days", type=int, default=14, help="how far back")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
