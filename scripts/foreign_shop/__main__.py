"""`scripts/foreign`: customers of another company's shop, against a desk connected to it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import secrets
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.foreign_shop.errors import CannotPlay
from scripts.foreign_shop.report import Result, line, summary
from scripts.foreign_shop.rounds import Stage, play_round
from scripts.foreign_shop.shop import API_KEY, Faults, Shop, open_shop
from scripts.foreign_shop.tasks import TASKS, Task, read_data, read_tasks
from scripts.foreign_shop.transcripts import write
from scripts.showing.desk import DeskFailed, served

SHOP_FOLDER = Path("../shared/foreign-shop")
BUSINESS = Path("businesses/retail")


RECORDS = "records.db"
"""The file with the desk's own records, in its folder."""


def main() -> int:
    """Play and print; 1 and what to do on stderr when that cannot be."""
    wishes = _wishes()
    try:
        _run(wishes)
    except (CannotPlay, DeskFailed) as exc:
        for said in str(exc).splitlines():
            print(f"scripts/foreign: {said}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    return 0


def _run(wishes: argparse.Namespace) -> None:
    folder = wishes.shop.resolve()
    tasks, data = read_tasks(folder / wishes.file, wishes.tasks), read_data(folder)
    faults = Faults(lost=wishes.lost, slow=wishes.slow, busy=wishes.busy, seed=wishes.seed)
    token = secrets.token_urlsafe(32)
    with contextlib.ExitStack() as stack:
        kept = wishes.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="warmdesk-"))
        )
        kept.mkdir(parents=True, exist_ok=True)
        shop = stack.enter_context(open_shop(folder, faults, kept / "shop.log"))
        print("The desk is starting …", flush=True)
        settings = desk_settings(_business(wishes.business), shop, kept.resolve(), token)
        desk = stack.enter_context(served(kept.resolve(), settings))
        stage = Stage(
            tasks=folder / wishes.file,
            data=data,
            shop=shop,
            desk=desk,
            records=kept.resolve() / RECORDS,
            operators_token=token,
            by_hand=wishes.by_hand,
            jobs=1 if wishes.by_hand else wishes.jobs,
        )
        asyncio.run(_play(stage, tasks, wishes.repeat, wishes.transcripts))


def desk_settings(business: Path, shop: Shop, folder: Path, token: str) -> Mapping[str, str]:
    """What a desk of that business needs beside its own ports and files in `folder`."""
    return {
        "BUSINESS": str(business.resolve()),
        # The shop keeps nothing for the desk, and its customers are nobody's to play.
        "RECORDS_URL": f"sqlite:///{folder / RECORDS}",
        "DEMO": "0",
        "RETAIL_SHOP_URL": shop.url,
        "RETAIL_SHOP_KEY": API_KEY,
        "ADMIN_API_TOKEN": token,
    }


async def _play(stage: Stage, tasks: Sequence[Task], repeat: int, transcripts: Path | None) -> None:
    results: list[Result] = []
    for run in range(1, repeat + 1):
        async for task, result in play_round(stage, tasks):
            print(line(result), flush=True)
            results.append(result)
            if transcripts is not None:
                write(transcripts, task, result, run)
    print()
    for said in summary(results):
        print(said)


def _business(folder: Path) -> Path:
    """Raises `CannotPlay` where there is none."""
    if not (folder / "business.yml").exists():
        raise CannotPlay(f"there is no business in {folder}; give its folder with --business")
    return folder


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/foreign", description=__doc__)
    parser.add_argument(
        "shop", nargs="?", type=Path, default=SHOP_FOLDER, help="the given folder (%(default)s)"
    )
    parser.add_argument("--business", type=Path, default=BUSINESS, help="%(default)s")
    parser.add_argument(
        "--file", default=TASKS, metavar="NAME", help="the tasks in it: %(default)s"
    )
    parser.add_argument("--tasks", nargs="+", default=(), metavar="ID", help="these only")
    parser.add_argument("--by-hand", action="store_true", help="you are the customer")
    parser.add_argument("--transcripts", type=Path, metavar="DIR", help="write what was said there")
    parser.add_argument("--repeat", type=int, default=1, metavar="N", help="each task so often")
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="conversations of different users at once"
    )
    for fault, what in (("lost", "writes without an answer"), ("slow", "calls"), ("busy", "calls")):
        parser.add_argument(f"--{fault}", type=float, default=0.0, help=f"share of {what}, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="draws what goes wrong (%(default)s)")
    parser.add_argument("--folder", type=Path, help="keep logs and databases here, an empty folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
