"""The generic CRM adapter against an order system that it knows by description and mapping only."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestServer, unused_port

from actions.crm.errors import (
    CrmError,
    CrmForbidden,
    CrmMisconfigured,
    CrmNotFound,
    CrmRefused,
    CrmUnable,
    CrmUnavailable,
    CrmUncertain,
)
from actions.crm.records.customer import Address
from actions.crm.remote.openapi import OpenApiCrm, open_mapped
from tests.bakery.shop import Bakery, order

MAPPING = Path(__file__).parents[1] / "bakery" / "mapping.yml"
NOW = datetime(2026, 7, 2, 12, tzinfo=UTC)
ELSEWHERE = Address(street="Hafen 2, Hof", city="Kiel", postcode="24105", country="DE")
CANCEL = {"reason": "ordered by mistake", "idempotency_key": "t1:cancel:1"}
PRIVATE = ("ada@example.org", "Lindqvist", "5550199", "Am Markt")


@asynccontextmanager
async def opened(
    bakery: Bakery, mapping: Path = MAPPING, clock: Callable[[], float] = lambda: 0.0, **env: str
) -> AsyncIterator[OpenApiCrm]:
    """The adapter in front of a running bakery."""
    async with TestServer(bakery.app()) as server:
        at = str(server.make_url("")).rstrip("/")
        settings = {
            "BAKERY_URL": at,
            "BAKERY_TOKEN_URL": f"{at}/token",
            "BAKERY_ID": "desk",
            "BAKERY_SECRET": "flour",
            **env,
        }
        crm = open_mapped(mapping, settings, now=lambda: NOW, clock=clock)
        try:
            yield crm
        finally:
            await crm.close()


def changed(folder: Path, **changes: Any) -> Path:
    """The mapping with other settings, beside the same description."""
    told = yaml.safe_load(MAPPING.read_text()) | changes
    told["openapi"] = str(MAPPING.parent / "openapi.yml")
    file = folder / "mapping.yml"
    file.write_text(yaml.safe_dump(told))
    return file


async def test_a_customer_is_filled_from_the_answer() -> None:
    """Names, tables, dates and nested addresses arrive in the desk's own record."""
    async with opened(Bakery()) as crm:
        ada = await crm.customer("7")
        assert (ada.id, ada.name, ada.tier, ada.since) == (
            "7",
            "Ada Lindqvist",
            "plus",
            date(2021, 5, 4),
        )
        assert ada.address == Address(
            street="Am Markt 1", city="Kiel", postcode="24103", country="DE"
        )


async def test_orders_are_filled_from_a_list() -> None:
    """Decimal texts become cents, and times without a zone are those of the system's zone."""
    async with opened(Bakery()) as crm:
        first, second = await crm.orders("7")
        assert (first.number, first.total, first.placed_at) == (
            "1",
            830,
            datetime(2026, 7, 1, 6, 30, tzinfo=UTC),
        )
        assert (first.lines[0].id, first.lines[0].unit_price) == ("1-1", 415)
        assert second.status == "shipped"
        assert len(await crm.orders("7", limit=1)) == 1


async def test_what_is_not_there_is_none() -> None:
    """A read that finds nobody says so, by status and by a condition of the mapping."""
    async with opened(Bakery()) as crm:
        assert await crm.customer("99") is None
        assert await crm.order("99") is None
        assert await crm.customer_by_email("nobody@example.org") is None
        assert await crm.customer_by_phone("1") is None
        assert await crm.tickets("7") == ()


async def test_secrets_belong_together() -> None:
    """Who knows an address and the right postcode is that customer; any other pair is nobody."""
    async with opened(Bakery()) as crm:
        right = {"email": "ada@example.org", "postcode": "24103"}
        assert await crm.identify(right) == "7"
        assert await crm.identify(right | {"postcode": "1"}) is None
        assert await crm.identify({"postcode": "24103"}) is None


async def test_a_write_is_done_once_with_its_key() -> None:
    """The idempotency key goes along where the mapping says so."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        made = await crm.cancel_order("1", **CANCEL)
        assert (made.order_number, made.reason) == ("1", "ordered by mistake")
        assert made.cancelled_at == datetime(2026, 7, 2, 7, tzinfo=UTC)
        assert bakery.headers[-1]["Idempotency-Key"] == "t1:cancel:1"


async def test_bodies_are_nested() -> None:
    """An argument may be an object of its own, made of parts of a record."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        moved = await crm.change_address("7", ELSEWHERE, idempotency_key="k")
        assert moved.address == ELSEWHERE
        assert bakery.people[7]["home"]["lines"] == ["Hafen 2", "Hof"]


async def test_operations_in_a_row() -> None:
    """What a write leaves untold is read after it."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        moved = await crm.redirect_order("1", ELSEWHERE, idempotency_key="k")
        assert (moved.ship_to, moved.changed_at) == (ELSEWHERE, NOW)
        assert bakery.calls == ["PUT /orders/1/place", "GET /orders/1"]


async def test_a_record_without_an_answer() -> None:
    """A system that answers with nothing leaves the desk its own arguments to tell of."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        note = await crm.add_note("7", text="Called.", author="bot", idempotency_key="k1")
        assert (note.id, note.text, note.at) == ("k1", "Called.", NOW)
        assert bakery.notes == [{"text": "Called."}]


async def test_refusals_have_the_systems_words() -> None:
    """A refusal is known by its status, or by what an answer of 200 holds."""
    async with opened(Bakery()) as crm:
        with pytest.raises(CrmRefused, match="has left"):
            await crm.cancel_order("2", **CANCEL)
        await crm.cancel_order("1", **CANCEL)
        with pytest.raises(CrmRefused, match="dropped already"):
            await crm.cancel_order("1", **CANCEL)
        with pytest.raises(CrmNotFound):
            await crm.cancel_order("99", **CANCEL)


async def test_what_is_not_mapped_is_denied() -> None:
    """Abilities tell of it beforehand, and a call all the same is refused without a request."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        assert crm.abilities().why_not("cancel_order") is None
        assert "mapping.yml" in (crm.abilities().why_not("refund") or "")
        with pytest.raises(CrmUnable):
            await crm.refund("1", ["1-1"], reason="x", idempotency_key="k")
        with pytest.raises(AttributeError):
            _ = crm.conjure
        assert bakery.calls == []


async def test_a_token_is_kept_until_shortly_before_its_end() -> None:
    """Many calls share one token; the next one is fetched before the first has ended."""
    bakery, hands = Bakery(), [0.0]
    async with opened(bakery, clock=lambda: hands[0]) as crm:
        await asyncio.gather(*(crm.customer("7") for _ in range(5)))
        hands[0] = 3500
        await crm.customer("7")
        assert len(bakery.tokens) == 1
        hands[0] = 3580
        await crm.customer("7")
        assert len(bakery.tokens) == 2


async def test_a_refused_token_is_renewed_once() -> None:
    """A token that was taken back is no reason to fail, a system that takes none is."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        await crm.customer("7")
        bakery.tokens.append("another desk's")
        assert (await crm.cancel_order("1", **CANCEL)).order_number == "1"
        assert bakery.calls.count("POST /orders/1/drop") == 2
    bakery = Bakery()
    bakery.faults.extend(["who", "who"])
    async with opened(bakery) as crm:
        with pytest.raises(CrmForbidden):
            await crm.customer("7")
        assert (len(bakery.calls), len(bakery.tokens)) == (2, 2)


@pytest.mark.parametrize("told_as", ["basic", "body"])
async def test_credentials_are_told_as_the_system_wants(told_as: str, tmp_path: Path) -> None:
    """In the header or the body; one that it does not know is a missing right, with advice."""
    auth = yaml.safe_load(MAPPING.read_text())["auth"]
    auth["client_credentials"]["told_as"] = told_as
    bakery, mapping = Bakery(), changed(tmp_path, auth=auth)
    async with opened(bakery, mapping) as crm:
        assert await crm.customer("7") is not None
    async with opened(bakery, mapping, BAKERY_SECRET="sugar") as crm:
        with pytest.raises(CrmForbidden, match="client id, secret and scope"):
            await crm.customer("7")


@pytest.mark.parametrize("fault", ["busy", "down"])
async def test_a_busy_system_is_asked_again(fault: str) -> None:
    """After the time that it asks for, for writes as well: nothing was done."""
    bakery = Bakery()
    bakery.faults.extend([fault, fault])
    async with opened(bakery) as crm:
        await crm.cancel_order("1", **CANCEL)
        assert len(bakery.calls) == 3


async def test_a_long_wait_is_not_waited_for() -> None:
    """What would end after the deadline is unavailable at once."""
    bakery = Bakery()
    bakery.faults.extend(["late", "late"])
    async with opened(bakery) as crm:
        with pytest.raises(CrmUnavailable):
            await crm.customer("7")
        with pytest.raises(CrmUnavailable):
            await crm.cancel_order("1", **CANCEL)
        assert bakery.orders[1]["state"] == "baking"


async def test_a_missing_right_is_told_apart() -> None:
    """A right that the desk lacks is not the same as a system that does not answer."""
    bakery = Bakery()
    bakery.faults.append("rights")
    async with opened(bakery) as crm:
        with pytest.raises(CrmForbidden, match="not yours"):
            await crm.customer("7")


@pytest.mark.parametrize("fault", ["lost", "broken", "error"])
async def test_a_lost_answer_is_uncertain_after_a_write(fault: str) -> None:
    """The write is never sent again; a read that fares so is merely unavailable."""
    bakery = Bakery()
    bakery.faults.append(fault)
    async with opened(bakery) as crm:
        with pytest.raises(CrmUncertain):
            await crm.cancel_order("1", **CANCEL)
        assert bakery.calls == ["POST /orders/1/drop"]
        bakery.faults.extend([fault, fault])
        with pytest.raises(CrmUnavailable):
            await crm.customer("7")


async def test_deadlines_are_of_their_own(tmp_path: Path) -> None:
    """A write that was sent and not answered in time is uncertain, a read unavailable."""
    limits = {"per_second": 500, "read_seconds": 0.3, "write_seconds": 0.6}
    bakery = Bakery()
    async with opened(bakery, changed(tmp_path, limits=limits)) as crm:
        await crm.customer("7")
        bakery.faults.extend(["hang", "hang"])
        with pytest.raises(CrmUnavailable, match=r"0\.3 s"):
            await crm.customer("7")
        bakery.faults.append("hang")
        with pytest.raises(CrmUncertain, match=r"0\.6 s"):
            await crm.cancel_order("1", **CANCEL)


async def test_a_read_that_hangs_is_asked_once_more(tmp_path: Path) -> None:
    """One slow answer among many does not end a conversation; a write is never sent again."""
    limits = {"per_second": 500, "read_seconds": 0.6, "write_seconds": 0.6}
    bakery = Bakery()
    async with opened(bakery, changed(tmp_path, limits=limits)) as crm:
        await crm.customer("7")
        bakery.calls.clear()
        bakery.faults.append("hang")
        await crm.customer("7")
        assert bakery.calls == ["GET /people/7"] * 2
        bakery.faults.append("hang")
        with pytest.raises(CrmUncertain):
            await crm.cancel_order("1", **CANCEL)
        assert bakery.calls[2:] == ["POST /orders/1/drop"]


async def test_what_never_left_is_not_uncertain(tmp_path: Path) -> None:
    """A write that waits for its turn, or finds nobody listening, was certainly not done."""
    limits = {"per_second": 0.01, "write_seconds": 0.3}
    async with opened(Bakery(), changed(tmp_path, limits=limits)) as crm:
        await crm.customer("7")
        with pytest.raises(CrmUnavailable):
            await crm.cancel_order("1", **CANCEL)
    nowhere = f"http://127.0.0.1:{unused_port()}"
    async with opened(Bakery(), BAKERY_URL=nowhere) as crm:
        with pytest.raises(CrmUnavailable):
            await crm.cancel_order("1", **CANCEL)
    async with opened(Bakery(), BAKERY_TOKEN_URL=nowhere) as crm:
        with pytest.raises(CrmUnavailable, match="token endpoint"):
            await crm.cancel_order("1", **CANCEL)


async def test_half_done_is_uncertain() -> None:
    """Where one of two operations was done and the other failed, nobody says that nothing was."""
    bakery = Bakery()
    bakery.faults.extend(["", "rights"])
    async with opened(bakery) as crm:
        with pytest.raises(CrmUncertain, match="Only a part"):
            await crm.redirect_order("1", ELSEWHERE, idempotency_key="k")


EACH_NOTE = {
    "steps": [
        {
            "operation": "note",
            "for_each": "[customer_id, customer_id]",
            "arguments": {"id": "each", "text": "text"},
        }
    ],
    "answer": {
        "id": "_.idempotency_key",
        "customer_id": "_.customer_id",
        "text": "_.text",
        "author": "_.author",
        "at": "_.now",
    },
}
EACH_ORDER = {
    "steps": [
        {
            "operation": "order",
            "for_each": "[`1`, `99`, `3`]",
            "arguments": {"number": "each"},
            "as": "found",
        }
    ],
    "answer": {
        "each": ["_.found", "goods"],
        "fields": {
            "sku": "code",
            "name": "title",
            "category": "'bread'",
            "price": "cents(_.each.each)",
            "currency": "'EUR'",
            "in_stock": "count",
        },
    },
}


async def test_writes_for_each_come_one_by_one(tmp_path: Path) -> None:
    """None is sent after one that failed, and what was done before it leaves it uncertain."""
    bakery = Bakery()
    bakery.faults.extend(["", "rights"])
    async with opened(bakery, changed(tmp_path, history={"add_note": EACH_NOTE})) as crm:
        with pytest.raises(CrmUncertain, match="Only a part"):
            await crm.add_note("7", text="x", author="bot", idempotency_key="k")
        assert len(bakery.notes) == 1
        await crm.add_note("7", text="x", author="bot", idempotency_key="k")
        assert len(bakery.notes) == 3


async def test_reads_for_each_leave_out_what_is_gone(tmp_path: Path) -> None:
    """A list of numbers of which one leads nowhere is what the others lead to."""
    async with opened(Bakery(), changed(tmp_path, catalogue={"products": EACH_ORDER})) as crm:
        found = await crm.products("rye")
        assert [(one.sku, one.price) for one in found] == [("RYE", 415), ("RYE", 415)]


async def test_reads_for_each_fail_together(tmp_path: Path) -> None:
    """One of them that fails is told, and the others are not waited for."""
    bakery = Bakery()
    async with opened(bakery, changed(tmp_path, catalogue={"products": EACH_ORDER})) as crm:
        bakery.faults.extend(["rights"] * 3)
        with pytest.raises(CrmForbidden):
            await crm.products("rye")


async def test_words_that_are_no_number_find_nothing() -> None:
    """What cannot stand in an address is not sent: there is nothing by that name."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        assert await crm.order("..") is None
        assert await crm.order("#") is None
        with pytest.raises(CrmRefused, match="needs another number"):
            await crm.cancel_order("..", **CANCEL)
        assert bakery.calls == []


async def test_an_answer_that_does_not_fit_is_told_by_its_place() -> None:
    """A value that no table has fails the read; what was written and answers so is uncertain."""
    bakery = Bakery()
    bakery.orders[1] = order(1, 7, state="stolen by Lindqvist")
    bakery.people[7]["rank"] = "silver"
    async with opened(bakery) as crm:
        with pytest.raises(CrmUnavailable, match="status: the table has no entry"):
            await crm.order("1")
        with pytest.raises(CrmUncertain, match="tier"):
            await crm.change_address("7", ELSEWHERE, idempotency_key="k")


async def test_what_is_needed_and_missing_is_not_sent() -> None:
    """An argument that the operation needs and nobody has refuses the write before it is sent."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        with pytest.raises(CrmRefused, match=r"Nothing was sent.*needs text"):
            await crm.add_note("7", text=None, author="bot", idempotency_key="k")
        assert bakery.calls == []


async def test_nothing_personal_is_said(caplog: pytest.LogCaptureFixture) -> None:
    """Neither logs nor errors, with all that they were raised from, name who is asked for."""
    bakery, told = Bakery(), []
    with caplog.at_level(logging.DEBUG):
        async with opened(bakery) as crm:
            for fault in ("", "lost", "broken", "rights", "late", "error"):
                bakery.faults.append(fault)
                told += await _said(crm)
    assert len(told) > 8
    assert caplog.records
    for text in (*told, caplog.text):
        assert not [one for one in (*PRIVATE, "token-1", "flour") if one in text]


async def _said(crm: OpenApiCrm) -> list[str]:
    calls = (
        crm.customer_by_email("ada@example.org"),
        crm.cancel_order("2", **CANCEL),
        crm.change_address(
            "98",
            Address(street="Am Markt", city="x", postcode="1", country="DE"),
            idempotency_key="k",
        ),
    )
    said = []
    for call in calls:
        try:
            await call
        except CrmError as exc:
            said.append("".join(traceback.format_exception(exc)))
    return said


async def test_ping_asks_what_the_mapping_names(tmp_path: Path) -> None:
    """The operation that needs nothing, or else the server's address."""
    bakery = Bakery()
    async with opened(bakery) as crm:
        await crm.ping()
        bakery.faults.append("rights")
        with pytest.raises(CrmForbidden):
            await crm.ping()
    async with opened(Bakery(), changed(tmp_path, ping=None)) as crm:
        await crm.ping()
    async with opened(
        Bakery(), changed(tmp_path, ping=None), BAKERY_URL=f"http://127.0.0.1:{unused_port()}"
    ) as crm:
        with pytest.raises(CrmUnavailable):
            await crm.ping()


async def test_a_hanging_ping_ends(tmp_path: Path) -> None:
    """Whether a system answers is known within the seconds of a read."""
    bakery = Bakery()
    mapping = changed(tmp_path, limits={"read_seconds": 0.2})
    async with opened(bakery, mapping) as crm:
        bakery.faults.append("hang")
        with pytest.raises(CrmUnavailable, match=r"0\.2 s"):
            await crm.ping()


async def test_a_missing_secret_is_named() -> None:
    """A setting that is not there stops the start with its name."""
    with pytest.raises(CrmMisconfigured, match="BAKERY_SECRET is missing"):
        async with opened(Bakery(), BAKERY_SECRET=""):
            pass


async def test_a_key_goes_along(tmp_path: Path) -> None:
    """A key stands in the header or the query, with the prefix that the system wants."""
    for place in ("header", "query"):
        auth = {"key": {"env": "KEY", "in": place, "name": "X-Key", "prefix": "Key "}}
        bakery = Bakery()
        async with opened(bakery, changed(tmp_path, auth=auth), KEY="k3y") as crm:
            with pytest.raises(CrmForbidden):
                await crm.customer("7")
        sent = bakery.headers[0].get("X-Key")
        assert sent == ("Key k3y" if place == "header" else None)
