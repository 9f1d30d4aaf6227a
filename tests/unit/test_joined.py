"""Browser modules as one file: what they do together stays what they did apart."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from handoff.frontend.assets import plain
from handoff.frontend.joined import NotJoinable, declared, join
from handoff.frontend.widget_files import ENTRY, LABELS, LINE, WidgetFiles
from tests.node import NODE, unreadable

WEB = Path(__file__).resolve().parents[2] / "handoff" / "web"

FILES = {
    "main.js": """\
import starts from "../vendor/lib.js";
import words from "./words.json" with { type: "json" };
import { one, two as second } from "./numbers.js";
import * as view from "./view/name.js";
const helper = () => "helper of main";
const own = () => [helper(), words.hello];
export const told = () => [starts(), one, second(), view.helper(), view.where, ...own()];
export class Box { #inside = 3; open() { return this.#inside; } }
""",
    "words.json": '{"hello": "Hello"}',
    "numbers.js": """\
export { two } from "../vendor/lib.js";
export const one = 1;
""",
    "view/name.js": """\
import {
  one,
} from "../numbers.js";
export function helper() { return `helper of ${one}`; }
export const where = new URL("x.json", import.meta.url).pathname.split("/").at(-2);
""",
    "../vendor/lib.js": (
        "/*! Kept Licence */\n"
        'var n=0;function two(){return"export {x}"+n}'
        "export default function(){return ++n}export{two as two,n as Count};"
    ),
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """The folder of the entry, with these files in and beside it."""
    home = folder / "widget"
    for name, code in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
    return home


def run(module: Path, what: str) -> Any:
    """What an expression over a module's exports is, as node says."""
    script = f'import * as m from "{module}"; console.log(JSON.stringify({what}))'
    command = [str(NODE), "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_together_modules_do_what_they_did_apart(tmp_path: Path) -> None:
    """Every kind of import and export comes to the same, and names do not meet."""
    home = written(tmp_path, FILES)
    (home.parent / "package.json").write_text('{"type": "module"}')
    code, files = join(home / "main.js", lambda path: path.read_text())
    (home / "joined.js").write_text(code)
    what = "[m.told(), new m.Box().open(), Object.keys(m)]"
    apart = run(home / "main.js", what)
    told = [1, 1, "export {x}1", "helper of 1", "view", "helper of main", "Hello"]
    assert apart == [told, 3, apart[2]]
    assert run(home / "joined.js", what) == apart
    assert {path.name for path in files} == {
        "main.js",
        "numbers.js",
        "name.js",
        "lib.js",
        "words.json",
    }
    assert "Kept Licence" in code


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"main.js": 'import { a } from "./a.js";\n', "a.js": 'import "./main.js";\n'}, "a.js"),
        (
            {
                "main.js": 'import { a } from "./a.js";\nexport const b = a;\n',
                "a.js": 'import { b } from "./main.js";\nexport const a = b;\n',
            },
            "imports itself",
        ),
        ({"main.js": "export let a = 1;\n"}, "export let"),
        ({"main.js": 'const a = 1;\nimport { b } from "./b.js";\n', "b.js": ""}, "import"),
        ({"main.js": 'export * from "./b.js";\n', "b.js": ""}, "export"),
        ({"main.js": "export default 3;\n"}, "export default"),
        ({"main.js": "export default function () {}\n"}, "entry"),
        ({"main.js": 'import { b } from "./b.js";\nexport const a = b;\n', "b.js": ""}, "no b"),
        (
            {
                "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\n'
                'import { c } from "./c.js";\nexport const d = [a, b, c];\n',
                "a.js": "export const a = 1;\n",
                "b.js": "export const b = 2;\nconst a = 3;\nb + a;\n",
                "c.js": 'import { a } from "./a.js";\nexport const c = a;\n',
            },
            "hidden",
        ),
    ],
)
def test_what_cannot_be_joined_is_an_error(tmp_path: Path, files: dict[str, str], why: str) -> None:
    """A circle, a binding that may change, or a statement out of place is named, not guessed at."""
    home = written(tmp_path, files)
    with pytest.raises(NotJoinable, match=why):
        join(home / "main.js", lambda path: path.read_text())


def test_what_a_script_declares_is_found() -> None:
    """Constants, also of patterns, functions and classes at the top level, and nothing inside."""
    code = """
    const one = 1, rest = [2]; const { two, three: [four] } = five({ six: 7 });
    function eight(nine) { const ten = nine; return ten; }
    class Eleven extends Twelve { #thirteen = 14; fifteen() { let sixteen = 17; } }
    const eighteen = ({ nineteen }) => { const twenty = nineteen; };
    """
    assert declared(code) == {"one", "two", "three", "four", "eight", "Eleven", "eighteen"}


def test_the_widget_is_one_file_with_one_export() -> None:
    """What the loader asks for is a module that stands alone and gives `mount`, in any language."""
    widget = WidgetFiles(WEB / "widget").read()
    for language, send in {"en": "Send", "de": "Senden", "tlh": "Send"}.items():
        code = widget.rest(language).plain
        assert unreadable({language: code.decode()}) == []
        assert b"\nimport" not in code.replace(b"\nimport(", b"")
        assert code.count(b"\nexport ") == 1
        assert code.endswith(b"\nexport const{mount}=$all;\n")
        assert code.count(f'"send":"{send}"'.encode()) == 1


def test_the_line_is_a_file_of_its_own() -> None:
    """The panel is painted before socket.io is there; the file keeps the licence."""
    widget = WidgetFiles(WEB / "widget").read()
    assert f"./socket.{widget.digest}.js".encode() in widget.rest("en").plain
    assert b"Socket.IO v" not in widget.rest("en").plain
    assert b"Socket.IO v" in widget.line.plain
    assert widget.line.plain.endswith(b"\nexport const{Line}=$all;\n")


LOADER = f'const labels = {{ en: ["Open chat", "No, thanks"] }};\nimport("{ENTRY}");\n'
SAID = {"openChat": "Open", "noThanks": "No"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A widget of few words."""
    files = {name: code.replace("./words.json", "./texts/en.json") for name, code in FILES.items()}
    own = {
        "widget.js": LOADER,
        "texts/en.json": json.dumps(SAID),
        "socket.js": "export class Line {}",
    }
    return written(tmp_path, {**files, **own})


def test_the_loader_names_the_file_by_its_content(home: Path) -> None:
    """Another content has another address, and the loader asks for the new one."""
    files = WidgetFiles(home)
    before = files.read()
    assert files.read() is before
    assert f"web/widget/main.{before.digest}.js".encode() in before.loader.plain
    (home / "numbers.js").write_text(FILES["numbers.js"].replace("= 1", "= 2"))
    os.utime(home / "numbers.js", ns=(1, 1))
    after = files.read()
    assert after.digest != before.digest
    assert f"main.{after.digest}.js".encode() in after.loader.plain


def test_another_language_is_there_at_once(home: Path) -> None:
    """A file of texts that is added or edited is sent next, and the loader says what it needs."""
    files = WidgetFiles(home)
    before = files.read()
    german = home / "texts" / "de.json"
    german.write_text(json.dumps({"openChat": "Chat öffnen"}))
    added = files.read()
    assert b'labels={"de": ["Chat \\u00f6ffnen", "No"], "en": ["Open", "No"]}' in added.loader.plain
    assert '"openChat":"Chat öffnen"'.encode() in added.rest("de").plain
    assert before.digest != added.digest
    german.write_text(json.dumps({"openChat": "Los"}))
    os.utime(german, ns=(1, 1))
    assert b'"openChat":"Los"' in files.read().rest("de").plain


def test_the_loader_works_without_that_step() -> None:
    """The source names the entry and has its labels, so a checkout can be served file by file."""
    loader = plain(WEB / "widget" / "widget.js").decode()
    assert [loader.count(each) for each in (ENTRY, LABELS)] == [1, 1]
    assert plain(WEB / "widget" / "line_code.js").decode().count(LINE) == 1
