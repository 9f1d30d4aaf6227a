"""Composite: the CRM of a business whose facets are served by several systems, or by none."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from actions.crm.absent import Absent, methods_of
from actions.crm.crm_file import CrmFile, SystemEntry, served_facets
from actions.crm.errors import CrmMisconfigured
from actions.crm.port import FACETS, Books, Crm, System
from actions.crm.schemes import open_address
from contracts.business import home_country

OpenBooks = Callable[[tuple[System, ...]], Books]
"""Where the desk keeps its own records, given the systems of the shop."""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What an adapter of a company's own is opened with; `env` is all of the environment.

    `seconds` is how long it may take for each call.
    """

    settings: Mapping[str, str]
    files: Mapping[str, Path]
    env: Mapping[str, str]
    seconds: float


def compose(
    read: CrmFile, file: Path, env: Mapping[str, str], seconds: float, open_books: OpenBooks
) -> Crm:
    """The CRM that a `crm.yml` describes. Raises `CrmMisconfigured` with all that is wrong."""
    opened, problems = _opened(read, file, env, seconds)
    if problems:
        raise CrmMisconfigured("\n".join(f"{file}: {problem}" for problem in problems))
    systems = tuple(opened.values())
    books = open_books(systems)
    served: dict[str, Any] = {
        facet: opened[read.facets[facet]] if facet in read.facets else Absent(facet)
        for facet in FACETS
    }
    return Crm(**served, records=books, systems=(*systems, books))


def open_adapter(path: str, opening: Opening, facets: tuple[str, ...] = tuple(FACETS)) -> System:
    """The system of an adapter by its path, `module:Class`, which serves these facets.

    Raises `CrmMisconfigured`, which says what the adapter lacks.
    """
    module, _, name = path.partition(":")
    try:
        opens = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as exc:
        raise CrmMisconfigured(f"there is no adapter {path}: {exc}") from exc
    system: System = opens(opening)
    asked = {"ping", "close", "abilities", *(one for facet in facets for one in methods_of(facet))}
    lacking = sorted(one for one in asked if not hasattr(system, one))
    if lacking:
        raise CrmMisconfigured(f"{path} has no {', '.join(lacking)}")
    return system


def _opened(
    read: CrmFile, file: Path, env: Mapping[str, str], seconds: float
) -> tuple[dict[str, System], list[str]]:
    opened: dict[str, System] = {}
    problems: list[str] = []
    for name, entry in read.systems.items():
        if missing := list(_missing(entry, file, env)):
            problems += [f"systems.{name}: {one}" for one in missing]
            continue
        try:
            opened[name] = _open(entry, file, env, seconds, served_facets(read.facets, name))
        except CrmMisconfigured as exc:
            problems.append(f"systems.{name}: {exc}")
    return opened, problems


def _missing(entry: SystemEntry, file: Path, env: Mapping[str, str]) -> Iterator[str]:
    names = (entry.address,) if entry.address else entry.settings.values()
    for name in names:
        if not env.get(name, "").strip():
            yield f"{name} is not set"
    for path in entry.files.values():
        if not (file.parent / path).is_file():
            yield f"there is no file {path} beside {file.name}"


def _open(
    entry: SystemEntry,
    file: Path,
    env: Mapping[str, str],
    seconds: float,
    facets: tuple[str, ...],
) -> System:
    if entry.address is not None:
        return open_address(env[entry.address].strip(), seconds, entry.address, home_country(env))
    opening = Opening(
        settings={option: env[name].strip() for option, name in entry.settings.items()},
        files={option: file.parent / path for option, path in entry.files.items()},
        env=env,
        seconds=seconds,
    )
    return open_adapter(entry.adapter or "", opening, facets)
