"""`scripts/images`: say which images are not pinned by digest, or pin them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from scripts.releasing import pins
from scripts.releasing.errors import ReleaseError
from scripts.releasing.registry import HUB, Registry

DEPLOY = Path(__file__).parents[2] / "deploy"
FILES = ("Dockerfile", "compose.yml", "compose.business.yml")


def main(argv: Sequence[str], out: TextIO, deploy: Path = DEPLOY) -> int:
    """0 where all is pinned, 1 where something is not, 2 where a registry cannot be asked."""
    wishes = _wishes(argv)
    try:
        if wishes.command == "pin":
            _pin(deploy, Registry(wishes.registry), out)
        return _check(deploy, out)
    except ReleaseError as exc:
        out.write(f"scripts/images: {exc}\n")
        return 2


def _check(deploy: Path, out: TextIO) -> int:
    missing = [
        f"deploy/{name}: {one} has no digest; run scripts/images pin\n"
        for name in FILES
        for one in pins.references((deploy / name).read_text())
        if one.digest is None
    ]
    out.writelines(missing)
    return 1 if missing else 0


def _pin(deploy: Path, registry: Registry, out: TextIO) -> None:
    """Write the digests of now, all or none."""
    texts = {name: (deploy / name).read_text() for name in FILES}
    named = {(one.name, one.tag) for text in texts.values() for one in pins.references(text)}
    digests = {key: registry.digest(*key) for key in sorted(named)}
    for name, text in texts.items():
        (deploy / name).write_text(pins.pinned(text, digests))
    out.writelines(f"{name}:{tag} is {digest}\n" for (name, tag), digest in digests.items())


def _wishes(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/images", description=__doc__)
    parser.add_argument("command", choices=["check", "pin"])
    parser.add_argument("--registry", default=HUB, help="address of a mirror (%(default)s)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
