"""A bridge with WhatsApp and Messenger, whose Graph API is the simulator's."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from scripts.simulating.graph import Graph
from scripts.simulating.phones import Phone
from scripts.simulating.webhooks import Webhooks
from tests.bridge import Bridge, eventually, serve

APP_SECRET = "app-secret-of-a-test"
VERIFY = "verify-token-of-a-test"
NUMBER, OTHER_NUMBER, PAGE, APP = "1001", "1002", "2001", "3001"
TEMPLATES = (
    '[{"name": "we_have_news", "text": "Hello {{1}}, we have news.", "parameters": ["name"]}]'
)
SETTINGS: dict[str, str] = {
    "META_VERIFY_TOKEN": VERIFY,
    "META_APP_SECRET": APP_SECRET,
    "WHATSAPP_TOKEN": "whatsapp-token-of-a-test",
    "WHATSAPP_PHONE_NUMBER_ID": f"{NUMBER},{OTHER_NUMBER}",
    "WHATSAPP_TEMPLATES": TEMPLATES,
    "MESSENGER_PAGE_ID": PAGE,
    "MESSENGER_PAGE_TOKEN": "page-token-of-a-test",
    "MESSENGER_APP_ID": APP,
    "MESSENGER_LOGIN_URL": "https://shop.example/login",
}
"""The channels' part of the environment."""


class Platforms:
    """The bridge, the Graph API, and the customers' phones."""

    def __init__(self, bridge: Bridge) -> None:
        self.bridge = bridge
        self.hooks = Webhooks("", APP_SECRET)
        self.graph = Graph(self.hooks)
        app = web.Application(client_max_size=110_000_000)
        self.graph.routes(app)
        self._runner = web.AppRunner(app, access_log=None)
        self.graph_url = ""

    async def start(self, **changes: str) -> None:
        """Serve the Graph API, and a bridge wired up with it; `changes` are of the environment."""
        self.graph_url = await serve(self._runner)
        env = {**SETTINGS, "META_GRAPH_URL": self.graph_url, **changes}
        await self.bridge.start(channel_env=env)
        self.hooks.desk = self.bridge.url

    async def join(self, port: int) -> None:
        """Serve the Graph API on that port, for a bridge that is up already."""
        self.graph_url = await serve(self._runner, port)
        self.hooks.desk = self.bridge.url

    async def stop(self) -> None:
        """Stop the Graph API; the bridge is somebody else's."""
        await self.hooks.close()
        await self._runner.cleanup()

    def whatsapp(self, customer: str = "49151", name: str = "Zoë") -> Phone:
        """A customer's phone with WhatsApp."""
        return self.graph.phone("whatsapp", NUMBER, customer, name)

    def messenger(self, customer: str = "31") -> Phone:
        """A customer's phone with Messenger."""
        return self.graph.phone("messenger", PAGE, customer)

    async def conversations(self) -> list[dict[str, Any]]:
        """All conversations, newest first."""
        return list((await self.bridge.read("/api/conversations"))["conversations"])

    async def transcript(self, conversation_id: str) -> list[dict[str, Any]]:
        """What was said in a conversation."""
        path = f"/api/conversations/{conversation_id}/messages"
        return list((await self.bridge.read(path))["messages"])


async def shown(phone: Phone, text: str) -> dict[str, Any]:
    """The line of the business on a phone that has the text, when it comes."""

    def found() -> dict[str, Any] | None:
        lines = [each for each in phone.lines if each["from"] == "business"]
        return next((line for line in lines if text in (line.get("text") or "")), None)

    line: dict[str, Any] = await eventually(found, text)
    return line
