"""A browser module and all that it imports, joined into one file that is a module as well.

Nothing is renamed and nothing is left out: each module becomes a function that runs once, in the
order in which modules need each other, and only its imports and exports are written differently.
What this cannot join (a circle, an `export let`, an import in the middle) is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from os.path import relpath
from pathlib import Path

import msgspec

from handoff.errors import HandoffError

Read = Callable[[Path], str]

_SKIPPED = re.compile(r"(?:\s|;|/\*.*?\*/|//[^\n]*)*", re.DOTALL)
_FROM = r'\s*from\s*"(?P<path>\.{1,2}/[^"]+)"[ \t]*;?'
_IMPORT = re.compile(rf"import\s*(?P<names>\*\s*as\s+[\w$]+|[\w$]+|\{{[^}}]*\}}){_FROM}")
_PASSED_ON = re.compile(rf"export\s*(?P<names>\{{[^}}]*\}}){_FROM}")
_DECLARED = re.compile(
    r"^export (?=(?:async )?(?:const|class|function\*?) (?P<name>[\w$]+))", re.MULTILINE
)
_DEFAULT = re.compile(r"\bexport default\b(?= ?(?:async ?)?(?:function|class)\b)")
_LISTED = re.compile(r"export\s*(?P<names>\{[^}]*\})\s*;?\s*\Z")
_LEFT = re.compile(r"(?:^|[;}]\s*)(?:import|export)\b(?!\s*[.(:=])[^\n;]*", re.MULTILINE)
_OWN_ADDRESS = "import.meta.url"
_DEFAULT_NAME = "default$"


class NotJoinable(HandoffError):
    """A module is written in a way that cannot be joined."""

    code = "not_joinable"
    status = 500


class _Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module taken apart. Names map what others see to what it is called inside."""

    needs: tuple[tuple[str, Path], ...]
    """Names as they stand in an import, and where they come from."""
    passes_on: tuple[tuple[str, Path], ...]
    body: str
    exports: dict[str, str]


def join(entry: Path, read: Read) -> tuple[str, tuple[Path, ...]]:
    """The joined code, which exports what the entry does, and the files that it is made of.

    `read` gives a file's code. Raises `NotJoinable`.
    """
    modules = _in_order(entry.resolve(), read)
    names = {path: f"$m{number}" for number, path in enumerate(modules)}
    parts = [_wrapped(path, module, names, entry.parent) for path, module in modules.items()]
    last = _exported(modules[entry.resolve()], names[entry.resolve()])
    return "".join([*parts, last]), tuple(modules)


def _in_order(entry: Path, read: Read) -> dict[Path, _Module]:
    """Every module behind those that it needs."""
    done: dict[Path, _Module] = {}
    begun: list[Path] = []

    def visit(path: Path) -> None:
        if path in done:
            return
        if path in begun:
            raise NotJoinable(f"{path.name} imports itself through others.")
        begun.append(path)
        module = _taken_apart(path, read(path))
        for _, needed in (*module.needs, *module.passes_on):
            visit(needed)
        done[path] = module

    visit(entry)
    return done


def _taken_apart(path: Path, code: str) -> _Module:
    needs, passes_on, body = _head(path, code)
    exports: dict[str, str] = {}
    if listed := _LISTED.search(body):
        exports |= {outside: inside for inside, outside in _pairs(listed["names"])}
        body = body[: listed.start()]
    exports |= {found["name"]: found["name"] for found in _DECLARED.finditer(body)}
    body = _DECLARED.sub("", body)
    if _DEFAULT.search(body):
        exports["default"] = _DEFAULT_NAME
        body = _DEFAULT.sub(f"const {_DEFAULT_NAME}=", body, count=1)
    if left := _LEFT.search(body):
        raise NotJoinable(f"{path.name} cannot be joined: {left[0].strip()[:60]!r}")
    return _Module(needs=needs, passes_on=passes_on, body=body, exports=exports)


def _head(
    path: Path, code: str
) -> tuple[tuple[tuple[str, Path], ...], tuple[tuple[str, Path], ...], str]:
    """What a module imports and passes on at its beginning, and the code without that."""
    needs: list[tuple[str, Path]] = []
    passes_on: list[tuple[str, Path]] = []
    kept: list[str] = []
    at = 0
    while True:
        skipped = _SKIPPED.match(code, at)
        start = skipped.end() if skipped else at
        kept.append(code[at:start])
        found = _IMPORT.match(code, start)
        to = needs if found else passes_on
        found = found or _PASSED_ON.match(code, start)
        if found is None:
            return tuple(needs), tuple(passes_on), "".join(kept).lstrip() + code[start:]
        to.append((found["names"], (path.parent / found["path"]).resolve()))
        at = found.end()


def _wrapped(path: Path, module: _Module, names: Mapping[Path, str], home: Path) -> str:
    """The module as a function that gives what it exports."""
    taken = "".join(_taken(what, names[where]) for what, where in module.needs)
    shared = [_property(outside, inside) for outside, inside in module.exports.items()]
    for what, where in module.passes_on:
        shared += [
            _property(outside, f"{names[where]}.{inside}") for inside, outside in _pairs(what)
        ]
    body = module.body.replace(_OWN_ADDRESS, _address(path, home)).rstrip()
    return f"const {names[path]}=(()=>{{{taken}\n{body}\nreturn{{{','.join(shared)}}}}})();\n"


def _taken(what: str, module: str) -> str:
    """An import as a constant."""
    if what.startswith("{"):
        held = (_property(inside, outside) for inside, outside in _pairs(what))
        return f"const{{{','.join(held)}}}={module};"
    if what.startswith("*"):
        return f"const {what.split()[-1]}={module};"
    return f"const {what}={module}.default;"


def _address(path: Path, home: Path) -> str:
    """What `import.meta.url` was to a module, said from where the joined file is."""
    if path.parent == home.resolve():
        return _OWN_ADDRESS
    there = Path(relpath(path, home)).as_posix()
    return f'new URL("./{there}",{_OWN_ADDRESS}).href'


def _exported(module: _Module, name: str) -> str:
    if "default" in module.exports or module.passes_on:
        raise NotJoinable("The entry may only export what it declares.")
    return f"export const{{{','.join(module.exports)}}}={name};\n"


def _pairs(listed: str) -> list[tuple[str, str]]:
    """`{a as b, c}` as pairs of what stands before and behind `as`."""
    each = (part.split() for part in listed.strip("{} \n\t").split(",") if part.strip())
    return [(words[0], words[-1]) for words in each]


def _property(name: str, value: str) -> str:
    return name if name == value else f"{name}:{value}"
