"""Loader of what a business brings in Python, out of a module that is installed or its folder."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from actions.engine.business.business import Parts
from contracts.business import FILE, OWN_PYTHON, BusinessError


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
