"""Merge of what every business needs with what one business adds: the sources of its model.

A folder without `business.yml` is a plain Rasa project, and is taken as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from contracts.acts import ActPhrase, files, read_acts
from contracts.article_files import read_articles
from contracts.articles import FOLDER as ARTICLES
from contracts.articles import Article
from contracts.business import FILE, BusinessError, BusinessProfile, read_profile

CHECKOUT = Path(__file__).parents[1]
CORE = CHECKOUT / "bot" / "core"
CONFIG, DOMAIN, DATA = "config.yml", "domain.yml", "data"
LISTS = ("intents", "entities", "actions")
BY_NAME = ("session_config", "responses", "forms")

Domain = Mapping[str, Any]


class _Shape(msgspec.Struct, frozen=True):
    """What the merge relies on in a domain file; the rest is Rasa's to check."""

    session_config: dict[str, Any] | None = None
    intents: list[str | dict[str, Any]] | None = None
    entities: list[str | dict[str, Any]] | None = None
    actions: list[str | dict[str, Any]] | None = None
    slots: dict[str, dict[str, Any]] | None = None
    forms: dict[str, Any] | None = None
    responses: dict[str, list[Any]] | None = None


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is made of. `folders` are the core's and the business's, in this order."""

    config: Path
    folders: tuple[Path, ...]
    profile: BusinessProfile | None

    @property
    def data(self) -> tuple[Path, ...]:
        """Folders of training data."""
        return tuple(folder / DATA for folder in self.folders if (folder / DATA).is_dir())

    def files(self) -> Iterator[tuple[str, Path]]:
        """Every file with the name that it counts under, wherever the folders lie."""
        yield CONFIG, self.config
        for folder in self.folders:
            named = [folder / DOMAIN, *sorted((folder / DATA).rglob("*"))]
            named += sorted((folder / ARTICLES).rglob("*"))
            for path in named:
                if path.is_file():
                    yield self._label(path), path

    def acts(self) -> tuple[ActPhrase, ...]:
        """Phrases of acts, the core's first. Raises `BusinessError` for a file that is amiss."""
        return tuple(
            phrase for file in files(self.data) for phrase in read_acts(file, self._label(file))
        )

    def articles(self) -> tuple[Article, ...]:
        """Articles of the business. Raises `ArticlesRefused` with everything that is wrong."""
        return read_articles(self.folders[-1], self.profile.languages if self.profile else ())

    def told(self) -> dict[str, Any]:
        """Training data out of the profile: how order numbers look, in Rasa's form."""
        numbers = self.profile.order_number if self.profile else None
        found = [] if numbers is None else [_regex("order_number", numbers.pattern)]
        return {"version": "3.1", "nlu": found}

    def _label(self, file: Path) -> str:
        folder = next(one for one in self.folders if file.is_relative_to(one))
        return f"{'core/' if folder == CORE else ''}{file.relative_to(folder)}"

    def domain(self) -> dict[str, Any]:
        """The domain of all folders. Raises `BusinessError` for one that is no mapping."""
        found: dict[str, Any] = {}
        for folder in self.folders:
            found = merged(found, _read(folder / DOMAIN))
        return with_names(found, self.profile) if self.profile else found


def sources(business: Path) -> Sources:
    """What the model of a business is made of. Raises `BusinessError` for a broken profile."""
    own = business / CONFIG
    config = own if own.exists() else CHECKOUT / CONFIG
    if not (business / FILE).exists():
        return Sources(config=config, folders=(business,), profile=None)
    return Sources(config=config, folders=(CORE, business), profile=read_profile(business))


def merged(core: Domain, own: Domain) -> dict[str, Any]:
    """Both domains as one, in which the business's responses, slots and forms win by their name.

    Of a slot that both have, what stands in its initial value is merged as well: titles.
    """
    found: dict[str, Any] = {**core, **own}
    for name in LISTS:
        if name in core or name in own:
            found[name] = _joined(core.get(name) or (), own.get(name) or ())
    for name in BY_NAME:
        if name in core or name in own:
            found[name] = {**(core.get(name) or {}), **(own.get(name) or {})}
    if "slots" in core or "slots" in own:
        found["slots"] = _slots(core.get("slots") or {}, own.get("slots") or {})
    return found


def with_names(domain: Domain, profile: BusinessProfile) -> dict[str, Any]:
    """The domain with `{company}` and `{bot}` filled in, in all responses."""
    names = {"{company}": profile.company, "{bot}": profile.bot}
    return {**domain, "responses": _filled(domain.get("responses") or {}, names)}


def _regex(entity: str, pattern: str) -> dict[str, str]:
    # Part of a longer word or number is none: 88213-K is no order of five digits.
    return {"regex": entity, "examples": rf"- (?<![\w-])(?:{pattern})(?![\w-])" + "\n"}


def _joined(core: Any, own: Any) -> list[Any]:
    """A list without doubles; what the business says of a name stands in its place."""
    return list({**{_name(one): one for one in core}, **{_name(one): one for one in own}}.values())


def _name(entry: Any) -> str:
    return entry if isinstance(entry, str) else str(next(iter(entry)))


def _slots(core: Domain, own: Domain) -> dict[str, Any]:
    found = {**core, **own}
    for name in core.keys() & own.keys():
        found[name] = {**core[name], **own[name]}
        values = [slot.get("initial_value") for slot in (core[name], own[name])]
        if all(isinstance(value, dict) for value in values):
            found[name]["initial_value"] = {**values[0], **values[1]}
    return found


def _filled(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for placeholder, name in names.items():
            value = value.replace(placeholder, name)
        return value
    if isinstance(value, dict):
        return {key: _filled(one, names) for key, one in value.items()}
    return [_filled(one, names) for one in value] if isinstance(value, list) else value


def _read(file: Path) -> dict[str, Any]:
    try:
        found = msgspec.yaml.decode(file.read_bytes(), type=dict[str, Any])
        msgspec.convert(found, type=_Shape)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, msgspec.DecodeError, msgspec.ValidationError) as exc:
        raise BusinessError(f"{file}: {' '.join(str(exc).split())}") from exc
    return found
