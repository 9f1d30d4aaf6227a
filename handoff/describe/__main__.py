"""Command line of `scripts/describe`: write what is generated, or `--check` that it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from handoff.describe.files import described

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Write each file that is not as it should be; with `--check` name it instead, and return 1."""
    stale = {name: text for name, text in described(ROOT).items() if _now(name) != text}
    for name, text in stale.items():
        if "--check" in arguments:
            sys.stderr.write(f"{name} is not what it is generated from: run scripts/describe\n")
        else:
            (ROOT / name).write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name} written\n")
    return int(bool(stale) and "--check" in arguments)


def _now(name: str) -> str:
    file = ROOT / name
    return file.read_text(encoding="utf-8") if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
