"""The file with the invitations, read and checked at the start."""

from __future__ import annotations

from pathlib import Path

import msgspec

from handoff.core.errors import Misconfigured
from handoff.core.invitations import NONE, Invitations


def read_invitations(path: str | None) -> Invitations:
    """The invitations in a YAML file, or none. Raises `Misconfigured`."""
    if path is None:
        return NONE
    try:
        invitations = msgspec.yaml.decode(Path(path).read_bytes(), type=Invitations)
    except OSError as exc:
        raise Misconfigured(f"INVITATIONS_FILE: {path} cannot be read ({exc.strerror})") from exc
    except msgspec.MsgspecError as exc:
        raise Misconfigured(
            f"INVITATIONS_FILE: {path}: {exc}; docs/operations.md shows one"
        ) from exc
    if problems := invitations.problems():
        raise Misconfigured("\n".join(f"INVITATIONS_FILE: {path}: {line}" for line in problems))
    return invitations
