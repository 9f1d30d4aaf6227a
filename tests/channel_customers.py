"""A customer on each channel, as the contract of channels sees them: what they do and see.

Each goes the channel's real ways: its routes or its socket in, its platform's API out.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from abc import ABC, abstractmethod
from itertools import count
from typing import Any

import aiohttp
import socketio
from aiohttp import web

from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.messenger.channel import CHANNEL as MESSENGER
from handoff.channels.webchat.channel import CHANNEL as WEBCHAT
from handoff.channels.whatsapp.channel import CHANNEL as WHATSAPP
from scripts.simulating import webhooks
from scripts.simulating.graph import Graph
from scripts.simulating.webhooks import Webhooks
from tests import pigeon_channel
from tests.bridge import Page, serve
from tests.platforms import APP_SECRET, NUMBER, PAGE, SETTINGS


class ChannelCustomer(ABC):
    """One customer of one channel, and the platform between them and the desk."""

    plugin: ChannelPlugin[Any]
    webhook = True
    """Whether the channel is told by webhooks."""

    async def start(self) -> dict[str, str]:
        """Serve the platform; returns the environment that points the desk at it."""
        return {}

    @abstractmethod
    async def meet(self, url: str) -> None:
        """The desk is served at that address."""

    @abstractmethod
    async def stop(self) -> None:
        """Stop everything."""

    @abstractmethod
    async def says(self, text: str, *, twice: bool = False) -> None:
        """Write, or have the same message come twice."""

    @abstractmethod
    async def chooses(self, place: int) -> None:
        """Take a choice of the last message that has some, in the way that the channel has."""

    @abstractmethod
    def seen(self) -> list[str]:
        """The texts from the desk, oldest first."""

    @abstractmethod
    async def has(self, *states: str) -> None:
        """Let the platform tell, for the last message seen, that it came so far."""

    @abstractmethod
    async def is_odd(self) -> int:
        """Tell the desk something that nobody understands; returns the status of its answer."""

    @abstractmethod
    async def forges(self) -> int:
        """Tell the desk something in somebody else's name; returns the status of its answer."""


class WebVisitor(ChannelCustomer):
    """Somebody with the widget."""

    plugin = WEBCHAT
    webhook = False
    _page: Page

    def __init__(self) -> None:
        self._ids = count(1)

    async def meet(self, url: str) -> None:
        """Open the page."""
        self._url = url
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{url}/api/chat/session", json={}) as answer,
        ):
            self._page = Page(url, await answer.json())
        await self._page.connect(auth={"token": self._page.session["token"]})

    async def stop(self) -> None:
        """Close the page."""
        await self._page.sio.disconnect()

    async def says(self, text: str, *, twice: bool = False) -> None:
        """See `ChannelCustomer.says`."""
        same = {"client_id": f"c-{next(self._ids)}"}
        for _ in range(1 + twice):
            answer = await self._page.ask("send", text=text, **same)
            assert "error" not in answer

    async def chooses(self, place: int) -> None:
        """Press the button."""
        asked = [m for m in self._page.all("message") if m.get("buttons")][-1]
        await self._page.send(button_id=asked["buttons"][place]["id"])

    def seen(self) -> list[str]:
        """What the page was told."""
        told = self._page.all("message")
        return [m["text"] for m in told if m["author"]["kind"] != "customer"]

    async def has(self, *states: str) -> None:
        """Tell the desk so."""
        seq = max(m["seq"] for m in self._page.all("message"))
        names = {"delivered": "received", "read": "read"}
        for state in (state for state in states if state in names):
            await self._page.ask(names[state], seq=seq)

    async def is_odd(self) -> int:
        """Send what is no message."""
        answer = await self._page.ask("send", nonsense=True)
        return 200 if answer["error"]["code"] == "bad_request" else 500

    async def forges(self) -> int:
        """Open a page with a token that is not ours."""
        page = Page(self._url, {})
        try:
            await page.connect(auth={"token": "nonsense"})
        except socketio.exceptions.ConnectionError:
            return 401
        return 200


class PhoneOwner(ChannelCustomer):
    """Somebody with a phone, on a platform of Meta's: the simulator's."""

    account: str
    customer: str

    async def start(self) -> dict[str, str]:
        """Serve the Graph API."""
        self.hooks = Webhooks("", APP_SECRET)
        self.graph = Graph(self.hooks)
        app = web.Application()
        self.graph.routes(app)
        self._runner = web.AppRunner(app, access_log=None)
        url = await serve(self._runner)
        name = self.plugin.profile.name
        self.phone = self.graph.phone(name, self.account, self.customer)
        return {**SETTINGS, "META_GRAPH_URL": url}

    async def meet(self, url: str) -> None:
        """Let webhooks go there."""
        self.hooks.desk = url

    async def stop(self) -> None:
        """Stop the Graph API."""
        await self.hooks.close()
        await self._runner.cleanup()

    async def says(self, text: str, *, twice: bool = False) -> None:
        """See `ChannelCustomer.says`."""
        self.hooks.twice = twice
        self.phone.says(text)
        await self.hooks.sent()
        self.hooks.twice = False

    async def chooses(self, place: int) -> None:
        """Press what can be pressed, else answer with the number."""
        line = [each for each in self.phone.lines if each["from"] == "business"][-1]
        if line.get("choices"):
            self.phone.presses(line["id"], line["choices"][place])
        else:
            self.phone.says(str(place + 1))
        await self.hooks.sent()

    def seen(self) -> list[str]:
        """What is on the screen."""
        lines = [each for each in self.phone.lines if each["from"] == "business"]
        return [line["text"] for line in lines]

    async def has(self, *states: str) -> None:
        """Let the platform tell."""
        line = [each for each in self.phone.lines if each["from"] == "business"][-1]
        for state in states:
            await self.hooks.post(self.phone.channel, self.receipt(line["id"], state))

    def receipt(self, line_id: str, state: str) -> dict[str, Any]:
        """A webhook that tells of a message's state."""
        raise NotImplementedError

    async def is_odd(self) -> int:
        """See `ChannelCustomer.is_odd`."""
        return await self.hooks.post(self.phone.channel, {"object": "something new"})

    async def forges(self) -> int:
        """See `ChannelCustomer.forges`."""
        async with (
            aiohttp.ClientSession() as http,
            http.post(
                f"{self.hooks.desk}/webhooks/{self.phone.channel}",
                json={},
                headers={"X-Hub-Signature-256": "sha256=nonsense"},
            ) as answer,
        ):
            return answer.status


class WhatsAppUser(PhoneOwner):
    """Somebody with WhatsApp."""

    plugin = WHATSAPP
    account, customer = NUMBER, "49151"

    def receipt(self, line_id: str, state: str) -> dict[str, Any]:
        """A status."""
        status = {"id": line_id, "status": state, "recipient_id": self.customer}
        return webhooks.whatsapp(self.account, statuses=[status])


class MessengerUser(PhoneOwner):
    """Somebody with Messenger."""

    plugin = MESSENGER
    account, customer = PAGE, "31"

    def receipt(self, line_id: str, state: str) -> dict[str, Any]:
        """A delivery, or a read mark, of that message alone."""
        name = {"delivered": "delivery", "read": "read"}[state]
        return webhooks.messenger(self.account, self.customer, **{name: {"mids": [line_id]}})


class PigeonKeeper(ChannelCustomer):
    """Somebody with a pigeon, and the loft that it lives in."""

    plugin = pigeon_channel.CHANNEL
    SECRET = "ring-of-a-test"

    def __init__(self, name: str = "olga") -> None:
        self.name = name
        self.notes: list[dict[str, Any]] = []
        self._ids = count(1)

    async def start(self) -> dict[str, str]:
        """Serve the loft."""
        app = web.Application()
        app.router.add_post("/notes", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        return {"PIGEON_SECRET": self.SECRET, "PIGEON_LOFT_URL": await serve(self._runner)}

    async def meet(self, url: str) -> None:
        """Let pigeons fly there."""
        self._url = url
        self._http = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Close the loft."""
        await self._http.close()
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        note = {**await request.json(), "id": f"note-{next(self._ids)}"}
        self.notes.append(note)
        return web.json_response({"id": note["id"]})

    async def tells(self, *flights: Any, secret: str = SECRET) -> int:
        """Send a webhook; returns the status of its answer."""
        body = json.dumps({"flights": flights}).encode()
        ring = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"X-Pigeon-Ring": ring}
        url = f"{self._url}/webhooks/pigeon"
        async with self._http.post(url, data=body, headers=headers) as answer:
            return answer.status

    async def says(self, text: str, *, twice: bool = False) -> None:
        """See `ChannelCustomer.says`."""
        flight = {"id": f"flight-{next(self._ids)}", "from": self.name, "note": text}
        for _ in range(1 + twice):
            assert await self.tells(flight) == 200

    async def chooses(self, place: int) -> None:
        """Answer with the number."""
        await self.says(str(place + 1))

    def seen(self) -> list[str]:
        """The notes that came."""
        return [note["note"] for note in self.notes]

    async def has(self, *states: str) -> None:
        """Let the loft tell."""
        note = self.notes[-1]
        for state in states:
            await self.tells({"receipt": note["id"], "state": state, "mark": note["mark"]})

    async def is_odd(self) -> int:
        """See `ChannelCustomer.is_odd`."""
        return await self.tells({"what": "a feather"}, None, 7)

    async def forges(self) -> int:
        """See `ChannelCustomer.forges`."""
        return await self.tells({"id": "x", "from": self.name, "note": "hi"}, secret="other")


CUSTOMERS: tuple[type[ChannelCustomer], ...] = (
    WebVisitor,
    WhatsAppUser,
    MessengerUser,
    PigeonKeeper,
)
