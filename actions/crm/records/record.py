"""The base of the CRM's records."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all CRM records: immutable, keyword-only, JSON by msgspec."""
