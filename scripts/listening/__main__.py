"""`scripts/listen`: strangers against the real desk, and what it made of what they said."""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import tempfile
from collections.abc import Coroutine, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from contracts.merging import sources
from scripts.listening.cases import (
    CannotListen,
    Dialogue,
    Opening,
    read_dialogues,
    read_human,
    read_openings,
)
from scripts.listening.player import Played, Stage, play_dialogue, play_opening
from scripts.listening.report import Heard, line, summary, write
from scripts.showing.desk import DeskFailed, served

FOLDER = Path("../shared/strangers")
RIGHT = Path("tests/strangers/openings.yml")
PARTS = ("openings", "human", "dialogues")


def main() -> int:
    """Play and print; 1 and what to do on stderr when that cannot be."""
    wishes = _wishes()
    try:
        cases = _cases(wishes)
        with tempfile.TemporaryDirectory(prefix="warmdesk-") as folder:
            print("The desk is starting …", flush=True)
            token = secrets.token_urlsafe(32)
            with served(Path(folder), {"ADMIN_API_TOKEN": token}) as desk:
                stage = Stage(
                    desk=desk,
                    trackers=Path(folder) / "tracker.db",
                    titles=_titles(),
                    operators_token=token,
                )
                asyncio.run(_play(stage, cases, wishes))
    except (CannotListen, DeskFailed) as exc:
        for said in str(exc).splitlines():
            print(f"scripts/listen: {said}", file=sys.stderr)
        return 1
    return 0


async def _play(
    stage: Stage, cases: Sequence[Opening | Dialogue], wishes: argparse.Namespace
) -> None:
    places, at_once = count(1), asyncio.Semaphore(wishes.jobs)

    async def heard(case: Opening | Dialogue) -> Heard:
        async with at_once:
            return Heard(case=case, played=await _one(stage, case, next(places), wishes.customer))

    all_heard = []
    for done in asyncio.as_completed([heard(case) for case in cases]):
        one = await done
        all_heard.append(one)
        print(line(one), flush=True)
        if wishes.transcripts is not None:
            write(wishes.transcripts, one)
    print()
    for said in summary(all_heard):
        print(said)


def _one(
    stage: Stage, case: Opening | Dialogue, place: int, customer: str | None
) -> Coroutine[Any, Any, Played]:
    """Each from an address of its own: tries of identity are counted by address."""
    address = f"198.19.{place // 250}.{place % 250 + 1}"
    if isinstance(case, Dialogue):
        return play_dialogue(stage, case, customer, address)
    return play_opening(stage, case, address)


def _cases(wishes: argparse.Namespace) -> list[Opening | Dialogue]:
    found: list[Opening | Dialogue] = []
    if "openings" in wishes.parts:
        found += read_openings(wishes.folder, wishes.right)
    if "human" in wishes.parts:
        found += read_human(wishes.folder)
    if "dialogues" in wishes.parts:
        found += read_dialogues(wishes.folder)
    kept = [one for one in found if not wishes.ids or one.id in wishes.ids]
    if wishes.lang:
        kept = [one for one in kept if isinstance(one, Dialogue) or one.lang in wishes.lang]
    if not kept:
        raise CannotListen("no case is left: see --ids and --lang")
    return kept[:: wishes.every]


def _titles() -> dict[str, str]:
    """What a button calls each topic."""
    titles: dict[str, str] = sources(Path()).domain()["slots"]["titles"]["initial_value"]
    return titles


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/listen", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=FOLDER, help="the given folder (%(default)s)"
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=["openings"], help="which cases: openings"
    )
    parser.add_argument(
        "--right", type=Path, default=RIGHT, help="what would be right for each: %(default)s"
    )
    parser.add_argument("--ids", nargs="+", default=(), metavar="ID", help="these only")
    parser.add_argument("--lang", nargs="+", default=(), help="first messages in these only")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth case only")
    parser.add_argument("--customer", help="whom the longer conversations are signed in as")
    parser.add_argument("--transcripts", type=Path, metavar="DIR", help="write what was said there")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="conversations at once")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
