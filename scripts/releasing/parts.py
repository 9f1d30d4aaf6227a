"""What each part of a release is made of, as its lock says: uv's, or npm's."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from scripts.releasing import web_bill
from scripts.releasing.errors import ToolFailed
from scripts.releasing.wheels import Python, installed

ROOT = Path(__file__).parents[2]
WEB = ROOT / "handoff/web"
UV = ROOT / ".tools/uv/bin/uv"
EXPORT = ("export", "--quiet", "--frozen", "--no-default-groups", "--no-header")
FORMAT = ("--format", "cyclonedx1.5", "--preview-features", "sbom-export")

Bill = dict[str, Any]
"""A bill of material, CycloneDX 1.5, as JSON has it."""


def bills() -> Iterator[tuple[str, Bill]]:
    """Each image's, and the pages', with its name. Raises `ToolFailed`."""
    for name, made in PARTS.items():
        yield name, made()


def _of_image(*options: str, python: Python) -> Bill:
    """The packages and files that an image gets: the same groups as in the Dockerfile."""
    uv = shutil.which("uv") or str(UV)
    command = [uv, *EXPORT, *FORMAT, *options]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        raise ToolFailed(
            f"uv made no bill of material: {made.stderr.strip()}; where it is too old, move it out "
            "of PATH and remove .tools/uv, and scripts/setup installs the newest"
        )
    bill = cast(Bill, json.loads(made.stdout))
    for component in bill["components"]:
        files = component.get("externalReferences", ())
        component["externalReferences"] = installed(files, python)
    return bill


def _of_pages() -> Bill:
    return web_bill.made(
        json.loads((WEB / "package-lock.json").read_text()),
        json.loads((WEB / "vendor/vendor.lock.json").read_text()),
    )


PARTS: dict[str, Callable[[], Bill]] = {
    "bridge": lambda: _of_image("--group", "bridge", python=(3, 11)),
    "actions": lambda: _of_image("--group", "actions", python=(3, 11)),
    "bot": lambda: _of_image("--project", "bot", python=(3, 10)),
    "pages": _of_pages,
}
