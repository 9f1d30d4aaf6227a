"""`scripts/sbom`: write the bills of material of a release, checked by their schema."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts.releasing.errors import ReleaseError, ToolFailed
from scripts.releasing.parts import ROOT, bills


def main(argv: Sequence[str], out: TextIO) -> int:
    """0 where all are written, 2 where one cannot be made."""
    folder: Path = _wishes(argv).folder
    try:
        made = {name: _checked(name, json.dumps(bill, indent=2)) for name, bill in bills()}
    except ReleaseError as exc:
        out.write(f"scripts/sbom: {exc}\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        file = folder / f"{name}.cdx.json"
        file.write_text(f"{text}\n")
        out.write(f"{file}: {len(json.loads(text)['components'])} packages\n")
    return 0


def _checked(name: str, text: str) -> str:
    """The same text. Raises `ToolFailed` where it is no bill of material by the schema."""
    wrong = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
    if wrong is not None:
        raise ToolFailed(f"the bill of {name} does not fit its schema: {wrong.data}")
    return text


def _wishes(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/sbom", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "var/sbom")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
