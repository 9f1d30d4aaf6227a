"""The PostgreSQL that several Rasa processes share in a measurement."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from scripts.benchmarks.errors import CannotMeasure
from tests import postgres


@contextlib.contextmanager
def tracker_database() -> Iterator[str]:
    """The URL of an empty database on a server that ends with the block; it commits for good, as
    in earnest. Raises `CannotMeasure` where PostgreSQL is not installed."""
    try:
        yield postgres.postgres_url(durable=True)
    except (pytest.skip.Exception, pytest.fail.Exception) as exc:
        raise CannotMeasure(str(exc)) from exc
    finally:
        postgres.stop()
