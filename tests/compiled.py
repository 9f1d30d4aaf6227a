"""Flyweight: SQL that was compiled for one test's engine serves the engines of all others.

A server compiles a statement once for as long as it lives. A test has engines of its own, and would
compile each statement again: a fourth of its time.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

_Key = tuple[Any, ...]
_caches: dict[Hashable, Compiled] = {}


class Compiled(dict[_Key, Any]):
    """A cache of SQLAlchemy's, whose keys begin with a dialect, but for what depends on schemas."""

    def get(self, key: _Key, default: Any = None) -> Any:
        """What was compiled for any engine of this kind."""
        return super().get(key[1:], default)

    def __setitem__(self, key: _Key, compiled: Any) -> None:
        # The columns of SQL that was written by hand are those of the database that it first met.
        if not isinstance(compiled.statement, sa.TextClause):
            super().__setitem__(key[1:], compiled)


def share() -> None:
    """Have all engines of this process share what they compile, with those of their kind."""
    sa.event.listen(sa.Engine, "engine_connect", _give)


def _give(connection: sa.Connection) -> None:
    cache = _caches.setdefault(_kind(connection.dialect), Compiled())
    connection.execution_options(compiled_cache=cache)


def _kind(dialect: Dialect) -> Hashable:
    """What compiled SQL depends on: the driver, its server's version, and how it writes JSON."""
    json = (getattr(dialect, name, None) for name in ("_json_serializer", "_json_deserializer"))
    written = tuple(getattr(one, "__code__", one) for one in json)
    return (type(dialect), dialect.server_version_info, dialect.paramstyle, written)
