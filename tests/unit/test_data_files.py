"""Who may read what the desk keeps."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.config.settings import Settings
from handoff.ops import data_files


@pytest.fixture
def umask() -> Iterator[None]:
    """Puts back what this process had."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def settings(folder: Path) -> Settings:
    """Those of a desk in a folder."""
    return Settings.read(
        {
            "WARMDESK_VAR": str(folder),
            "SECRET_KEY": "s" * 32,
            "IDENTITY_SECRET": "i" * 32,
            "BOT_TOKEN": "b" * 32,
        }
    )


def mode(path: Path) -> int:
    """Its permissions."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_for_one_account(tmp_path: Path, umask: None) -> None:
    """Files of the process are its own account's from its start on."""
    data_files.keep_private()
    (tmp_path / "desk.db").touch()
    assert mode(tmp_path / "desk.db") == 0o600


def test_what_was_open_is_closed(tmp_path: Path, umask: None) -> None:
    """Databases, with what lies beside them, and files of an earlier version."""
    kept = [tmp_path / name for name in ("desk.db", "desk.db-wal", "tracker.db", "crm.db")]
    for path in kept:
        path.touch(0o644)
    (tmp_path / "media").mkdir(mode=0o755)
    data_files.tighten(settings(tmp_path))
    assert [mode(path) for path in kept] == [0o600] * 4
    assert mode(tmp_path / "media") == 0o700
