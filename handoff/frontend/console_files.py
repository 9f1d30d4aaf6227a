"""The console as browsers get it: its files under an address that names their content.

A browser keeps them for good, so that a console that is opened again asks for its page alone; and
the page names every module, which a browser would otherwise find one behind the other. Under their
plain addresses the files are there as well, and are asked for each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handoff.frontend.assets import DIGEST, changed, tag_of

PAGE = "console/index.html"
ENTRY = "console/main.js"
FOLDERS = ("console", "vendor")
"""What has the console's files, `html.js` apart."""
KEPT = frozenset({".js", ".css", ".svg"})

_SCRIPT = '<script type="module"'
_NAMED = re.compile(r'(?<="/web/)')
_IMPORTED = re.compile(
    r'(?:^|;)(?:import|export|\})[^"\n]*?\bfrom\s*"(\.{1,2}/[^"]+)"', re.MULTILINE
)


class ConsoleFiles:
    """Reads the files once, and again when one has changed. `root` is `handoff/web/`."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._changed: dict[Path, int] = {}
        self._digest = ""
        self._page = ""

    def page(self) -> str:
        """The page's HTML, with the addresses as the files are now."""
        now = changed(self._files())
        if now != self._changed:
            contents = "".join(tag_of(path.read_bytes()) for path in now)
            self._digest = tag_of(contents.encode())[:DIGEST]
            self._page = self._made()
            self._changed = now
        return self._page

    def is_for_good(self, digest: str, path: Path) -> bool:
        """Whether a browser may keep what it gets for this file under an address."""
        known = self._changed.get(path)
        return digest == self._digest and known is not None and known == path.stat().st_mtime_ns

    def _files(self) -> list[Path]:
        inside = (path for folder in FOLDERS for path in (self._root / folder).rglob("*"))
        files = [path for path in inside if path.suffix in KEPT]
        return sorted([*files, self._root / "html.js", self._root / PAGE])

    def _made(self) -> str:
        ahead = "".join(
            f'<link rel="modulepreload" href="/web/{path.relative_to(self._root)}" />\n    '
            for path in self._modules()
        )
        html = (self._root / PAGE).read_text(encoding="utf-8")
        return _NAMED.sub(f"{self._digest}/", html.replace(_SCRIPT, ahead + _SCRIPT))

    def _modules(self) -> list[Path]:
        """All that the entry imports, and what that imports, nearest first."""
        found = [self._root / ENTRY]
        for path in found:
            found += [each for each in dict.fromkeys(_imported(path)) if each not in found]
        return found[1:]


def _imported(path: Path) -> Iterator[Path]:
    for address in _IMPORTED.findall(path.read_text(encoding="utf-8")):
        yield (path.parent / address).resolve()
