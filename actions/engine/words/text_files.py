"""Reader of a business's `texts/<language>/*.yml`: sentences by id, and how matters are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from actions.engine.words.texts import Texts, Variant, arguments_of
from contracts.policy_figures import NAME

ENGINE_TEXTS = Path(__file__).parent.parent / "texts"
"""What every business says unless its own texts have it in other words."""
ENGLISH = "en"
OTHER = "other"
"""The plural form that every language has."""


class Matter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a matter is named, and what is hard about it; `{thing}` in either is what it is about.

    The one follows "now to", the other stands before "is frustrating".
    """

    name: str
    strain: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`titles` are said in one way only: buttons, and clauses that are remembered or compared."""

    matters: dict[str, Matter] = {}
    sentences: dict[str, list[Variant]] = {}
    titles: dict[str, Variant] = {}


class TextsRefused(Exception):
    """Texts that cannot be spoken; the message has a line for each, with its file."""


def read_texts(
    folder: Path, language: str, beneath: Texts | None = None
) -> tuple[Texts, Mapping[str, Matter]]:
    """Everything in the files of one language, over the texts that are said where it has none.

    Raises `TextsRefused` with all that is wrong.
    """
    problems: list[str] = []
    sentences: dict[str, list[Variant]] = {}
    matters: dict[str, Matter] = {}
    for path in sorted((folder / language).glob("*.yml")):
        where = f"{path.parent.name}/{path.name}"
        file = _read(path, where, problems)
        said = file.sentences | {name: [title] for name, title in file.titles.items()}
        both = file.sentences.keys() & file.titles
        twice = [*(sentences.keys() & said), *(matters.keys() & file.matters)]
        problems += [f"{where}: {name} is a sentence and a title" for name in sorted(both)]
        problems += [f"{where}: {name} is in another file as well" for name in sorted(twice)]
        problems += [f"{where}: {line}" for line in _wrong(file)]
        problems += [f"{where}: {line}" for line in _other_arguments(said, beneath)]
        sentences |= said
        matters |= file.matters
    if not (sentences or matters or problems):
        problems.append(f"{folder / language}: there are no texts in this language")
    if problems:
        raise TextsRefused("\n".join(problems))
    default = beneath.sentences if beneath else {}
    return Texts(language=language, sentences={**default, **sentences}), matters


def engine_texts(language: str) -> Texts:
    """What the engine says by itself: in that language, else in English."""
    known = (ENGINE_TEXTS / language).is_dir()
    texts, _ = read_texts(ENGINE_TEXTS, language if known else ENGLISH)
    return texts


def _read(path: Path, where: str, problems: list[str]) -> _File:
    try:
        return msgspec.yaml.decode(path.read_bytes() or b"{}", type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        problems.append(f"{where}: {exc}")
        return _File()


def _wrong(file: _File) -> Iterator[str]:
    """What makes a sentence or a title one that cannot be said, or not always."""
    for name, variants in file.sentences.items():
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
    for name, title in file.titles.items():
        try:
            arguments_of(title)
        except ValueError as exc:
            yield f"{name}: {exc}"
        yield from _plurals_wrong(name, [title])


def _other_arguments(said: Mapping[str, list[Variant]], beneath: Texts | None) -> Iterator[str]:
    """Arguments that nobody tells to a sentence which is said in place of another."""
    default = beneath.sentences if beneath else {}
    for name in sorted(said.keys() & default.keys()):
        try:
            wanted = {argument for one in said[name] for argument in arguments_of(one)}
        except ValueError:
            continue
        told = {each for one in default[name] for each in arguments_of(one)}
        for argument in sorted(wanted - told - {NAME}):
            yield f"{name}: {{{argument}}} is not told to it; what is: {', '.join(sorted(told))}"


def _plurals_wrong(name: str, variants: list[Variant]) -> Iterator[str]:
    for one in variants:
        if isinstance(one, dict) and OTHER not in one:
            yield f"{name}: a variant with plural forms needs the form “{OTHER}”"
