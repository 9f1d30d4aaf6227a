"""Factory: opens a business, out of its folder and the Python that it brings."""

from __future__ import annotations

import importlib
from pathlib import Path

import msgspec

from actions.engine.business.business import Business, Parts
from actions.engine.words.text_files import read_texts
from contracts.policy_figures import NAME, Quoted, figures
from contracts.policy_file import read_policy

CHECKOUT = Path(__file__).parent.parent
"""The demo shop's folder."""
LANGUAGE = "en"


def open_business(folder: Path = CHECKOUT, python: str = "actions.shop.business") -> Business:
    """The business of a folder. Raises `TextsRefused` and `PolicyError`."""
    parts: Parts = importlib.import_module(python).PARTS
    texts, matters = read_texts(folder / "texts", LANGUAGE)
    policy = read_policy(folder, parts.needs)
    quoted = Quoted(figures(policy))
    texts = msgspec.structs.replace(texts, given={NAME: quoted})
    return Business(texts=texts, matters=matters, policy=policy, **msgspec.structs.asdict(parts))
