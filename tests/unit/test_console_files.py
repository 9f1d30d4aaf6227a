"""The console's page, and how long a browser may keep what it names."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from handoff.frontend.console_files import ConsoleFiles
from handoff.frontend.pages import WEB

PAGE = """<head>
    <link rel="stylesheet" href="/web/console/page.css" />
    <script type="module" src="/web/console/main.js"></script>
</head>"""
MODULES = {
    "main.js": 'import {\n  far,\n} from "./views/far.js";\nimport { a } from "../vendor/a.js";\n',
    "views/far.js": '/** @import {T} from "../types.js" */\nexport { near } from "../near.js";\n',
    "near.js": 'const later = () => import("./late.js");\n',
    "late.js": "export {};\n",
    "types.js": "export {};\n",
}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A console of a few modules."""
    for folder in ("console/views", "vendor"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "html.js").write_text("export {};\n")
    (tmp_path / "console" / "index.html").write_text(PAGE)
    (tmp_path / "console" / "page.css").write_text("p {}\n")
    (tmp_path / "vendor" / "a.js").write_text('import{b}from"./b.js";import{c}from"./c.js";let a;')
    for name in ("b", "c"):
        (tmp_path / "vendor" / f"{name}.js").write_text("export let z;")
    for name, code in MODULES.items():
        (tmp_path / "console" / name).write_text(code)
    return tmp_path


def named(html: str) -> list[str]:
    """What the page names, without the digest."""
    return re.findall(r'(?:href|src)="/web/[0-9a-f]{12}/([^"]+)"', html)


def digest(html: str) -> str:
    """The digest in every address."""
    [only] = set(re.findall(r"/web/([0-9a-f]{12})/", html))
    return str(only)


def test_the_page_names_every_module_that_is_needed_at_once(web: Path) -> None:
    """Nearest first, the entry last; not what is imported later, nor what only types need."""
    assert named(ConsoleFiles(web).page()) == [
        "console/page.css",
        "console/views/far.js",
        "vendor/a.js",
        "console/near.js",
        "vendor/b.js",
        "vendor/c.js",
        "console/main.js",
    ]


def test_what_has_changed_has_another_address(web: Path) -> None:
    """From the next page on; until then nobody is told to keep it."""
    files, late = ConsoleFiles(web), web.resolve() / "console" / "late.js"
    before = digest(files.page())
    assert digest(files.page()) == before
    assert files.is_for_good(before, late)
    late.write_text("export const late = true;\n")
    os.utime(late, ns=(0, 0))
    assert not files.is_for_good(before, late)
    after = digest(files.page())
    assert after != before
    assert files.is_for_good(after, late)
    assert not files.is_for_good(before, late)


def test_nothing_is_kept_that_no_page_has_named(web: Path) -> None:
    """A file of another digest, of no page yet, or that came after it."""
    files, main = ConsoleFiles(web), web.resolve() / "console" / "main.js"
    assert not files.is_for_good("", main)
    known = digest(files.page())
    new = main.with_name("new.js")
    new.write_text("export {};\n")
    assert files.is_for_good(known, main)
    assert not files.is_for_good(known, new)


def test_the_consoles_own_page_names_its_modules() -> None:
    """Each once, all of them there."""
    names = named(ConsoleFiles(WEB).page())
    assert len(names) == len(set(names))
    assert {"console/desk.js", "vendor/preact.js", "vendor/signals-core.js"} <= set(names)
    assert all((WEB / name).is_file() for name in names)
