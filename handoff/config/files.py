"""Reader of settings files: YAML decoded into structs; opening hours, targets, invitations."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

import msgspec

from handoff.core import invitations
from handoff.core.errors import Misconfigured
from handoff.core.invitations import Invitations
from handoff.core.sla import hours, targets
from handoff.core.sla.hours import Hours
from handoff.core.sla.idle import IdleRules
from handoff.core.sla.targets import Targets

_T = TypeVar("_T")


@runtime_checkable
class Examined(Protocol):
    """Content that knows what is wrong with it beyond its form."""

    def problems(self) -> list[str]:
        """A sentence for each; none where it may be used."""


def read_hours(path: str | None) -> Hours:
    """The opening hours in a file, or a desk that never closes. Raises `Misconfigured`."""
    return _read("HOURS_FILE", path, hours.ALWAYS)


def read_targets(path: str | None) -> Targets:
    """The service targets in a file, or none. Raises `Misconfigured`."""
    return _read("TARGETS_FILE", path, targets.NONE)


def read_idle(path: str | None) -> IdleRules:
    """The rules for silent customers in a file, or the usual ones. Raises `Misconfigured`."""
    return _read("IDLE_FILE", path, IdleRules())


def read_invitations(path: str | None) -> Invitations:
    """The invitations in a file, or none. Raises `Misconfigured`."""
    return _read("INVITATIONS_FILE", path, invitations.NONE)


def _read(setting: str, path: str | None, default: _T) -> _T:
    """What the file says, or `default` without one; an error names the setting, file and remedy."""
    if path is None:
        return default
    try:
        content = msgspec.yaml.decode(Path(path).read_bytes(), type=type(default))
    except OSError as exc:
        problems = [f"cannot be read ({exc.strerror})"]
    except msgspec.MsgspecError as exc:
        problems = [str(exc)]
    else:
        problems = content.problems() if isinstance(content, Examined) else []
        if not problems:
            return content
    raise Misconfigured(
        "\n".join(f"{setting}: {path}: {each}; docs/operations.md shows one" for each in problems)
    )
