"""A made-up customer goes through the whole desk; after their erasure there is no trace of them.

Traces are looked for in the raw bytes of every file (free pages of SQLite, its log, kept files) and
in every row of PostgreSQL, in the logs, and in a backup that was restored.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import jwt
import msgspec
import pytest
import sqlalchemy as sa

from actions.crm.desk_records.tables import write_ledger
from actions.crm.registry import open_crm
from contracts.turn import Complaint
from handoff.container.clock import now
from handoff.container.privacy import PrivacyDesk, open_privacy
from handoff.core.channel.loose_json import digest
from handoff.store.cases import crm_tasks
from handoff.store.cases.crm_tasks import NoteTask, TicketTask
from handoff.store.db.database import Database
from handoff.store.delivery.webhook_inbox import Update
from handoff.store.privacy.people import Who
from handoff.store.tables.conversations import conversations, messages, turns
from handoff.store.tables.delivery import updates
from handoff.usecases.privacy.exporting import NAME as IN_ZIP
from scripts.simulating.phones import Phone
from tests.bridge import ADMIN, Console, Page, eventually
from tests.desk import a_request, says
from tests.forgetting_desk import ForgettingBridge, Urls, add_customer, backed_up, fresh
from tests.integration.test_bridge_chat_files import ref_of
from tests.integration.test_platforms import until
from tests.platforms import NUMBER, PAGE, SETTINGS, Platforms, shown

CUSTOMER = "c-8231-zq"
ORDER = "ZQ-8231"
NAME = "Zebulon Quibblethwaite"
EMAIL = "zebulon@kanari.example"
PHONE = "447700900987"
STREET = "77 Xylophone Crescent"
PDF = b"%PDF-1.4 kanarifile"
AGENT_PDF = b"%PDF-1.4 kanarilabel"
UNSENT_PDF = b"%PDF-1.4 kanariunsent"
MESSENGER = "31415926535"
STRANGER = "447700900654"
SAID = (
    *("web", "picture", "queue", "toagent", "link", "csat"),
    *("agentsaid", "note", "asked", "answered", "closing", "owed", "stuckhook", "situation"),
    *("page", "botstars", "subject", "body"),
    *("wa", "waedited", "waquoting", "waechoed", "fb", "fbedited", "ledger"),
)
"""Where something was said that has to be in the export."""
TRACES = (*("kanari", "zebulon", "quibblethwaite", PHONE, "xylophone", MESSENGER, STRANGER),)


def word(where: str) -> str:
    """What is said there, and nowhere else."""
    return f"kanari{where}"


class Story:
    """The customer's way through everything, on every channel."""

    def __init__(self, platforms: Platforms, urls: Urls) -> None:
        self.platforms = platforms
        self.bridge = platforms.bridge
        self.urls = urls
        self.db = Database(urls.desk)

    async def told(self) -> None:
        """All of it."""
        page = await self._on_the_web()
        sam, conversation_id = await self._with_an_agent(page)
        await self._by_link(conversation_id)
        await self._resolved(page, sam, conversation_id)
        await self._on_whatsapp()
        await self._on_messenger()
        await self._as_strangers()
        await self._elsewhere(conversation_id)
        await self._looked_for(sam)
        headers = {"Authorization": f"Bearer {ADMIN}"}
        path = f"/api/customers/{CUSTOMER}/sign_out"
        assert (await self.bridge.call("POST", path, headers=headers))[0] == 200
        await self.bridge.until_quiet()
        await self.db.close()

    def _identity(self) -> str:
        claims = {"sub": CUSTOMER, "aud": "warmdesk", "iat": now(), "exp": now().timestamp() + 600}
        return jwt.encode(claims, "i" * 32, algorithm="HS256")

    async def _on_the_web(self) -> Page:
        page = await self.bridge.page(identity=self._identity())
        complaint = Complaint(kind="delivery", root_cause="carrier_delay", order_number=ORDER)
        self.bridge.bot.script.append(says("I see.", complaint=complaint))
        await page.send(f"{word('web')} from {STREET}, I am {NAME}, {EMAIL}")
        await page.shows("I see.")
        await page.tell("page", page={"url": "https://shop.example", "title": word("page")})
        pdf = {"mime": "application/pdf", "name": "kanariname.pdf"}
        ref = await ref_of(self.bridge, page, PDF, **pdf)
        await page.send(word("picture"), files=[ref])
        await page.shows(f"echo {word('picture')}")
        await ref_of(self.bridge, page, UNSENT_PDF, **pdf)
        return page

    async def _with_an_agent(self, page: Page) -> tuple[Console, str]:
        sam, kim = await self.bridge.console("Sam"), await self.bridge.console("Kim")
        request = a_request(facts={"order_number": ORDER})
        summary = msgspec.structs.replace(request.summary, situation=word("situation"))
        request = msgspec.structs.replace(request, summary=summary)
        self.bridge.bot.script.append(says("One moment.", handoff=request))
        await page.send(word("queue"))
        await kim.ask("presence", presence="away")
        conversation_id = await sam.take_next()
        said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
        label = await self._uploaded_by(sam)
        await sam.ask("send", client_id="a1", text=word("agentsaid"), files=[label], **said)
        await page.shows(word("agentsaid"))
        await page.send(word("toagent"))
        await sam.hears(word("toagent"))
        note = f"@Kim {word('note')}"
        await sam.ask("note", client_id="n1", text=note, conversation_id=conversation_id)
        assert await sam.ask("ask_bot", kind="own", question=word("asked"), **said) == {}
        await page.send(word("answered"))
        await eventually(lambda: len(sam.events("offer.made")) == 2, "the case again")
        again = sam.events("offer.made")[1]["offer"]["id"]
        await sam.ask("accept", offer_id=again)
        return sam, conversation_id

    async def _uploaded_by(self, sam: Console) -> str:
        headers = {**sam.cookie, "X-Requested-With": "warmdesk", "Content-Type": "application/pdf"}
        url = f"{self.bridge.url}/api/console/media?name=kanarilabel.pdf"
        async with self.bridge.http.post(url, data=AGENT_PDF, headers=headers) as answer:
            return str((await answer.json())["attachment"]["ref"])

    async def _by_link(self, conversation_id: str) -> None:
        headers = {"Authorization": f"Bearer {ADMIN}"}
        path = f"/api/conversations/{conversation_id}/link"
        status, made = await self.bridge.call("POST", path, json={}, headers=headers)
        assert status == 200, made
        link = {"link": made["path"].rpartition("/")[2]}
        status, session = await self.bridge.call("POST", "/api/chat/link", json=link)
        assert status == 200, session
        other = await self.bridge.page(await self.bridge.session(token=session["token"]))
        await other.ask("sync")
        await other.send(word("link"))
        await other.shows(word("link"))

    async def _resolved(self, page: Page, sam: Console, conversation_id: str) -> None:
        said = {"conversation_id": conversation_id, "epoch": await sam.epoch(conversation_id)}
        note = f"{word('closing')} for {NAME}"
        assert await sam.ask("resolve", disposition="solved", note=note, **said) == {}
        asked = await page.next("message", lambda m: m["kind"] == "rating_request")
        rated = {"handoff_id": asked["custom"]["handoff_id"], "score": 5, "comment": word("csat")}
        await page.send(rating=rated)
        await self.bridge.read(f"/api/conversations/{conversation_id}/messages")
        # What they write elsewhere begins anew.
        await page.ask("end", conversation_id=conversation_id)
        stars = {"conversation_id": conversation_id, "score": 4, "comment": word("botstars")}
        await page.send(rating=stars)

    async def _on_whatsapp(self) -> None:
        graph = self.platforms.graph
        phone = graph.phone("whatsapp", NUMBER, PHONE, NAME)
        first = await self._says(phone, "wa")
        phone.edits(await self._says(phone, "waoriginal"), word("waedited"))
        phone.takes_back(await self._says(phone, "wadeleted"))
        phone.says(word("waquoting"), quoting=first)
        await shown(phone, word("waquoting"))
        media = graph.keep_file(PDF, "application/pdf", "kanariwa.pdf")
        url = f"{self.platforms.graph_url}/file/{media}"
        phone.sends_file("document", media, url, "application/pdf", "kanariwa.pdf")
        phone.shares_place(53.8, -1.5)
        phone.reacts(phone.lines[-1]["id"], "👍")
        phone.reads()
        phone.is_answered_elsewhere(word("waechoed"))
        await self._is_kept(word("waechoed"))
        await self._is_kept(word("waedited"))

    async def _on_messenger(self) -> None:
        phone = self.platforms.graph.phone("messenger", PAGE, MESSENGER)
        phone.links(self._identity())
        await self._says(phone, "fb")
        phone.edits(await self._says(phone, "fboriginal"), word("fbedited"))
        phone.takes_back(await self._says(phone, "fbdeleted"))
        phone.reads()
        await self._is_kept(word("fbedited"))

    async def _as_strangers(self) -> None:
        """Somebody whom nobody knows, on a telephone and on the web."""
        phone = self.platforms.graph.phone("whatsapp", NUMBER, STRANGER, "Somebody")
        await self._says(phone, "stranger")
        page = await self.bridge.page()
        await page.send(word("visitor"))
        await page.shows(f"echo {word('visitor')}")

    async def _says(self, phone: Phone, where: str) -> str:
        line = phone.says(word(where))
        await self._is_kept(word(where))
        return line

    async def _is_kept(self, text: str) -> None:
        async def kept() -> bool:
            async with self.db.read() as connection:
                found = await connection.execute(sa.text("SELECT text FROM messages"))
                return any(text in (each or "") for each in found.scalars())

        await until(kept, text)

    async def _elsewhere(self, conversation_id: str) -> None:
        """What is owed to the CRM, what a platform told and nobody could do, what was written."""
        note = NoteTask(
            customer_id=CUSTOMER, conversation_id=conversation_id, author="Sam", text=word("owed")
        )
        later = now().replace(year=2099)
        ticket = TicketTask(
            customer_id=CUSTOMER,
            conversation_id=conversation_id,
            call_back=True,
            subject=word("subject"),
            body=word("body"),
        )
        async with self.db.write() as tx:
            await crm_tasks.add(tx, key="kanari:ticket", task=ticket, now=now())
            await crm_tasks.add(tx, key="kanari:later", task=note, now=later)
            told = Update(
                key="stuck",
                lane=digest(f"{NUMBER}/{PHONE}"),
                at=later,
                body={"text": word("stuckhook")},
            )
            row = {"channel": "whatsapp", "state": "failed", "attempts": 1, "due_at": later}
            await tx.connection.execute(
                updates.insert().values(**row, **msgspec.structs.asdict(told))
            )
            mine = conversations.c.id == conversation_id
            client = await tx.connection.scalar(sa.select(conversations.c.client).where(mine))
            theirs = turns.c.conversation_id == conversation_id
            turn_id = await tx.connection.scalar(sa.select(turns.c.id).where(theirs).limit(1))
        books = open_crm(self.urls.crm, records_url=self.urls.records)
        await books.records.count_try(
            {"email": EMAIL, "name": NAME},
            None,
            conversation_id=conversation_id,
            client=client,
            idempotency_key=f"{turn_id}:prove:{ORDER}",
        )
        await books.close()
        records = Database(self.urls.records)
        async with records.write() as tx:
            await tx.connection.execute(
                write_ledger.insert().values(
                    key=f"{turn_id}:cancel_order:{ORDER}",
                    act="cancel_order",
                    target=CUSTOMER,
                    request_digest="d",
                    state="done",
                    tried_at=now(),
                    result={"reason": word("ledger")},
                    reason="",
                    conversation_id=conversation_id,
                    tries=1,
                    looks=0,
                    owed=False,
                )
            )
        await records.close()

    async def _looked_for(self, sam: Console) -> None:
        for text in ("Quibblethwaite", f"{word('web')} from {STREET}", PHONE):
            await sam.ask("search", text=text)
        await self.bridge.until_quiet()


@asynccontextmanager
async def a_desk(
    tmp_path: Path, migrated: Path, *, postgres: bool
) -> AsyncIterator[tuple[Platforms, Urls]]:
    """A desk with both platforms, on one kind of database."""
    urls = fresh(tmp_path / "desk", migrated, postgres=postgres)
    about = {"name": NAME, "email": EMAIL, "phone": f"+{PHONE}", "street": STREET}
    await add_customer(urls.crm, id=CUSTOMER, order=ORDER, **about)
    bridge = ForgettingBridge(urls, migrated, tmp_path / "aside")
    platforms = Platforms(bridge)
    await platforms.start()
    try:
        yield platforms, urls
    finally:
        await bridge.stop()
        await platforms.stop()


def found_in(text: bytes, traces: tuple[str, ...] = TRACES) -> list[str]:
    """Which traces of the customer are in it."""
    return [trace for trace in traces if trace.lower().encode() in text]


def left_in(urls: Urls) -> list[str]:
    """Traces in all stores; the CRM alone keeps the ids that its sums are booked under."""
    return found_in(urls.text()) + found_in(urls.text(but="crm"), (CUSTOMER, ORDER))


async def erased(desk: PrivacyDesk, who: Who) -> None:
    """Have somebody forgotten everywhere."""
    erasure = await desk.settled(await desk.privacy.erase(who, by="Ada"))
    assert erasure.done_at is not None, erasure.receipts


async def visited(urls: Urls) -> str:
    """The conversation of the visitor."""
    db = Database(urls.desk)
    query = sa.select(messages.c.conversation_id).where(messages.c.text == word("visitor"))
    async with db.read() as connection:
        found = str(await connection.scalar(query))
    await db.close()
    return found


@pytest.mark.parametrize(
    "postgres",
    [False, pytest.param(True, marks=pytest.mark.postgres)],
    ids=["sqlite", "postgresql"],
)
async def test_no_trace_of_the_canary_is_left(
    tmp_path: Path, migrated: Path, capfd: pytest.CaptureFixture[str], postgres: bool
) -> None:
    """Every store knew them, the export has all of it, and nothing is left, nor comes back."""
    async with a_desk(tmp_path, migrated, postgres=postgres) as (platforms, urls):
        bridge = platforms.bridge
        assert isinstance(bridge, ForgettingBridge)
        await Story(platforms, urls).told()
        backup = await backed_up(urls, tmp_path / "backup")
        assert set(left_in(backup)) == {*TRACES, CUSTOMER, ORDER}
        settings = msgspec.structs.replace(
            bridge.settings(),
            **bridge.on(urls),
            bot_urls=(bridge.bot.url,),
            channel_env={**SETTINGS, "META_GRAPH_URL": platforms.graph_url},
        )
        async with open_privacy(settings) as desk:
            archive = await desk.privacy.export(Who(customer_id=CUSTOMER))
            _is_whole(archive.content, archive.missing)
            await erased(desk, Who(customer_id=CUSTOMER))
            # Whom it did not concern is still there, and goes by an address or a conversation.
            assert set(found_in(urls.text())) == {"kanari", STRANGER}
            await erased(desk, Who(channel="whatsapp", address=f"+{STRANGER}"))
            await erased(desk, Who(conversation_id=await visited(urls)))
        await bridge.until_quiet()
        async with open_privacy(msgspec.structs.replace(settings, **bridge.on(backup))) as desk:
            bridge.bot.open(backup.tracker)
            kept = await desk.marks.read()
            assert await desk.privacy.replay(kept, unknown_only=True) == 3
            for each in kept:
                again = await desk.settled(each)
                assert again.done_at is not None, again.receipts
    logged = "".join(capfd.readouterr()).lower().encode()
    assert found_in(logged) == []
    assert left_in(urls) == []
    assert left_in(backup) == []


def _is_whole(content: bytes, missing: tuple[str, ...]) -> None:
    """Everything that was said, and each file, is in the archive."""
    archive = zipfile.ZipFile(BytesIO(content))
    told = archive.read(IN_ZIP).decode()
    assert missing == ()
    json.loads(told)
    lacking = [where for where in SAID if word(where) not in told]
    assert lacking == []
    for each in (NAME, EMAIL, PHONE, STREET, MESSENGER):
        assert each in told, each
    files = [archive.read(name) for name in archive.namelist() if name != IN_ZIP]
    assert sorted({PDF, AGENT_PDF}) == sorted(set(files))
