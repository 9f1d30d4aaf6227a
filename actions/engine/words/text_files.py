"""Reader of a business's `texts/<language>/*.yml`: sentences by id, and how matters are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from actions.engine.words.texts import Texts, Variant, arguments_of

OTHER = "other"
"""The plural form that every language has."""


class Matter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a matter is named, and what is hard about it; `{thing}` in either is what it is about.

    The one follows "now to", the other stands before "is frustrating".
    """

    name: str
    strain: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    matters: dict[str, Matter] = {}
    sentences: dict[str, list[Variant]] = {}


class TextsRefused(Exception):
    """Texts that cannot be spoken; the message has a line for each, with its file."""


def read_texts(folder: Path, language: str) -> tuple[Texts, Mapping[str, Matter]]:
    """Everything in the files of one language. Raises `TextsRefused` with all that is wrong."""
    problems: list[str] = []
    sentences: dict[str, list[Variant]] = {}
    matters: dict[str, Matter] = {}
    for path in sorted((folder / language).glob("*.yml")):
        where = f"{path.parent.name}/{path.name}"
        file = _read(path, where, problems)
        twice = [*(sentences.keys() & file.sentences), *(matters.keys() & file.matters)]
        problems += [f"{where}: {name} is in another file as well" for name in sorted(twice)]
        problems += [f"{where}: {line}" for line in _wrong(file.sentences)]
        sentences |= file.sentences
        matters |= file.matters
    if not (sentences or matters or problems):
        problems.append(f"{folder / language}: there are no texts in this language")
    if problems:
        raise TextsRefused("\n".join(problems))
    return Texts(language=language, sentences=sentences), matters


def _read(path: Path, where: str, problems: list[str]) -> _File:
    try:
        return msgspec.yaml.decode(path.read_bytes() or b"{}", type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        problems.append(f"{where}: {exc}")
        return _File()


def _wrong(sentences: Mapping[str, list[Variant]]) -> Iterator[str]:
    """What makes a sentence one that cannot be said, or not always."""
    for name, variants in sentences.items():
        if len(variants) < 2:
            yield f"{name} needs two variants at least"
        try:
            named = {arguments_of(one) for one in variants}
        except ValueError as exc:
            yield f"{name}: {exc}"
            continue
        if len(named) > 1:
            yield f"{name}: its variants have different {{arguments}}; plural forms have {{count}}"
        yield from _plurals_wrong(name, variants)


def _plurals_wrong(name: str, variants: list[Variant]) -> Iterator[str]:
    for one in variants:
        if isinstance(one, dict) and OTHER not in one:
            yield f"{name}: a variant with plural forms needs the form “{OTHER}”"
