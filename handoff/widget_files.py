"""The widget as browsers get it: a small loader, and everything else in one file behind it.

The file's address holds a digest of its content, so a browser keeps it for good and never has an
old one. Without this step the widget works as well, module by module: the loader names the entry.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from handoff.assets import Asset, made_of, plain
from handoff.joined import join

ENTRY = "web/widget/main.js"
"""How the loader names what it loads when the chat is opened."""
INVITES = ("const invites=false;", "const invites=true;")
"""How the loader says whether there are invitations to ask for."""
DIGEST = 12
"""Characters of the digest in the address."""


class Widget(msgspec.Struct, frozen=True, kw_only=True):
    """Both files. `digest` is in the address of `rest`, which stands beside the entry."""

    loader: Asset
    rest: Asset
    digest: str


class WidgetFiles:
    """Joins the widget's modules once, and again when one of them has changed."""

    def __init__(self, folder: Path, *, invites: bool = False) -> None:
        self._folder = folder
        self._invites = invites
        self._changed: dict[Path, int] = {}
        self._made: Widget | None = None

    def read(self) -> Widget:
        """The widget as its files are now. Raises `NotJoinable`."""
        if self._made is None or _changed(self._changed) != self._changed:
            self._made, files = joined(self._folder, invites=self._invites)
            self._changed = _changed(dict.fromkeys(files, 0))
        return self._made


def joined(folder: Path, *, invites: bool) -> tuple[Widget, tuple[Path, ...]]:
    """The widget, and the files that it is made of."""
    loader = folder / "widget.js"
    code, modules = join(folder / "main.js", lambda path: plain(path).decode())
    rest = made_of(code.encode())
    digest = rest.tag[:DIGEST]
    address = ENTRY.replace("main.js", f"main.{digest}.js")
    named = plain(loader).decode().replace(ENTRY, address)
    if invites:
        named = named.replace(*INVITES)
    return Widget(loader=made_of(named.encode()), rest=rest, digest=digest), (loader, *modules)


def _changed(files: dict[Path, int]) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in files}
