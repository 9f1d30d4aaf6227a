"""Webhooks as Meta sends them: signed, now and then twice or late."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from typing import Any

import aiohttp

GUEST = "user_ref:"
"""So begins what a phone is called whose owner has no id yet."""
RETRY_SECONDS = 1.0
TRIES = 30


class Webhooks:
    """Sends webhooks to the desk, and again until it answers 200."""

    def __init__(self, desk: str, app_secret: str) -> None:
        self.desk = desk
        self._secret = app_secret.encode()
        self.twice = False
        self.shuffled = False
        self._held: list[tuple[str, dict[str, Any]]] = []
        self._http: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[int]] = set()

    def tell(self, channel: str, payload: dict[str, Any]) -> None:
        """Send a webhook in the background."""
        if self.shuffled and not self._held:
            self._held.append((channel, payload))  # the next one overtakes it
            return
        due = [(channel, payload), *self._held]
        self._held = []
        for each, told in due * (2 if self.twice else 1):
            task = asyncio.create_task(self.post(each, told))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def sent(self) -> None:
        """Return when everything that was told so far has been taken."""
        await asyncio.gather(*self._tasks)

    async def post(self, channel: str, payload: dict[str, Any]) -> int:
        """Send a webhook until it is taken; returns the last status."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        signature = hmac.new(self._secret, body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Hub-Signature-256": f"sha256={signature}",
        }
        status = 0
        for _ in range(TRIES):
            try:
                url = f"{self.desk}/webhooks/{channel}"
                async with self._session().post(url, data=body, headers=headers) as answer:
                    status = answer.status
            except aiohttp.ClientError:
                status = 0
            if status == 200:
                return status
            await asyncio.sleep(RETRY_SECONDS)
        return status

    async def close(self) -> None:
        """Give connections back."""
        for task in self._tasks:
            task.cancel()
        if self._http is not None:
            await self._http.close()

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        return self._http


def whatsapp(account: str, **value: Any) -> dict[str, Any]:
    """A webhook of WhatsApp with one change."""
    metadata = {"display_phone_number": account, "phone_number_id": account}
    content = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    change = {"field": "messages", "value": content}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": account, "changes": [change]}],
    }


def messenger(page: str, customer: str, *, echo: bool = False, **event: Any) -> dict[str, Any]:
    """A webhook of Messenger with one event."""
    ref = customer.removeprefix(GUEST)
    theirs = {"id": customer} if ref == customer else {"user_ref": ref}
    sides = ({"id": page}, theirs) if echo else (theirs, {"id": page})
    now = int(time.time() * 1000)
    told = {"sender": sides[0], "recipient": sides[1], "timestamp": now, **event}
    return {"object": "page", "entry": [{"id": page, "time": now, "messaging": [told]}]}


def new_id(channel: str) -> str:
    """A message's id as the platform makes them."""
    return (
        f"wamid.{secrets.token_hex(16)}" if channel == "whatsapp" else f"m_{secrets.token_hex(16)}"
    )
