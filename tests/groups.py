"""Which tests stay together where several processes run the suite: those that share a server."""

from __future__ import annotations

import pytest

LONGEST = ("served_desk", "test_bot_turn", "test_serve", "test_scripts")
"""Groups that take minutes, in the order of their start: those that train another bot between."""


def arrange(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Beside other processes: tests that share a server stay together, and come first."""
    if not hasattr(config, "workerinput"):
        return
    groups = {item: group for item in items if (group := _group(item))}
    for item, group in groups.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: _rank(groups.get(item)))


def _group(item: pytest.Item) -> str | None:
    """Whose server a test shares: that of its module, or the desk that serves many modules."""
    if item.get_closest_marker("rasa") is None:
        return None
    return "served_desk" if "served_desk" in item.fixturenames else item.path.stem  # type: ignore[attr-defined]


def _rank(group: str | None) -> int:
    if group is None:
        return len(LONGEST) + 1
    return LONGEST.index(group) if group in LONGEST else len(LONGEST)
