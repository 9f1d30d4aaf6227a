"""Access to what the business's manager decides, read when first needed."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from contracts.policy import Needs, Policy
from contracts.policy_file import FILE, NO_NEEDS, PolicyError, policy_of


class _Access:
    """Holds what was read, because actions are made without arguments."""

    policy: Policy | None = None


def policy() -> Policy:
    """What the business decides. Raises `PolicyError` with everything that is wrong."""
    if _Access.policy is None:
        _Access.policy = read_policy(business_folder())
    return _Access.policy


def use(other: Policy | None) -> None:
    """Put another policy in its place, or none: then it is read again."""
    _Access.policy = other


def business_folder() -> Path:
    """Where the business is that BUSINESS names; else the one of this folder."""
    return Path(os.environ.get("BUSINESS") or ".")


def read_policy(folder: Path, needs: Needs = NO_NEEDS) -> Policy:
    """The policy of a business. Raises `PolicyError` with everything that is wrong."""
    file = folder / FILE
    try:
        decoded = msgspec.yaml.decode(file.read_bytes())
    except FileNotFoundError as exc:
        raise PolicyError([f"{file} is missing; docs/policy.md tells what stands in it."]) from exc
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        reason = " ".join(str(exc).split())
        raise PolicyError([f"{file} cannot be read: {reason}."]) from exc
    return policy_of(decoded, needs)
