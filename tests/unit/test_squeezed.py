"""Scripts without what only readers need do what they did."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from handoff.frontend.squeezed import squeezed, tokens
from tests.node import NODE

WEB = Path(__file__).resolve().parents[2] / "handoff" / "web"
OURS = sorted(
    path for folder in ("widget", "console", "demo") for path in (WEB / folder).rglob("*.js")
)

SCRIPT = r"""
/** What a script may hold. @type {any} */
const half = (/** @type {number} */ n) => n / 2 / 1; // half of a half
class Counter {
  #count = 0;
  #step;
  constructor(step) { this.#step = step; }
  next() {
    this.#count += this.#step;
    return this.#count;
  }
  has(other) { return #step in other; }
}
const tag = (parts, ...values) => parts.raw.join("|") + values.join(",");
const deep = (name) => `a ${name + `b ${{ c: "}" }.c}`} d`;
const counter = new Counter(2);
const a = 1, b = 2;
export default [
  half(8), counter.next() + +counter.next(), a - -b, counter.has(counter),
  /[/"'`]\/+/g.test('a"/'), "// no comment", 'it\'s', /\d+/.exec("x12")[0],
  deep("x"), tag`one ${a} \` two ${b}`, typeof /x/, a /b/ 1, `$5 and \${x}`,
];
"""


def told(code: str) -> object:
    """What the script's default export is, as node says."""
    script = code + "\n;"
    command = [str(NODE), "--input-type=module", "-e"]
    import_it = (
        "const m = await import('data:text/javascript,' + encodeURIComponent("
        f"{json.dumps(script)})); console.log(JSON.stringify(m.default))"
    )
    done = subprocess.run([*command, import_it], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_squeezed_script_does_what_it_did() -> None:
    """Strings, templates in templates, expressions, signs side by side, private members."""
    short = squeezed(SCRIPT)
    assert told(short) == told(SCRIPT)
    assert "half of" not in short
    assert "#count" not in short
    assert "#a=0;#b;" in short
    assert len(short) < len(SCRIPT) * 0.75


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_lost_in_reading(path: Path) -> None:
    """Of each of our scripts the parts make up the whole, and a second time changes nothing."""
    code = path.read_text()
    assert "".join(text for _, text in tokens(code)) == code
    once = squeezed(code)
    assert squeezed(once) == once
    kept = [text for kind, text in tokens(code) if kind in ("string", "word", "regex")]
    assert [t for kind, t in tokens(once) if kind in ("string", "word", "regex")] == kept


def test_a_template_without_an_end_is_an_error() -> None:
    """One that is never closed is not read as something else."""
    with pytest.raises(ValueError, match="no end"):
        squeezed("const a = `never ends")


def test_a_style_sheet_keeps_what_matters() -> None:
    """Blanks around marks go; those in values, between selectors and in sums stay."""
    sheet = "const s = `\n  .a > .b, .c {\n    width: calc(1px + 2vw); margin: 0 auto;\n  }\n`;\n"
    assert squeezed(sheet) == "const s=`\n.a > .b,.c{width:calc(1px + 2vw);margin:0 auto;}`;"
