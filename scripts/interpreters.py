"""The two Pythons of a checkout, as `scripts/setup` makes them."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
MAIN = ROOT / ".venv" / "bin" / "python"
"""Bridge, action server, scripts, and the tests of all that."""
RASAS = ROOT / "bot" / ".venv" / "bin" / "python"
"""Rasa's server and training, `scripts/train`, `scripts/evaluate`, and the tests of `bot`."""
