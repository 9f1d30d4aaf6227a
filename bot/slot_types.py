"""Rule of slots: which of a tracker's hold a value of another type than the domain says."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.slots import (
    BooleanSlot,
    CategoricalSlot,
    FloatSlot,
    ListSlot,
    Slot,
    TextSlot,
)
from rasa.shared.core.trackers import DialogueStateTracker


def misfits(tracker: DialogueStateTracker) -> list[str]:
    """Their names. A slot of any type, and one of a business's own, takes everything."""
    return [name for name, slot in tracker.slots.items() if not fits(slot)]


def fits(slot: Slot) -> bool:
    """Whether the value of a slot, if it has one, is of its type."""
    value = slot.value
    return value is None or _is_of(slot, value)


def _is_of(slot: Slot, value: Any) -> bool:
    if isinstance(slot, TextSlot):
        return isinstance(value, str)
    if isinstance(slot, BooleanSlot):
        return isinstance(value, bool)
    if isinstance(slot, FloatSlot):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(slot, ListSlot):
        return isinstance(value, list)
    return not isinstance(slot, CategoricalSlot) or isinstance(value, (str, int, float, bool))
