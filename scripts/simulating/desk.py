"""What the page of the simulator calls: look at a phone, use it, and make things go wrong."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from scripts.simulating.graph import Graph
from scripts.simulating.phones import Phone

PAGE = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


class PhoneDesk:
    """The page's routes. `accounts` are the business's number and page, by channel."""

    def __init__(self, graph: Graph, desk: str, accounts: dict[str, str], app: str) -> None:
        self._graph = graph
        self._desk = desk
        self._accounts = accounts
        self._app = app

    def routes(self, app: web.Application) -> None:
        """Serve the page and what it calls."""
        app.router.add_get("/", self.page)
        app.router.add_get("/page/{name}", self.page)
        app.router.add_get("/api/phone", self.look)
        app.router.add_post("/api/act", self.act)
        app.router.add_post("/api/inject", self.inject)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page and its parts."""
        file = PAGE / request.match_info.get("name", "index.html")
        if file.parent != PAGE or file.suffix not in TYPES or not file.is_file():
            raise web.HTTPNotFound
        return web.Response(text=file.read_text(), content_type=TYPES[file.suffix])

    async def look(self, request: web.Request) -> web.Response:
        """What is on a phone's screen now."""
        phone = self._phone(dict(request.query))
        return web.json_response(
            {
                "lines": phone.lines,
                "typing": phone.typing_until > time.time(),
                "waiting": len(self._graph.script),
                "always": self._graph.always.get(phone.channel),
                "twice": self._graph.hooks.twice,
                "shuffled": self._graph.hooks.shuffled,
            }
        )

    async def act(self, request: web.Request) -> web.Response:
        """Do what the customer, or somebody else at the business, does."""
        told = await request.json()
        phone = self._phone(told)
        act = told["act"]
        if act == "file":
            self._send_file(request, phone, told)
        elif act == "link":
            phone.links(await self._identity(told["as"]))
        else:
            ACTS[act](phone, told, self._app)
        return web.json_response({})

    async def inject(self, request: web.Request) -> web.Response:
        """Let the next send, or every one of a channel, end otherwise; or disturb webhooks."""
        told = await request.json()
        if "next" in told:
            self._graph.script.append(told["next"])
        if "always" in told:
            self._graph.always[told["channel"]] = told["always"] or {}
        for name in ("twice", "shuffled"):
            if name in told:
                setattr(self._graph.hooks, name, bool(told[name]))
        return web.json_response({})

    def _phone(self, told: dict[str, Any]) -> Phone:
        channel = told["channel"]
        account, name = self._accounts[channel], told.get("name", "Zoë")
        return self._graph.phone(channel, account, str(told["customer"]), name)

    def _send_file(self, request: web.Request, phone: Phone, told: dict[str, Any]) -> None:
        content = base64.b64decode(told["content"])
        key = self._graph.keep_file(content, told["mime"], told["name"])
        url = f"{request.scheme}://{request.host}/files/{key}"
        phone.sends_file(told["kind"], key, url, told["mime"], told["name"])

    async def _identity(self, customer_id: str) -> str:
        """What the demo shop signs when its customer logs in."""
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{self._desk}/demo/identity", json={"customer_id": customer_id}) as answer,
        ):
            return str((await answer.json())["identity"])


ACTS: dict[str, Callable[[Phone, dict[str, Any], str], object]] = {
    "say": lambda phone, told, _app: phone.says(told["text"]),
    "press": lambda phone, told, _app: phone.presses(told["line"], told["choice"]),
    "place": lambda phone, _told, _app: phone.shares_place(52.52, 13.405),
    "react": lambda phone, told, _app: phone.reacts(told["line"], told["emoji"]),
    "edit": lambda phone, told, _app: phone.edits(told["line"], told["text"]),
    "read": lambda phone, _told, _app: phone.reads(),
    "elsewhere": lambda phone, told, _app: phone.is_answered_elsewhere(told["text"]),
    "control": lambda phone, _told, app: phone.gives_control_back(app),
}
