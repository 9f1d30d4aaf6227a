"""Adapter: any HTTP interface with an OpenAPI description, by a mapping file of the business."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from actions.crm.abilities import Abilities
from actions.crm.composite import Opening
from actions.crm.errors import CrmMisconfigured, CrmUnable
from actions.crm.port import FACETS
from actions.crm.remote.client import RemoteClient
from actions.crm.remote.credentials import Credentials, credentials, setting
from actions.crm.remote.description import (
    Description,
    DescriptionError,
    Operation,
    read_description,
)
from actions.crm.remote.facet_method import FacetMethod, methods_of
from actions.crm.remote.mapped_methods import MappedMethods
from actions.crm.remote.mapping import ShopMapping
from actions.crm.remote.mapping_check import check_mapping
from actions.crm.remote.mapping_file import MappingFile
from actions.crm.remote.session import RemoteSession
from actions.crm.remote.shown import shown_by
from contracts.env import web_address


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping that was checked, and what it is run with."""

    file: Path
    mapping: ShopMapping
    description: Description
    credentials: Credentials
    client: RemoteClient


class OpenApiCrm:
    """Every facet of the port, answered as the mapping says; what it does not map is denied."""

    def __init__(self, opened: Opened, zone: ZoneInfo, now: Callable[[], datetime]) -> None:
        self.opened = opened
        self.methods = all_methods()
        self._by_name = {method.name: method for method in self.methods.values()}
        mapping, description, client = opened.mapping, opened.description, opened.client
        self._mapped = MappedMethods(mapping, description, client, zone, now)
        self._unable = {
            method.name: self._reason(method)
            for method in self.methods.values()
            if method.writes and not self.is_mapped(method)
        }

    def abilities(self) -> Abilities:
        """Which writes the mapping does not say how to do, of whatever facet."""
        mapping = self.opened.mapping
        return Abilities(
            unable=self._unable,
            keeps_keys=mapping.connection.keeps_keys,
            shows=shown_by(mapping.methods),
        )

    def is_mapped(self, method: FacetMethod) -> bool:
        """Whether the mapping says how a method is answered."""
        mapped = self.opened.mapping.methods.get((method.facet, method.name))
        return mapped is not None and bool(mapped.ways)

    def operations(self) -> Iterator[tuple[FacetMethod, Operation]]:
        """Each mapped method with each operation that stands behind it."""
        for place, mapped in self.opened.mapping.methods.items():
            names = dict.fromkeys(step.operation for way in mapped.ways for step in way.steps)
            found = [self.opened.description.operation(name) for name in names]
            yield from ((self.methods[place], one) for one in found if one is not None)

    async def ping(self) -> None:
        """Return when the system answers. Raises `CrmUnavailable`."""
        await self._mapped.ping()

    async def close(self) -> None:
        """Give back connections. Safe to call twice."""
        await self.opened.client.close()

    def __getattr__(self, name: str) -> Any:
        """A method of a facet, by its name."""
        method = self.__dict__.get("_by_name", {}).get(name)
        if method is None:
            raise AttributeError(name)
        return partial(self._answered, method)

    async def _answered(self, method: FacetMethod, *args: Any, **kwargs: Any) -> Any:
        if method.writes and not self.is_mapped(method):
            raise CrmUnable(f"{method.facet}.{method.name}: {self._unable[method.name]}.")
        return await self._mapped.run(method, *args, **kwargs)

    def _reason(self, method: FacetMethod) -> str:
        told = self.opened.mapping.methods.get((method.facet, method.name))
        if told is not None and told.denied is not None:
            return told.denied
        return f"{self.opened.file.name} does not say how the shop's system does it"


def open_system(opening: Opening) -> OpenApiCrm:
    """The system of a `crm.yml`, by its file `mapping`, in which its own limits stand.

    Raises `CrmMisconfigured`.
    """
    file = opening.files.get("mapping")
    if file is None:
        raise CrmMisconfigured("files names no mapping; write files: {mapping: crm/shop.yml}")
    return open_mapped(file, opening.env)


def open_mapped(
    file: Path,
    env: Mapping[str, str],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    clock: Callable[[], float] = time.monotonic,
) -> OpenApiCrm:
    """The system that a mapping file describes; connects with its first use.

    Raises `CrmMisconfigured` with everything that is wrong in the file, or a setting that is
    missing in the environment.
    """
    read = MappingFile(file)
    connection = read.mapping.connection
    zone = _zone(read)
    description = _description(read)
    check_mapping(read, description, all_methods())
    session = RemoteSession(connection.limits.at_once)
    shown = credentials(connection.auth, env, session, clock)
    client = RemoteClient(
        _server(read, description, env), session, shown, connection.limits.per_second, now
    )
    opened = Opened(
        file=file,
        mapping=read.mapping,
        description=description,
        credentials=shown,
        client=client,
    )
    return OpenApiCrm(opened, zone, now)


def all_methods() -> dict[tuple[str, str], FacetMethod]:
    """The methods of every facet of a shop, by facet and name."""
    return {
        (facet, name): method
        for facet, protocol in FACETS.items()
        for name, method in methods_of(facet, protocol).items()
    }


def _description(read: MappingFile) -> Description:
    try:
        return read_description(read.mapping.connection.openapi, read.file.parent)
    except DescriptionError as exc:
        read.problems.add(("openapi",), str(exc))
        read.problems.raise_any()
        raise


def _server(read: MappingFile, description: Description, env: Mapping[str, str]) -> str:
    told = read.mapping.connection.server or description.server() or ""
    try:
        return web_address(setting(told, env))
    except ValueError as exc:
        raise CrmMisconfigured(
            f"{read.file}: server is no web address; write one such as https://api.example.com, or "
            "the name of an environment variable that holds one: {env: SHOP_URL}."
        ) from exc


def _zone(read: MappingFile) -> ZoneInfo:
    name = read.mapping.connection.time_zone
    try:
        return ZoneInfo(name)
    except (ValueError, ZoneInfoNotFoundError):
        read.problems.add(("time_zone",), f"{name!r} is no time zone; write one as Asia/Tokyo")
        return ZoneInfo("UTC")
