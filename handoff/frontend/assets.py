"""Static assets: files as browsers get them, compressed and told apart by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import deflate
import msgspec
from aiohttp import ETag, web

COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".svg"})
HARDEST = 12
"""libdeflate's level: 3 % less to send than zlib's hardest, and each file is compressed once."""
DIGEST = 12
"""Characters of a tag in an address that names its content."""


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent for a file. `tag` changes with the content."""

    plain: bytes
    gzipped: bytes | None
    tag: str

    def answer(self, request: web.Request, content_type: str) -> web.Response:
        """The file, or that the browser's copy is still good."""
        if ETag(self.tag) in (request.if_none_match or ()):
            response = web.Response(status=304)
        elif self.gzipped is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
            response = web.Response(body=self.gzipped, content_type=content_type)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = web.Response(body=self.plain, content_type=content_type)
        response.etag = self.tag
        response.headers["Vary"] = "Accept-Encoding"
        return response


class Assets:
    """Prepares each file once, and again when it has changed."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[int, Asset]] = {}

    def read(self, path: Path) -> Asset:
        """The asset for a file that exists."""
        changed = path.stat().st_mtime_ns
        known = self._known.get(path)
        if known is None or known[0] != changed:
            known = (changed, prepared(path))
            self._known[path] = known
        return known[1]


def prepared(path: Path) -> Asset:
    """Reads a file."""
    return made_of(path.read_bytes(), compressed=path.suffix in COMPRESSED)


def made_of(content: bytes, *, compressed: bool = True) -> Asset:
    """The asset with that content."""
    return Asset(
        plain=content,
        gzipped=bytes(deflate.gzip_compress(content, HARDEST)) if compressed else None,
        tag=tag_of(content),
    )


def tag_of(content: bytes) -> str:
    """What an asset with that content is told from others by."""
    return hashlib.sha256(content).hexdigest()[:32]


def changed(files: Iterable[Path]) -> dict[Path, int]:
    """When each file was last changed, to be compared with when it was read."""
    return {path: path.stat().st_mtime_ns for path in files}
