"""Reader of the pages' templates: what stands in which element, told without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

VOID = {"br", "img", "input", "i"}
_OPENING = "html`"
_NAME = re.compile(r"</?([\w-]+|\$\{\w+\}|)")
_NESTED = "\N{SECTION SIGN}"


@dataclass(frozen=True)
class Place:
    """What a template shows somewhere: an expression, or a component; `tag` is what it is in."""

    shown: str
    tag: str
    line: int


@dataclass
class Templates:
    """All of one module: the places where something is shown, and all opening tags."""

    source: str
    places: list[Place] = field(default_factory=list)
    tags: list[Place] = field(default_factory=list)

    def read(self) -> Templates:
        """Goes through the whole module."""
        self._code(0, "", ends="")
        return self

    def _line(self, at: int) -> int:
        return self.source.count("\n", 0, at) + 1

    def _code(self, at: int, tag: str, *, ends: str) -> tuple[int, str]:
        """Reads an expression to its end; what it says itself, each template in it a mark."""
        said, depth = "", 0
        while at < len(self.source):
            char = self.source[at]
            if self.source.startswith(_OPENING, at):
                at, said = self._template(at + len(_OPENING), tag), said + _NESTED
                continue
            if self.source.startswith(("//", "/*"), at):
                stop = "\n" if self.source[at + 1] == "/" else "*/"
                at = self.source.index(stop, at) + len(stop)
                continue
            if char in "\"'`":
                end = self._quoted(at)
                at, said = end, said + self.source[at:end]
                continue
            if char == "}" and ends and depth == 0:
                return at + 1, said
            depth += (char == "{") - (char == "}")
            at, said = at + 1, said + char
        return at, said

    def _quoted(self, at: int) -> int:
        quote, at = self.source[at], at + 1
        while self.source[at] != quote:
            if quote == "`" and self.source.startswith("${", at):
                at, _ = self._code(at + 2, "", ends="}")
            else:
                at += 2 if self.source[at] == "\\" else 1
        return at + 1

    def _template(self, at: int, around: str) -> int:
        inside = [around]
        while self.source[at] != "`":
            if self.source.startswith("${", at):
                begin = at
                at, said = self._code(at + 2, inside[-1], ends="}")
                for each in _outcomes(said):
                    self.places.append(Place(each, inside[-1], self._line(begin)))
            elif self.source[at] == "<":
                at = self._tag(at, inside)
            else:
                at += 1
        return at + 1

    def _tag(self, at: int, inside: list[str]) -> int:
        begin = at
        found = _NAME.match(self.source, at)
        assert found is not None, self.source[at : at + 40]
        at = found.end()
        while self.source[at] != ">":
            at = self._code(at + 2, "", ends="}")[0] if self.source.startswith("${", at) else at + 1
        tag = self.source[begin : at + 1]
        if tag.startswith(("</", "<//")):
            inside.pop()
            return at + 1
        self.tags.append(Place(found[1], tag, self._line(begin)))
        if found[1].startswith("$"):
            self.places.append(Place(found[1], inside[-1], self._line(begin)))
        if not tag.endswith("/>") and found[1] not in VOID:
            # A component passes on where it stands, as far as can be told.
            inside.append(inside[-1] if found[1].startswith("$") else tag)
        return at + 1


def _outcomes(said: str) -> Iterator[str]:
    """What an expression may come to: not its conditions, and not what templates in it say."""
    plain = said.replace("??", "||").replace("?.", ".").rsplit("=>", 1)[-1]
    first, *others = re.split(r"[?:]", re.sub(r"`[^`]*`|\"[^\"]*\"", "''", plain))
    for each in others or [first]:
        last = each.rsplit("&&", 1)[-1].strip(" ()\n,;")
        if last and _NESTED not in last:
            yield last
