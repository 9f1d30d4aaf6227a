"""The widget's bundles, filled in: addresses that name their content, and texts by language."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from handoff.frontend.pages import BUNDLES, WEB
from handoff.frontend.widget_files import DESK, WidgetFiles
from tests.node import unreadable

TEXTS = WEB / "widget" / "texts"
SAID = {"openChat": "Open", "noThanks": "No"}
BUNDLED = {
    "widget.js": "(()=>{const t=__DESK__})();",
    "main.js": 'const t="__TEXTS__";import("./socket.js");export{t as mount};',
    "socket.js": "export class Line {}",
    "launcher.css": ".launcher{color:red}",
    "texts/en.json": json.dumps(SAID),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A widget of few words."""
    (tmp_path / "texts").mkdir()
    for name, content in BUNDLED.items():
        (tmp_path / name).write_text(content)
    return tmp_path


def files_of(home: Path, *, invites: bool = False) -> WidgetFiles:
    """That widget, filled in."""
    return WidgetFiles(home, home / "texts", invites=invites)


def desk(files: WidgetFiles) -> dict[str, object]:
    """What the loader is told of the desk."""
    loader = files.read().loader.plain.decode()
    before, after = BUNDLED["widget.js"].split(DESK)
    return dict(json.loads(loader.removeprefix(before).removesuffix(after)))


def test_the_widget_is_one_file_in_any_language() -> None:
    """What the loader asks for is a module with the texts of its language; English is the rest."""
    widget = WidgetFiles(BUNDLES / "widget", TEXTS).read()
    for language, send in {"en": "Send", "de": "Senden", "tlh": "Send"}.items():
        code = widget.rest(language).plain.decode()
        assert unreadable({language: code}) == []
        assert code.count(f'"send":"{send}"') == 1
        assert "__TEXTS__" not in code


def test_the_line_is_a_file_of_its_own() -> None:
    """The panel is painted before socket.io is there, and names the line by its content."""
    widget = WidgetFiles(BUNDLES / "widget", TEXTS).read()
    panel = widget.rest("en").plain
    assert f"./socket.{widget.digest}.js".encode() in panel
    assert b"Socket.IO v" not in panel
    assert b"Socket.IO v" in widget.line.plain


@pytest.mark.parametrize("name", ["main.js", "socket.js"])
def test_the_loader_names_the_file_by_its_content(home: Path, name: str) -> None:
    """Another content has another address, and the loader asks for the new one."""
    files = files_of(home)
    before = files.read()
    assert files.read() is before
    assert desk(files)["entry"] == f"web/widget/main.{before.digest}.js"
    (home / name).write_text(BUNDLED[name] + ";")
    os.utime(home / name, ns=(1, 1))
    after = files.read()
    assert after.digest != before.digest
    assert desk(files)["entry"] == f"web/widget/main.{after.digest}.js"


def test_another_language_is_there_at_once(home: Path) -> None:
    """A file of texts that is added, edited or removed counts from the next request, and the loader
    says what it needs."""
    files = files_of(home)
    before = files.read()
    german = home / "texts" / "de.json"
    german.write_text(json.dumps({"openChat": "Chat öffnen"}))
    added = files.read()
    assert desk(files)["labels"] == {"de": ["Chat öffnen", "No"], "en": ["Open", "No"]}
    assert added.loader.plain.isascii()
    assert '"openChat":"Chat öffnen"'.encode() in added.rest("de").plain
    assert before.digest != added.digest
    german.write_text(json.dumps({"openChat": "Los"}))
    os.utime(german, ns=(1, 1))
    assert b'"openChat":"Los"' in files.read().rest("de").plain
    german.unlink()
    assert files.read().rest("de") is files.read().rest("en")


def test_the_loader_knows_whether_anybody_is_invited(home: Path) -> None:
    """Sites of a desk without invitations load nothing for them."""
    assert desk(files_of(home))["invites"] is False
    assert desk(files_of(home, invites=True))["invites"] is True


def test_plain_modules_work_without_bundles() -> None:
    """The loader has the only place to fill in: the entry and the line stay as they are written."""
    widget = WidgetFiles(WEB / "widget", TEXTS).read()
    assert (WEB / "widget" / "widget.js").read_text().count(DESK) == 1
    assert f"web/widget/main.{widget.digest}.js".encode() in widget.loader.plain
    assert widget.rest("de").plain == (WEB / "widget" / "main.js").read_bytes()
    assert widget.line.plain == (WEB / "widget" / "socket.js").read_bytes()
