"""The whole bridge as its clients see it: over HTTP and socket.io, with a bot that is a script."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import socketio
from aiohttp import web

from contracts.turn import TURN_PATH, Turn, TurnResult
from handoff.app import build
from handoff.channels.registry import HOUSE
from handoff.config.settings import Settings
from handoff.console.http.auth import COOKIE
from handoff.container.clock import now
from handoff.core.model import Agent, Author, Role
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.audit import Audit, AuditFilter
from handoff.store.conversations import drafts, log
from handoff.store.db.database import Database
from tests.desk import Answer, a_request, says, text_of
from tests.passwords import quick_hasher

ADMIN = "an-operators-token-for-tests-only"
PASSWORD = "correct horse battery"
SECONDS = 120.0
"""How long a test waits for what must come, where a process that starts has half a core."""


async def eventually(holds: Callable[[], Any], what: str = "it") -> Any:
    """What `holds` returns, as soon as that is true of anything."""
    loop = asyncio.get_running_loop()
    end = loop.time() + SECONDS
    while not (found := holds()):
        assert loop.time() < end, f"{what} did not come to be"
        await asyncio.sleep(0.01)
    return found


class HttpBot:
    """A bot, and an action server, behind real HTTP. Echoes when its script is empty."""

    def __init__(self) -> None:
        self.script: list[TurnResult] = []
        self.seen: list[Turn] = []
        self.answer: Answer | None = None
        """Answers instead of the script."""
        self.alive = True
        app = web.Application()
        app.router.add_post(TURN_PATH, self._turn)
        app.router.add_get("/", self._health)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app)

    async def start(self) -> str:
        """Serve; returns the base URL."""
        return await serve(self._runner)

    async def stop(self) -> None:
        """Stop serving."""
        await self._runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response(status=200 if self.alive else 503)

    async def _turn(self, request: web.Request) -> web.Response:
        turn = msgspec.json.decode(await request.read(), type=Turn)
        self.seen.append(turn)
        if self.answer is not None:
            answer = await self.answer(turn)
        else:
            answer = self.script.pop(0) if self.script else says(f"echo {text_of(turn)}")
        return web.Response(body=msgspec.json.encode(answer), content_type="application/json")


@cache
def _hashed() -> str:
    return quick_hasher().hash(PASSWORD)


async def password_hash() -> str:
    """The hash of every test agent's password."""
    return await asyncio.to_thread(_hashed)


async def serve(runner: web.AppRunner, port: int = 0) -> str:
    """Serve on that port of this machine, or a free one; returns the base URL."""
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    host, port = runner.addresses[0]
    return f"http://{host}:{port}"


class Client:
    """A socket.io connection that writes down everything it is told."""

    def __init__(self, url: str, namespace: str) -> None:
        self._url = url
        self._namespace = namespace
        self.sio = socketio.AsyncClient(reconnection=False)
        self.told: list[tuple[str, Any]] = []
        self.sio.on("*", self._note, namespace=namespace)
        self.sio.on("connect_error", self._refuse, namespace=namespace)
        self.refused: Any = None

    async def _refuse(self, reason: Any) -> None:
        self.refused = reason

    async def _note(self, event: str, data: Any) -> None:
        self.told.append((event, data))

    async def connect(self, *, auth: Any = None, headers: dict[str, str] | None = None) -> None:
        """Connect; raises `socketio.exceptions.ConnectionError` when refused."""
        await self.sio.connect(
            self._url,
            auth=auth,
            headers=dict(headers or {}),
            namespaces=[self._namespace],
            transports=["websocket"],
        )

    async def ask(self, event: str, **data: Any) -> Any:
        """An event's acknowledgement."""
        return await self.sio.call(event, data, namespace=self._namespace, timeout=SECONDS)

    async def tell(self, event: str, **data: Any) -> None:
        """An event without an acknowledgement."""
        await self.sio.emit(event, data, namespace=self._namespace)

    def all(self, event: str) -> list[Any]:
        """The data of every event of that name, in order."""
        return [data for name, data in self.told if name == event]

    async def next(self, event: str, matches: Callable[[Any], Any] = lambda _: True) -> Any:
        """The first event of that name that matches, when it comes."""
        found = await eventually(lambda: [d for d in self.all(event) if matches(d)], event)
        return found[0]


class Page(Client):
    """The widget in a customer's browser."""

    def __init__(self, url: str, session: dict[str, Any]) -> None:
        super().__init__(url, "/chat")
        self.session = session
        self._sent = 0

    async def send(self, text: str | None = None, **more: Any) -> Any:
        """Send a message; returns the acknowledgement."""
        self._sent += 1
        data = {"client_id": f"{id(self)}-{self._sent}", **more}
        return await self.ask("send", **({"text": text} if text is not None else {}), **data)

    def texts(self) -> list[Any]:
        """What was shown, in order."""
        return [message["text"] for message in self.all("message")]

    async def shows(self, text: str) -> Any:
        """The message with that text, when it comes."""
        return await self.next("message", lambda message: message["text"] == text)


class Console(Client):
    """The console in an agent's browser."""

    def __init__(self, url: str, agent: Agent, cookie: str) -> None:
        super().__init__(url, "/console")
        self.agent = agent
        self.cookie = {"Cookie": f"{COOKIE}={cookie}"}

    def events(self, kind: str) -> list[Any]:
        """The data of all events of that type."""
        return [event["data"] for event in self.all("event") if event["type"] == kind]

    async def since(self, cursor: int) -> tuple[dict[str, Any], list[Any], list[Any]]:
        """A new snapshot, and what led to it from a cursor on: as it is caught up, and as told."""
        while True:
            fresh = await self.ask("snapshot")
            caught = await self.ask("sync", cursor=cursor)
            if caught["cursor"] == fresh["cursor"]:
                break
        if caught["events"]:
            last = caught["events"][-1]["cursor"]
            await self.next("event", lambda event: event["cursor"] >= last)
        told = (event for event in self.all("event") if cursor < event["cursor"])
        return fresh, caught["events"], [e for e in told if e["cursor"] <= fresh["cursor"]]

    async def hears(self, text: str) -> None:
        """Return when that was said in a conversation which the agent follows."""

        def is_it(event: Any) -> bool:
            added = event["type"] == "message.added"
            return added and bool(event["data"]["message"]["text"] == text)

        await self.next("event", is_it)

    async def take_next(self) -> str:
        """Accept the next offer; returns the conversation's id."""
        offer = await self.next("event", lambda event: event["type"] == "offer.made")
        answer = await self.ask("accept", offer_id=offer["data"]["offer"]["id"])
        return str(answer["conversation_id"])

    async def epoch(self, conversation_id: str) -> int:
        """The conversation's epoch."""
        opened = await self.ask("open", conversation_id=conversation_id)
        return int(opened["conversation"]["epoch"])


class Member:
    """Somebody who calls the desk with their login's cookie."""

    def __init__(self, bridge: Bridge, agent: Agent, cookie: str) -> None:
        self.agent = agent
        self.cookie = cookie
        self._bridge = bridge

    async def call(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        """Status and JSON body of a call as the desk's own pages make it."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}", "X-Requested-With": "warmdesk"}
        return await self._bridge.call(method, f"/api/console/{path}", headers=headers, **more)

    async def text(self, path: str) -> tuple[int, str]:
        """Status and text of what is not JSON."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        url = f"{self._bridge.url}/api/console/{path}"
        async with self._bridge.http.get(url, headers=headers) as response:
            return response.status, await response.text()


class Bridge:
    """A running bridge on SQLite, its bot, and the people who use it."""

    def __init__(self, folder: Path, migrated: Path) -> None:
        self.database = folder / "desk.db"
        shutil.copyfile(migrated, self.database)
        self.folder = folder
        self.bot = HttpBot()
        self.url = ""
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        self._runner: web.AppRunner | None = None
        self._clients: list[Client] = []
        self._db = Database(f"sqlite:///{self.database}", HOUSE)
        self.accounts = Accounts(self._db, now)

    async def start(self, **changes: Any) -> None:
        """Start with these settings changed."""
        bot_url = await self.bot.start()
        settings = msgspec.structs.replace(
            self.settings(), bot_urls=(bot_url,), actions_url=bot_url, crm_url="memory:"
        )
        self.app = build(msgspec.structs.replace(settings, **changes))
        self._runner = web.AppRunner(self.app, access_log=None, shutdown_timeout=1)
        self.url = await serve(self._runner)

    def settings(self) -> Settings:
        """The settings of a demo on this machine."""
        return Settings.read(
            {
                "DEMO": "1",
                "SECRET_KEY": "s" * 32,
                "IDENTITY_SECRET": "i" * 32,
                "BOT_TOKEN": "b" * 32,
                "ADMIN_API_TOKEN": ADMIN,
                "WARMDESK_VAR": str(self.folder),
                "DATABASE_URL": f"sqlite:///{self.database}",
                "CRM_URL": f"sqlite:///{self.folder}/crm.db",
                "OFFER_SECONDS": "600",
            }
        )

    async def stop(self) -> None:
        """Stop everything, the clients first."""
        for client in self._clients:
            await client.sio.disconnect()
        await self.http.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.bot.stop()
        await self._db.close()

    async def call(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        """Status and JSON body of an HTTP call."""
        async with self.http.request(method, self.url + path, **more) as response:
            return response.status, await response.json()

    async def read(self, path: str, token: str = ADMIN) -> Any:
        """What the operators' API answers."""
        headers = {"Authorization": f"Bearer {token}"}
        status, body = await self.call("GET", path, headers=headers)
        assert status == 200, body
        return body

    async def session(self, **body: Any) -> dict[str, Any]:
        """A visitor's session."""
        status, answer = await self.call("POST", "/api/chat/session", json=body)
        assert status == 200, answer
        return dict(answer)

    async def identity(self, customer_id: str) -> str:
        """A token of the demo shop for its customer."""
        _, answer = await self.call("POST", "/demo/identity", json={"customer_id": customer_id})
        return str(answer["identity"])

    async def page(self, session: dict[str, Any] | None = None, **body: Any) -> Page:
        """A connected page; of a new visitor unless a session is given."""
        page = Page(self.url, session or await self.session(**body))
        self._clients.append(page)
        await page.connect(auth={"token": page.session["token"]})
        return page

    async def hire(self, name: str, role: Role = "agent") -> Agent:
        """A new account."""
        return await self.accounts.create(
            email=f"{name.lower()}@example.com",
            name=name,
            password_hash=await password_hash(),
            role=role,
        )

    async def member(self, name: str, role: Role) -> Member:
        """Somebody of that role who is logged in over HTTP."""
        agent = await self.hire(name, role)
        response = await self.log_in(agent.email)
        return Member(self, agent, response.cookies[COOKIE].value)

    async def log_in(self, email: str, password: str = PASSWORD) -> aiohttp.ClientResponse:
        """The answer to a login."""
        body = {"email": email, "password": password}
        return await self.http.post(f"{self.url}/api/console/login", json=body)

    async def console(self, name: str = "Sam") -> Console:
        """The connected console of a new agent."""
        agent = await self.hire(name)
        response = await self.log_in(agent.email)
        return await self.console_of(agent, response.cookies[COOKIE].value)

    async def console_of(self, agent: Agent, cookie: str) -> Console:
        """One more console of an agent who is logged in."""
        console = Console(self.url, agent, cookie)
        self._clients.append(console)
        await console.connect(headers=console.cookie)
        return console

    async def verify(self, conversation_id: str, customer_id: str) -> None:
        """Make a conversation one of a verified customer, as if the CRM had been there."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            await log.change(tx, conversation, customer_id=customer_id, level="verified")

    async def write(self, conversation_id: str, author: Author, texts: list[str]) -> None:
        """Have this said in a conversation, one after the other."""
        async with self._db.write() as tx:
            conversation = await log.lock(tx, conversation_id)
            for text in texts:
                said = drafts.Draft(author=author, text=text)
                conversation, _ = await log.append(tx, conversation, said, now())

    async def audited(self, conversation_id: str) -> list[tuple[str, str]]:
        """Who did what with a conversation, as the audit log has it, latest first."""
        wanted = AuditFilter(conversation_id=conversation_id)
        found = await Audit(self._db, now).read(wanted, limit=100)
        return [(entry.name, entry.act) for entry in found]

    async def until_quiet(self) -> None:
        """Return when nothing has happened for a while."""
        before, now_at = -1, 0
        while before != now_at:
            before = now_at
            await asyncio.sleep(0.5)
            now_at = await self._db.cursor()

    async def handed_off(self, page: Page) -> str:
        """Let the page's customer ask for a person; returns the conversation's id."""
        self.bot.script.append(says("One moment.", handoff=a_request()))
        answer = await page.send("a person please")
        await page.shows("One moment.")
        return str(answer["conversation_id"])
