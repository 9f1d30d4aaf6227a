"""`scripts/bench NAME`: run one bench and put its table into docs/benchmarks.md."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

from scripts import benches
from scripts.benches.report import put

PAGE = Path("docs/benchmarks.md")
BESIDES = ("__main__", "report")


def main() -> int:
    """Each module of this package that has `run` is a bench; what it returns is its table."""
    names = sorted(m.name for m in pkgutil.iter_modules(benches.__path__) if m.name not in BESIDES)
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    commands = parser.add_subparsers(metavar="NAME", required=True)
    for name in names:
        module = importlib.import_module(f"scripts.benches.{name}")
        if not hasattr(module, "run"):
            continue
        command = commands.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        module.arguments(command)
        command.set_defaults(run=module.run, name=name)
    wishes = parser.parse_args()
    section = wishes.run(wishes)
    print(section)
    put(PAGE, wishes.name, section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
