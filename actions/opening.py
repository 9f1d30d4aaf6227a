"""Factory: opens a business, out of its folder and the Python that it brings."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import msgspec

from actions.engine.business.business import Business, Parts
from actions.engine.words.text_files import read_texts
from contracts.business import FILE, OWN_PYTHON, BusinessError, read_profile

CHECKOUT = Path(__file__).parent.parent
"""The demo shop's folder."""


def open_business(folder: Path = CHECKOUT) -> Business:
    """The business of a folder. Raises `BusinessError` and `TextsRefused`."""
    profile = read_profile(folder)
    parts = parts_of(folder, profile.python)
    texts, matters = read_texts(folder / "texts", profile.languages[0])
    return Business(texts=texts, matters=matters, **msgspec.structs.asdict(parts))


def parts_of(folder: Path, python: str | None) -> Parts:
    """What a business brings in Python: of the module that it names, else of its `topics.py`.

    Raises `BusinessError` where that cannot be imported, or has no `PARTS`.
    """
    try:
        module = _named(folder, python) if python else _own(folder / OWN_PYTHON)
        parts = module.PARTS if module else Parts()
    except (ImportError, SyntaxError, AttributeError) as exc:
        raise BusinessError(f"{folder / FILE}: python {python or OWN_PYTHON}: {exc}") from exc
    if not isinstance(parts, Parts):
        raise BusinessError(f"{python or folder / OWN_PYTHON}: PARTS is no `Parts`")
    return parts


def _named(folder: Path, module: str) -> ModuleType:
    # After everything that is installed: a business cannot take the place of the engine.
    if (path := str(folder.resolve())) not in sys.path:
        sys.path.append(path)
    return importlib.import_module(module)


def _own(file: Path) -> ModuleType | None:
    if not file.exists():
        return None
    spec = importlib.util.spec_from_file_location("business_topics", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
