"""Composition of retention: what forgets by age, for a bridge and for a command alike."""

from __future__ import annotations

from pathlib import Path

from handoff.config.settings import Settings
from handoff.container.clock import now
from handoff.core.retention import days_by_kind
from handoff.store.db.database import Database
from handoff.store.files.old_files import OldFiles
from handoff.usecases.privacy.retaining import Retention


def retention_of(settings: Settings, db: Database) -> Retention:
    """The use case, on what is open already."""
    files = OldFiles(Path(settings.warmdesk_var) / "media")
    return Retention(db, now, files, days_by_kind(settings.retention_days))
