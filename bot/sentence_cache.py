"""Vectors of training phrases, kept on disk: training again encodes only what is new.

Holds digests of texts and no text. What customers write never comes here.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bot.sentence_model import SentenceModel, Vector

WAIT_SECONDS = 10.0
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL)"
_FIND = "SELECT digest, vector FROM vectors WHERE digest = ?"

_log = logging.getLogger(__name__)


def default_file(env: Mapping[str, str] = os.environ) -> Path:
    """Where vectors are kept for all checkouts of this machine's account."""
    caches = env.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "warmdesk" / "sentences.db"


def encoded(model: SentenceModel, texts: list[str], file: Path) -> list[Vector]:
    """The vectors of `texts` in their order, from `file` where they are known.

    A cache that cannot be used costs time and nothing else.
    """
    wanted = {text: _digest(model, text) for text in texts}
    known = _read(file, list(wanted.values()))
    unknown = [text for text, digest in wanted.items() if digest not in known]
    # The model lets go of the interpreter while it computes, so each core takes texts.
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        vectors = cores.map(model.encode, unknown)
    fresh = {wanted[text]: vector for text, vector in zip(unknown, vectors, strict=True)}
    _write(file, fresh)
    found = {**known, **fresh}
    return [found[wanted[text]] for text in texts]


def _digest(model: SentenceModel, text: str) -> bytes:
    return hashlib.sha256(f"{model.digest}\n{text}".encode()).digest()


def _read(file: Path, digests: list[bytes]) -> dict[bytes, Vector]:
    try:
        with _opened(file) as connection:
            found = (connection.execute(_FIND, (one,)).fetchone() for one in digests)
            rows = [row for row in found if row is not None]
    except (sqlite3.Error, OSError) as exc:
        _log.warning("Sentence vectors are not reused: %s: %s.", file, exc)
        return {}
    return {digest: np.frombuffer(vector, dtype=np.float32) for digest, vector in rows}


def _write(file: Path, fresh: Mapping[bytes, Vector]) -> None:
    rows = [(digest, vector.tobytes()) for digest, vector in fresh.items()]
    try:
        with _opened(file) as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError) as exc:
        _log.warning("Sentence vectors are not kept: %s: %s.", file, exc)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as connection:
        connection.execute(_TABLE)
        yield connection
