"""What every channel promises the desk, whichever platform it is: one suite, run for each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web

from actions.crm.registry import open_crm
from contracts.env import read_env
from contracts.turn import Button
from handoff.bot_link.health import Watch
from handoff.channels.base.opening import Lent
from handoff.channels.webhooks.handler import UpdateHandler
from handoff.channels.webhooks.worker import Webhooks
from handoff.config.files import read_invitations
from handoff.config.keys import derive
from handoff.core.channel.port import WINDOW_CLOSED
from handoff.core.channel.profile import Catalogue
from handoff.core.identity_tokens import IdentityTokens
from handoff.core.model import Conversation, Message
from handoff.http import sockets
from handoff.http.limits import Limits
from handoff.http.middlewares import answer_errors, number_requests
from handoff.http.origins import Origins
from handoff.jobs.engine import engine
from handoff.jobs.engine.tally import Uncounted
from handoff.jobs.engine.worker import Worker
from handoff.jobs.outbox import Outbox
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.store.delivery.webhook_inbox import WebhookInbox
from handoff.store.files.media import FolderMedia
from handoff.store.tables.delivery import updates
from handoff.usecases.customer.chat_links import ChatLinks
from tests.bridge import serve
from tests.channel_customers import CUSTOMERS, ChannelCustomer
from tests.desk import Desk, says

SECONDS = 30.0
MOMENT = timedelta(minutes=1)


class SomeBot:
    """A bot that is there."""

    async def alive(self) -> bool:
        """Say so."""
        return True


class Stage(Desk):
    """A desk with one open channel, served; its workers are run by hand."""

    def __init__(self, url: str, customer: ChannelCustomer) -> None:
        self.profile = customer.plugin.profile
        super().__init__(url, channels=Catalogue([self.profile]))
        # Platforms date what they tell by their own clocks.
        self.clock.now = datetime.now(UTC)
        self.customer = customer

    async def open(self, folder: Path) -> None:
        """Open the channel with its platform, and let the customer meet it."""
        env = await self.customer.start()
        inbox = WebhookInbox(self.db)
        lent = self._lent(folder, inbox)
        settings = read_env(self.customer.plugin.settings, env).settings
        self.channel = self.customer.plugin.open(settings, lent)
        platform = self.channel.platform
        handler = UpdateHandler(
            self.db,
            self.clock,
            self.customers,
            {} if platform is None else {self.profile.name: platform},
            lent.crm,
            lent.identities,
        )
        self.webhooks = Worker(Webhooks(self.db, self.clock, inbox, handler))
        ways_out = {self.profile.name: self.channel.port}
        self.outbox = Worker(Outbox(self.db, self.clock, ways_out))
        self._work = engine.background(self.channel.work, Uncounted())
        self._work.start()
        await self.customer.meet(await self._served(lent))

    def _lent(self, folder: Path, inbox: WebhookInbox) -> Lent:
        origins = Origins(("*",))
        catalogue = self.db.channels
        return Lent(
            db=self.db,
            clock=self.clock,
            customer_messages=self.customers,
            keep=inbox.keep,
            accounts=self.accounts,
            crm=open_crm("memory:"),
            bot=Watch(SomeBot()),
            media=FolderMedia(folder),
            folder=folder,
            identities=IdentityTokens("i" * 32, self.clock),
            sign_outs=CustomerSignOuts(self.db, self.clock),
            invitations=read_invitations(None),
            chat_links=ChatLinks(self.customers, catalogue, key=b"l" * 32, clock=self.clock),
            origins=origins,
            limits=Limits(b"l" * 32),
            sio=sockets.server(origins, None),
            key=partial(derive, "s" * 32),
        )

    async def _served(self, lent: Lent) -> str:
        app = web.Application(middlewares=[number_requests, answer_errors])
        app.router.add_routes(self.channel.routes)
        for namespace in self.channel.namespaces:
            lent.sio.register_namespace(namespace)
        lent.sio.attach(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        return await serve(self._runner)

    async def close(self) -> None:
        """Give everything back."""
        await self.customer.stop()
        await self._work.stop()
        await self._runner.cleanup()
        await self.channel.close()
        await super().close()

    async def settle(self) -> None:
        """Run everything until nothing is due."""
        while await self.webhooks.run_due():
            pass
        await super().settle()

    async def until(self, holds: Callable[[], Any], what: str) -> None:
        """Let the desk work until that is true."""
        end = asyncio.get_running_loop().time() + SECONDS
        while not holds():
            assert asyncio.get_running_loop().time() < end, f"{what} did not come to be"
            await self.settle()
            await asyncio.sleep(0.01)

    async def sees(self, text: str) -> None:
        """Let the desk work until the customer sees something with that text."""
        await self.until(lambda: any(text in (each or "") for each in self.customer.seen()), text)

    async def log(self) -> tuple[Message, ...]:
        """Everything that was said in the one conversation."""
        return await self.customers.transcript((await self.only()).id)

    async def only(self) -> Conversation:
        """The one conversation that there is."""
        async with self.db.read() as connection:
            rows = await connection.execute(sa.text("SELECT id FROM conversations"))
            (found,) = rows.scalars().all()
        return await self.customers.conversation(found)

    async def state_of(self, text: str) -> str | None:
        """The delivery state of what the desk said."""
        await self.settle()
        said = (m for m in await self.log() if m.author.kind == "bot" and m.text == text)
        return next(said).state


@pytest.fixture(params=CUSTOMERS, ids=lambda each: each.plugin.profile.name)
def customer(request: pytest.FixtureRequest) -> ChannelCustomer:
    """A customer on each channel."""
    made: ChannelCustomer = request.param()
    return made


@pytest.fixture
async def stage(desk_url: str, tmp_path: Path, customer: ChannelCustomer) -> AsyncIterator[Stage]:
    """A desk with that customer's channel, on each database."""
    made = Stage(desk_url, customer)
    await made.open(tmp_path / "media")
    yield made
    await made.close()


def some(number: int) -> tuple[Button, ...]:
    """So many choices."""
    return tuple(Button(title=f"Order {n}", payload=f"/order{n}") for n in range(number))


async def test_a_message_is_answered(stage: Stage) -> None:
    """What a customer writes is a message of theirs on this channel, and the answer comes back."""
    await stage.customer.says("hello")
    await stage.sees("echo hello")
    conversation = await stage.only()
    assert (conversation.channel, conversation.level) == (stage.profile.name, "anonymous")
    assert [(m.author.kind, m.text) for m in await stage.log()] == [
        ("customer", "hello"),
        ("bot", "echo hello"),
    ]


async def test_what_comes_twice_is_one_message(stage: Stage) -> None:
    """The same message again is neither stored nor answered again."""
    await stage.customer.says("hello", twice=True)
    await stage.sees("echo hello")
    await stage.customer.says("again")
    await stage.sees("echo again")
    assert [m.text for m in await stage.log()] == ["hello", "echo hello", "again", "echo again"]
    assert len(stage.bot.seen) == 2


async def test_messages_keep_their_order(stage: Stage) -> None:
    """What is written in a row is in the log in that order, and so are the answers."""
    words = [f"message {n}" for n in range(5)]
    for text in words:
        await stage.customer.says(text)
    await stage.sees("message 4")
    said = [m.text for m in await stage.log() if m.author.kind == "customer"]
    assert said == words


@pytest.mark.parametrize("number", [2, 5, 14])
async def test_choices_can_be_taken(stage: Stage, number: int) -> None:
    """A channel shows as many choices as there are in a way of its own, and the bot hears one."""
    stage.bot.script += [says("Which one?", buttons=some(number)), says("That one.")]
    await stage.customer.says("start")
    await stage.sees("Which one?")
    await stage.customer.chooses(number - 1)
    await stage.sees("That one.")
    assert stage.bot.seen[1].messages[0].button_id == f"/order{number - 1}"


async def test_long_texts_lose_nothing(stage: Stage) -> None:
    """A text is cut to what the channel takes, and all of it comes."""
    words = " ".join(f"word{n}" for n in range(540))
    stage.bot.script.append(says(words))
    await stage.customer.says("tell me everything")
    await stage.sees("word539")
    pieces = stage.customer.seen()
    assert " ".join(pieces) == words
    assert all(len(piece) <= stage.profile.can.text for piece in pieces)


async def test_states_follow_what_the_platform_tells(stage: Stage) -> None:
    """A message is sent, then delivered, then read."""
    await stage.customer.says("hello")
    await stage.sees("echo hello")
    assert await stage.state_of("echo hello") in ("sent", "delivered")
    await stage.customer.has("delivered")
    assert await stage.state_of("echo hello") == "delivered"
    await stage.customer.has("read")
    assert await stage.state_of("echo hello") == "read"


async def test_states_never_go_back(stage: Stage) -> None:
    """What comes late, or twice, takes nothing back."""
    await stage.customer.says("hello")
    await stage.sees("echo hello")
    await stage.customer.has("read")
    assert await stage.state_of("echo hello") == "read"
    await stage.customer.has("delivered", "delivered")
    assert await stage.state_of("echo hello") == "read"


async def test_after_the_window_nothing_goes(stage: Stage) -> None:
    """What the reply window forbids is held until the customer writes again, and then goes out.

    A channel without one takes everything at any time.
    """
    await stage.customer.says("hello")
    await stage.sees("echo hello")
    await stage.customer.says("and now?")
    while await stage.webhooks.run_due():
        pass
    window = stage.profile.window
    stage.clock.forward(seconds=(window.everything + MOMENT).total_seconds() if window else 9e6)
    await stage.settle()
    if window is None:
        await stage.sees("echo and now?")
        return
    late = (await stage.log())[-1]
    assert (late.state, late.custom) == ("failed", {"undelivered": WINDOW_CLOSED})
    assert not any("and now?" in text for text in stage.customer.seen())
    stage.clock.now = datetime.now(UTC)
    await stage.customer.says("are you there?")
    await stage.sees("echo and now?")
    await stage.sees("echo are you there?")


async def test_what_nobody_understands_stops_nothing(stage: Stage) -> None:
    """It is answered for, kept where it is a webhook's, and the next message is answered."""
    assert await stage.customer.is_odd() == 200
    await stage.settle()
    async with stage.db.read() as connection:
        states = (await connection.execute(sa.select(updates.c.state))).scalars().all()
    assert set(states) == ({"failed"} if stage.customer.webhook else set())
    await stage.customer.says("hello")
    await stage.sees("echo hello")


async def test_nobody_speaks_for_the_platform(stage: Stage) -> None:
    """What is not proven to come from the platform is refused, and nothing of it is kept."""
    assert await stage.customer.forges() == 401
    async with stage.db.read() as connection:
        kept = await connection.scalar(sa.select(sa.func.count()).select_from(updates))
    assert kept == 0


async def test_agents_may_be_seen_writing(stage: Stage) -> None:
    """Showing that somebody writes never fails, whatever the channel makes of it."""
    await stage.customer.says("hello")
    await stage.sees("echo hello")
    await stage.channel.typing(await stage.only(), "Sam")


async def test_a_profile_says_what_agents_read(customer: ChannelCustomer) -> None:
    """Each channel has a name for data, a label for people, and limits that hold something."""
    profile = customer.plugin.profile
    assert profile.name.isidentifier()
    assert profile.label
    assert "text" in profile.features
    assert min(profile.can.text, profile.can.body) > 0


async def test_a_channel_without_its_settings_is_off(customer: ChannelCustomer) -> None:
    """What a channel needs are settings of its own."""
    plugin = customer.plugin
    assert set(plugin.needs) <= set(plugin.settings.__struct_fields__)
    empty = read_env(plugin.settings, {}).settings
    assert [field for field in plugin.needs if getattr(empty, field)] == []
