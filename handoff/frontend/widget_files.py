"""The widget as browsers get it: a loader, behind it the panel, and behind that the line.

The loader is small. What it loads is in one file, in the language of the page; the line to the
bridge is in another. Their addresses hold a digest of the content, so a browser keeps them for good
and never has an old one. Without this step the widget works as well, module by module and in
English: the loader names the entry, and that the line.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from handoff.frontend.assets import DIGEST, Asset, changed, made_of, plain, tag_of
from handoff.frontend.joined import join
from handoff.frontend.widget_texts import ENGLISH, read_texts

ENTRY = "web/widget/main.js"
"""How the loader names what it loads when the chat is opened."""
LINE = "./socket.js"
"""How the rest names the line, which it loads when the panel has been painted."""
INVITES = ("const invites=false;", "const invites=true;")
"""How the loader says whether there are invitations to ask for."""
LABELS = 'const labels={en:["Open chat","No, thanks"]};'
"""What the loader has of the texts that it needs itself, by language."""
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
    """Joins the widget's modules once, and again when one of them or a text has changed."""

    def __init__(self, folder: Path, *, invites: bool = False) -> None:
        self._folder = folder
        self._invites = invites
        self._changed: dict[Path, int] = {}
        self._made: Widget | None = None

    def read(self) -> Widget:
        """The widget as its files are now. Raises `NotJoinable`."""
        if self._made is None or changed(self._changed) != self._changed:
            self._made, files = joined(self._folder, invites=self._invites)
            self._changed = changed(files)
        return self._made


def joined(folder: Path, *, invites: bool) -> tuple[Widget, tuple[Path, ...]]:
    """The widget, and the files and folders that it is made of."""
    loader, words = folder / "widget.js", folder / "texts"
    texts = read_texts(words)
    spoken = {language: msgspec.json.encode(each).decode() for language, each in texts.items()}

    def read(path: Path) -> str:
        return spoken[path.stem] if path.parent == words.resolve() else plain(path).decode()

    english, modules = join(folder / "main.js", read)
    line, behind = join(folder / "socket.js", read)
    digest = tag_of("".join([*spoken.values(), english, line]).encode())[:DIGEST]
    english = english.replace(LINE, _addressed(LINE, digest))
    panels = {
        name: made_of(english.replace(spoken[ENGLISH], each).encode())
        for name, each in spoken.items()
    }
    named = plain(loader).decode().replace(ENTRY, _addressed(ENTRY, digest))
    # In ASCII: the page that embeds the loader may be in any encoding.
    labels = json.dumps({name: [each[key] for key in LABEL_KEYS] for name, each in texts.items()})
    named = named.replace(LABELS, f"const labels={labels};")
    if invites:
        named = named.replace(*INVITES)
    widget = Widget(
        loader=made_of(named.encode()), panels=panels, line=made_of(line.encode()), digest=digest
    )
    return widget, (loader, words, *words.glob("*.json"), *modules, *behind)


def _addressed(name: str, digest: str) -> str:
    return f"{name.removesuffix('.js')}.{digest}.js"
