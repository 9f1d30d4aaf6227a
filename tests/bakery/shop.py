"""The bakery's server, in memory, with faults that a test lays out for the next calls."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import BasicAuth, web

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOME: Json = {"lines": ["Am Markt 1"], "town": "Kiel", "code": "24103", "land": "DE"}


def person(number: int, mail: str) -> Json:
    """Somebody who buys bread."""
    return {
        "id": number,
        "full_name": "Ada Lindqvist",
        "mail": mail,
        "phone": "+49 431 5550199",
        "joined": "2021-05-04",
        "rank": "gold",
        "home": dict(HOME),
    }


def order(number: int, of: int, state: str = "baking") -> Json:
    """Two loaves."""
    loaf = {"line": 1, "code": "RYE", "title": "Rye loaf", "count": 2, "each": "4.15"}
    return {
        "number": number,
        "person": of,
        "made": "2026-07-01T08:30:00",
        "state": state,
        "price": "8.30",
        "goods": [loaf],
        "to": dict(HOME),
    }


class Bakery:
    """The people and orders of a bakery, and what is to go wrong next."""

    def __init__(self) -> None:
        self.people = {7: person(7, "ada@example.org"), 8: person(8, "bo@example.org")}
        self.orders = {1: order(1, 7), 2: order(2, 7, "gone"), 3: order(3, 8)}
        self.faults: deque[str] = deque()
        """For each next call but those for a token: busy, down, late, who, rights, error, lost,
        hang, broken."""
        self.calls: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.tokens: list[str] = []
        self.scope = "read write"
        self.life = 3600
        self.secret = "flour"
        self.notes: list[Json] = []

    def app(self) -> web.Application:
        """Its server."""
        served = web.Application(middlewares=[self._guarded])
        served.add_routes(
            [
                web.post("/token", self._token),
                web.get("/health", self._health),
                web.post("/people/search", self._search),
                web.get("/people/{id}", self._person),
                web.patch("/people/{id}", self._change_person),
                web.post("/people/{id}/notes", self._note),
                web.get("/orders", self._orders),
                web.get("/orders/{number}", self._order),
                web.post("/orders/{number}/drop", self._drop),
                web.put("/orders/{number}/place", self._move),
            ]
        )
        return served

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/token":
            return await handler(request)
        self.calls.append(f"{request.method} {request.path}")
        self.headers.append(dict(request.headers))
        if request.headers.get("Authorization") != f"Bearer {(self.tokens or ['none'])[-1]}":
            return _problem(401, "who are you?")
        fault = self.faults.popleft() if self.faults else ""
        before = await _before(fault)
        if before is not None:
            return before
        try:
            answer = await handler(request)
        except (KeyError, ValueError):
            return _problem(404, "there is no such thing")
        if fault == "lost":
            assert request.transport is not None
            request.transport.abort()
        if fault == "hang":
            await asyncio.sleep(60)
        return web.Response(text="<html>", status=200) if fault == "broken" else answer

    async def _token(self, request: web.Request) -> web.Response:
        form, basic = await request.post(), request.headers.get("Authorization")
        told = BasicAuth.decode(basic).password if basic else form.get("client_secret")
        if told != self.secret:
            return web.json_response({"error": "invalid_client"}, status=401)
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        token = {"access_token": self.tokens[-1], "token_type": "bearer", "expires_in": self.life}
        return web.json_response({**token, "scope": self.scope})

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({})

    async def _search(self, request: web.Request) -> web.Response:
        wanted = (await request.json())["mail"]
        return web.json_response([p for p in self.people.values() if p["mail"] == wanted])

    async def _person(self, request: web.Request) -> web.Response:
        return web.json_response(self.people[int(request.match_info["id"])])

    async def _change_person(self, request: web.Request) -> web.Response:
        found = self.people[int(request.match_info["id"])]
        found["home"] = (await request.json())["home"]
        return web.json_response(found)

    async def _note(self, request: web.Request) -> web.Response:
        self.notes.append(await request.json())
        return web.Response(status=201)

    async def _orders(self, request: web.Request) -> web.Response:
        of = int(request.query["person"])
        return web.json_response([o for o in self.orders.values() if o["person"] == of])

    async def _order(self, request: web.Request) -> web.Response:
        return web.json_response(self.orders[int(request.match_info["number"])])

    async def _drop(self, request: web.Request) -> web.Response:
        found = self.orders[int(request.match_info["number"])]
        if found["state"] == "dropped":
            return web.json_response({"kind": "refusal", "title": "dropped already"})
        if found["state"] != "baking":
            who = self.people[found["person"]]["mail"]
            return _problem(409, f"order {found['number']} of {who} has left")
        found.update(state="dropped", dropped_at="2026-07-02T09:00:00")
        return web.json_response(found)

    async def _move(self, request: web.Request) -> web.Response:
        self.orders[int(request.match_info["number"])]["to"] = await request.json()
        return web.Response(status=204)


async def _before(fault: str) -> web.Response | None:
    """What is answered before anything is done."""
    busy = {"busy": (429, "0"), "down": (503, "Thu, 01 Jan 2026 00:00:00 GMT"), "late": (429, "99")}
    if fault in busy:
        status, after = busy[fault]
        return web.json_response({"title": "busy"}, status=status, headers={"Retry-After": after})
    if fault == "who":
        return _problem(401, "who are you?")
    if fault == "rights":
        return _problem(403, "not yours")
    if fault == "error":
        return _problem(500, "oven on fire")
    return None


def _problem(status: int, title: str) -> web.Response:
    return web.json_response({"title": title, "kind": "problem"}, status=status)
