"""Access to what the business's manager decides, and its reader."""

from __future__ import annotations

from pathlib import Path

import msgspec

from actions.engine.business.business import business
from contracts.policy import Needs, Policy
from contracts.policy_file import FILE, NO_NEEDS, PolicyError, policy_of


def policy() -> Policy:
    """What the business that this process serves decides. Raises `RuntimeError` before `use`."""
    return business().policy


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
