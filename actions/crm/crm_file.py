"""Reader of a business's `crm.yml`: which system serves which facet of its CRM."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from actions.crm.errors import CrmMisconfigured
from actions.crm.port import FACETS

Setting = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9_]*$")]
"""The name of an environment variable: addresses and keys stand in no file of a business."""
Adapter = Annotated[str, Meta(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$")]
"""A module of Python and what opens the adapter there: `our_shop.crm:OurShop`."""


class SystemEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A system: one of the desk's own adapters by its `address`, or an `adapter` of the company's.

    `settings` and `files` are handed to the adapter, by the names that it knows them under; files
    are beside `crm.yml` or below.
    """

    address: Setting | None = None
    adapter: Adapter | None = None
    settings: dict[str, Setting] = {}
    files: dict[str, str] = {}


class CrmFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The systems of a business by names of its own, and for each facet one of them.

    A facet that is left out nobody serves.
    """

    systems: dict[str, SystemEntry]
    facets: dict[str, str]


def read_crm_file(file: Path) -> CrmFile:
    """Raises `CrmMisconfigured` with a line for everything that is wrong in the file."""
    try:
        read = msgspec.yaml.decode(file.read_bytes(), type=CrmFile)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        raise CrmMisconfigured(f"{file}: {' '.join(str(exc).split())}.") from exc
    problems = [*_of_facets(read), *_of_systems(read)]
    if problems:
        raise CrmMisconfigured("\n".join(f"{file}: {problem}" for problem in problems))
    return read


def served_facets(facets: Mapping[str, str], system: str) -> tuple[str, ...]:
    """The facets that a system serves."""
    return tuple(facet for facet, name in facets.items() if name == system)


def _of_facets(read: CrmFile) -> Iterator[str]:
    for facet, system in read.facets.items():
        if facet not in FACETS:
            yield f"facets.{facet} is no facet; write one of {', '.join(FACETS)}"
        if system not in read.systems:
            yield f"facets.{facet} names {system}, which is not among systems"


def _of_systems(read: CrmFile) -> Iterator[str]:
    for name, system in read.systems.items():
        if (system.address is None) == (system.adapter is None):
            yield f"systems.{name} needs either address or adapter"
        if system.address and (system.settings or system.files):
            yield f"systems.{name} has an address, so settings and files say nothing to it"
        if not served_facets(read.facets, name):
            yield f"systems.{name} serves no facet; leave it out, or name it under facets"
