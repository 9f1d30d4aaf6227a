"""What each sample of a webhook tells, row by row of the index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handoff.channels.messenger import inbound as messenger_in
from handoff.channels.whatsapp import inbound as whatsapp_in
from handoff.core.channel.inbound_events import (
    Answered,
    ControlChanged,
    Edited,
    Heard,
    Linked,
    Moved,
    Noted,
    Reacted,
    Receipt,
    Said,
    Watermark,
)
from tests import samples

READERS = {"whatsapp": whatsapp_in.to_messages, "messenger": messenger_in.to_messages}
Check = Callable[[Any], bool]


def is_noted(what: str) -> Check:
    """Kept to be looked at, and nothing else."""
    return lambda heard: isinstance(heard, Noted) and heard.what == what


def is_receipt(state: str, **more: Any) -> Check:
    """How far a message of ours has come."""

    def check(heard: Heard) -> bool:
        same = all(getattr(heard, name) == value for name, value in more.items())
        return isinstance(heard, Receipt) and heard.state == state and same

    return check


def has_media(kind: str, **more: Any) -> Check:
    """A message with one file."""

    def check(heard: Heard) -> bool:
        if not isinstance(heard, Said) or [media.kind for media in heard.media] != [kind]:
            return False
        return all(getattr(heard.media[0], name) == value for name, value in more.items())

    return check


def is_place(latitude: float, longitude: float, name: str | None) -> Check:
    """A place, and what it is called."""

    def check(heard: Any) -> bool:
        (place,) = heard.attachments
        return (place.latitude, place.longitude, place.name) == (latitude, longitude, name)

    return check


CHECKS: dict[str, Check] = {
    "whatsapp/text.json": lambda h: h.content == "words",
    "whatsapp/text_product_inquiry_context.json": lambda h: (
        h.extra["referred_product"]["product_retailer_id"] == "di9ozbzfi4"
    ),
    "whatsapp/reaction.json": lambda h: isinstance(h, Reacted) and bool(h.emoji),
    "whatsapp/image_caption.json": has_media("image", mime="image/jpeg", url=None),
    "whatsapp/location_named.json": is_place(
        37.44221496582, -122.16165924072, "Philz Coffee, 101 Forest Ave, Palo Alto, CA 94301"
    ),
    "whatsapp/contacts.json": lambda h: (
        h.attachments[0].name == "Lucía Gómez, +1 (983) 555-2319" and h.sender.id == "16505551234"
    ),
    "whatsapp/unsupported.json": lambda h: (
        h.content == "unsupported" and h.extra["errors"] == [131051]
    ),
    "whatsapp/template_quick_reply_button.json": lambda h: isinstance(h, Said),
    "whatsapp/interactive_list_reply.json": lambda h: h.text == "Priority Mail Express",
    "whatsapp/order.json": lambda h: h.content == "order" and "85.00 USD" in h.text,
    "whatsapp/system_user_changed_number.json": lambda h: (
        isinstance(h, Moved) and h.now == "12195555358"
    ),
    "whatsapp/pywa_image.json": lambda h: has_media("image")(h) and h.text is None,
    "whatsapp/pywa_media_with_url.json": has_media("image", id="65463453", url=None),
    "whatsapp/pywa_video.json": lambda h: has_media("video")(h) and h.reply_to is None,
    "whatsapp/pywa_document.json": lambda h: (
        has_media("file", name="filename.pdf")(h) and h.text == "caption"
    ),
    "whatsapp/pywa_audio.json": has_media("audio"),
    "whatsapp/pywa_static_sticker.json": lambda h: h.content == "sticker",
    "whatsapp/pywa_unreaction_empty.json": lambda h: isinstance(h, Reacted) and h.emoji is None,
    "whatsapp/pywa_current_location.json": is_place(12.25089, 43.90539, None),
    "whatsapp/pywa_reply.json": lambda h: str(h.reply_to).startswith("wamid."),
    "whatsapp/pywa_forwarded_many_times.json": lambda h: h.extra == {"frequently_forwarded": True},
    "whatsapp/pywa_callback_button.json": lambda h: (
        (h.payload, h.text, h.reply_to) == ("callback_data", "title", "wamid.xyzxyz==")
    ),
    "whatsapp/pywa_list_description.json": lambda h: (
        (h.payload, h.text) == ("callback_data", "title")
    ),
    "whatsapp/pywa_edited_message.json": lambda h: (
        isinstance(h, Edited) and h.text == "Updated image caption" and not h.revoked
    ),
    "whatsapp/pywa_identity_change.json": is_noted("system"),
    "whatsapp/status_sent.json": is_receipt("sent"),
    "whatsapp/status_delivered.json": is_receipt("delivered"),
    "whatsapp/status_read.json": is_receipt("read"),
    "whatsapp/status_failed.json": is_receipt("failed", code=130472),
    "whatsapp/status_with_tracker.json": is_receipt("sent", tracker="some data"),
    "whatsapp/bsuid_text.json": lambda h: (
        (h.sender.phone, h.sender.platform_id, h.sender.name)
        == (None, "US.13491208655302741918", "Sheena Nelson")
        and h.extra["group_id"].endswith("@g.us")
    ),
    "whatsapp/bsuid_status_delivered.json": is_receipt("delivered"),
    "whatsapp/status_failed_errors.json": is_receipt("failed", code=131026),
    "whatsapp/status_sent_with_conversation_pricing.json": is_receipt("sent", at=None),
    "whatsapp/business_username_update.json": is_noted("business_username_update"),
    "whatsapp/restfb_reaction_or_emoji.json": lambda h: (
        isinstance(h, Reacted) and any(ord(c) > 0xFFFF for c in h.emoji or "")
    ),
    "messenger/text.json": lambda h: h.account == "12345654332",
    "messenger/echo_text.json": lambda h: (
        isinstance(h, Answered) and h.app == "1517776481860111" and h.text == "hello, world!"
    ),
    "messenger/quick_reply.json": lambda h: isinstance(h, Said),
    "messenger/postback.json": lambda h: h.key == "987654321432:1458692752478:USER_DEFINED_PAYLOAD",
    "messenger/postback_referral.json": lambda h: (
        h.extra["referral"]["ref"] == "ref_data_in_m_dot_me_param"
    ),
    "messenger/delivery.json": lambda h: (
        isinstance(h, Watermark)
        and (h.state, h.targets) == ("delivered", ("mid.1458668856218:ed81099e15d3f4f233",))
        and h.until is not None
    ),
    "messenger/read.json": lambda h: isinstance(h, Watermark) and h.state == "read",
    "messenger/reaction.json": lambda h: (
        isinstance(h, Reacted) and h.emoji == "😢" and h.target == "original_message_id"
    ),
    "messenger/reaction_2.json": lambda h: isinstance(h, Reacted) and h.emoji is None,
    "messenger/referral.json": is_noted("referral"),
    "messenger/optin.json": is_noted("optin"),
    "messenger/pass_thread_control.json": lambda h: (
        isinstance(h, ControlChanged) and (h.how, h.app) == ("passed", "NEW_OWNER_APP_ID")
    ),
    "messenger/request_thread_control.json": lambda h: (
        isinstance(h, ControlChanged) and (h.how, h.app) == ("requested", "REQUESTED_OWNER_APP_ID")
    ),
    "messenger/app_roles.json": is_noted("app_roles"),
    "messenger/reply_to.json": lambda h: (
        h.reply_to == "very_long_id_representing_the_original_message"
    ),
    "messenger/message_edit.json": lambda h: (
        isinstance(h, Edited) and h.text == "hello, world!" and h.key.endswith(":edit:37")
    ),
    "messenger/attachment_location.json": is_place(12.34, 43.21, None),
    "messenger/attachment_image.json": has_media("image", url="IMAGE_URL"),
    "messenger/sticker_thumbs_up.json": lambda h: (
        (h.content, h.text, h.media) == ("sticker", "👍", ())
    ),
    "messenger/account_linking.json": lambda h: (
        isinstance(h, Linked) and h.code == "PASS_THROUGH_AUTHORIZATION_CODE"
    ),
    "messenger/text_with_nlp.json": lambda h: h.extra == {},
}


@pytest.mark.parametrize("row", samples.rows())
def test_a_sample_is_understood(row: dict[str, Any]) -> None:
    """A sample tells who wrote what and when, and is what its row of the index expects."""
    file = row["file"]
    found = READERS[file.partition("/")[0]](samples.read(file))
    if row["kind"] == "batch":
        _check_batch(found)
        return
    (heard,) = found
    assert CHECKS[file](heard), heard
    _check_facts(row, heard)


def _check_facts(row: dict[str, Any], heard: Any) -> None:
    """What the index says in figures. An edit has the id of what was edited, and more."""
    if (sender := row.get("sender")) and not isinstance(heard, Noted):
        assert heard.sender.id == str(sender)
    if key := row.get("dedupe_key"):
        assert heard.key.split(":edit:")[0] == key
    if at := row.get("timestamp"):
        assert isinstance(heard, Noted) or heard.at.timestamp() == int(at)
    if account := row.get("phone_number_id"):
        assert heard.account == account
    if media := row.get("media_id"):
        assert [each.id for each in heard.media] == [media]
    for name in ("text", "payload"):
        if row.get(name):
            assert getattr(heard, name) == row[name]
    if "error_code" in row:
        assert heard.code == row["error_code"]


def _check_batch(found: tuple[Heard, ...]) -> None:
    kinds = [(type(heard).__name__, heard.account) for heard in found]
    assert kinds == [
        ("Said", "106540352242922"),
        ("Said", "106540352242922"),
        ("Said", "106540352242922"),
        ("Receipt", "1122334455667"),
        ("Said", "1122334455667"),
    ]
    said = [heard for heard in found if isinstance(heard, Said)]
    assert [each.payload for each in said] == [None, None, "cancel-button", None]
    assert len({heard.key for heard in found}) == 5


@pytest.mark.skipif(samples.SHARED is None, reason=samples.WHERE)
def test_every_sample_has_its_check() -> None:
    """No row of the index goes unchecked, and no check is of nothing."""
    single = {row["file"] for row in samples.index() if row["kind"] != "batch"}
    assert single == set(CHECKS)


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("whatsapp_batch.json", ["Said", "Said", "Said", "Said", "Receipt", "Edited", "Noted"]),
        (
            "messenger_batch.json",
            ["Said", "Said", "Said", "Answered", "ControlChanged", "Watermark", "Edited", "Noted"],
        ),
    ],
)
def test_our_own_samples_are_understood(file: str, kinds: list[str]) -> None:
    """A batch of everything is read in its order, without the shared samples, too."""
    found = READERS[file.partition("_")[0]](samples.own(file))
    assert [type(heard).__name__ for heard in found] == kinds
    assert {heard.account for heard in found} == {"1001" if "whatsapp" in file else "2001"}


def test_our_own_whatsapp_sample_in_full() -> None:
    """An accent survives, a number is a string, a press has its payload, an echo is found."""
    text, press, voice, nothing, receipt, revoked, _ = whatsapp_in.to_messages(
        samples.own("whatsapp_batch.json")
    )
    assert isinstance(text, Said)
    assert (text.text, text.sender.phone, text.sender.name) == ("¿Dónde está? 📦", "49151", "Zoë")
    assert isinstance(press, Said)
    assert (press.payload, press.text, press.reply_to) == ("m_1.0", "Yes", "wamid.ours")
    assert isinstance(voice, Said)
    assert (voice.content, voice.media[0].id) == ("voice", "77")
    assert isinstance(nothing, Said)
    assert nothing.content == "unsupported"
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.code, receipt.tracker) == ("failed", 131047, "m_1.0")
    assert isinstance(revoked, Edited)
    assert revoked.revoked


def _on_messenger(**message: Any) -> Any:
    event = {"sender": {"id": "31"}, "recipient": {"id": "2001"}, "message": message}
    entry = {"id": "2001", "messaging": [event]}
    (found,) = messenger_in.to_messages({"object": "page", "entry": [entry]})
    return found


@pytest.mark.parametrize(
    ("attachment", "text"),
    [
        ({"type": "fallback", "title": "A page", "url": "https://x.example", "payload": None},
         "Shared: A page https://x.example"),
        ({"type": "template", "payload": "a string"}, "Shared: a string"),
        ({"type": "template", "payload": {"product": {"elements": [{"title": "Lamp"}]}}},
         "Shared: Lamp"),
        ({"type": "template"}, "Shared: something"),
    ],
)  # fmt: skip
def test_what_is_shared_is_named(attachment: dict[str, Any], text: str) -> None:
    """Links, products and templates are told from words, whatever is missing of them."""
    found = _on_messenger(mid="m_1", attachments=[attachment])
    assert (found.content, found.text) == ("shared", text)
    written = _on_messenger(mid="m_1", text="look", attachments=[attachment])
    assert (written.content, written.text) == ("words", "look")


def _on_whatsapp(field: str = "messages", **message: Any) -> Any:
    name = "messages" if field == "messages" else "message_echoes"
    value = {"metadata": {"phone_number_id": "1001"}, name: [{"id": "wamid.1", **message}]}
    entry = {"changes": [{"field": field, "value": value}]}
    (found,) = whatsapp_in.to_messages({"object": "whatsapp_business_account", "entry": [entry]})
    return found


def test_a_filled_in_form_is_shown_as_one() -> None:
    """The answers of a Flow stand in lines, without what only machines read."""
    answers = '{"flow_token": "secret", "first_name": "Zoë", "days": ["Mon", "Tue"], "adult": true}'
    reply = {"name": "flow", "body": "Sent", "response_json": answers}
    shown = {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": reply}}
    found = _on_whatsapp(**{"from": "49151"}, **shown)
    assert (found.content, found.payload) == ("form", None)
    assert found.text == "Form:\nfirst name: Zoë\ndays: Mon, Tue\nadult: true"
    reply["response_json"] = "{broken"
    assert _on_whatsapp(**{"from": "49151"}, **shown).text == "Form:\nSent"


def test_an_unknown_message_that_can_be_read_is_shown() -> None:
    """A kind that is new tells what it says, and is no words to act on."""
    found = _on_whatsapp(**{"from": "49151"}, type="poll", poll={"title": "Which?", "body": "A, B"})
    assert (found.content, found.text) == ("unsupported", "A, B\nWhich?")
    errors = [{"code": 131051}]
    broken = _on_whatsapp(**{"from": "49151"}, type="text", text={"body": "yes"}, errors=errors)
    assert (broken.content, broken.text) == ("unsupported", "yes")


def test_an_echo_of_the_phone_is_what_it_is() -> None:
    """Its quote, picture, place, edit, deletion and reaction are understood as such."""
    echo: Any = {"field": "smb_message_echoes", "from": "1001", "to": "49151"}
    text = _on_whatsapp(**echo, type="text", text={"body": "hi"}, context={"id": "wamid.0"})
    assert isinstance(text, Answered)
    assert (text.text, text.reply_to, text.sender.id) == ("hi", "wamid.0", "49151")
    picture = _on_whatsapp(**echo, type="image", image={"id": "7", "caption": "look"})
    assert (picture.text, picture.media[0].id) == ("look", "7")
    place = _on_whatsapp(**echo, type="location", location={"latitude": 1, "longitude": 2})
    assert place.attachments[0].latitude == 1
    new = {"type": "text", "text": {"body": "ho"}}
    edit = {"original_message_id": "wamid.0", "message": new}
    edited = _on_whatsapp(**echo, type="edit", edit=edit)
    assert (edited.echo, edited.target, edited.text) == (True, "wamid.0", "ho")
    revoked = _on_whatsapp(**echo, type="revoke", revoke={"original_message_id": "wamid.0"})
    assert (revoked.echo, revoked.revoked) == (True, True)
    reaction = {"message_id": "wamid.0", "emoji": "👍"}
    reacted = _on_whatsapp(**echo, type="reaction", reaction=reaction)
    assert isinstance(reacted, Reacted)
    assert isinstance(_on_whatsapp(**echo, type="revoke"), Noted)
