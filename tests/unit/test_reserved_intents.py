"""Intents that the engine names are those that every business has: another one may be renamed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from actions.crm.port import FACETS
from contracts.merging import CORE

ROOT = Path(__file__).parents[2]
OF_EVERY_BUSINESS = ("actions/engine", "actions/protocol", "bot", "contracts", "scripts/trainer")


PORT = {name for facet in FACETS.values() for name in dir(facet)}
"""What systems are asked to do; the demo shop has an intent that is called like one of them."""


def intents(domain: Path) -> set[str]:
    """What a domain file lists."""
    listed = msgspec.yaml.decode(domain.read_bytes())["intents"]
    return {one if isinstance(one, str) else next(iter(one)) for one in listed}


def named(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the Python of a folder, with its place."""
    for file in folder.rglob("*.py"):
        if ".venv" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, f"{file.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("folder", OF_EVERY_BUSINESS)
def test_the_engine_names_no_intent_of_the_demo_shop(folder: str) -> None:
    """What only one business has is named in its folder, where the gate looks for it."""
    own = intents(ROOT / "domain.yml") - PORT
    assert [(text, place) for text, place in named(ROOT / folder) if text in own] == []


def test_core_and_shop_share_no_intent() -> None:
    """An intent is everybody's or one business's."""
    assert intents(CORE / "domain.yml") & intents(ROOT / "domain.yml") == set()
