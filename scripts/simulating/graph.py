"""A stand-in for the Graph API: takes what Meta takes, refuses what Meta refuses."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from typing import Any

from aiohttp import web

from scripts.simulating import file_limits, limits
from scripts.simulating.phones import Phone
from scripts.simulating.webhooks import GUEST, Webhooks, new_id

MAX_UPLOAD = 110_000_000
TYPING_SECONDS = 25.0
LATE = {"timeout": 25.0}

File = tuple[bytes, str, str]
"""Content, type and name."""


class Graph:
    """Everything that is sent to it goes to the phones. `script` is how the next sends end.

    `always` is how every send of a channel ends until it is taken out again.

    Each entry of `script` is `{"code": n}` (refused), `{"failed": n}` (taken, fails later),
    `{"timeout": true}` (delivered, answered too late) or `{"status": 500}`.
    """

    def __init__(self, hooks: Webhooks) -> None:
        self.hooks = hooks
        self.phones: dict[tuple[str, str], Phone] = {}
        self.requests: list[dict[str, Any]] = []
        self.script: list[dict[str, Any]] = []
        self.always: dict[str, dict[str, Any]] = {}
        self.files: dict[str, tuple[bytes, str, str]] = {}
        self.late_seconds = LATE["timeout"]

    def routes(self, app: web.Application) -> None:
        """Serve the Graph API under any version."""
        app.router.add_post("/v{version}/{account}/messages", self.messages)
        app.router.add_post("/v{version}/{account}/media", self.upload)
        app.router.add_get("/v{version}/{media}", self.media)
        app.router.add_get("/files/{media}", self.file)

    def phone(self, channel: str, account: str, customer: str, name: str = "Zoë") -> Phone:
        """The phone of a customer, new or known."""
        key = (channel, customer)
        if key not in self.phones:
            self.phones[key] = Phone(channel, account, customer, name, self.hooks)
        return self.phones[key]

    def keep_file(self, content: bytes, mime: str, name: str) -> str:
        """Keep a file as the platform would; returns its id."""
        key = str(secrets.randbelow(10**15))
        self.files[key] = (content, mime, name)
        return key

    def sent(self, kind: str | None = None) -> list[dict[str, Any]]:
        """The messages that were asked for, read marks and typing left out."""
        asked = [r for r in self.requests if not r.get("sender_action") and "status" not in r]
        return [r for r in asked if kind is None or r.get("type") == kind]

    async def messages(self, request: web.Request) -> web.Response:
        """`POST /{version}/{account}/messages`."""
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return _error(401, 190, "An access token is required")
        body, sent = await self._read(request)
        channel = "whatsapp" if "messaging_product" in body else "messenger"
        check = limits.refuse_whatsapp if channel == "whatsapp" else limits.refuse_messenger
        if (refused := check(body) or self._refuse_file(body, sent)) is not None:
            return _error(400, *refused)
        file = None if sent is None else self.keep_file(*sent)
        self.requests.append(body)
        account = request.match_info["account"]
        if "status" in body or "sender_action" in body:
            return self._attended(channel, account, body)
        return await self._message(channel, account, body, file)

    async def _message(
        self, channel: str, account: str, body: dict[str, Any], file: str | None
    ) -> web.Response:
        told = self.always.get(channel) or (self.script.pop(0) if self.script else {})
        if "code" in told:
            return _error(told.get("status", 400), told["code"], "Injected")
        if "status" in told:
            return web.Response(status=told["status"], text="Bad gateway")
        customer = body.get("to") or body.get("recipient")
        if isinstance(customer, dict):
            customer = customer.get("id") or f"{GUEST}{customer['user_ref']}"
        phone = self.phone(channel, account, str(customer))
        message_id = new_id(channel)
        if "failed" in told:
            phone.fails(message_id, body.get("biz_opaque_callback_data"), told["failed"])
        else:
            phone.shows(message_id, _with_file(body, file))
        if told.get("timeout"):
            await asyncio.sleep(self.late_seconds)
        if channel == "whatsapp":
            return web.json_response({"messages": [{"id": message_id}]})
        return web.json_response({"recipient_id": customer, "message_id": message_id})

    def _attended(self, channel: str, account: str, body: dict[str, Any]) -> web.Response:
        if channel == "messenger":
            self.phone(channel, account, body["recipient"]["id"]).typing_until = (
                time.time() + TYPING_SECONDS
            )
            return web.json_response({"recipient_id": body["recipient"]["id"]})
        for phone in self.phones.values():
            if any(line["id"] == body["message_id"] for line in phone.lines):
                phone.typing_until = time.time() + TYPING_SECONDS
        return web.json_response({"success": True})

    def _refuse_file(self, body: dict[str, Any], sent: File | None) -> limits.Refusal | None:
        """Why a file would not go: one that comes along, or one that was uploaded before."""
        if sent is not None:
            attachment = (body.get("message") or {}).get("attachment") or {}
            return file_limits.refuse_messenger_upload(
                sent[0], sent[1], str(attachment.get("type"))
            )
        kind = str(body.get("type"))
        key = (body.get(kind) or {}).get("id") if kind in limits.MEDIA_KINDS else None
        if key is None:
            return None
        if key not in self.files:
            return limits.INVALID, "There is no such media"
        return file_limits.refuse_as(kind, self.files[key][1])

    async def _read(self, request: web.Request) -> tuple[dict[str, Any], File | None]:
        if not request.content_type.startswith("multipart/"):
            return dict(await request.json()), None
        fields, file = await _form(request)
        body = {name: _decoded(value) for name, value in fields.items()}
        return body, file

    async def upload(self, request: web.Request) -> web.Response:
        """`POST /{version}/{account}/media`."""
        fields, file = await _form(request)
        if file is None:
            return _error(400, 100, "file is missing")
        content, mime, _ = file
        said = fields.get("type", "")
        if (refused := file_limits.refuse_whatsapp_upload(content, mime, said)) is not None:
            return _error(400, *refused)
        return web.json_response({"id": self.keep_file(*file)})

    async def media(self, request: web.Request) -> web.Response:
        """`GET /{version}/{media}`: where a file is, for five minutes."""
        key = request.match_info["media"]
        if key not in self.files:
            return _error(400, 100, "There is no such media")
        url = f"{request.scheme}://{request.host}/files/{key}"
        return web.json_response({"url": url, "mime_type": self.files[key][1], "id": key})

    async def file(self, request: web.Request) -> web.Response:
        """`GET /files/{media}`."""
        found = self.files.get(request.match_info["media"])
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found[0], content_type=found[1].partition(";")[0])


async def _form(request: web.Request) -> tuple[dict[str, str], File | None]:
    fields, file = {}, None
    form = await request.post()
    for name, value in form.items():
        if isinstance(value, web.FileField):
            file = (value.file.read(), value.content_type, value.filename)
        else:
            fields[name] = str(value)
    return fields, file


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _with_file(body: dict[str, Any], file: str | None) -> dict[str, Any]:
    if file is None:
        return body
    attachment = body["message"]["attachment"]
    shown = {**attachment, "payload": {"media": file}}
    return {**body, "message": {**body["message"], "attachment": shown}}


def _error(status: int, code: int, message: str) -> web.Response:
    error = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code}
    return web.json_response({"error": error}, status=status)
