"""Scripts without what only their readers need: comments, blanks, the names of private members.

Nothing changes that another script could see. It reads our own style: statements end with `;`, and
no template literal has a line whose beginning matters, as htm and CSS skip it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import Literal

Kind = Literal["blank", "string", "template", "private", "word", "regex", "mark"]

_TOKEN = re.compile(
    r"""
      (?P<blank>  \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<string> "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' )
    | (?P<private> \#[A-Za-z_$][\w$]* )
    | (?P<word>   [\w$]+ )
    | (?P<mark>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\[])+/[a-z]*")
_TEMPLATE = re.compile(r"[`}](?:\\.|\$(?!\{)|[^`\\$])*(?P<end>`|\$\{)", re.DOTALL)
_INDENT = re.compile(r"[ \t]*\n\s*")
_RULE = re.compile(r"\{\s[^{}]*[\w-]+: [^{}]+;")
_AROUND = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")
_BEFORE_REGEX = frozenset({"return", "typeof", "case", "in", "of", "else"})
"""Words behind which a slash begins a regular expression; behind others it divides."""
_ENDS_OPERAND = re.compile(r"[\w$)\]}`\"']\Z")


@lru_cache(maxsize=128)  # a process may have several bridges, as tests do
def squeezed(code: str) -> str:
    """The same script, shorter. Each `import` and `export` still begins a line."""
    names: dict[str, str] = {}
    parts: list[str] = []
    last, gap = "", ""
    for kind, token in tokens(code):
        if kind == "blank":
            gap += token
            continue
        text = token
        if kind == "private":
            text = names.setdefault(token, f"#{_short(len(names))}")
        elif kind == "template":
            text = _shorter(token)
        parts += [_between(last, text, gap), text]
        last, gap = text, ""
    return "".join(parts)


def tokens(code: str) -> Iterator[tuple[Kind, str]]:
    """The parts of a script; put together again they are the script."""
    last = ""
    braces: list[int] = []  # open ones in each template that is being filled in
    at = 0
    while at < len(code):
        kind, text = _next(code, at, last, in_hole=bool(braces) and braces[-1] == 0)
        if kind == "template":
            braces = braces[:-1] if text.startswith("}") else braces
            braces += [0] if text.endswith("${") else []
        elif kind == "mark" and braces and text in "{}":
            braces[-1] += 1 if text == "{" else -1
        yield kind, text
        at += len(text)
        last = last if kind == "blank" else text


def _next(code: str, at: int, last: str, *, in_hole: bool) -> tuple[Kind, str]:
    """The part at a place, behind the part `last`; a hole of a template ends with its brace."""
    here = code[at]
    if here == "`" or (here == "}" and in_hole):
        found = _TEMPLATE.match(code, at)
        if found is None:
            raise ValueError("a template literal has no end")
        return "template", found[0]
    if here == "/" and code[at + 1] not in "/*" and _begins_regex(last):
        found = _REGEX.match(code, at)
        if found is not None:
            return "regex", found[0]
    found = _TOKEN.match(code, at)
    if found is None:
        raise ValueError("this is no script")
    kind: Kind = found.lastgroup  # type: ignore[assignment]
    return kind, found[0]


def _begins_regex(last: str) -> bool:
    return last in _BEFORE_REGEX or not _ENDS_OPERAND.search(last)


def _between(last: str, text: str, gap: str) -> str:
    """What must stay of the blanks between two parts."""
    if not gap or not last:
        return ""
    if text in ("import", "export") and "\n" in gap:
        return "\n"
    words = re.search(r"[\w$]\Z", last) and re.match(r"[\w$#]", text)
    return " " if words or (text in "+-" and last.endswith(text)) else ""


def _shorter(template: str) -> str:
    """A part of a template literal without indents; marks in style sheets need no blanks."""
    if _RULE.search(template):
        template = _AROUND.sub(lambda found: found[1] or "", template)
    return _INDENT.sub("\n", template)


def _short(number: int) -> str:
    """`a` to `z`, then `aa` and so on."""
    first, rest = divmod(number, len(ascii_lowercase))
    return (_short(first - 1) if first else "") + ascii_lowercase[rest]
