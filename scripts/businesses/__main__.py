"""`scripts/business`: the two things that are done with a business's folder as a whole."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from contracts.business import BusinessError
from scripts.businesses.checking import problems
from scripts.businesses.founding import found


def main() -> int:
    """Do what was asked for. 1 and a line for each reason when something is wrong."""
    wishes = _wishes()
    try:
        return _new(wishes) if wishes.do == "new" else _check(wishes.path)
    except BusinessError as exc:
        print(f"scripts/business: {exc}", file=sys.stderr)
        return 1


def _new(wishes: argparse.Namespace) -> int:
    found(wishes.path, company=wishes.name, bot=wishes.bot)
    where = wishes.path.resolve()
    print(
        f"{where} is a business now. Look into its files, then:\n"
        f"  BUSINESS={where} scripts/train   trains it, and plays its conversations\n"
        f"  BUSINESS={where} scripts/serve   serves it"
    )
    return 0


def _check(folder: Path) -> int:
    wrong = problems(folder.resolve())
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        print("Nothing is missing, and nothing contradicts.")
    return 1 if wrong else 0


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/business", description=__doc__)
    commands = parser.add_subparsers(dest="do", required=True)
    new = commands.add_parser("new", help="make the folder of a business that can be trained")
    new.add_argument("path", type=Path, help="a folder that is not there yet")
    new.add_argument("--name", required=True, help="what the company is called")
    new.add_argument("--bot", required=True, help="what its bot is called")
    check = commands.add_parser("check", help="say what is missing or contradicts")
    check.add_argument("path", type=Path, nargs="?", default=Path(), help="the business's folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
