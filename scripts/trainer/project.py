"""What trainers write, read from its files: phrases, rules, responses, titles.

Of a business this is what stands in its folder together with what every business has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from contracts.acts import ActPhrase, files, read_acts
from contracts.business import FILE, OWN_PYTHON, BusinessError, BusinessProfile
from contracts.merging import CHECKOUT, CORE, DOMAIN, Sources, merged, sources
from contracts.policy_figures import figures
from contracts.policy_file import FILE as POLICY
from contracts.policy_file import PolicyError, read_policy
from scripts.trainer.errors import NotTrained

_ANNOTATION = re.compile(r"\[([^]]*)\](\([^)]*\)|\{[^}]*\})")
_RESPONSE = re.compile(r"\butter_\w+")
_NO_RESPONSE = frozenset({"utter_message", "utter_action"})
"""Words of the SDK and of Rasa that look like a response."""
ENGINE = "actions/engine"
NAMING = ("policy.yml", "texts", "symptoms", "intake")
"""What of a business may name responses, besides its Python."""


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
    `words` to their texts; `homes` to the domain file whose words count. `figures` are what the
    policy decides, by name. `reserved` are the intents that every business has, with the engine's
    own rules; `named` maps intents of symptoms, texts and profile to the file that names them.
    `acts` are phrases by what is done with them.
    """

    intents: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    variants: dict[str, int]
    titles: dict[str, str]
    asked_for: dict[str, str]
    said: dict[str, str]
    homes: dict[str, str] = {}
    reserved: frozenset[str] = frozenset()
    named: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    figures: dict[str, str] = {}
    acts: tuple[ActPhrase, ...] = ()


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
    """Read the business in `root`. Raises `NotTrained` for a file that cannot be read as such."""
    made_of = _sources(root)
    domains = {folder: _domain_of(folder, root) for folder in made_of.folders}
    files = [file for folder in made_of.data for file in sorted(folder.rglob("*.yml"))]
    data = {file: _decoded(file, root, _Data) for file in files}
    steps = {_label(file, root): [*one.rules, *one.stories] for file, one in data.items()}
    whole: dict[str, Any] = {}
    for found in domains.values():
        whole = merged(whole, found)
    domain = msgspec.convert(whole, _Domain)
    return Project(
        intents=tuple(map(_intent, domain.intents)),
        phrases=tuple(p for file, one in data.items() for p in _phrases(file, root, one)),
        variants={name: len(variants) for name, variants in domain.responses.items()},
        words={name: tuple(_texts(variants)) for name, variants in domain.responses.items()},
        figures=_figures(root),
        titles=domain.slots.titles.initial_value,
        asked_for={
            found: file for file, what in steps.items() for found in _values(what, "intent")
        },
        said={
            **_said_by(root, made_of.profile),
            **{found: file for file, what in steps.items() for found in _values(what, "action")},
        },
        homes={
            name: _label(folder / DOMAIN, root)
            for folder, found in domains.items()
            for name in found.get("responses") or {}
        },
        named={**_beside(made_of.profile), **_in_files(root)},
        reserved=frozenset(map(_intent, domains.get(CORE, {}).get("intents") or ())),
        acts=tuple(_acts(made_of, root)),
    )


def _acts(made_of: Sources, root: Path) -> Iterator[ActPhrase]:
    for file in files(made_of.data):
        try:
            yield from read_acts(file, _label(file, root))
        except BusinessError as exc:
            raise NotTrained([str(exc)]) from exc


def _sources(root: Path) -> Sources:
    try:
        return sources(root)
    except BusinessError as exc:
        raise NotTrained([str(exc)]) from exc


def _domain_of(folder: Path, root: Path) -> dict[str, Any]:
    file = folder / DOMAIN
    _decoded(file, root, _Domain)
    found: dict[str, Any] = _decoded(file, root, dict[str, Any])
    return found


def _label(file: Path, root: Path) -> str:
    """How a file is named to trainers: from its business on, or from the checkout."""
    place, home = file.resolve(), root.resolve()
    return str(place.relative_to(home if place.is_relative_to(home) else CHECKOUT.resolve()))


def _intent(entry: str | dict[str, Any]) -> str:
    return entry if isinstance(entry, str) else next(iter(entry))


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
                place=f"{_label(file, root)}:{number}",
            )


def _texts(variants: list[Any]) -> Iterator[str]:
    texts = (one.get("text") for one in variants if isinstance(one, dict))
    return (text for text in texts if isinstance(text, str))


def _figures(root: Path) -> dict[str, str]:
    """What the policy decides; nothing where a project has none. Raises `NotTrained`."""
    if not (root / POLICY).exists():
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


VARIANTS = Path("bot") / "variants.py"
"""Says by itself that there is nothing to add to an answer."""


def _said_by(root: Path, profile: BusinessProfile | None) -> dict[str, str]:
    """Responses that the engine and the business name, in Python or in what stands for it."""
    return {
        name: _label(file, root)
        for file in _naming(root, profile)
        for name in _RESPONSE.findall(file.read_text(encoding="utf-8"))
        if name not in _NO_RESPONSE
    }


def _beside(profile: BusinessProfile | None) -> dict[str, str]:
    """Intents that the profile names."""
    groups = (profile.beside, *profile.one_problem) if profile else ()
    return {intent: FILE for group in groups for intent in group}


def _in_files(root: Path) -> dict[str, str]:
    """Intents of symptoms and intake, and those of whose matters the texts speak."""
    found: dict[str, str] = {}
    for file in (one for name in NAMING for one in sorted((root / name).rglob("*.yml"))):
        content = _decoded(file, root, Any)
        named = content if isinstance(content, dict) else {}
        matters = named.get("matters")
        of_matters = list(matters) if isinstance(matters, dict) else []
        found |= dict.fromkeys([*_values(named, "intent"), *of_matters], _label(file, root))
    return found


def _naming(root: Path, profile: BusinessProfile | None) -> Iterator[Path]:
    yield from sorted((CHECKOUT / ENGINE).rglob("*.py"))
    yield CHECKOUT / VARIANTS
    yield from python_of(root, profile)
    for name in NAMING:
        yield from (
            [root / name] if (root / name).is_file() else sorted((root / name).rglob("*.yml"))
        )


def python_of(root: Path, profile: BusinessProfile | None) -> list[Path]:
    """The Python files of a business: of the package of its module, else its own one file."""
    module = profile.python if profile else None
    if module is None:
        return [root / OWN_PYTHON] if (root / OWN_PYTHON).exists() else []
    *package, name = module.split(".")
    found = (base.joinpath(*package, f"{name}.py") for base in (root, CHECKOUT))
    file = next((file for file in found if file.exists()), None)
    if file is None or not package:
        return [file] if file else []
    return sorted(file.parent.rglob("*.py"))


def _decoded(file: Path, root: Path, kind: Any) -> Any:
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=kind)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        reason = " ".join(str(exc).split())
        raise NotTrained([f"{_label(file, root)}: {reason}"]) from exc
