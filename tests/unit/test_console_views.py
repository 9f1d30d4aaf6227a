"""What consoles are shown."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from contracts.turn import Button
from handoff.console.http.told import event_view
from handoff.console.http.views import dispositions, message_view
from handoff.console.live.cases import ResolveRequest
from handoff.core.errors import BadRequest
from handoff.core.events import (
    ConversationChanged,
    MessageAdded,
    MessageUpdated,
    OfferChanged,
    Recorded,
)
from handoff.core.model import DISPOSITIONS, Author, Conversation, Message, Offer
from handoff.core.payloads import convert
from handoff.core.states import OfferState

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MESSAGE = Message(
    id="m_1",
    conversation_id="cv_1",
    seq=2,
    author=Author(kind="agent", id="ag_1", name="Sam"),
    kind="note",
    channel="webchat",
    text="Sounds tired.",
    at=AT,
    buttons=(Button(title="Yes", payload="/affirm"),),
)
CONVERSATION = Conversation(
    id="cv_1",
    channel="webchat",
    address="v:secret",
    customer_id=None,
    customer_name="Ada",
    level="claimed",
    how=None,
    scope=None,
    owner="agent",
    epoch=3,
    agent_id="ag_1",
    last_seq=2,
    question_seq=0,
    handled_seq=0,
    known_seq=0,
    locale="en",
    page={},
    opened_at=AT,
    updated_at=AT,
)


def test_agents_see_notes_and_titles() -> None:
    """An agent sees internal notes with their author, and buttons by their titles."""
    view = msgspec.to_builtins(message_view(MESSAGE))
    assert (view["kind"], view["author"]["id"]) == ("note", "ag_1")
    assert view["buttons"] == ({"id": "2.0", "title": "Yes"},)
    assert view["time"] == "2026-03-02T09:00:00Z"


def test_last_words_are_left_out_for_others() -> None:
    """Whom a conversation does not concern learns of its owner, not of what was said."""
    event = ConversationChanged(conversation=CONVERSATION, handoff_id="ho_1", last_text="secret")
    recorded = Recorded(cursor=7, event=event)
    full = msgspec.to_builtins(event_view(recorded))
    bare = msgspec.to_builtins(event_view(recorded, with_text=False))
    assert full["data"]["conversation"]["last_text"] == "secret"
    assert bare["data"]["conversation"] == {
        **full["data"]["conversation"],
        "last_text": None,
    }
    assert (full["cursor"], full["type"]) == (7, "conversation.changed")


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("pending", "offer.made"),
        ("accepted", "offer.ended"),
        ("declined", "offer.ended"),
        ("expired", "offer.ended"),
    ],
)
def test_offers_are_made_and_ended(state: OfferState, kind: str) -> None:
    """A pending offer is made, any other is ended and says how."""
    offer = Offer(
        id="of_1", handoff_id="ho_1", agent_id="ag_1", state=state, created_at=AT, expires_at=AT
    )
    event = OfferChanged(offer=offer, conversation_id="cv_1")
    view = event_view(Recorded(cursor=1, event=event))
    assert view.type == kind
    data = msgspec.to_builtins(view.data)
    assert data.get("state") == (None if kind == "offer.made" else state)


def test_an_update_says_only_what_is_new() -> None:
    """A change of the delivery state says nothing of the custom payload, nor that of the state."""
    update = MessageUpdated(conversation_id="cv_1", seq=2, state="read")
    view = event_view(Recorded(cursor=1, event=update))
    assert msgspec.to_builtins(view.data) == {"conversation_id": "cv_1", "seq": 2, "state": "read"}
    update = MessageUpdated(conversation_id="cv_1", seq=2, custom={"answered": True})
    view = event_view(Recorded(cursor=1, event=update))
    assert msgspec.to_builtins(view.data) == {
        "conversation_id": "cv_1",
        "seq": 2,
        "custom": {"answered": True},
    }


def test_events_carry_the_whole_message() -> None:
    """A new message comes as it would in the transcript."""
    view = event_view(Recorded(cursor=1, event=MessageAdded(message=MESSAGE)))
    data = msgspec.to_builtins(view.data)
    message = msgspec.to_builtins(message_view(MESSAGE))
    assert data == {"conversation_id": "cv_1", "message": message}


def test_a_case_ends_in_one_of_the_known_ways() -> None:
    """Another disposition is refused before anybody acts on it."""
    ended = {"conversation_id": "co_1", "epoch": 1, "disposition": "forgotten"}
    with pytest.raises(BadRequest, match="disposition"):
        convert(ended, ResolveRequest)


def test_every_disposition_has_a_title() -> None:
    """An agent can choose each way in which a case may end."""
    assert {each.code: each.title for each in dispositions()} == DISPOSITIONS
