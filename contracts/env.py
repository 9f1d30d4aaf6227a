"""Declarative settings: a struct's annotated fields say how the environment is read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin
from urllib.parse import urlsplit

import msgspec
from msgspec import NODEFAULT, Meta
from msgspec.structs import FieldInfo

from contracts.deadlines import READER_SECONDS

HIGHEST_PORT = 65_535
NO_DEFAULTS: Mapping[str, str] = {}
LONGEST = 1e9
"""Most of any unit of time; keeps out infinity, which no timer can wait for."""


class Kind(msgspec.Struct, frozen=True):
    """Note on a field's type: how a value is written, and what is said of one that is not.

    `wrong` and `advice` may have `{value!r}`, `{length}`, `{problem}` (what `parse` says) and
    `{default}` in them. `parse` takes the written text and raises `ValueError`; its result is
    converted to the type. A private value is neither shown nor repeated.
    """

    wrong: str
    advice: str
    parse: Callable[[str], object] = str
    private: bool = False


class EnvSettings(msgspec.Struct, frozen=True, kw_only=True, rename="upper"):
    """Settings of a process. A field's name in the environment is its name in capitals.

    A list is separated by commas.
    """

    def environment(self) -> dict[str, str]:
        """The settings as `read_env` takes them, defaults included."""
        fields = msgspec.structs.fields(self)
        return {field.encode_name: _text(getattr(self, field.name)) for field in fields}

    def __repr__(self) -> str:
        """Nothing private: settings end up in logs and tracebacks."""
        fields = msgspec.structs.fields(self)
        shown = [field.name for field in fields if not _kind(field.type).private]
        values = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__name__}({', '.join(values)}, …)"


_S = TypeVar("_S", bound=EnvSettings)


class Reading(msgspec.Struct, Generic[_S], frozen=True):
    """What was read. What is missing or wrong stands in as its default: `wrong` names it."""

    settings: _S
    problems: tuple[str, ...]
    wrong: frozenset[str]


def read_env(
    into: type[_S], env: Mapping[str, str], defaults: Mapping[str, str] = NO_DEFAULTS
) -> Reading[_S]:
    """Read each field of `into`, and collect a sentence for each that is missing or wrong.

    An empty value counts as none. `defaults` are those that follow from other settings, written
    as in the environment; all others stand in the struct.
    """
    given = {name: value.strip() for name, value in env.items() if value.strip()}
    values: dict[str, object] = {}
    problems: dict[str, str] = {}
    for field in msgspec.structs.fields(into):
        name = field.encode_name
        values[field.name] = _default(field, defaults)
        try:
            if name in given:
                values[field.name] = _convert(field.type, given[name])
            elif values[field.name] is NODEFAULT:
                problems[name] = f"{name} is missing; {_kind(field.type).advice}"
        except _WrongValue as exc:
            problems[name] = f"{name} {_sentence(field, defaults, exc)}"
    return Reading(into(**values), tuple(problems.values()), frozenset(problems))


class _WrongValue(Exception):
    """A value, or one of a list, that its kind does not take."""

    def __init__(self, value: str, problem: str) -> None:
        super().__init__(problem)
        self.value = value


def _convert(hint: Any, text: str) -> object:
    element = _element(hint)
    try:
        if element is None:
            return msgspec.convert(_kind(hint).parse(text), hint, strict=False)
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return msgspec.convert([_convert(element, part) for part in parts], hint)
    except (ValueError, msgspec.ValidationError) as exc:
        raise _WrongValue(text, str(exc)) from exc


def _default(field: FieldInfo, defaults: Mapping[str, str]) -> object:
    followed = defaults.get(field.encode_name)
    return field.default if followed is None else _convert(field.type, followed)


def _sentence(field: FieldInfo, defaults: Mapping[str, str], exc: _WrongValue) -> str:
    kind = _kind(field.type)
    return f"{kind.wrong}; {kind.advice}".format(
        value="" if kind.private else exc.value,
        length=len(exc.value),
        problem="" if kind.private else exc,
        default=_text(_default(field, defaults)),
    )


def _kind(hint: Any) -> Kind:
    """The outermost kind that a type is annotated with."""
    return next(_kinds(hint), _ANY)


def _kinds(hint: Any) -> Iterator[Kind]:
    if isinstance(hint, Kind):
        yield hint
    for part in (*getattr(hint, "__metadata__", ()), *get_args(hint)):
        yield from _kinds(part)


def _element(hint: Any) -> Any:
    """The type of a list's elements; None for what is no list."""
    if get_origin(hint) is Annotated:
        return _element(get_args(hint)[0])
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _text(value: object) -> str:
    """A value as it is written in the environment."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(value).removesuffix(".0")
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)


def _switch(text: str) -> str:
    return {"yes": "true", "no": "false"}.get(text.lower(), text)


def web_address(text: str) -> str:
    """http(s)://host, maybe with port and path, without slashes at its end; else `ValueError`."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError("is no web address")
    return text.rstrip("/")


_IS = "is {value!r}"
_ANY = Kind(_IS, "write one, as in .env.example")

Text = Annotated[str, _ANY]
Private = Annotated[str, Kind(_ANY.wrong, _ANY.advice, private=True)]
Folder = Annotated[Path, Kind(_ANY.wrong, _ANY.advice, Path)]
Switch = Annotated[bool, Kind(_IS, "write 1 for yes or 0 for no", _switch)]
Port = Annotated[
    int,
    Meta(ge=1, le=HIGHEST_PORT),
    Kind(_IS, f"write a number from 1 to {HIGHEST_PORT}, such as {{default}}"),
]
Count = Annotated[
    int, Meta(ge=1, le=99), Kind(_IS, "write a number from 1 to 99, such as {default}")
]
Seconds = Annotated[
    float,
    Meta(gt=0, le=LONGEST),
    Kind(_IS, "write a number of seconds above 0, such as {default}"),
]
ReaderSeconds = Annotated[
    float,
    Meta(gt=0, le=READER_SECONDS),
    Kind(_IS, f"write seconds, up to {READER_SECONDS:g}, such as {{default}}"),
]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR"],
    Kind(_IS, "write one of DEBUG, INFO, WARNING, ERROR", str.upper),
]
WebAddress = Annotated[
    str, Kind("is no web address", "write one such as {default}", web_address, private=True)
]
