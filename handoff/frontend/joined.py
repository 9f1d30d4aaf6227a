"""A browser module and all that it imports, joined into one file that is a module as well.

Nothing is renamed and nothing is left out; only imports and exports are written differently. Each
module becomes a block inside the block of the one before, in the order in which they need each
other, so that what one has exported the next ones see by its name. Modules that rename what they
export, as libraries do, become functions instead. What this cannot join (a circle, an `export let`,
an import in the middle, a name that hides another) is an error. JSON modules are constants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from os.path import relpath
from pathlib import Path

import msgspec

from handoff.core.errors import HandoffError
from handoff.frontend.squeezed import tokens

Read = Callable[[Path], str]

_SKIPPED = re.compile(r"(?:\s|;|/\*.*?\*/|//[^\n]*)*", re.DOTALL)
_FROM = r'\s*from\s*"(?P<path>\.{1,2}/[^"]+)"(?:\s*with\s*\{[^}]*\})?[ \t]*;?'
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
_OPENS_OR_CLOSES = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


class NotJoinable(HandoffError):
    """A module is written in a way that cannot be joined."""

    code = "not_joinable"
    status = 500


class _Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module taken apart. `exports` maps what others see to what it is called inside."""

    needs: tuple[tuple[str, Path], ...]
    """Names as they stand in an import, and where they come from."""
    passes_on: tuple[tuple[str, Path], ...]
    body: str
    exports: dict[str, str]
    renames: bool
    """Whether it exports under other names than its own, which takes a function."""

    @property
    def offers(self) -> set[str]:
        """All names that others may import."""
        passed = {name for what, _ in self.passes_on for _, name in _pairs(what)}
        return passed | set(self.exports)


Origin = tuple[Path, str]
"""A module, and what it calls something inside."""


def join(entry: Path, read: Read) -> tuple[str, tuple[Path, ...]]:
    """The joined code, which exports what the entry does, and the files that it is made of.

    `read` gives a file's code. Raises `NotJoinable`.
    """
    entry = entry.resolve()
    modules = _in_order(entry, read)
    if modules[entry].renames:
        raise NotJoinable("The entry may only export what it declares.")
    nest = _Nest(modules, entry.parent)
    parts = [nest.add(path, module) for path, module in modules.items()]
    names = ",".join(modules[entry].exports)
    inside = f"{''.join(parts)}\nreturn{{{names}}}{'}' * nest.depth}"
    return f"const $all=(()=>{{{inside}}})();\nexport const{{{names}}}=$all;\n", tuple(modules)


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
        code = read(path)
        module = _data(code) if path.suffix == ".json" else _taken_apart(path, code)
        for _, needed in (*module.needs, *module.passes_on):
            visit(needed)
        done[path] = module

    visit(entry)
    return done


def _data(json: str) -> _Module:
    body = f"const {_DEFAULT_NAME}={json};"
    exports = {"default": _DEFAULT_NAME}
    return _Module(needs=(), passes_on=(), body=body, exports=exports, renames=True)


def _taken_apart(path: Path, code: str) -> _Module:
    needs, passes_on, body = _head(path, code)
    exports: dict[str, str] = {}
    renames = bool(passes_on)
    if listed := _LISTED.search(body):
        renames = True
        exports |= {outside: inside for inside, outside in _pairs(listed["names"])}
        body = body[: listed.start()]
    exports |= {found["name"]: found["name"] for found in _DECLARED.finditer(body)}
    body = _DECLARED.sub("", body)
    if _DEFAULT.search(body):
        exports["default"] = _DEFAULT_NAME
        renames = True
        body = _DEFAULT.sub(f"const {_DEFAULT_NAME}=", body, count=1)
    if left := _LEFT.search(body):
        raise NotJoinable(f"{path.name} cannot be joined: {left[0].strip()[:60]!r}")
    return _Module(needs=needs, passes_on=passes_on, body=body, exports=exports, renames=renames)


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


class _Nest:
    """Modules inside each other. It knows what each name means where the next module goes."""

    def __init__(self, modules: Mapping[Path, _Module], home: Path) -> None:
        self.depth = 0
        self._modules = modules
        self._home = home
        self._functions = {path: f"$m{n}" for n, path in enumerate(modules)}
        self._seen: dict[str, Origin] = {}
        self._wanted = set(_imports_of(modules.values()))

    def add(self, path: Path, module: _Module) -> str:
        """The next module's code; its block stays open for those behind it."""
        body = module.body.replace(_OWN_ADDRESS, _address(path, self._home)).rstrip()
        if module.renames:
            return (
                f"const {self._functions[path]}=(()=>{{{self._function(path, module, body)}}})();\n"
            )
        taken = "".join(self._taken(what, where) for what, where in module.needs)
        # In a block of their own: the module may call something of its own by a name they read.
        self.depth += 2 if taken else 1
        self._seen |= {name: (path, name) for name in declared(body)}
        return f"{{{taken}{{{body}\n" if taken else f"{{{body}\n"

    def _function(self, path: Path, module: _Module, body: str) -> str:
        """A module that gives what it exports under the names that others know."""
        seen = dict(self._seen)
        taken = "".join(self._taken(what, where) for what, where in module.needs)
        self._seen = seen
        given = {name: how for name, how in module.exports.items() if (path, name) in self._wanted}
        shared = [_property(outside, inside) for outside, inside in given.items()]
        for what, where in module.passes_on:
            shared += [
                _property(outside, self._reference(where, inside))
                for inside, outside in _pairs(what)
            ]
        return f"{taken}{body}\nreturn{{{','.join(shared)}}}"

    def _taken(self, what: str, where: Path) -> str:
        """An import: nothing where the name already means that, else a constant."""
        if what.startswith("*"):
            held = (_property(n, self._reference(where, n)) for n in self._modules[where].exports)
            return f"const {what.split()[-1]}={{{','.join(held)}}};"
        wanted = _pairs(what) if what.startswith("{") else [("default", what)]
        return "".join(self._constant(where, name, local) for name, local in wanted)

    def _constant(self, where: Path, name: str, local: str) -> str:
        origin = where, name
        if self._seen.get(local) == origin:
            return ""
        reference = self._reference(where, name)
        self._seen[local] = origin
        return f"const {local}={reference};"

    def _reference(self, where: Path, name: str) -> str:
        """How what a module exports is reached from here."""
        module = self._modules[where]
        if name not in module.offers:
            raise NotJoinable(f"{where.name} exports no {name}.")
        if module.renames:
            return f"{self._functions[where]}.{name}"
        if self._seen.get(name) != (where, name):
            raise NotJoinable(f"{name} of {where.name} is hidden by another of that name.")
        return name


def _imports_of(modules: Iterable[_Module]) -> Iterator[Origin]:
    """Everything that one of the modules takes of another by its name."""
    for module in modules:
        for what, where in (*module.needs, *module.passes_on):
            names = _pairs(what) if what.startswith("{") else [("default", what)]
            yield from ((where, name) for name, _ in names)


@lru_cache(maxsize=128)  # a process may have several bridges, as tests do
def declared(code: str) -> frozenset[str]:
    """What a script declares at its top level."""
    depth, takes = 0, ""
    found: set[str] = set()
    for kind, text in tokens(code):
        if kind == "mark" and depth == 0 and text == "=":
            takes = ""
        if kind == "mark" and text in _OPENS_OR_CLOSES:
            depth += _OPENS_OR_CLOSES[text]
            takes = "" if takes in ("class", "function") else takes
        elif kind == "word" and depth == 0 and text in ("const", "let", "class", "function"):
            takes = text
        elif kind == "word" and takes and (depth == 0 or takes in ("const", "let")):
            found.add(text)
            takes = takes if depth else ""
    return frozenset(found)


def _address(path: Path, home: Path) -> str:
    """What `import.meta.url` was to a module, said from where the joined file is."""
    if path.parent == home:
        return _OWN_ADDRESS
    there = Path(relpath(path, home)).as_posix()
    return f'new URL("./{there}",{_OWN_ADDRESS}).href'


def _pairs(listed: str) -> list[tuple[str, str]]:
    """`{a as b, c}` as pairs of what stands before and behind `as`."""
    each = (part.split() for part in listed.strip("{} \n\t").split(",") if part.strip())
    return [(words[0], words[-1]) for words in each]


def _property(name: str, value: str) -> str:
    return name if name == value else f"{name}:{value}"
