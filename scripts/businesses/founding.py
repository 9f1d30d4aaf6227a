"""Founder of a business: a folder that trains, talks and passes the gate before it is changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from contracts.business import FILE, BusinessError, BusinessProfile

TEMPLATE = Path(__file__).parent / "template"
HEAD = "# What this business is. docs/trainers.md in the desk says what else its folder may hold.\n"


def found(folder: Path, *, company: str, bot: str) -> None:
    """Write the folder. Raises `BusinessError` where there is one already, or for a bad name."""
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else (folder,)):
        raise BusinessError(f"{folder} is there already; name a folder that is not.")
    profile = _profile(company, bot)
    try:
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
        (folder / FILE).write_text(HEAD + profile, encoding="utf-8")
    except OSError as exc:
        raise BusinessError(f"{folder} cannot be written: {exc.strerror}.") from exc


def _profile(company: str, bot: str) -> str:
    try:
        known = msgspec.convert({"company": company, "bot": bot}, BusinessProfile)
    except msgspec.ValidationError as exc:
        raise BusinessError(f"a name is missing or has braces in it: {exc}.") from exc
    written = {name: value for name, value in msgspec.to_builtins(known).items() if value}
    return msgspec.yaml.encode(written).decode()
