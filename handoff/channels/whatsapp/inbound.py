"""Pure translation of WhatsApp's webhooks into our records: any JSON gives an answer, no error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from contracts.turn import Attachment
from handoff.channels.meta.entries import noted, read_entries
from handoff.channels.whatsapp.attachments import contacts, places
from handoff.channels.whatsapp.contents import content_of, extra_of, media_of, words_of
from handoff.core.channel.inbound_events import (
    Answered,
    Edited,
    Heard,
    Moved,
    Reacted,
    Receipt,
    ReceiptState,
    Said,
    Sender,
)
from handoff.core.channel.loose_json import (
    identity,
    inside,
    items,
    mapping,
    seconds,
    text,
    whole,
)

OBJECT = "whatsapp_business_account"
STATES: dict[str, ReceiptState] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}
MOVES = ("user_changed_number", "customer_changed_number", "user_changed_user_id")


def to_messages(payload: Any) -> tuple[Heard, ...]:
    """Everything that a webhook tells, in its order."""
    return read_entries(payload, OBJECT, _in_entry)


def _in_entry(entry: dict[str, Any]) -> Iterator[Heard]:
    changes = items(entry.get("changes"))
    if not changes:
        yield noted("", "unknown", entry)
    for change in changes:
        field, value = inside(change, "field"), mapping(inside(change, "value"))
        account = identity(inside(value, "metadata", "phone_number_id")) or ""
        if field == "messages":
            yield from _in_value(account, value, change)
        elif field == "smb_message_echoes":
            yield from (_echo(account, mapping(m)) for m in items(value.get("message_echoes")))
        else:
            known = text(field) or "unknown"
            yield noted(account, known[:60], change, alarming=known == "account_update")


def _in_value(account: str, value: dict[str, Any], change: Any) -> Iterator[Heard]:
    messages, statuses = items(value.get("messages")), items(value.get("statuses"))
    for message in messages:
        yield _message(account, mapping(message), items(value.get("contacts")))
    for status in statuses:
        yield _status(account, mapping(status))
    if not messages and not statuses:
        yield noted(account, "errors" if value.get("errors") else "unknown", change)


def _message(account: str, message: dict[str, Any], contacts: list[Any]) -> Heard:
    key, sender = identity(message.get("id")), _sender(message, contacts)
    if key is None or sender is None:
        return noted(account, "unknown", message)
    about = {"account": account, "key": key, "at": seconds(message.get("timestamp"))}
    special = SPECIAL.get(str(message.get("type")))
    found = special(message, {**about, "sender": sender}) if special else None
    if found is not None:
        return found
    if special:
        return noted(account, str(message.get("type")), message, key=key)
    return _said(message, sender, about)


def _sender(message: dict[str, Any], contacts: list[Any]) -> Sender | None:
    """The writer, whose number may be missing. A contact is theirs when one of its ids is."""
    phone = identity(message.get("from"))
    user = identity(message.get("from_user_id"))
    mine = next((c for c in contacts if _is_of(c, phone, user)), None)
    user = user or identity(inside(mine, "user_id"))
    if (shown := phone or user) is None:
        return None
    name = text(inside(mine, "profile", "name"))
    return Sender(
        id=shown,
        phone=phone if phone and phone.isdigit() else None,
        platform_id=user,
        name=name[:200] if name else None,
    )


def _is_of(contact: Any, phone: str | None, user: str | None) -> bool:
    ids = {identity(inside(contact, "wa_id")), identity(inside(contact, "user_id"))} - {None}
    return bool(ids & {phone, user})


def _said(message: dict[str, Any], sender: Sender, about: dict[str, Any]) -> Said:
    kind = str(message.get("type"))
    words, payload = words_of(kind, message)
    media, attachments = media_of(kind, message), _attachments(message)
    content = content_of(kind, message)
    if not (words or payload or media or attachments):
        content = "unsupported"
    return Said(
        **about,
        sender=sender,
        text=words,
        payload=payload,
        content=content,
        media=media,
        attachments=attachments,
        reply_to=identity(inside(message, "context", "id")),
        extra=extra_of(message),
    )


def _attachments(message: dict[str, Any]) -> tuple[Attachment, ...]:
    return (*places(message), *contacts(message))


def _reaction(message: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    target = identity(inside(message, "reaction", "message_id"))
    emoji = text(inside(message, "reaction", "emoji"))
    return Reacted(**about, target=target, emoji=emoji[:20] if emoji else None) if target else None


def _edit(message: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    target = identity(inside(message, "edit", "original_message_id"))
    if target is None:
        return None
    new = mapping(inside(message, "edit", "message"))
    words, _ = words_of(str(new.get("type")), new)
    return Edited(**about, target=target, text=words)


def _revoke(message: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    target = identity(inside(message, "revoke", "original_message_id"))
    return Edited(**about, target=target, revoked=True) if target else None


def _system(message: dict[str, Any], about: dict[str, Any]) -> Heard | None:
    system = mapping(message.get("system"))
    now = identity(system.get("wa_id")) or identity(system.get("new_wa_id"))
    now = now or identity(system.get("user_id"))
    return Moved(**about, now=now) if now and system.get("type") in MOVES else None


SPECIAL: dict[str, Callable[[dict[str, Any], dict[str, Any]], Heard | None]] = {
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "system": _system,
}


def _status(account: str, status: dict[str, Any]) -> Heard:
    target, state = identity(status.get("id")), STATES.get(str(status.get("status")))
    if target is None or state is None:
        return noted(account, "status", status)
    errors = items(status.get("errors"))
    return Receipt(
        account=account,
        key=f"{target}:{status['status']}",
        at=seconds(status.get("timestamp")),
        target=target,
        state=state,
        code=whole(inside(errors[0], "code")) if errors else None,
        tracker=text(status.get("biz_opaque_callback_data")),
    )


def _echo(account: str, message: dict[str, Any]) -> Heard:
    """What was done with the phone app, which shares the number with us."""
    key, to = identity(message.get("id")), identity(message.get("to"))
    if key is None or to is None:
        return noted(account, "smb_message_echoes", message)
    sender = Sender(id=to, phone=to if to.isdigit() else None)
    at, kind = seconds(message.get("timestamp")), str(message.get("type"))
    if kind in ECHOED:
        about = {"account": account, "key": key, "at": at, "sender": sender}
        found = ECHOED[kind](message, about)
        if isinstance(found, Edited):
            found = msgspec.structs.replace(found, echo=True)
        return found or noted(account, kind, message, key=key)
    return Answered(
        account=account,
        key=key,
        at=at,
        sender=sender,
        text=words_of(kind, message)[0],
        media=media_of(kind, message),
        attachments=_attachments(message),
        reply_to=identity(inside(message, "context", "id")),
    )


ECHOED = {kind: SPECIAL[kind] for kind in ("reaction", "edit", "revoke")}
