"""Reader of an article's Markdown: passages by their headings, in units that may be told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import msgspec

from contracts.articles import Passage, Unit
from contracts.sentences import sentences

_BETWEEN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,3})[.)])\s+(.*)$")
_FENCE = re.compile(r"\s*(```|~~~)")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])"), r"\1"),
)
"""Marks of Markdown, and what a reader sees in their place."""


class _Line(msgspec.Struct, frozen=True):
    text: str
    number: int


class _Section(msgspec.Struct):
    """A heading with the lines under it; `path` are the headings above and itself."""

    path: tuple[str, ...]
    line: int
    lines: list[_Line]


def plain(text: str) -> str:
    """One line of Markdown as it is read."""
    for marks, seen in _INLINE:
        text = marks.sub(seen, text)
    return " ".join(html.unescape(text).split())


def passages(written: str, title: str, first_line: int) -> tuple[Passage, ...]:
    """The passages of a body that begins in line `first_line`; a heading that is the title is none.

    Raises `ValueError` for a block of code that does not end, with its line.
    """
    found = []
    for section in _sections(_without_comments(written), title, first_line):
        if units := tuple(_units(section.lines)):
            raw = "\n".join(line.text for line in section.lines).strip("\n")
            heading = _BETWEEN.join(filter(None, section.path))
            found.append(Passage(heading=heading, line=section.line, written=raw, units=units))
    return tuple(found)


def empty_headings(written: str, title: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Line and text of each heading that has nothing under it, no other heading either."""
    sections = list(_sections(_without_comments(written), title, first_line))
    for section, after in zip(sections, [*sections[1:], None], strict=True):
        deeper = after is not None and len(after.path) > len(section.path)
        if section.path and not deeper and not any(_units(section.lines)):
            yield section.line, section.path[-1]


def _without_comments(written: str) -> str:
    # Lines keep their numbers.
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), written)


def _sections(written: str, title: str, first_line: int) -> Iterator[_Section]:
    path: tuple[str, ...] = ()
    section = _Section(path, first_line, [])
    fence = 0
    for number, text in enumerate(written.splitlines(), start=first_line):
        if _FENCE.match(text):
            fence = 0 if fence else number
        heading = None if fence else _HEADING.match(text)
        if heading is None:
            section.lines.append(_Line(text, number))
            continue
        yield section
        path = _under(path, len(heading[1]), plain(heading[2]), title)
        section = _Section(path, number, [])
    if fence:
        raise ValueError(f"{fence}: a block of code begins here and does not end; close it by ```")
    yield section


def _under(path: tuple[str, ...], depth: int, heading: str, title: str) -> tuple[str, ...]:
    """The headings above and this one; levels that were left out are empty."""
    if heading.casefold() == title.casefold():
        return ()
    above = (*path, *[""] * depth)[: depth - 1]
    return (*above, heading)


def _units(lines: Sequence[_Line]) -> Iterator[Unit]:
    paragraph: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        block = _block(lines, at)
        if block is None:
            paragraph.append(_Line(line.text.lstrip().removeprefix(">").strip(), line.number))
            at += 1
            continue
        yield from _prose(paragraph)
        paragraph = []
        units, at = block
        yield from units
    yield from _prose(paragraph)


def _block(lines: Sequence[_Line], at: int) -> tuple[list[Unit], int] | None:
    """The units of what begins here and is no prose, and where it ends; None for prose."""
    text = lines[at].text
    if not text.strip() or _RULE.match(text):
        return [], at + 1
    if _FENCE.match(text):
        return _code(lines, at)
    if text.lstrip().startswith("|") or _heads_table(lines, at):
        return _table(lines, at)
    return _item(lines, at) if _ITEM.match(text) else None


def _heads_table(lines: Sequence[_Line], at: int) -> bool:
    under = lines[at + 1].text if at + 1 < len(lines) else ""
    return "|" in lines[at].text and "|" in under and bool(_TABLE_RULE.match(under))


def _code(lines: Sequence[_Line], at: int) -> tuple[list[Unit], int]:
    end = next((n for n in range(at + 1, len(lines)) if _FENCE.match(lines[n].text)), len(lines))
    inside = [line for line in lines[at + 1 : end] if line.text.strip()]
    return [Unit(text=one.text.strip(), line=one.number, starts=True) for one in inside], end + 1


def _table(lines: Sequence[_Line], at: int) -> tuple[list[Unit], int]:
    """Each row as what its cells say, under the names of their columns."""
    end = next((n for n in range(at, len(lines)) if "|" not in lines[n].text), len(lines))
    rows = [(_cells(line.text), line.number) for line in lines[at:end]]
    ruled = len(rows) > 1 and bool(_TABLE_RULE.match(lines[at + 1].text))
    names, body = (rows[0][0], rows[2:]) if ruled else ([], rows)
    told = [(_row(names, cells), number) for cells, number in body]
    return [Unit(text=text, line=number, starts=True) for text, number in told if text], end


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|").removesuffix("|")
    return [plain(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _row(names: Sequence[str], cells: Sequence[str]) -> str:
    named = [
        f"{names[n]}: {cell}" if n and n < len(names) and names[n] else cell
        for n, cell in enumerate(cells)
        if cell
    ]
    return "; ".join(named)


def _item(lines: Sequence[_Line], at: int) -> tuple[list[Unit], int]:
    """One item of a list with the lines that go on with it, whole, as its mark shows."""
    found = _ITEM.match(lines[at].text)
    mark, words = (found[1], [found[2]]) if found else (None, [])
    end = at + 1
    while end < len(lines) and lines[end].text.strip() and not _block(lines, end):
        words.append(lines[end].text.strip())
        end += 1
    text = plain(" ".join(words))
    said = f"{mark}. {text}" if mark else f"• {text}"
    return [Unit(text=said, line=lines[at].number, starts=True)] if text else [], end


def _prose(paragraph: Sequence[_Line]) -> Iterator[Unit]:
    """The sentences of a paragraph, each with the line that it begins in."""
    starts = True
    at, words = 0, " ".join(plain(line.text) for line in paragraph)
    ends = _ends(paragraph)
    for sentence in sentences(words):
        number = next((n for end, n in ends if at < end), ends[-1][1])
        yield Unit(text=sentence, line=number, starts=starts)
        at += len(sentence) + 1
        starts = False


def _ends(paragraph: Sequence[_Line]) -> list[tuple[int, int]]:
    """Up to which letter of the whole paragraph each line goes, and its number."""
    found, at = [], 0
    for line in paragraph:
        at += len(plain(line.text)) + 1
        found.append((at, line.number))
    return found
