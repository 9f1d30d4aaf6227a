"""What the widget may send, and what a customer may see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from contracts.turn import Attachment, Button
from handoff.channels.webchat.tokens import signed_in
from handoff.channels.webchat.wire import Send, check_shape, inbound, shown
from handoff.core.errors import BadRequest, TooLong
from handoff.core.model import Author, Message
from handoff.core.payloads import convert

MARK = "3f9a"
ADA = signed_in("c-1", "Ada", "de")
PICTURE = Attachment(kind="image", ref="md_1", name="a.png", mime="image/png", size=3)
VOICE = Attachment(kind="audio", ref="md_2", mime="audio/ogg")


def path_of(ref: str) -> str:
    """Where a customer reads a file."""
    return f"files/{ref}"


def message(**changes: Any) -> Message:
    """A message of the bot's with some fields changed."""
    basic = Message(
        id="m_1",
        conversation_id="cv_1",
        seq=4,
        author=Author(kind="bot", name="Warmdesk"),
        kind="text",
        channel="webchat",
        text="Which one?",
        at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        turn_id="t_1",
    )
    return msgspec.structs.replace(basic, **changes)


def sent(**data: Any) -> Send:
    """What the widget sends."""
    return convert({"client_id": "c-1", **data}, Send)


def test_payloads_of_buttons_stay_in_the_log() -> None:
    """A customer sees a button's title and an opaque id."""
    view = shown(message(buttons=(Button(title="Order 1", payload="/secret{}"),)), path_of)
    assert msgspec.to_builtins(view.buttons) == ({"id": "4.0", "title": "Order 1"},)
    assert b"secret" not in msgspec.json.encode(view)


def test_ids_of_the_inside_stay_inside() -> None:
    """Neither the ids of messages, turns and authors nor an agent's client id are shown."""
    author = Author(kind="agent", id="ag_1", name="Sam")
    view = msgspec.to_builtins(shown(message(author=author, client_id="agents-own"), path_of))
    assert view["author"] == {"kind": "agent", "name": "Sam"}
    assert not {"id", "turn_id"} & set(view)
    assert view["client_id"] is None


def test_an_internal_note_cannot_be_shown() -> None:
    """There is no customer's view of a note."""
    with pytest.raises(ValueError, match="note"):
        shown(message(kind="note"), path_of)


def test_who_writes_comes_from_the_token() -> None:
    """Address, customer and locale of a message are those of the visitor."""
    said = sent(text="hello", page={"url": "https://shop.example/", "title": ""})
    made = inbound(ADA, said, MARK)
    assert made.client == MARK
    assert (made.address, made.customer.id, made.locale) == ("crm:c-1", "c-1", "de")
    assert made.page == {"url": "https://shop.example/"}


def test_a_button_is_named_by_message_and_place() -> None:
    """A button's id is the seq of its message and its place there."""
    assert inbound(ADA, sent(button_id="12.3"), MARK).button == (12, 3)


@pytest.mark.parametrize("button_id", ["", "12", "12.", "-1.0", "1.0.0", "/refund", "\uff11.0"])
def test_whatever_else_is_no_button(button_id: str) -> None:
    """A payload, or anything that is not one of our ids, presses nothing."""
    with pytest.raises(BadRequest):
        inbound(ADA, sent(button_id=button_id), MARK)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_message_is_refused(text: str) -> None:
    """Blanks alone are no message."""
    with pytest.raises(BadRequest):
        inbound(ADA, sent(text=text), MARK)


def test_the_length_of_a_text_is_limited() -> None:
    """Five thousand characters fit, one more does not."""
    assert inbound(ADA, sent(text="x" * 5_000), MARK).text == "x" * 5_000
    with pytest.raises(TooLong):
        inbound(ADA, sent(text="x" * 5_001), MARK)


def test_the_length_of_a_comment_is_limited() -> None:
    """A rating's comment is limited as well."""
    rating = {"handoff_id": "ho_1", "score": 1, "comment": "x" * 2_001}
    with pytest.raises(TooLong):
        check_shape(sent(rating=rating))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "a", "button_id": "1.0"},
        {"button_id": "1.0", "rating": None, "text": ""},
        {"button_id": "1.0", "files": ["md_1"]},
        {"rating": {"handoff_id": "ho_1", "score": 1}, "files": ["md_1"]},
    ],
)
def test_exactly_one_thing_is_sent(data: dict[str, Any]) -> None:
    """Nothing, or two things at once, are refused."""
    with pytest.raises(BadRequest):
        check_shape(sent(**data))


def test_unknown_fields_are_named() -> None:
    """A field that nobody knows is an error that says which."""
    with pytest.raises(BadRequest, match="colour"):
        sent(text="hello", colour="red")


@pytest.mark.parametrize("text", [None, "", " ", "look"])
def test_files_come_with_a_text_or_alone(text: str | None) -> None:
    """Both are one message, which the bot gets."""
    said = sent(files=["md_1"], **({} if text is None else {"text": text}))
    check_shape(said)
    made = inbound(ADA, said, MARK, attachments=(PICTURE, VOICE))
    assert made.text == (text if text == "look" else None)
    assert made.attachments == (PICTURE, VOICE)
    assert (made.bot_reads, made.instead) == (True, None)


def test_sounds_alone_are_for_people() -> None:
    """The bot says that it cannot listen, as on the platforms; with words it gets those."""
    made = inbound(ADA, sent(files=["md_2"]), MARK, attachments=(VOICE,))
    assert not made.bot_reads
    assert "can't listen" in (made.instead or "")
    with_words = inbound(ADA, sent(text="listen", files=["md_2"]), MARK, attachments=(VOICE,))
    assert (with_words.bot_reads, with_words.instead) == (True, None)


def test_five_files_fit() -> None:
    """One more is refused."""
    assert len(sent(files=["md_1"] * 5).files) == 5
    with pytest.raises(BadRequest, match="files"):
        sent(files=["md_1"] * 6)


def test_a_customer_sees_where_a_file_is_and_not_what_it_is_called_inside() -> None:
    """A file has an address for a while; what has no file, such as a place, has none."""
    place = Attachment(kind="location", latitude=1.5, longitude=2.5)
    view = msgspec.to_builtins(shown(message(attachments=(PICTURE, place)), path_of))
    picture = {"kind": "image", "name": "a.png", "mime": "image/png", "size": 3}
    assert view["attachments"] == (
        {**picture, "url": "files/md_1"},
        {"kind": "location", "latitude": 1.5, "longitude": 2.5},
    )
