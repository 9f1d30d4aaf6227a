"""Fixtures of the embedded CRM for the contract of the facets, and of systems that do less."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from actions.crm import demo
from actions.crm.abilities import Abilities
from actions.crm.adapter_fixture import Sample
from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnable
from actions.crm.memory import MemoryCrm
from actions.crm.once_per_key import utc_now
from actions.crm.port import FACETS
from actions.crm.records.customer import Address
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from tests.postgres import postgres_url

ELSEWHERE = Address(street="Kirchgasse 2", city="Bremen", postcode="28195", country="DE")
LATE_LINE, ARRIVED_LINE = f"{demo.ORDER_LATE}-1", f"{demo.ORDER_MONITOR}-1"
DEMO = Sample(
    facets=tuple(FACETS),
    customer_id="c-0001",
    email="anna.lindqvist@example.com",
    phone="+44 7700 900001",
    proofs=(
        {"order_number": demo.ORDER_LATE, "postcode": "22087"},
        {"name": "Anna Lindqvist", "postcode": "22087"},
        {"email": "anna.lindqvist@example.com"},
    ),
    order_number=demo.ORDER_LATE,
    query="graphics card",
    family_id="keyboard",
    promotion="BUILD20",
    writes={
        "change_address": (("c-0001", ELSEWHERE), {}),
        "cancel_order": ((demo.ORDER_UNPACKED,), {"reason": "not needed"}),
        "redirect_order": ((demo.ORDER_UNPACKED, ELSEWHERE), {}),
        "change_order": ((demo.ORDER_TO_CHANGE, {"CB-103": 1}), {"reason": "one more"}),
        "open_trace": ((demo.ORDER_LATE, f"S{demo.ORDER_LATE}-1"), {"reason": "late"}),
        "create_replacement": ((demo.ORDER_LATE, [LATE_LINE]), {"reason": "lost"}),
        "open_return": ((demo.ORDER_MONITOR, [ARRIVED_LINE]), {"reason": "too dark"}),
        "open_exchange": (
            (demo.ORDER_HEADSET, {f"{demo.ORDER_HEADSET}-1": "HS-101"}),
            {"reason": "too small"},
        ),
        "refund": ((demo.ORDER_LATE, [LATE_LINE]), {"reason": "lost"}),
        "issue_voucher": (("c-0001",), {"amount": 15_00, "reason": "sorry"}),
        "refund_payment": (
            (demo.ORDER_CHARGED_TWICE, f"P{demo.ORDER_CHARGED_TWICE}-2"),
            {"reason": "twice"},
        ),
        "request_payment": ((demo.ORDER_UNPAID,), {}),
        "send_invoice": ((demo.ORDER_MONITOR,), {}),
        "open_ticket": (("c-0001",), {"subject": "Card", "body": "Where?", "kind": "delivery"}),
        "add_note": (("c-0001",), {"text": "Asked", "author": "bot"}),
    },
)


def clock() -> datetime:
    return utc_now()


def today() -> date:
    return clock().date()


class InMemory:
    """The demo shop in memory."""

    sample = DEMO

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[MemoryCrm]:
        yield MemoryCrm(demo_dataset(today()), demo=True, country="GB")


class InSqlite:
    """The demo shop in a file."""

    sample = DEMO

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[SqlCrm]:
        with tempfile.TemporaryDirectory() as folder:
            async with _filled(f"sqlite:///{Path(folder) / 'crm.db'}") as crm:
                yield crm


class InPostgres:
    """The demo shop in a database server."""

    sample = DEMO

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[SqlCrm]:
        async with _filled(postgres_url()) as crm:
            yield crm


class NotesAlone(MemoryCrm):
    """A helpdesk that takes notes and no tickets, and says so."""

    def abilities(self) -> Abilities:
        return Abilities(unable={"open_ticket": "tickets are opened by mail alone"})

    async def open_ticket(self, *_args: Any, **_fields: Any) -> Any:
        raise CrmUnable


class HistoryAlone:
    """A system that serves one facet, and not all of it."""

    sample = msgspec.structs.replace(DEMO, facets=("history",))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[MemoryCrm]:
        yield NotesAlone(demo_dataset(today()), demo=True)


class Boastful(NotesAlone):
    """It says that it takes tickets, and refuses each."""

    def abilities(self) -> Abilities:
        return Abilities()


class HistoryPromised(HistoryAlone):
    """A system that cannot what it says that it can."""

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[MemoryCrm]:
        yield Boastful(demo_dataset(today()), demo=True)


@asynccontextmanager
async def _filled(url: str) -> AsyncIterator[SqlCrm]:
    crm = SqlCrm(url, deadline=60, country="GB")
    await seed(crm, demo_dataset(today()), today=today())
    try:
        yield crm
    finally:
        await crm.close()
