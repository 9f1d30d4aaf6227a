"""How complaints are rooted, counted and compared, and the marks of clients."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from actions.crm.complaint import Complaint, ComplaintKind, RootCause
from actions.engine.business.complaints import root_of
from actions.shop.orders import parcel_words
from actions.shop.orders.faults import TOPICS as FAULTS
from handoff.core.complaints import counted, found_by_agent
from handoff.http.client_hash import ClientHashes

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def complaint(customer: str | None, cause: str = "carrier_delay", **more: object) -> Complaint:
    fields = {"conversation_id": "cv", "carrier": "Northway", "opened_at": NOW, **more}
    return Complaint(
        reference="CP-1",
        kind="delivery",
        root_cause=cause,  # type: ignore[arg-type]
        customer_id=customer,
        **fields,  # type: ignore[arg-type]
    )


def test_every_fault_of_a_parcel_has_a_root() -> None:
    """What we apologise for on the way of a parcel is never filed as something else."""
    for cause in parcel_words._FAULTS:
        assert root_of(cause)[0] == "delivery", cause
    assert FAULTS
    for cause in ("damaged", "wrong", "missing", "broken"):
        assert root_of(cause)[0] == "goods"


def test_a_cause_without_a_root() -> None:
    """What nobody has thought of is kept all the same."""
    assert root_of("meteorite") == ("service", "other")


def test_customers_count_once_a_cause() -> None:
    """A customer with three complaints is one; visitors count by their conversation."""
    now = [
        complaint("c-1"),
        complaint("c-1", opened_at=NOW + timedelta(hours=1)),
        complaint("c-2", state="settled"),
        complaint(None, conversation_id="cv-3"),
        complaint(None, conversation_id="cv-4"),
    ]
    (found,) = counted(now, [complaint("c-9"), complaint("c-9")])
    assert (found.customers, found.customers_before, found.open) == (4, 1, 4)
    assert found.latest_at == NOW + timedelta(hours=1)


def test_each_object_counts_for_itself() -> None:
    """Carriers are told apart by name, faulty goods by theirs, and the worst comes first."""
    now = [
        complaint("c-1"),
        complaint("c-1", carrier="Parcelix"),
        complaint("c-2", carrier="Parcelix"),
        complaint("c-3", "faulty_product", product="A card"),
    ]
    found = [(one.root_cause, one.object, one.customers) for one in counted(now, [])]
    assert found == [
        ("carrier_delay", "Parcelix", 2),
        ("carrier_delay", "Northway", 1),
        ("faulty_product", "A card", 1),
    ]


@pytest.mark.parametrize("cause", get_args(RootCause))
def test_a_cause_of_before_alone_is_not_told(cause: str) -> None:
    """Only what let customers down in the span itself is told."""
    assert counted([], [complaint("c-1", cause)]) == ()


@pytest.mark.parametrize("cause", get_args(RootCause))
def test_an_agent_may_name_every_cause(cause: RootCause) -> None:
    """Each root cause makes a complaint, with what the bot's facts say of order and object."""
    facts = {"order_number": "30021", "carrier": "Northway", "product": None, "value": 58990}
    found = found_by_agent(cause, facts)
    assert found is not None
    assert found.kind in get_args(ComplaintKind)
    assert (found.root_cause, found.order_number) == (cause, "30021")
    assert (found.carrier, found.product) == ("Northway", None)


def test_what_the_bot_had_filed_is_not_filed_again() -> None:
    """An agent who agrees with the bot on the root cause adds nothing, one who does not does."""
    facts = {"root_cause": "carrier_loss"}
    assert found_by_agent("carrier_loss", facts) is None
    assert found_by_agent("carrier_delay", facts) is not None


def test_a_mark_stands_for_an_address() -> None:
    """The same address has the same mark, another one another."""
    marks = ClientHashes(b"key")
    assert marks.of("203.0.113.9") == marks.of("203.0.113.9") != marks.of("203.0.113.10")
    assert marks.of("203.0.113.9") != ClientHashes(b"other").of("203.0.113.9")


def test_a_household_is_one_place() -> None:
    """Addresses of one IPv6 network, and an IPv4 address written as IPv6, are the same place."""
    marks = ClientHashes(b"key")
    assert marks.of("2001:db8:1:2::1") == marks.of("2001:db8:1:2:ffff::9")
    assert marks.of("2001:db8:1:2::1") != marks.of("2001:db8:1:3::1")
    assert marks.of("::ffff:203.0.113.9") == marks.of("203.0.113.9")
    assert marks.of("") == marks.of("")
