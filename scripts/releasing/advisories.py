"""Pure rules of advisories in OSV's format: whether one is about a version of a package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cmp_to_key
from typing import Any

import msgspec
from packaging.version import InvalidVersion
from packaging.version import Version as PythonVersion
from semver import Version as NodeVersion


class Package(msgspec.Struct, frozen=True, order=True):
    """A package of a release; `ecosystem` is OSV's word: `PyPI` or `npm`."""

    ecosystem: str
    name: str
    version: str


class _Range(msgspec.Struct, frozen=True):
    type: str
    events: tuple[dict[str, str], ...] = ()


class _About(msgspec.Struct, frozen=True):
    ecosystem: str
    name: str


class _Affected(msgspec.Struct, frozen=True):
    package: _About | None = None
    ranges: tuple[_Range, ...] = ()
    versions: tuple[str, ...] = ()


class Advisory(msgspec.Struct, frozen=True):
    """What is read of one."""

    id: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    withdrawn: str | None = None
    affected: tuple[_Affected, ...] = ()

    def concerns(self, package: Package) -> bool:
        """Whether this version has it. What cannot be compared counts as having it."""
        return self.withdrawn is None and any(
            package.version in one.versions
            or any(_within(one_range, package) for one_range in one.ranges)
            for one in self._about(package)
        )

    def fixed_in(self, package: Package) -> list[str]:
        """The versions that mend it, as they are told."""
        events = (
            event for one in self._about(package) for each in one.ranges for event in each.events
        )
        found = dict.fromkeys(event["fixed"] for event in events if "fixed" in event)
        return [one for one in found if not _is_commit(one)]

    def _about(self, package: Package) -> Iterator[_Affected]:
        for one in self.affected:
            if (
                one.package is not None
                and one.package.ecosystem == package.ecosystem
                and plain(one.package.name) == plain(package.name)
            ):
                yield one


def plain(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def found(
    advisories: Iterable[Advisory], packages: Iterable[Package]
) -> list[tuple[Package, Advisory]]:
    """Which packages have what, in their order."""
    known = list(advisories)
    return [(one, advisory) for one in packages for advisory in known if advisory.concerns(one)]


def _within(span: _Range, package: Package) -> bool:
    """OSV's own rule: events switch in their order, and the last before the version counts."""
    if span.type == "GIT":
        return False
    order = _ORDERS[package.ecosystem]
    try:
        return _switched(span.events, order(package.version), order)
    except (InvalidVersion, ValueError):
        return True


def _switched(
    events: tuple[dict[str, str], ...], version: Any, order: Callable[[str], Any]
) -> bool:
    inside = False
    for place, kind in sorted(
        ((order(at), kind) for event in events for kind, at in event.items() if kind != "limit"),
        key=cmp_to_key(_first),
    ):
        if place > version or (place == version and kind == "last_affected"):
            break
        inside = kind == "introduced"
    return inside


def _first(one: tuple[Any, str], other: tuple[Any, str]) -> int:
    return int(one[0] > other[0]) - int(one[0] < other[0])


def _python(version: str) -> PythonVersion:
    return PythonVersion(version)


def _node(version: str) -> NodeVersion:
    return NodeVersion.parse(version, optional_minor_and_patch=True)


def _is_commit(version: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{40}", version) is not None


_ORDERS: dict[str, Callable[[str], Any]] = {"PyPI": _python, "npm": _node}
