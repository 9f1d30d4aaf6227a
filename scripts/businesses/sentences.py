"""Comparison of what a business's texts hold with what its Python says: unused, and missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from contracts.merging import CHECKOUT
from scripts.trainer.project import ENGINE

SAYS = "say"
_BEGINNING = re.compile(r"\w[\w.]*\.")
_ENDING = re.compile(r"\.[\w.]*\w")
"""Of the name of a sentence that is composed: `payment.` and `.undated`; no other text counts."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What Python may say: every text in it, how composed ones begin and end, and with its place
    what `say` is given."""

    texts: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    named: dict[str, str]

    def may_be(self, sentence: str) -> bool:
        """Whether somebody may say that sentence."""
        plain = (sentence, *(sentence.removesuffix(ending) for ending in self.endings))
        return any(one in self.texts or one.startswith(self.beginnings) for one in plain)


def sentences_amiss(
    folder: Path, language: str, python: Collection[Path], known: Collection[str]
) -> Iterator[str]:
    """A line for each sentence that nobody says, and for each that is said and not there.

    `known` are all sentences of the language, the engine's included.
    """
    said = said_in([*python, *(CHECKOUT / ENGINE).rglob("*.py")])
    for sentence, place in _written(folder / "texts" / language):
        if not said.may_be(sentence):
            yield f"texts/{language}/{place}: nothing says {sentence}"
    for sentence, place in said_in(python).named.items():
        if sentence not in known:
            yield f"{place}: there is no text {sentence} in texts/{language}"


def said_in(files: Collection[Path]) -> Said:
    """What the Python of these files may say."""
    texts, composed, named = set(), [], {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                composed.append(node)
            elif isinstance(node, ast.Call) and (sentence := _given(node)):
                named[sentence] = f"{file.name}:{node.lineno}"
    return Said(
        texts=frozenset(texts),
        beginnings=tuple(filter(_BEGINNING.fullmatch, (_part(one, 0) for one in composed))),
        endings=tuple(filter(_ENDING.fullmatch, (_part(one, -1) for one in composed))),
        named=named,
    )


def _part(text: ast.JoinedStr, at: int) -> str:
    """What is written in that place of a composed text; nothing where something is filled in."""
    part = text.values[at] if text.values else None
    return str(part.value) if isinstance(part, ast.Constant) else ""


def _given(call: ast.Call) -> str | None:
    """The sentence that `say("…")` names."""
    is_say = isinstance(call.func, ast.Name) and call.func.id == SAYS
    first = call.args[0] if is_say and call.args else None
    value = first.value if isinstance(first, ast.Constant) else None
    return value if isinstance(value, str) else None


def _written(folder: Path) -> Iterator[tuple[str, str]]:
    """Each sentence of a folder of texts with the name of its file."""
    for file in sorted(folder.glob("*.yml")):
        found = msgspec.yaml.decode(file.read_bytes() or b"{}")
        for sentence in found.get("sentences") or {}:
            yield sentence, file.name
