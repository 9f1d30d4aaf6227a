"""Records without what is personal in them are still records of their kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest
from msgspec import inspect

from contracts.turn import Channel
from handoff.core.events import ChannelChanged, Event
from handoff.core.packet import Packet
from handoff.store.privacy.emptied import KEPT, emptied

KINDS = get_args(Event)
TRACE = "zebulon"


PLAIN: dict[type[inspect.Type], Any] = {
    inspect.DateTimeType: datetime(2026, 1, 1, tzinfo=UTC).isoformat(),
    inspect.DateType: "2026-01-01",
    inspect.DictType: {TRACE: TRACE},
    inspect.AnyType: {TRACE: TRACE},
    inspect.BoolType: True,
    inspect.IntType: 1,
    inspect.FloatType: 0.5,
}


def filled(kind: inspect.Type, name: str = "") -> Any:
    """A value of that type in which every text that may be anything is a trace."""
    if kind == inspect.type_info(Channel):
        return "pigeon"
    match kind:
        case inspect.Metadata():
            return filled(kind.type, name)
        case inspect.UnionType():
            kinds = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
            return filled(kinds[0], name)
        case inspect.StructType():
            value = {each.encode_name: filled(each.type, each.encode_name) for each in kind.fields}
            return value if kind.tag_field is None else {kind.tag_field: kind.tag, **value}
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.StrType():
            return f"a {name}" if name in KEPT else f"{TRACE} as {name}"
        case inspect.ListType() | inspect.VarTupleType():
            return [filled(kind.item_type, name)]
    return PLAIN[type(kind)]


@pytest.mark.parametrize("kind", [*KINDS, Packet], ids=lambda kind: kind.__name__)
def test_nothing_personal_is_left_and_it_can_be_read(kind: Any) -> None:
    """Every event and the packet, with every field filled: no trace, and the same type."""
    before = filled(inspect.type_info(kind))
    msgspec.convert(before, kind)
    after = emptied(before, kind if kind is Packet else Event)
    assert TRACE not in str(after)
    msgspec.convert(after, kind)


def test_what_finds_it_stays() -> None:
    """Ids of our own, states and times stay as they were."""
    before = {
        "type": "channel.changed",
        "channel": "whatsapp",
        "stopped": {"channel": "whatsapp", "code": "190", "at": "2026-01-01T00:00:00Z"},
    }
    assert msgspec.convert(emptied(before, Event), ChannelChanged) == msgspec.convert(
        before, ChannelChanged
    )


def test_a_record_of_no_declared_kind_is_an_error() -> None:
    """Nothing is guessed: whoever adds a kind of record hears of it."""
    with pytest.raises(msgspec.ValidationError):
        emptied({"type": "never.heard"}, Event)
