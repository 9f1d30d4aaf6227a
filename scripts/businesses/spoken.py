"""Comparison of the sentences that Python says by their ids with the texts that there are."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from actions.engine.words.texts import Texts, Variant, arguments_of
from contracts.business import OWN_PYTHON
from contracts.policy_figures import NAME

_DATED, _UNDATED = "by", ".undated"
"""What `say_by` tells a sentence, and what the one without a day is called."""
_ID = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
_ROOM = re.compile(r"[a-z_]+\.")
_ANY = "[a-z0-9_]+"
_FILE = ".yml"


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, or one of several, that is said somewhere.

    `names` fits its id; `shown` is how that is told. `told` are its arguments, None where they are
    not written there.
    """

    where: str
    names: re.Pattern[str]
    shown: str
    told: frozenset[str] | None


def python_of(folder: Path, module: str | None) -> list[Path]:
    """What a business brings in Python: the module's folder, else its own file."""
    if module is None:
        own = folder / OWN_PYTHON
        return [own] if own.exists() else []
    file = importlib.import_module(module).__file__
    return sorted(Path(file).parent.rglob("*.py")) if file else []


def amiss(files: Iterable[Path], texts: Texts) -> Iterator[str]:
    """A line for each sentence that there is not, or that is not told just what it says."""
    sources = tuple(files)
    for one in spoken(sources):
        yield from _wrong(one, texts)
    rooms = {name.partition(".")[0] for name in texts.sentences}
    for where, name in _ids(sources):
        if name.partition(".")[0] in rooms and name not in texts.sentences:
            yield f"{where}: there is no text {name} in {texts.language}"


def unsaid(files: Iterable[Path], texts: Texts) -> Iterator[str]:
    """Sentences that nothing says, by id."""
    sources = tuple(files)
    named = "|".join({re.escape(name) for _, name in _ids(sources)})
    said = re.compile(
        "|".join([named, *_built(sources), *(one.names.pattern for one in spoken(sources))])
    )
    ends = tuple(_ends(sources))
    for name in texts.sentences:
        whole = (name, *(name.removesuffix(end) for end in ends))
        if not any(said.fullmatch(one) for one in whole):
            yield name


@cache
def _nodes(source: str) -> tuple[ast.AST, ...]:
    """All that stands in a file of Python, read once for every question that is asked of it."""
    return tuple(ast.walk(ast.parse(source)))


def _nodes_of(file: Path) -> tuple[ast.AST, ...]:
    return _nodes(file.read_text(encoding="utf-8"))


def spoken(files: Iterable[Path]) -> Iterator[Spoken]:
    """All that is said by `say` and its like with an id that can be read there."""
    for file in files:
        for node in _nodes_of(file):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                yield from _calls(node, node.func.id, f"{file.name}:{node.lineno}")


def _calls(call: ast.Call, function: str, where: str) -> Iterator[Spoken]:
    named = [keyword.arg for keyword in call.keywords]
    told = None if None in named else frozenset(name for name in named if name)
    pattern = _pattern(call.args[0])
    if pattern is None:
        return
    if function in ("say", "say_to_agents"):
        yield _spoken(where, pattern, told)
    elif function == "say_by":
        yield _spoken(where, pattern, None if told is None else told | {_DATED})
        yield _spoken(where, pattern + re.escape(_UNDATED), told)


def _spoken(where: str, pattern: str, told: frozenset[str] | None) -> Spoken:
    shown = pattern.replace(_ANY, "…").replace("(?:", "(").replace("\\", "")
    return Spoken(where=where, names=re.compile(pattern), shown=shown, told=told)


def _pattern(name: ast.expr) -> str | None:
    """What the id may be; None where that is only known when it is said."""
    match name:
        case ast.Constant(value=str() as known):
            return re.escape(known)
        case ast.IfExp(body=one, orelse=other):
            either = _pattern(one), _pattern(other)
            return f"(?:{either[0]}|{either[1]})" if None not in either else None
        case ast.JoinedStr(values=[ast.Constant(), *_] as parts):
            return "".join(map(_part, parts))
    return None


def _built(files: Iterable[Path]) -> Iterator[str]:
    """What ids may be that are put together first, and said afterwards."""
    for file in files:
        for node in _nodes_of(file):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str() as room), *_] as parts):
                    if _ROOM.fullmatch(room):
                        yield "".join(map(_part, parts))


def _ends(files: Iterable[Path]) -> Iterator[str]:
    """How ids end whose beginning is only known when they are said: `.undated`."""
    for file in files:
        for node in _nodes_of(file):
            match node:
                case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str() as end)]):
                    if _ID.fullmatch(f"x{end}"):
                        yield end


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else _ANY


def _wrong(one: Spoken, texts: Texts) -> Iterator[str]:
    meant = [name for name in texts.sentences if one.names.fullmatch(name)]
    if not meant:
        yield f"{one.where}: there is no text {one.shown} in {texts.language}"
    if not meant or one.told is None:
        return
    wanted = {name: _wanted(texts.sentences[name]) for name in meant}
    for name, arguments in wanted.items():
        for missing in sorted(arguments - one.told):
            yield f"{one.where}: {name} in {texts.language} says {{{missing}}}, and is not told it"
    for spare in sorted(one.told - frozenset().union(*wanted.values())):
        yield f"{one.where}: {one.shown} in {texts.language} is told {{{spare}}}, and never says it"


def _wanted(variants: Iterable[Variant]) -> frozenset[str]:
    return frozenset().union(*map(arguments_of, variants)) - {NAME}


def _is_id(known: str) -> bool:
    return _ID.fullmatch(known) is not None and not known.endswith(_FILE)


def _ids(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Every string that is written like an id, and where."""
    for file in files:
        for node in _nodes_of(file):
            match node:
                case ast.Constant(value=str() as known) if _is_id(known):
                    yield f"{file.name}:{node.lineno}", known
