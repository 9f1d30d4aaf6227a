"""Comparison of what a business's texts hold with what its Python says: unused, and missing."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from contracts.merging import CHECKOUT
from scripts.trainer.project import ENGINE

SAYS = "say"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What Python may say: every text in it, how composed ones begin, and what `say` is given."""

    texts: frozenset[str]
    beginnings: tuple[str, ...]
    named: dict[str, str]

    def may_be(self, sentence: str) -> bool:
        """Whether somebody may say that sentence."""
        return sentence in self.texts or sentence.startswith(self.beginnings)


def sentences_amiss(
    folder: Path, language: str, python: Collection[Path], known: Collection[str]
) -> Iterator[str]:
    """A line for each sentence that nobody says, and for each that is said and not there.

    `known` are all sentences of the language, the engine's included.
    """
    own = said_in(python)
    engines = said_in(sorted((CHECKOUT / ENGINE).rglob("*.py")))
    for sentence, place in _written(folder / "texts" / language):
        if not (own.may_be(sentence) or engines.may_be(sentence)):
            yield f"texts/{language}/{place}: nothing says {sentence}"
    for sentence, place in own.named.items():
        if sentence not in known:
            yield f"{place}: there is no text {sentence} in texts/{language}"


def said_in(files: Collection[Path]) -> Said:
    """What the Python of these files may say."""
    texts, beginnings, named = set(), set(), {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                beginnings.add(_beginning(node))
            elif isinstance(node, ast.Call) and (sentence := _given(node)):
                named[sentence] = f"{file.name}:{node.lineno}"
    kept = tuple(sorted(one for one in beginnings if one))
    return Said(texts=frozenset(texts), beginnings=kept, named=named)


def _beginning(text: ast.JoinedStr) -> str:
    """The dotted beginning of a name that is composed, such as `payment.`; nothing else counts."""
    first = text.values[0] if text.values else None
    written = first.value if isinstance(first, ast.Constant) else ""
    return written if isinstance(written, str) and written.replace("_", "").endswith(".") else ""


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
