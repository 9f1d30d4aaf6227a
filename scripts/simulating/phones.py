"""The customers' phones: what is on their screens, and what they do."""

from __future__ import annotations

import time
from typing import Any

from scripts.simulating import webhooks
from scripts.simulating.webhooks import Webhooks

ORDER = ("sent", "delivered", "read")


class Phone:
    """One customer on one platform. `lines` is what they see, oldest first."""

    def __init__(
        self, channel: str, account: str, customer: str, name: str, hooks: Webhooks
    ) -> None:
        self.channel = channel
        self.account = account
        self.customer = customer
        self.name = name
        self.lines: list[dict[str, Any]] = []
        self.typing_until = 0.0
        self._hooks = hooks

    def says(self, text: str, *, quoting: str | None = None) -> str:
        """The customer writes, or answers the line with that id."""
        if self.channel == "whatsapp":
            context = {"context": {"from": self.account, "id": quoting}} if quoting else {}
            return self._tell({"type": "text", "text": {"body": text}, **context}, text=text)
        reply_to = {"reply_to": {"mid": quoting}} if quoting else {}
        return self._tell({"text": text, **reply_to}, text=text)

    def presses(self, line_id: str, choice: dict[str, str]) -> str:
        """The customer presses a button that a message offered."""
        title, key = choice["title"], choice["id"]
        if self.channel == "messenger":
            return self._tell({"text": title, "quick_reply": {"payload": key}}, text=title)
        kind = choice.get("kind", "button_reply")
        reply = {"type": kind, kind: {"id": key, "title": title}}
        context = {"from": self.account, "id": line_id}
        content = {"type": "interactive", "interactive": reply, "context": context}
        return self._tell(content, text=title)

    def sends_file(self, kind: str, media_id: str, url: str, mime: str, name: str) -> str:
        """The customer sends a picture, a document or a voice message."""
        line: dict[str, Any] = {"file": {"kind": kind, "url": url, "name": name}}
        if self.channel == "messenger":
            as_file = "file" if kind == "document" else kind
            attachment = {"type": as_file, "payload": {"url": url}}
            return self._tell({"attachments": [attachment]}, **line)
        content: dict[str, Any] = {"id": media_id, "mime_type": mime}
        if kind == "document":
            content["filename"] = name
        if kind == "audio":
            content["voice"] = True
        return self._tell({"type": kind, kind: content}, **line)

    def shares_place(self, latitude: float, longitude: float) -> str:
        """The customer says where they are."""
        place = {"latitude": latitude, "longitude": longitude}
        if self.channel == "whatsapp":
            return self._tell({"type": "location", "location": place}, text="📍 Location")
        coordinates = {"lat": latitude, "long": longitude}
        attachment = {"type": "location", "payload": {"coordinates": coordinates}}
        return self._tell({"attachments": [attachment]}, text="📍 Location")

    def reacts(self, line_id: str, emoji: str) -> None:
        """The customer reacts to a message; an empty emoji takes it back."""
        if self.channel == "whatsapp":
            reaction = {"message_id": line_id, "emoji": emoji}
            self._tell({"type": "reaction", "reaction": reaction}, shown=False)
            return
        action = "react" if emoji else "unreact"
        reaction = {"mid": line_id, "action": action, "emoji": emoji}
        told = webhooks.messenger(self.account, self.customer, reaction=reaction)
        self._hooks.tell(self.channel, told)

    def edits(self, line_id: str, text: str) -> None:
        """The customer corrects what they wrote."""
        for line in self.lines:
            if line["id"] == line_id:
                line["text"] = text
        if self.channel == "whatsapp":
            new = {"type": "text", "text": {"body": text}}
            edit = {"original_message_id": line_id, "message": new}
            self._tell({"type": "edit", "edit": edit}, shown=False)
            return
        corrected = {"mid": line_id, "text": text, "num_edit": 1}
        told = webhooks.messenger(self.account, self.customer, message_edit=corrected)
        self._hooks.tell(self.channel, told)

    def takes_back(self, line_id: str) -> None:
        """The customer deletes what they wrote, for everybody."""
        self.lines = [line for line in self.lines if line["id"] != line_id]
        if self.channel == "whatsapp":
            self._tell({"type": "revoke", "revoke": {"original_message_id": line_id}}, shown=False)
            return
        deleted = {"mid": line_id, "is_deleted": True}
        told = webhooks.messenger(self.account, self.customer, message=deleted)
        self._hooks.tell(self.channel, told)

    def reads(self) -> None:
        """The customer looks at the phone."""
        if self.channel == "messenger":
            read = {"watermark": int(time.time() * 1000)}
            told = webhooks.messenger(self.account, self.customer, read=read)
            self._hooks.tell(self.channel, told)
        for line in self.lines:
            if line["from"] == "business" and line["state"] != "read":
                self._reach(line, "read")

    def is_answered_elsewhere(self, text: str) -> None:
        """Somebody answers in the Page's inbox, or on the business phone."""
        line_id = webhooks.new_id(self.channel)
        self._show(line_id, "business", text=text)
        if self.channel == "messenger":
            message = {"mid": line_id, "text": text, "is_echo": True}
            told = webhooks.messenger(self.account, self.customer, echo=True, message=message)
        else:
            echo: dict[str, Any] = {
                "from": self.account,
                "to": self.customer,
                "id": line_id,
                "type": "text",
            }
            echo |= {"timestamp": str(int(time.time())), "text": {"body": text}}
            told = webhooks.whatsapp(self.account, message_echoes=[echo])
            told["entry"][0]["changes"][0]["field"] = "smb_message_echoes"
        self._hooks.tell(self.channel, told)

    def gives_control_back(self, app: str) -> None:
        """The Page's inbox is done with the thread."""
        control = {"new_owner_app_id": app}
        told = webhooks.messenger(self.account, self.customer, pass_thread_control=control)
        self._hooks.tell(self.channel, told)

    def links(self, code: str) -> None:
        """The customer has logged in at the shop from within Messenger."""
        linking = {"status": "linked", "authorization_code": code}
        told = webhooks.messenger(self.account, self.customer, account_linking=linking)
        self._hooks.tell(self.channel, told)

    def shows(self, message_id: str, body: dict[str, Any]) -> None:
        """A message of the business has come."""
        self.typing_until = 0.0
        line = self._show(message_id, "business", **_shown(body))
        line["tracker"] = body.get("biz_opaque_callback_data")
        self._reach(line, "sent")
        self._reach(line, "delivered")

    def fails(self, message_id: str, tracker: str | None, code: int) -> None:
        """A message that was taken could not be delivered after all."""
        error = {"code": code, "title": "Injected"}
        self._status(message_id, "failed", tracker, errors=[error])

    def _reach(self, line: dict[str, Any], state: str) -> None:
        line["state"] = state
        if self.channel == "whatsapp":
            self._status(line["id"], state, line.get("tracker"))
        elif state == "delivered":
            delivery = {"mids": [line["id"]], "watermark": int(time.time() * 1000)}
            told = webhooks.messenger(self.account, self.customer, delivery=delivery)
            self._hooks.tell(self.channel, told)

    def _status(self, message_id: str, state: str, tracker: str | None, **more: Any) -> None:
        status = {
            "id": message_id,
            "status": state,
            "timestamp": str(int(time.time())),
            "recipient_id": self.customer,
            **({"biz_opaque_callback_data": tracker} if tracker else {}),
            **more,
        }
        self._hooks.tell("whatsapp", webhooks.whatsapp(self.account, statuses=[status]))

    def _tell(self, content: dict[str, Any], *, shown: bool = True, **line: Any) -> str:
        """Send a message of the customer; returns its id."""
        message_id = webhooks.new_id(self.channel)
        if shown:
            self._show(message_id, "customer", **line)
        if self.channel == "messenger":
            message = {"mid": message_id, **content}
            told = webhooks.messenger(self.account, self.customer, message=message)
        else:
            told = webhooks.whatsapp(
                self.account,
                contacts=[self._contact()],
                messages=[self._message(message_id) | content],
            )
        self._hooks.tell(self.channel, told)
        return message_id

    def _message(self, message_id: str) -> dict[str, Any]:
        who = "from" if self.customer.isdigit() else "from_user_id"
        return {who: self.customer, "id": message_id, "timestamp": str(int(time.time()))}

    def _contact(self) -> dict[str, Any]:
        who = "wa_id" if self.customer.isdigit() else "user_id"
        return {"profile": {"name": self.name}, who: self.customer}

    def _show(self, line_id: str, who: str, **line: Any) -> dict[str, Any]:
        shown = {"id": line_id, "from": who, "state": None, "at": time.time(), **line}
        self.lines.append(shown)
        return shown


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    """What a customer sees of a request."""
    if "message" in body:
        message = body["message"]
        quick = [
            {"id": q["payload"], "title": q["title"]} for q in message.get("quick_replies", [])
        ]
        attachment = message.get("attachment") or {}
        if attachment.get("type") == "template":
            return {"text": attachment["payload"]["text"], "choices": quick, "login": True}
        file = {"kind": attachment.get("type"), **attachment.get("payload", {})}
        return {"text": message.get("text"), "choices": quick, "file": file if attachment else None}
    kind = body["type"]
    content = body[kind]
    if kind == "text":
        return {"text": content["body"]}
    if kind == "template":
        values = [p["text"] for c in content.get("components", []) for p in c["parameters"]]
        return {"text": f"[{content['name']}] {', '.join(values)}", "template": True}
    if kind == "interactive":
        return _interactive(content)
    file = {"kind": kind, "url": content.get("link"), "media": content.get("id")}
    return {"text": content.get("caption"), "file": {**file, "name": content.get("filename")}}


def _interactive(content: dict[str, Any]) -> dict[str, Any]:
    action = content["action"]
    if content["type"] == "button":
        found = [dict(button["reply"], kind="button_reply") for button in action["buttons"]]
        return {"text": content["body"]["text"], "choices": found}
    rows = [row for section in action["sections"] for row in section["rows"]]
    found = [dict(row, kind="list_reply") for row in rows]
    return {"text": content["body"]["text"], "choices": found, "list": action["button"]}
