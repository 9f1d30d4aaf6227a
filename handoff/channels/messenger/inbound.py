"""Pure translation of Messenger's webhooks into our records: any JSON gives an answer, no error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from contracts.turn import Attachment
from handoff.channels.messenger.guests import guest
from handoff.channels.messenger.shared_things import shared
from handoff.channels.meta.entries import noted, read_entries
from handoff.core.channel.inbound_events import (
    Answered,
    Content,
    ControlChanged,
    Edited,
    Heard,
    Linked,
    Media,
    MediaKind,
    Reacted,
    ReceiptState,
    Said,
    Sender,
    Watermark,
)
from handoff.core.channel.loose_json import (
    digest,
    identity,
    inside,
    items,
    mapping,
    millis,
    number,
    text,
    whole,
)

OBJECT = "page"
MEDIA: dict[str, MediaKind] = {
    "image": "image",
    "audio": "audio",
    "video": "video",
    "file": "file",
}
LIKE = "369239263222822"
"""The sticker that the like button sends."""
ONLY_NOTED = ("referral", "optin", "policy_enforcement", "app_roles")


def to_messages(payload: Any) -> tuple[Heard, ...]:
    """Everything that a webhook tells, in its order."""
    return read_entries(payload, OBJECT, _in_entry)


def _in_entry(entry: dict[str, Any]) -> Iterator[Heard]:
    page = identity(entry.get("id")) or ""
    events = items(entry.get("messaging"))
    for event in events:
        yield _event(page, mapping(event))
    for event in items(entry.get("standby")):
        yield noted(page, "standby", event)
    if not events and not entry.get("standby"):
        yield noted(page, "changes" if entry.get("changes") else "unknown", entry)


def _event(page: str, event: dict[str, Any]) -> Heard:
    for name, read in READERS.items():
        if name in event:
            about = _about(page, event)
            found = read(mapping(event[name]), about) if about else None
            return found or noted(page, name, event)
    what = next((name for name in ONLY_NOTED if name in event), "unknown")
    return noted(page, what, event, alarming=what == "policy_enforcement")


def _about(page: str, event: dict[str, Any]) -> dict[str, Any] | None:
    """Whom an event is about: of sender and recipient the one that is not the page."""
    who = identity(inside(event, "sender", "id"))
    customer = identity(inside(event, "recipient", "id")) if who == page else who
    ref = identity(inside(event, "sender", "user_ref"))
    if customer is None and ref is None:
        return None
    return {
        "account": page,
        "key": digest(event),
        "at": millis(event.get("timestamp")),
        # A reference is good for answers and says nothing of who they are.
        "sender": Sender(id=customer, platform_id=customer) if customer else Sender(id=guest(ref)),
    }


def _message(message: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    mid = identity(message.get("mid"))
    if mid is None:
        return None
    about, echo = {**about, "key": mid}, bool(message.get("is_echo"))
    if message.get("is_deleted"):
        return Edited(**{**about, "key": f"{mid}:deleted"}, target=mid, revoked=True, echo=echo)
    if echo:
        return Answered(
            **about,
            app=identity(message.get("app_id")),
            text=text(message.get("text")) or shared(message),
            media=tuple(_media(message)),
            attachments=tuple(_places(message)),
            reply_to=identity(inside(message, "reply_to", "mid")),
            tracker=text(message.get("metadata")),
        )
    return _said(message, about)


def _said(message: dict[str, Any], about: dict[str, Any]) -> Said:
    payload = text(inside(message, "quick_reply", "payload"))
    sticker = identity(message.get("sticker_id"))
    media = () if sticker else tuple(_media(message))
    words = "\N{THUMBS UP SIGN}" if sticker == LIKE else text(message.get("text"))
    return Said(
        **about,
        text=words or shared(message),
        payload=payload,
        content=_content(message, words or payload, media),
        media=media,
        attachments=tuple(_places(message)),
        reply_to=identity(inside(message, "reply_to", "mid")),
        extra=_extra(message),
    )


def _content(message: dict[str, Any], words: str | None, media: tuple[Media, ...]) -> Content:
    """What a message is: only what its writer wrote or pressed is words to act on."""
    if message.get("errors") or message.get("is_unsupported"):
        return "unsupported"
    if message.get("sticker_id"):
        return "sticker"
    if words:
        return "words"
    if shared(message):
        return "shared"
    if media and all(part.kind == "audio" for part in media):
        return "voice"
    return "words" if media or any(_places(message)) else "unsupported"


def _extra(message: dict[str, Any]) -> dict[str, Any]:
    codes = [code for e in items(message.get("errors")) if (code := whole(inside(e, "code")))]
    told = {"referral": message.get("referral"), "errors": codes}
    return {name: value for name, value in told.items() if value}


def _media(message: dict[str, Any]) -> Iterator[Media]:
    for attachment in items(message.get("attachments")):
        kind = str(inside(attachment, "type"))
        url = text(inside(attachment, "payload", "url"))
        if kind in MEDIA and url:
            yield Media(kind=MEDIA[kind], url=url, name=_name_in(url))


def _name_in(url: str) -> str | None:
    """What a file is called, which only its address tells."""
    name = unquote(url.partition("?")[0].rpartition("/")[2])
    return name[:200] if 0 < name.find(".") < len(name) - 1 else None


def _places(message: dict[str, Any]) -> Iterator[Attachment]:
    for attachment in items(message.get("attachments")):
        at = mapping(inside(attachment, "payload", "coordinates"))
        latitude, longitude = number(at.get("lat")), number(at.get("long"))
        if latitude is not None and longitude is not None:
            yield Attachment(kind="location", latitude=latitude, longitude=longitude)


def _postback(postback: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    payload, title = text(postback.get("payload")), text(postback.get("title"))
    at = about["at"]
    moment = int(at.timestamp() * 1000) if at else 0
    old = f"{about['sender'].id}:{moment}:{payload or title or ''}"
    referral = postback.get("referral")
    return Said(
        **{**about, "key": identity(postback.get("mid")) or (old if at else about["key"])},
        text=title,
        payload=payload,
        content="words" if payload or title else "unsupported",
        extra={"referral": referral} if referral else {},
    )


def _reaction(reaction: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    target, emoji = identity(reaction.get("mid")), text(reaction.get("emoji"))
    if target is None:
        return None
    kept = None if reaction.get("action") == "unreact" or emoji is None else emoji[:20]
    return Reacted(**about, target=target, emoji=kept)


def _edit(edit: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    target = identity(edit.get("mid"))
    if target is None:
        return None
    key = f"{target}:edit:{identity(edit.get('num_edit')) or about['key']}"
    return Edited(**{**about, "key": key}, target=target, text=text(edit.get("text")))


def _delivered(seen: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    return _watermark(seen, about, "delivered")


def _read(seen: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    return _watermark(seen, about, "read")


def _watermark(seen: dict[str, Any], about: dict[str, Any], state: ReceiptState) -> Heard | None:
    targets = tuple(mid for each in items(seen.get("mids")) if (mid := identity(each)))
    until = millis(seen.get("watermark"))
    found = Watermark(**about, state=state, until=until, targets=targets)
    return found if until or targets else None


def _linking(linking: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    if linking.get("status") == "unlinked":
        return Linked(**about)
    code = text(linking.get("authorization_code"))
    return Linked(**about, code=code) if code else None


def _passed(control: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    return ControlChanged(**about, how="passed", app=identity(control.get("new_owner_app_id")))


def _taken(control: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    return ControlChanged(**about, how="taken", app=identity(control.get("new_owner_app_id")))


def _requested(control: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    app = identity(control.get("requested_owner_app_id"))
    return ControlChanged(**about, how="requested", app=app)


Viewer = Callable[[dict[str, Any], dict[str, Any]], Heard | None]
READERS: dict[str, Viewer] = {
    "message": _message,
    "postback": _postback,
    "reaction": _reaction,
    "message_edit": _edit,
    "delivery": _delivered,
    "read": _read,
    "account_linking": _linking,
    "pass_thread_control": _passed,
    "take_thread_control": _taken,
    "request_thread_control": _requested,
}
