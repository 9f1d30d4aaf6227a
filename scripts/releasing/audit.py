"""`scripts/audit`: say which packages have known holes, by advisories in OSV's format."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO
from urllib.parse import unquote

from scripts.releasing import osv
from scripts.releasing.advisories import Advisory, Package, found
from scripts.releasing.errors import ReleaseError
from scripts.releasing.parts import ROOT, Bill, bills

ECOSYSTEMS = {"pypi": "PyPI", "npm": "npm"}
"""OSV's words for those of package URLs."""
KEPT = ROOT / "var/advisories"
"""Where advisories are looked for first, on a machine without a network."""
Users = dict[Package, list[str]]
"""Which parts of the release have a package."""


def main(argv: Sequence[str], out: TextIO, *, api: str = osv.API) -> int:
    """0 where nothing is known, 1 where something is, 2 where it cannot be told."""
    wishes = _wishes(argv)
    try:
        users = _users(bills())
        packages = sorted(users)
        file = wishes.file or (KEPT if KEPT.exists() else None)
        known = osv.asked(packages, api) if file is None else osv.kept(file)
        holes = [one for one in found(known, packages) if one[1].id not in wishes.accept]
    except ReleaseError as exc:
        out.write(f"scripts/audit: {exc}\n")
        return 2
    out.writelines(_line(package, hole, users[package]) for package, hole in holes)
    out.write(f"{len(packages)} packages, {len(holes)} known holes by {file or api}\n")
    return 1 if holes else 0


def _users(parts: Iterable[tuple[str, Bill]]) -> Users:
    users: Users = defaultdict(list)
    for part, bill in parts:
        for component in bill["components"]:
            users[_package(component["purl"])].append(part)
    return users


def _package(purl: str) -> Package:
    """What a package URL names."""
    kind, _, rest = purl.removeprefix("pkg:").partition("/")
    name, _, version = rest.partition("?")[0].rpartition("@")
    return Package(ECOSYSTEMS[kind], unquote(name), unquote(version))


def _line(package: Package, hole: Advisory, users: Sequence[str]) -> str:
    fixed = ", ".join(hole.fixed_in(package)) or "no version yet"
    told = " ".join(hole.summary.split()) or "no summary"
    names = ", ".join((hole.id, *hole.aliases))
    about = f"{package.name} {package.version} ({', '.join(users)})"
    return f"{about}: {names}: {told}; mended in {fixed}\n"


def _wishes(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/audit", description=__doc__)
    parser.add_argument(
        "--advisories",
        dest="file",
        type=Path,
        help="a file, folder or archive in OSV's format, else var/advisories, else OSV's API",
    )
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID",
        help="an advisory that was looked at and does not concern the desk",
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
