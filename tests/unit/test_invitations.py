"""Invitations to chat: the file with the rules, and what each says to whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from actions.crm.records.order import Order
from actions.crm.records.parcel import Shipment
from handoff.config.files import read_invitations
from handoff.core.errors import Misconfigured
from handoff.core.invitations import NONE, has_late

FILE = """\
per_day: 2
rules:
  - id: pay
    when: {page: "/checkout*", seconds: 40, cart_value: 500}
    bubble: {en: Is something unclear?, de: Ist etwas unklar?}
    opening: {en: What would you like to know?, de: Was möchten Sie wissen?}
  - id: late
    when: {late_order: true}
    bubble: {en: Your parcel is late. Shall we look?}
    opening: {en: Which order is it about?}
"""
TODAY = date(2026, 3, 2)


def written(folder: Path, text: str) -> str:
    """A file with that text."""
    path = folder / "invitations.yml"
    path.write_text(text)
    return str(path)


def parcel(expected_on: date, delivered_at: datetime | None = None) -> Order:
    """An order with one parcel; what else an order has does not matter here."""
    shipment = msgspec.defstruct("Parcel", [("expected_on", date), ("delivered_at", object)])
    order = msgspec.defstruct("Bought", [("shipments", tuple)])
    made: Order = order((shipment(expected_on, delivered_at),))
    return made


def test_rules_are_read_in_their_order(tmp_path: Path) -> None:
    """The file's order is that of importance; what a rule does not say has a default."""
    found = read_invitations(written(tmp_path, FILE))
    assert [rule.id for rule in found.rules] == ["pay", "late"]
    assert found.per_day == 2
    late = found.rules[1].when
    assert (late.page, late.seconds, late.cart_value, late.error) == ("*", 10, None, False)


def test_the_bot_begins_in_the_visitor_s_language(tmp_path: Path) -> None:
    """A locale finds its language, or English; an unknown invitation says nothing."""
    found = read_invitations(written(tmp_path, FILE))
    assert found.opening("pay", "de-AT") == "Was möchten Sie wissen?"
    assert found.opening("pay", "fr") == "What would you like to know?"
    assert found.opening("late", "de") == "Which order is it about?"
    assert found.opening("none", "en") is None


def test_without_a_file_nobody_is_invited() -> None:
    """No file, no rules."""
    assert read_invitations(None) is NONE


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("id: late", "id: pay", "pay: there are 2 rules with this id"),
        ("opening: {en: Which", "opening: {de: Which", "late: opening has no text for 'en'"),
        ("id: late", "id: Late order", "regex"),
        ("per_day: 2", "per_day: 0", ">= 1"),
        ("seconds: 40", "seconds: 1", ">= 3"),
        ("/checkout*", "checkout", "regex"),
        ("late_order: true", "latest: true", "unknown field"),
        ("per_day: 2", "per_day: [", "invitations.yml"),
    ],
)
def test_a_wrong_file_is_named_at_the_start(tmp_path: Path, old: str, new: str, says: str) -> None:
    """What is wrong with it is said before anybody is invited."""
    assert old in FILE
    with pytest.raises(Misconfigured, match="INVITATIONS_FILE") as caught:
        read_invitations(written(tmp_path, FILE.replace(old, new)))
    assert says in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    """A path that leads nowhere is refused."""
    with pytest.raises(Misconfigured, match="cannot be read"):
        read_invitations(str(tmp_path / "none.yml"))


def test_an_order_is_late_once_its_day_is_over() -> None:
    """The promised day itself is not late, and what has come is not either."""
    came = datetime(2026, 3, 1, tzinfo=UTC)
    assert not has_late([], TODAY)
    assert not has_late([parcel(TODAY)], TODAY)
    assert not has_late([parcel(date(2026, 2, 27), came)], TODAY)
    assert has_late([parcel(TODAY), parcel(date(2026, 3, 1))], TODAY)
    assert {"expected_on", "delivered_at"} <= set(Shipment.__struct_fields__)
    assert "shipments" in Order.__struct_fields__
