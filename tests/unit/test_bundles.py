"""The bundles of the pages: made of the modules as they are now, whole, and with their licences."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from handoff.frontend.pages import BUNDLES, WEB
from handoff.frontend.widget_files import DESK, LINE, TEXTS
from tests.node import NODE, unreadable

MANIFEST = json.loads((BUNDLES / "manifest.json").read_text())
SCRIPTS = {str(path.relative_to(BUNDLES)): path for path in BUNDLES.rglob("*.js")}
LICENCES = {"socket.io.js": "widget/socket.js", "uPlot.js": "console/uPlot.js"}
"""The vendored modules that state a licence, and the bundles that they go into."""
ADVICE = "run scripts/bundle, and commit what it makes"


def differing(folder: Path, digests: Mapping[str, str]) -> list[str]:
    """Of these files those that are missing, or have another SHA-256."""
    return [
        name
        for name, digest in digests.items()
        if not (path := folder / name).is_file()
        or hashlib.sha256(path.read_bytes()).hexdigest() != digest
    ]


def test_the_bundles_are_made_of_the_modules_as_they_are_now() -> None:
    """No module, no tool that bundles them, and no bundle has changed since they were made."""
    stale = differing(WEB, MANIFEST["sources"])
    assert not stale, f"handoff/web/dist is older than {', '.join(stale)}: {ADVICE}"
    edited = differing(BUNDLES, MANIFEST["files"])
    assert not edited, f"edited by hand in handoff/web/dist: {', '.join(edited)}: {ADVICE}"


def test_a_stale_file_is_named(tmp_path: Path) -> None:
    """What has changed, and what is gone, but not what is as it was."""
    (tmp_path / "same.js").write_text("same")
    (tmp_path / "changed.js").write_text("now")
    digests = {
        f"{name}.js": hashlib.sha256(content).hexdigest()
        for name, content in (("same", b"same"), ("changed", b"before"), ("gone", b""))
    }
    assert differing(tmp_path, digests) == ["changed.js", "gone.js"]


def test_the_manifest_knows_every_bundle_and_every_module() -> None:
    """Nothing is served that it does not name, and it watches what the bundles are made of."""
    made = {str(path.relative_to(BUNDLES)) for path in BUNDLES.rglob("*") if path.is_file()}
    assert made == {*MANIFEST["files"], "manifest.json"}
    modules = {
        str(path.relative_to(WEB))
        for folder in ("widget", "console", "demo", "vendor")
        for kind in ("*.js", "*.css", "*.html", "*.svg")
        for path in (WEB / folder).rglob(kind)
    }
    assert modules - set(MANIFEST["sources"]) == set()
    assert {"build.mjs", "package-lock.json", "html.js"} <= set(MANIFEST["sources"])


@pytest.mark.esbuild
def test_bundling_again_makes_the_same_bytes(tmp_path: Path) -> None:
    """Whoever bundles these modules gets what is committed, whatever the machine."""
    again = tmp_path / "again"
    subprocess.run([str(NODE), "build.mjs", str(again)], cwd=WEB, check=True)
    files = {path.relative_to(again): path.read_bytes() for path in again.rglob("*.*")}
    committed = {path.relative_to(BUNDLES): path.read_bytes() for path in BUNDLES.rglob("*.*")}
    assert files == committed


def test_every_bundle_is_a_script_that_stands_alone() -> None:
    """Each parses, and imports nothing but what it asks for later."""
    code = {name: path.read_text() for name, path in SCRIPTS.items()}
    assert unreadable(code | {"broken": "export {"}) == ["broken"]
    imports = re.compile(r'(?:^|[;}])import[\s{*"\w]|\bfrom"')
    assert [name for name, text in code.items() if imports.search(text)] == []


def test_a_bundle_exports_what_is_asked_of_it() -> None:
    """The loader mounts the panel, the panel takes the line, a page shows an invitation."""
    exported = {
        name: re.findall(r"export\{(.+?)\}", (BUNDLES / name).read_text())
        for name in ("widget/main.js", "widget/socket.js", "widget/invitations.js")
    }
    assert [re.findall(r"as (\w+)", "".join(names)) for names in exported.values()] == [
        ["mount"],
        ["Line"],
        ["due", "invite", "matches"],
    ]


@pytest.mark.parametrize(("file", "bundle"), LICENCES.items())
def test_a_library_s_licence_reaches_every_browser(file: str, bundle: str) -> None:
    """Whichever way the library writes the comment, it stands in the bundle line by line."""
    found = re.match(r"/\*\*?!?(.*?)\*/", (WEB / "vendor" / file).read_text(), re.DOTALL)
    assert found is not None
    told = (BUNDLES / bundle).read_text()
    lines = [line.strip(" *") for line in found[1].splitlines()]
    assert all(line in told for line in lines)
    assert "MIT" in found[1]


def test_every_licence_is_watched_for() -> None:
    """No other vendored module begins with a comment."""
    stating = {path.name for path in (WEB / "vendor").glob("*.js") if path.read_text()[:2] == "/*"}
    assert stating == set(LICENCES)


@pytest.mark.parametrize(
    ("bundle", "gap"), [("widget.js", DESK), ("main.js", TEXTS), ("main.js", LINE)]
)
def test_the_bridge_finds_what_it_fills_in(bundle: str, gap: str) -> None:
    """Each place stands once in the widget's bundles, however they have been minified."""
    assert (BUNDLES / "widget" / bundle).read_text().count(gap) == 1


def test_the_loader_is_in_ascii() -> None:
    """The page that embeds it may be in any encoding."""
    assert (BUNDLES / "widget" / "widget.js").read_bytes().isascii()


def test_the_console_is_one_script_and_one_style_sheet() -> None:
    """Nothing is found by a browser in another file, on a line that may be slow; the page is the
    same with and without bundles."""
    page = (BUNDLES / "console" / "index.html").read_text()
    assert page == (WEB / "console" / "index.html").read_text()
    assert re.findall(r'(?:href|src)="/web/([^"]+)"', page) == [
        "console/icon.svg",
        "console/style/index.css",
        "console/main.js",
    ]
    style = (BUNDLES / "console" / "style" / "index.css").read_text()
    assert "@import" not in style
    assert ".uplot" in style
