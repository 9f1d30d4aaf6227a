"""The two Pythons of a checkout, as `scripts/setup` makes them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Checkout(NamedTuple):
    """A checkout of the project: its folder, and what its processes are run with."""

    root: Path

    @property
    def main(self) -> Path:
        """Runs bridge, action server, scripts, and the tests of all that."""
        return self.root / ".venv" / "bin" / "python"

    @property
    def rasas(self) -> Path:
        """Runs Rasa's server and training; before there were two environments, the only one."""
        own = self.root / "bot" / ".venv" / "bin" / "python"
        return own if own.exists() else self.main


THIS = Checkout(ROOT)
MAIN = THIS.main
RASAS = ROOT / "bot" / ".venv" / "bin" / "python"
"""`scripts/train`, `scripts/evaluate`, and the tests of `bot` are run with it, too."""
