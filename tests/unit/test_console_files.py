"""The console's page, and how long a browser may keep what it names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from handoff.frontend.console_files import ConsoleFiles
from handoff.frontend.pages import BUNDLES, WEB

PAGE = """<head>
    <link rel="stylesheet" href="/web/console/page.css" />
    <script type="module" src="/web/console/main.js"></script>
</head>"""
FILES = {
    "index.html": PAGE,
    "page.css": "p {}",
    "main.js": 'const later = () => import("./late.js");',
    "late.js": "export {};",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A console of a few files."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    return tmp_path


def digest(html: str) -> str:
    """The digest in every address."""
    [only] = set(re.findall(r"/web/([0-9a-f]{12})/", html))
    return str(only)


def test_the_page_names_its_files_by_their_content(folder: Path) -> None:
    """Every address of the page has the digest, and nothing else of it changes."""
    html = ConsoleFiles(folder).page()
    assert html.count(digest(html)) == 2
    assert html.replace(f"{digest(html)}/", "") == PAGE


@pytest.mark.parametrize("name", FILES)
def test_what_has_changed_has_another_address(folder: Path, name: str) -> None:
    """From the next page on; until then nobody is told to keep it."""
    files, path = ConsoleFiles(folder), folder.resolve() / name
    before = digest(files.page())
    assert digest(files.page()) == before
    assert files.is_for_good(before, path)
    path.write_text(FILES[name] + "\n")
    os.utime(path, ns=(0, 0))
    assert not files.is_for_good(before, path)
    after = digest(files.page())
    assert after != before
    assert files.is_for_good(after, path)
    assert not files.is_for_good(before, path)


def test_nothing_is_kept_that_no_page_has_named(folder: Path) -> None:
    """A file of another digest, of no page yet, or that came after it."""
    files, main = ConsoleFiles(folder), folder.resolve() / "main.js"
    assert not files.is_for_good("", main)
    known = digest(files.page())
    new = main.with_name("new.js")
    new.write_text("export {};\n")
    assert files.is_for_good(known, main)
    assert not files.is_for_good(known, new)


@pytest.mark.parametrize("root", [BUNDLES, WEB], ids=["bundles", "modules"])
def test_the_consoles_own_page_names_files_that_are_there(root: Path) -> None:
    """With and without bundles, each once."""
    names = re.findall(
        r'(?:href|src)="/web/[0-9a-f]{12}/([^"]+)"', ConsoleFiles(root / "console").page()
    )
    assert len(names) == len(set(names)) == 3
    assert all((root / name).is_file() for name in names)
