"""Templates of the widget: its bundles, filled in with what this desk adds to them.

The loader is small. What it loads is in one file, in the language of the page; the line to the
bridge is in another. Their addresses hold a digest of the content, so a browser keeps them for good
and never has an old one. A folder of plain modules works as well, module by module and in English:
they have nothing to fill in but the loader.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from handoff.frontend.assets import DIGEST, Asset, changed, made_of, tag_of
from handoff.frontend.widget_texts import ENGLISH, Texts, read_texts

DESK = "__DESK__"
"""Where the loader has what it must know of this desk; `handoff/web/widget/desk.d.ts` says what."""
TEXTS = '"__TEXTS__"'
"""Where the bundle has its texts."""
LINE = "./socket.js"
"""How the bundle names the line, which it loads when the panel has been painted."""
BUNDLES = ("widget.js", "main.js", "socket.js", "launcher.css")
LABEL_KEYS = ("openChat", "noThanks")


class Widget(msgspec.Struct, frozen=True, kw_only=True):
    """The loader, what it loads by language, and the line. `digest` is in the addresses of the
    last two."""

    loader: Asset
    panels: dict[str, Asset]
    line: Asset
    digest: str

    def rest(self, language: str) -> Asset:
        """What the loader loads; English for a language that is not there."""
        return self.panels.get(language, self.panels[ENGLISH])


class WidgetFiles:
    """Fills in the widget's bundles once, and again when one of them or a text has changed."""

    def __init__(self, folder: Path, texts: Path, *, invites: bool = False) -> None:
        self._folder = folder
        self._texts = texts
        self._invites = invites
        self._changed: dict[Path, int] = {}
        self._made: Widget | None = None

    def read(self) -> Widget:
        """The widget as its files are now."""
        now = changed(self._files())
        if self._made is None or now != self._changed:
            self._changed = now
            self._made = filled_in(self._folder, read_texts(self._texts), invites=self._invites)
        return self._made

    def _files(self) -> tuple[Path, ...]:
        """What the widget is made of; the folder of the texts tells of those that are added."""
        bundles = (self._folder / name for name in BUNDLES)
        return (*bundles, self._texts, *self._texts.glob("*.json"))


def filled_in(folder: Path, texts: dict[str, Texts], *, invites: bool) -> Widget:
    """The widget that a folder's bundles make, by what it says in each language."""
    loader, panel, line, style = ((folder / name).read_text(encoding="utf-8") for name in BUNDLES)
    spoken = {language: msgspec.json.encode(each).decode() for language, each in texts.items()}
    digest = tag_of("".join([*spoken.values(), panel, line]).encode())[:DIGEST]
    panel = panel.replace(LINE, f"./socket.{digest}.js")
    desk = {
        "entry": f"web/widget/main.{digest}.js",
        "invites": invites,
        "style": style,
        "labels": {name: [each[key] for key in LABEL_KEYS] for name, each in texts.items()},
    }
    return Widget(
        # In ASCII: the page that embeds the loader may be in any encoding.
        loader=made_of(loader.replace(DESK, json.dumps(desk, separators=(",", ":"))).encode()),
        panels={
            name: made_of(panel.replace(TEXTS, each).encode()) for name, each in spoken.items()
        },
        line=made_of(line.encode()),
        digest=digest,
    )
