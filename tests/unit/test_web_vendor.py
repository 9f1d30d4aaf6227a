"""The vendored browser modules are what their lock says, and load without a build step."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).resolve().parents[2] / "handoff" / "web"
VENDOR = WEB / "vendor"
LOCK: list[dict[str, Any]] = json.loads((VENDOR / "vendor.lock.json").read_text())["files"]
NAMES = [entry["file"] for entry in LOCK]


@pytest.mark.parametrize("entry", LOCK, ids=NAMES)
def test_a_vendored_file_has_the_hash_in_the_lock(entry: dict[str, Any]) -> None:
    """Nobody edits a vendored module by hand: its bytes are those that the lock names."""
    assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", LOCK, ids=NAMES)
def test_a_vendored_file_comes_with_its_licence(entry: dict[str, Any]) -> None:
    """Each module carries the licence text of its package, and the lock names a free licence."""
    assert entry["license"] in {"MIT", "Apache-2.0", "ISC"}
    assert (VENDOR / entry["license_file"]).read_text().strip()


def test_every_script_in_the_folder_is_in_the_lock() -> None:
    """No script or style is served from the vendor folder that the lock does not know."""
    served = {path.name for kind in ("*.js", "*.css") for path in VENDOR.glob(kind)}
    assert served == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_vendored_file_imports_by_relative_names_only(name: str) -> None:
    """A page that embeds the widget has no import map, so no module is imported by a bare name."""
    imported = re.findall(r'\bfrom\s*"([^"\s]+)"', (VENDOR / name).read_text())
    assert {target.removeprefix("./") for target in imported} <= set(NAMES)
    assert all(target.startswith("./") for target in imported)


@pytest.mark.parametrize("entry", LOCK, ids=NAMES)
def test_the_lock_agrees_with_the_package_lock(entry: dict[str, Any]) -> None:
    """The vendored version is the one that the type check reads its declarations from."""
    packages = json.loads((WEB / "package-lock.json").read_text())["packages"]
    assert packages[f"node_modules/{entry['package']}"]["version"] == entry["version"]
