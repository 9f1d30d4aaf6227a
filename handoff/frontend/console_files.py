"""Cache busting for the console: its files under an address that names their content.

A browser keeps them for good, so that a console that is opened again asks for its page alone. Under
their plain addresses the files are there as well, and are asked for each time.
"""

from __future__ import annotations

import re
from pathlib import Path

from handoff.frontend.assets import DIGEST, changed, tag_of

KEPT = frozenset({".js", ".css", ".svg", ".html"})

_NAMED = re.compile(r'(?<="/web/)')


class ConsoleFiles:
    """Reads the files once, and again when one has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._changed: dict[Path, int] = {}
        self._digest = ""
        self._page = ""

    def page(self) -> str:
        """The page's HTML, with the addresses as the files are now."""
        now = changed(self._files())
        if now != self._changed:
            contents = "".join(tag_of(path.read_bytes()) for path in now)
            self._digest = tag_of(contents.encode())[:DIGEST]
            html = (self._folder / "index.html").read_text(encoding="utf-8")
            self._page = _NAMED.sub(f"{self._digest}/", html)
            self._changed = now
        return self._page

    def is_for_good(self, digest: str, path: Path) -> bool:
        """Whether a browser may keep what it gets for this file under an address."""
        known = self._changed.get(path)
        return digest == self._digest and known is not None and known == path.stat().st_mtime_ns

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.rglob("*") if path.suffix in KEPT)
