"""`scripts/crm check`: sign in to a mapped system, read a customer, tell what the desk can do."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from dotenv import load_dotenv

from actions.crm.errors import CrmError
from actions.crm.remote.openapi import OpenApiCrm, open_mapped
from actions.engine.commerce.vocabulary import Vocabulary, VocabularyRefused, read_vocabulary
from scripts.crm_check import report
from scripts.crm_check.probe import CustomerUnknown, Probe

NO_SANDBOX = (
    "--write changes orders of a real customer, so it is for a sandbox only; where this system is "
    "one, the mapping says sandbox: true"
)


def main(argv: Sequence[str], env: Mapping[str, str], out: TextIO) -> int:
    """Check. 1 where something has to be mended, or cannot be checked."""
    wishes = _wishes(argv)
    try:
        crm = open_mapped(wishes.mapping, env)
        if wishes.write and not crm.opened.mapping.connection.sandbox:
            return _failed(NO_SANDBOX)
        return asyncio.run(_check(crm, wishes, out))
    except CustomerUnknown:
        return _failed("the system has no customer by that id or e-mail address")
    except CrmError as exc:
        return _failed(str(exc))


async def _check(crm: OpenApiCrm, wishes: argparse.Namespace, out: TextIO) -> int:
    probe = Probe(crm, wishes.times)
    try:
        await crm.ping()
        out.write(f"{wishes.mapping}: it answers, and the desk is signed in\n")
        await probe.find(wishes.customer)
        await probe.read()
        if wishes.write:
            await probe.write()
    finally:
        await crm.close()
    for line in report.lines(crm, probe.outcomes, wishes.words, wrote=wishes.write):
        out.write(f"{line}\n")
    return 1 if report.faults(probe.outcomes) else 0


def _vocabulary(path: str) -> Vocabulary:
    try:
        return read_vocabulary(Path(path))
    except VocabularyRefused as exc:
        raise argparse.ArgumentTypeError(str(exc)) from exc


def _failed(why: str) -> int:
    print(f"scripts/crm check: {why}", file=sys.stderr)
    return 1


def _wishes(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/crm check", description=__doc__)
    parser.add_argument("mapping", type=Path, help="the mapping file, such as crm/shop.yml")
    parser.add_argument("customer", help="id or e-mail address of a customer to read")
    parser.add_argument(
        "--words",
        type=_vocabulary,
        metavar="FILE",
        help="the business's vocabulary.yml: is all that it names in the catalogue?",
    )
    parser.add_argument("--times", type=int, default=5, help="how often each read is called")
    parser.add_argument("--write", action="store_true", help="call every write, on a sandbox")
    return parser.parse_args(argv)


if __name__ == "__main__":
    # As the desk reads the file: nothing in a value is expanded.
    load_dotenv(interpolate=False)
    sys.exit(main(sys.argv[1:], os.environ, sys.stdout))
