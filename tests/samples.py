"""Webhooks as the platforms send them: the shared samples where they are there, and our own few."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PLACES = (ROOT.parent / "shared" / "channel-samples",)
SHARED = next((place for place in PLACES if place.is_dir()), None)
OWN = Path(__file__).parent / "unit" / "channel_samples"

WHERE = "needs the shared channel samples, beside the checkout in ../shared/channel-samples"


def index() -> list[dict[str, Any]]:
    """The rows of the shared index; none without it."""
    if SHARED is None:
        return []
    return list(json.loads((SHARED / "index.json").read_text())["samples"])


def rows() -> list[Any]:
    """The rows as parameters of a test; one that is skipped by name where there are none."""
    found = index()
    if not found:
        return [pytest.param({}, marks=pytest.mark.skip(reason=WHERE), id="no samples")]
    return [pytest.param(row, id=row["file"]) for row in found]


def read(file: str) -> Any:
    """A shared sample."""
    assert SHARED is not None
    return json.loads((SHARED / file).read_text())


def own(name: str) -> Any:
    """A sample of our own."""
    return json.loads((OWN / name).read_text())
