"""Who hears of which event: every kind of event, every role, every way of being involved."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any, get_args

import pytest

from handoff.core.events import (
    AgentChanged,
    ChannelChanged,
    ConversationChanged,
    CustomerSignedOut,
    Event,
    HandoffChanged,
    LabelsChanged,
    LoginsEnded,
    MessageAdded,
    MessageUpdated,
    NoticeChanged,
    OfferChanged,
    SlaTimerChanged,
    ViewersChanged,
)
from handoff.core.hearing import CUSTOMER, Listener, Standing, hears
from handoff.core.model import (
    Agent,
    Author,
    Conversation,
    Handoff,
    Message,
    MessageKind,
    Notice,
    Offer,
    Role,
    SlaTimer,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE, ME, KIM = "cv_1", "ag_me", "ag_kim"
DESK: tuple[Role, ...] = ("agent", "supervisor", "admin")
INVOLVED: dict[str, tuple[Standing, frozenset[str]]] = {
    "has it": (Standing(agent_id=ME), frozenset()),
    "has just got it": (Standing(agent_id=ME, moved=True), frozenset()),
    "has it open": (Standing(agent_id=KIM), frozenset({HERE})),
    "has it open as it moves": (Standing(agent_id=KIM, moved=True), frozenset({HERE})),
    "has another open": (Standing(agent_id=KIM), frozenset({"cv_2"})),
    "is told that it moved": (Standing(agent_id=KIM, moved=True), frozenset()),
    "sees nobody has it": (Standing(), frozenset()),
    "sees nobody has it any more": (Standing(moved=True), frozenset()),
}
"""How the conversation stands, and what is on the listener's screen."""
CLOSE = {"has it", "has just got it", "has it open", "has it open as it moves"}
NEWS = {"is told that it moved", "sees nobody has it any more"}


def agent(agent_id: str) -> Agent:
    """Somebody at the desk."""
    return Agent(
        id=agent_id,
        name="Kim",
        email="kim@example.com",
        role="agent",
        presence="available",
        idle_since=AT,
        skills=(),
        capacity=4,
    )


CONVERSATION = Conversation(
    id=HERE,
    channel="webchat",
    address="v:1",
    customer_id=None,
    customer_name="Ada",
    level="claimed",
    how=None,
    scope=None,
    owner="agent",
    epoch=3,
    agent_id=None,
    last_seq=2,
    question_seq=0,
    handled_seq=0,
    known_seq=0,
    locale="en",
    page={},
    opened_at=AT,
    updated_at=AT,
)
HANDOFF = Handoff(
    id="ho_1",
    conversation_id=HERE,
    state="queued",
    reason="customer_asked",
    skill="general",
    priority="normal",
    packet={},
    created_at=AT,
    queued_at=AT,
)


def said(kind: MessageKind) -> MessageAdded:
    """A row of the log."""
    message = Message(
        id="m_1",
        conversation_id=HERE,
        seq=2,
        author=Author(kind="agent", id=KIM, name="Kim"),
        kind=kind,
        channel="webchat",
        text="Hello",
        at=AT,
    )
    return MessageAdded(message=message)


def offer(to: str) -> OfferChanged:
    """A handoff that an agent is asked to take."""
    made = Offer(
        id="of_1", handoff_id="ho_1", agent_id=to, state="pending", created_at=AT, expires_at=AT
    )
    return OfferChanged(offer=made, conversation_id=HERE)


def notice(to: str) -> NoticeChanged:
    """Something that an agent is told."""
    told = Notice(id="no_1", agent_id=to, text="Moved.", conversation_id=HERE, at=AT)
    return NoticeChanged(notice=told)


def clock(of: str | None) -> SlaTimerChanged:
    """The clock of a case that an agent has, or nobody."""
    kept = SlaTimer(
        handoff_id="ho_1",
        conversation_id=HERE,
        agent_id=of,
        skill="general",
        priority="normal",
        waits_since=AT,
    )
    return SlaTimerChanged(clock=kept)


EVENTS: dict[str, Event] = {
    "said": said("text"),
    "noted": said("note"),
    "updated": MessageUpdated(conversation_id=HERE, seq=2, state="read"),
    "readers": ViewersChanged(conversation_id=HERE, readers=()),
    "changed": ConversationChanged(conversation=CONVERSATION),
    "handoff": HandoffChanged(handoff=HANDOFF, conversation=CONVERSATION, why="asked"),
    "agent": AgentChanged(agent=agent(KIM)),
    "channel": ChannelChanged(channel="whatsapp"),
    "labels": LabelsChanged(labels=()),
    "offer to me": offer(ME),
    "offer to Kim": offer(KIM),
    "notice to me": notice(ME),
    "notice to Kim": notice(KIM),
    "my clock": clock(ME),
    "Kim's clock": clock(KIM),
    "nobody's clock": clock(None),
    "signed out": CustomerSignedOut(customer_id="c-1"),
    "logins": LoginsEnded(agent_id=ME, ids=("lo_1",)),
}
FOR_ALL = {"handoff", "agent", "channel", "labels", "offer to me", "notice to me", "my clock"}
FOR_ALL |= {"nobody's clock"}
FOR_OTHERS = {"offer to Kim", "notice to Kim", "Kim's clock"}
FOR_OTHERS |= {"signed out", "logins"}  # the desk itself
OF_CONVERSATION = {"said", "noted", "updated", "readers", "changed"}
TABLE = tuple(itertools.product(EVENTS, INVOLVED))


def heard(event: str, role: Any, involved: str) -> str | None:
    """How much somebody of that role hears who is involved in that way."""
    standing, shows = INVOLVED[involved]
    return hears(EVENTS[event], Listener(role=role, agent_id=ME, shows=shows), standing)


def due(event: str, involved: str) -> str | None:
    """How much is due to somebody with a desk."""
    if event in FOR_ALL:
        return "whole"
    if event in OF_CONVERSATION and involved in CLOSE:
        return "whole"
    return "outline" if event == "changed" and involved in NEWS else None


def test_the_table_is_whole() -> None:
    """Every kind of event is in the table, and each is of one sort."""
    assert {type(event) for event in EVENTS.values()} == set(get_args(Event))
    assert set(EVENTS) == FOR_ALL | FOR_OTHERS | OF_CONVERSATION
    assert len(EVENTS) == len(FOR_ALL) + len(FOR_OTHERS) + len(OF_CONVERSATION)
    assert set(get_args(Role)) == {*DESK, "trainer"}


@pytest.mark.parametrize(("event", "involved"), TABLE)
def test_each_hears_what_concerns_them(event: str, involved: str) -> None:
    """Whoever has a desk hears what is for everyone, for them, and of what they have or see."""
    assert [heard(event, role, involved) for role in DESK] == [due(event, involved)] * len(DESK)


@pytest.mark.parametrize(("event", "involved"), TABLE)
def test_trainers_hear_nothing(event: str, involved: str) -> None:
    """Whoever has no desk hears of no conversation, whatever is said of them."""
    assert heard(event, "trainer", involved) is None


@pytest.mark.parametrize(("event", "involved"), TABLE)
def test_customers_hear_of_their_conversation(event: str, involved: str) -> None:
    """A page hears what is said in its conversation and how that stands, but no note, nor who reads
    along, nor anything of the desk; that it has an agent's id, too, does not help it."""
    shown = HERE in INVOLVED[involved][1]
    expected = "whole" if shown and event in {"said", "updated", "changed"} else None
    assert heard(event, CUSTOMER, involved) == expected


def test_a_conversation_of_nobody_is_not_that_of_a_listener_without_a_name() -> None:
    """Nobody's conversation concerns nobody in particular."""
    assert hears(EVENTS["said"], Listener(role="agent"), Standing()) is None
