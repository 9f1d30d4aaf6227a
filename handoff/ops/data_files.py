"""File permissions of what the desk keeps: its own account reads it, and nobody else."""

from __future__ import annotations

import os
from pathlib import Path

from handoff.config.settings import Settings

OURS_ALONE = 0o077
_SQLITE = "sqlite:///"


def keep_private() -> None:
    """Whatever this process writes from now on is for its own account alone."""
    os.umask(OURS_ALONE)


def tighten(settings: Settings) -> None:
    """Close what an earlier version has left open: databases, and the folder of files.

    What belongs to somebody else is theirs to close.
    """
    for path in _kept(settings):
        if path.exists() and path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode & ~OURS_ALONE)


def _kept(settings: Settings) -> tuple[Path, ...]:
    """The databases with what SQLite writes beside them, and the folder of files."""
    urls = (settings.database_url, settings.tracker_url, settings.crm_url, settings.records_url)
    files = [url.removeprefix(_SQLITE) for url in urls if url and url.startswith(_SQLITE)]
    beside = (Path(f"{file}{end}") for file in files for end in ("", "-wal", "-shm"))
    return (*beside, Path(settings.warmdesk_var) / "media")
