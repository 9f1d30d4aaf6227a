"""What trainers write, read from its files: phrases, rules, responses, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from contracts.policy_figures import figures
from contracts.policy_file import FILE, PolicyError, read_policy
from scripts.trainer.errors import NotTrained

_ANNOTATION = re.compile(r"\[([^]]*)\](\([^)]*\)|\{[^}]*\})")
_RESPONSE = re.compile(r"\butter_\w+")
_SAID_IN = ("actions/**/*.py", "symptoms/*.yml", "intake/*.yml")
"""Where responses are named beside rules and stories."""
_NO_RESPONSE = frozenset({"utter_message"})
"""The SDK's own word that looks like a response."""


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A line of training data; `place` is `file:line`."""

    text: str
    intent: str
    place: str

    @property
    def spoken(self) -> str:
        """What a customer writes: the words without annotations."""
        return _ANNOTATION.sub(r"\1", self.text)

    @property
    def plain(self) -> str:
        """The words without annotations, capitals and closing marks: two alike are one phrase."""
        return self.spoken.casefold().strip(" ?!.,")


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. `asked_for` maps each intent to the file of a rule or story that names it.

    `said` maps each response to the file that says it; `variants` to how many there are of it, and
    `words` to their texts. `figures` are what the business's policy decides, by name.
    """

    intents: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    variants: dict[str, int]
    titles: dict[str, str]
    asked_for: dict[str, str]
    said: dict[str, str]
    words: dict[str, tuple[str, ...]] = {}
    figures: dict[str, str] = {}


class _Entry(msgspec.Struct, frozen=True):
    intent: str | None = None
    examples: str = ""


class _Data(msgspec.Struct, frozen=True):
    nlu: list[_Entry] = []
    rules: list[Any] = []
    stories: list[Any] = []


class _Titles(msgspec.Struct, frozen=True):
    initial_value: dict[str, str] = {}


class _Slots(msgspec.Struct, frozen=True):
    titles: _Titles = _Titles()


class _Domain(msgspec.Struct, frozen=True):
    intents: list[str | dict[str, Any]]
    responses: dict[str, list[Any]] = {}
    slots: _Slots = _Slots()


def read(root: Path) -> Project:
    """Read the project below `root`. Raises `NotTrained` for a file that cannot be read as such."""
    domain = _decoded(root / "domain.yml", root, _Domain)
    files = sorted((root / "data").rglob("*.yml"))
    data = {file: _decoded(file, root, _Data) for file in files}
    steps = {str(file.relative_to(root)): [*one.rules, *one.stories] for file, one in data.items()}
    return Project(
        intents=tuple(
            name for one in domain.intents for name in ([one] if isinstance(one, str) else one)
        ),
        phrases=tuple(p for file, one in data.items() for p in _phrases(file, root, one)),
        variants={name: len(variants) for name, variants in domain.responses.items()},
        words={name: tuple(_texts(variants)) for name, variants in domain.responses.items()},
        figures=_figures(root),
        titles=domain.slots.titles.initial_value,
        asked_for={
            found: file for file, what in steps.items() for found in _values(what, "intent")
        },
        said={
            **_said_by_actions(root),
            **{found: file for file, what in steps.items() for found in _values(what, "action")},
        },
    )


def phrases(file: Path, root: Path) -> Iterator[Phrase]:
    """The phrases of one file below `root`. Raises `NotTrained` as `read` does."""
    return _phrases(file, root, _decoded(file, root, _Data))


def _phrases(file: Path, root: Path, data: _Data) -> Iterator[Phrase]:
    lines = enumerate(file.read_text().splitlines(), start=1)
    for entry in data.nlu:
        for written in entry.examples.splitlines() if entry.intent else ():
            # Entries come in the order of the file, so each search goes on where the last ended.
            number = next((n for n, line in lines if line.strip() == written.strip()), 0)
            yield Phrase(
                text=written.strip().removeprefix("-").strip(),
                intent=entry.intent or "",
                place=f"{file.relative_to(root)}:{number}",
            )


def _texts(variants: list[Any]) -> Iterator[str]:
    texts = (one.get("text") for one in variants if isinstance(one, dict))
    return (text for text in texts if isinstance(text, str))


def _figures(root: Path) -> dict[str, str]:
    """What the policy decides; nothing where a project has none. Raises `NotTrained`."""
    if not (root / FILE).exists():
        return {}
    try:
        return figures(read_policy(root))
    except PolicyError as exc:
        raise NotTrained(exc.problems) from exc


def _values(steps: Any, key: str) -> Iterator[str]:
    """Everything that stands under `key`, however deep."""
    if isinstance(steps, list):
        for step in steps:
            yield from _values(step, key)
    elif isinstance(steps, dict):
        if isinstance(steps.get(key), str):
            yield steps[key]
        for value in steps.values():
            yield from _values(value, key)


def _said_by_actions(root: Path) -> dict[str, str]:
    return {
        name: str(file.relative_to(root))
        for place in _SAID_IN
        for file in sorted(root.glob(place))
        for name in _RESPONSE.findall(file.read_text())
        if name not in _NO_RESPONSE
    }


def _decoded(file: Path, root: Path, kind: type[Any]) -> Any:
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=kind)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        reason = " ".join(str(exc).split())
        raise NotTrained([f"{file.relative_to(root)}: {reason}"]) from exc
