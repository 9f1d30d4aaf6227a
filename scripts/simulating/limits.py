"""What Meta refuses, and with which error. Written from its limits, not from our code."""

from __future__ import annotations

from typing import Any

Refusal = tuple[int, str]
"""An error's code, and what is wrong."""

INVALID = 100
MISSING = 131008
BAD_VALUE = 131009
MEDIA_KINDS = ("image", "audio", "video", "document", "sticker")


def refuse_whatsapp(body: dict[str, Any]) -> Refusal | None:
    """Why the Cloud API would not take a request; None when it would."""
    if body.get("messaging_product") != "whatsapp":
        return INVALID, "messaging_product must be whatsapp"
    if body.get("status") == "read":
        return None if body.get("message_id") else (MISSING, "message_id is missing")
    if bool(body.get("to")) == bool(body.get("recipient")):
        return MISSING, "exactly one of to and recipient is needed"
    if len(body.get("biz_opaque_callback_data", "")) > 512:
        return INVALID, "biz_opaque_callback_data is too long"
    kind = body.get("type")
    content = body.get(str(kind))
    if not isinstance(content, dict):
        return MISSING, f"{kind} is missing"
    if kind == "text":
        return _length("text.body", content.get("body"), 4_096)
    if kind == "interactive":
        return _interactive(content)
    if kind == "template":
        return None if content.get("name") else (MISSING, "template.name is missing")
    if kind in MEDIA_KINDS:
        return _media(str(kind), content)
    return BAD_VALUE, f"{kind} is no type"


def refuse_messenger(body: dict[str, Any]) -> Refusal | None:
    """Why the Send API would not take a request; None when it would."""
    recipient = body.get("recipient") or {}
    if bool(recipient.get("id")) == bool(recipient.get("user_ref")):
        return INVALID, "recipient needs either an id or a user_ref"
    if recipient.get("id") and not str(recipient["id"]).isdigit():
        return INVALID, "No matching user found"
    if body.get("sender_action"):
        if not recipient.get("id"):
            return INVALID, "a sender_action needs an id"
        known = body["sender_action"] in ("typing_on", "typing_off", "mark_seen")
        return None if known else (INVALID, "no such sender_action")
    if body.get("messaging_type") not in ("RESPONSE", "UPDATE", "MESSAGE_TAG"):
        return INVALID, "messaging_type is missing"
    message = body.get("message")
    if not isinstance(message, dict) or ("text" in message) == ("attachment" in message):
        return INVALID, "message needs either text or an attachment"
    if "text" in message and (wrong := _length("message.text", message["text"], 2_000)):
        return INVALID, wrong[1]
    attachment = message.get("attachment") or {}
    if attachment.get("type") == "template" and (wrong := _template(attachment["payload"])):
        return wrong
    quick = message.get("quick_replies", [])
    if len(quick) > 13:
        return INVALID, "more than 13 quick replies"
    titles = [reply.get("title", "") for reply in quick]
    fits = all(0 < len(title) <= 20 for title in titles)
    fits = fits and all(0 < len(reply.get("payload", "")) <= 1_000 for reply in quick)
    return None if fits else (INVALID, "a quick reply is too long or empty")


def _template(payload: dict[str, Any]) -> Refusal | None:
    if payload.get("template_type") != "button":
        return INVALID, "no such template_type"
    buttons = payload.get("buttons") or []
    if not 1 <= len(buttons) <= 3 or any(not each.get("url") for each in buttons):
        return INVALID, "a button template has one to three buttons with a url"
    wrong = _length("template.text", payload.get("text"), 640)
    return (INVALID, wrong[1]) if wrong else None


def _interactive(content: dict[str, Any]) -> Refusal | None:
    wrong = _length("interactive.body.text", (content.get("body") or {}).get("text"), 1_024)
    if wrong:
        return wrong
    action = content.get("action") or {}
    if content.get("type") == "button":
        replies = [button.get("reply") or {} for button in action.get("buttons", [])]
        return _choices(replies, most=3, title=20, key=256)
    if content.get("type") == "list":
        rows = [row for section in action.get("sections", []) for row in section.get("rows", [])]
        if wrong := _length("action.button", action.get("button"), 20):
            return wrong
        if any(len(row.get("description", "")) > 72 for row in rows):
            return BAD_VALUE, "a row's description is too long"
        return _choices(rows, most=10, title=24, key=200)
    return BAD_VALUE, "no such interactive type"


def _choices(choices: list[dict[str, Any]], *, most: int, title: int, key: int) -> Refusal | None:
    if not 1 <= len(choices) <= most:
        return BAD_VALUE, f"between 1 and {most} choices are needed"
    if any(not 0 < len(each.get("title", "")) <= title for each in choices):
        return BAD_VALUE, f"a title has more than {title} characters or none"
    ids = [each.get("id", "") for each in choices]
    if len(set(ids)) < len(ids) or any(not 0 < len(each) <= key for each in ids):
        return BAD_VALUE, "ids must be unique and short"
    titles = [each["title"] for each in choices]
    if most == 3 and len(set(titles)) < len(titles):
        return BAD_VALUE, "titles must be unique"
    return None


def _media(kind: str, content: dict[str, Any]) -> Refusal | None:
    if bool(content.get("id")) == bool(content.get("link")):
        return MISSING, f"{kind} needs an id or a link"
    if len(content.get("caption", "")) > 1_024:
        return BAD_VALUE, "the caption is too long"
    return None


def _length(what: str, value: Any, most: int) -> Refusal | None:
    if not isinstance(value, str) or not value.strip():
        return MISSING, f"{what} is missing"
    return None if len(value) <= most else (INVALID, f"{what} has more than {most} characters")
