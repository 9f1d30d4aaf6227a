"""Figures of the business's policy, for the placeholders of responses."""

from __future__ import annotations

from pathlib import Path

from bot.errors import SettingsError
from contracts.policy_figures import figures
from contracts.policy_file import PolicyError, read_policy


def figures_in(file: Path) -> dict[str, str]:
    """What every `policy.…` stands for; nothing where a project has no policy at all.

    Raises `SettingsError` with everything that is wrong in it.
    """
    if not file.exists():
        return {}
    try:
        return figures(read_policy(file.parent))
    except PolicyError as exc:
        raise SettingsError(str(exc)) from exc
