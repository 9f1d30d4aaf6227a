"""What holds of the translators whatever is said: nothing raises, and nothing is too long."""

from __future__ import annotations

import json
import string
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.turn import Attachment, Button
from handoff.channels.messenger import inbound as messenger_in
from handoff.channels.messenger import outbound as messenger_out
from handoff.channels.messenger.profile import PROFILE as MESSENGER
from handoff.channels.whatsapp import inbound as whatsapp_in
from handoff.channels.whatsapp import outbound as whatsapp_out
from handoff.channels.whatsapp.profile import PROFILE as WHATSAPP
from handoff.core.channel import text_pieces
from handoff.core.channel.capabilities import shows_as_numbers, titles
from handoff.core.channel.inbound_events import Heard
from handoff.core.channel.port import Part
from handoff.core.model import Author, Message
from tests import samples

NAMES = sorted(
    {
        *("object", "entry", "changes", "field", "value", "metadata", "phone_number_id", "id"),
        *("messages", "statuses", "contacts", "from", "from_user_id", "timestamp", "type"),
        *("text", "body", "image", "audio", "order", "product_items", "quantity", "item_price"),
        *("location", "latitude", "longitude", "reaction", "edit", "system", "interactive"),
        *("messaging", "standby", "sender", "recipient", "message", "mid", "attachments"),
        *("payload", "coordinates", "postback", "delivery", "read", "watermark", "mids"),
        *("pass_thread_control", "account_linking", "message_edit", "quick_reply", "is_echo"),
    }
)
VALUES = st.sampled_from(
    [
        *("whatsapp_business_account", "page", "messages", "text", "image", "order", "location"),
        *("system", "edit", "reaction", "sent", "1", "9" * 50, "", "\0", "\ud800"),
        *(0, -1, 10**18, 10**400, 1e308, float("inf"), True, None),
    ]
)
JSON = st.recursive(
    VALUES | st.text(max_size=20) | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=40,
)
OWN = ("whatsapp_batch.json", "messenger_batch.json")


@given(JSON)
def test_any_json_is_read(payload: Any) -> None:
    """Whatever JSON a platform sends, both translators answer, and what they say can be stored."""
    for read in (whatsapp_in.to_messages, messenger_in.to_messages):
        for heard in read(payload):
            assert msgspec.convert(msgspec.to_builtins(heard), Heard) == heard


@given(st.data())
def test_a_spoilt_sample_is_read(data: st.DataObject) -> None:
    """A real webhook in which anything has become anything else is read as well."""
    payload = samples.own(data.draw(st.sampled_from(OWN)))
    for _ in range(data.draw(st.integers(1, 4))):
        _spoil(payload, data)
    whatsapp_in.to_messages(payload)
    messenger_in.to_messages(payload)


def _spoil(value: Any, data: st.DataObject) -> None:
    """Replace something in it, or leave it out."""
    while isinstance(value, (dict, list)) and value:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(value[key], (dict, list)) or data.draw(st.integers(0, 3)) == 0:
            value[key] = data.draw(JSON)
            return
        value = value[key]


TEXTS = st.one_of(
    st.none(),
    st.text(max_size=200),
    st.text(alphabet=string.ascii_letters + " .\n", max_size=9_000),
    st.integers(900, 5_000).map(lambda n: "w" * n),
)
BUTTONS = st.lists(
    st.text(max_size=90).map(lambda title: Button(title=title, payload="/x")), max_size=20
).map(tuple)
FILES = st.lists(
    st.sampled_from(["image", "audio", "video", "file", "location"]).map(
        lambda kind: Attachment(kind=kind, ref="md_1", name="a.pdf", mime="image/png")
    ),
    max_size=3,
).map(tuple)
MESSAGES = st.builds(
    Message,
    id=st.just("m_018f3c2a9b7e4f0d1c2b3a49"),
    conversation_id=st.just("cv_1"),
    seq=st.just(1),
    author=st.just(Author(kind="bot")),
    kind=st.just("text"),
    channel=st.just("whatsapp"),
    text=TEXTS,
    at=st.just(datetime(2026, 1, 1, tzinfo=UTC)),
    buttons=BUTTONS,
    image=st.none() | st.just("https://shop.example/a.png"),
    attachments=FILES,
    custom=st.sampled_from([None, {"sign_in": True}]),
)


@given(MESSAGES)
def test_whatsapp_takes_whatever_we_send(message: Message) -> None:
    """Text, captions, buttons, rows and ids keep WhatsApp's limits, and choices are not lost."""
    parts = whatsapp_out.to_payloads(message)
    for part in parts:
        _check_whatsapp(part.payload)
    _nothing_lost(message, parts)


def _check_whatsapp(payload: dict[str, Any]) -> None:
    kind = payload["type"]
    content = payload[kind]
    if kind == "text":
        assert 0 < len(content["body"].strip()) <= 4_096
    elif kind == "interactive":
        assert 0 < len(content["body"]["text"].strip()) <= 1_024
        _check_choices(content["action"], content["type"])
    else:
        assert kind in ("image", "audio", "video", "document")
        assert len(content.get("caption", "")) <= 1_024
        assert kind != "audio" or "caption" not in content


def _check_choices(action: dict[str, Any], kind: str) -> None:
    if kind == "button":
        replies = [button["reply"] for button in action["buttons"]]
        assert 1 <= len(replies) <= 3
        assert all(1 <= len(reply["title"]) <= 20 for reply in replies)
    else:
        replies = [row for section in action["sections"] for row in section["rows"]]
        assert 1 <= len(replies) <= 10
        assert all(1 <= len(row["title"]) <= 24 for row in replies)
        assert all(1 <= len(row.get("description", "x")) <= 72 for row in replies)
        assert len(action["button"]) <= 20
    ids = [reply["id"] for reply in replies]
    assert len(set(ids)) == len(ids)
    assert all(len(each) <= 200 for each in ids)


@given(MESSAGES)
def test_messenger_takes_whatever_we_send(message: Message) -> None:
    """Text, quick replies and payloads keep Messenger's limits, and choices are not lost."""
    parts = messenger_out.to_payloads(message, login_url="https://shop.example/login")
    for part in parts:
        assert ("text" in part.payload) != ("attachment" in part.payload)
        assert len(part.payload.get("text", "x")) <= 2_000
        template = part.payload.get("attachment", {}).get("payload", {})
        assert 0 < len(template.get("text", "x").strip()) <= 640
        quick = part.payload.get("quick_replies", [])
        assert len(quick) <= 13
        assert all(1 <= len(reply["title"]) <= 20 for reply in quick)
        assert all(len(reply["payload"]) <= 1_000 for reply in quick)
    _nothing_lost(message, parts)


def _nothing_lost(message: Message, parts: tuple[Part, ...]) -> None:
    """All of the text and every choice is somewhere in what is sent."""
    sent = _dense(json.dumps([part.payload for part in parts], ensure_ascii=False))
    for wanted in ((message.text or "").strip(), *titles(message)):
        for word in wanted.split():
            assert _dense(json.dumps(word, ensure_ascii=False)[1:-1][:15]) in sent


def _dense(text: str) -> str:
    return "".join(text.split())


@given(st.text(max_size=300), st.integers(5, 60))
def test_a_text_is_cut_and_stays_whole(text: str, limit: int) -> None:
    """Pieces are short enough, and together they are the text."""
    found = text_pieces.split(text, limit)
    assert all(0 < len(piece) <= limit for piece in found)
    assert _dense("".join(found)) == _dense(text)


def test_a_text_is_cut_where_a_reader_pauses() -> None:
    """Sentences stay whole while there is room."""
    assert text_pieces.split("One is here. Two is there. Three.", 28) == (
        "One is here. Two is there.",
        "Three.",
    )


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["Yes", "No"], "button"),
        (["Yes", "No", "Maybe", "Later"], "list"),
        (["Yes, please send me a new one", "No"], "list"),
        ([f"Choice {n}" for n in range(11)], "text"),
        (["x" * 73, "No"], "text"),
        (["Same", "Same"], "text"),
    ],
)
def test_choices_take_the_form_that_fits(names: list[str], kind: str) -> None:
    """Up to three short ones are buttons, up to ten a list, and others a text with numbers."""
    message = _asking(names)
    (part,) = whatsapp_out.to_payloads(message)
    assert part.payload.get("interactive", {"type": "text"})["type"] == kind
    assert shows_as_numbers(message, WHATSAPP.can) is (kind == "text")


@pytest.mark.parametrize(
    ("names", "numbered", "quick"),
    [
        (["Yes", "No"], False, ["Yes", "No"]),
        (["A title of more than twenty characters", "No"], True, ["1", "2"]),
        ([f"Choice {n}" for n in range(14)], True, []),
    ],
)
def test_messenger_s_choices(names: list[str], numbered: bool, quick: list[str]) -> None:
    """Short ones are quick replies; long ones are numbered, with the numbers to press."""
    message = _asking(names)
    (part,) = messenger_out.to_payloads(message)
    assert shows_as_numbers(message, MESSENGER.can) is numbered
    assert [reply["title"] for reply in part.payload.get("quick_replies", [])] == quick


def test_a_picture_and_its_words_are_one_send() -> None:
    """On WhatsApp a text goes along with a single file: each send counts."""
    file = Attachment(kind="file", ref="md_1", name="label.pdf", mime="application/pdf")
    message = msgspec.structs.replace(_asking([]), attachments=(file,))
    (part,) = whatsapp_out.to_payloads(message)
    assert part.payload["document"] == {"filename": "label.pdf", "caption": "Which one?"}
    assert part.media == file


def test_a_template_is_sent_as_one() -> None:
    """A template goes by its name, language and parameters; its text is for the transcript."""
    template = {"name": "we_have_news", "language": "en_US", "parameters": ["Ada"]}
    message = msgspec.structs.replace(_asking([]), custom={"template": template})
    (part,) = whatsapp_out.to_payloads(message)
    assert part.payload == {
        "type": "template",
        "template": {
            "name": "we_have_news",
            "language": {"code": "en_US"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Ada"}]}],
        },
    }


def _asking(names: list[str]) -> Message:
    return Message(
        id="m_1",
        conversation_id="cv_1",
        seq=1,
        author=Author(kind="bot"),
        kind="text",
        channel="whatsapp",
        text="Which one?",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        buttons=tuple(Button(title=name, payload="/x") for name in names),
    )
