"""Whatever dies, customers get each answer once, and the CRM sees each act once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
import pytest
import requests

from tests.served_desk import ServedDesk, Visitor, visiting

REPLACEMENTS = 20
AT_ONCE = 4
"""So many customers give their go-ahead at the moment of each kill."""
PRESS_TO_ACT_SECONDS = 0.3
"""A kill comes at a random moment of this time after the go-ahead: before, in, after the acts."""
MOST = 1_500_00
"""Cents up to which the bot replaces goods of itself."""

pytestmark = pytest.mark.rasa


@pytest.fixture
def crm(served_desk: ServedDesk) -> Iterator[sqlite3.Connection]:
    """The CRM's own tables."""
    path = served_desk.crm_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        yield connection


def lost_orders(crm: sqlite3.Connection, count: int) -> list[tuple[str, str]]:
    """Customers with a lost parcel that the bot may replace: `(customer id, order number)`."""
    rows = crm.execute(
        """
        SELECT o.customer_id, o.number
        FROM orders o
        JOIN shipments s ON s.order_number = o.number
        JOIN order_lines l ON l.order_number = o.number
        JOIN products p ON p.sku = l.sku
        WHERE s.status = 'lost' AND o.number NOT IN (SELECT order_number FROM replacements)
          AND o.number NOT IN (SELECT order_number FROM traces)
          AND o.placed_at > date('now', '-110 days') AND o.customer_id > 'c-0012'
        GROUP BY o.number
        HAVING count(DISTINCT s.id) = 1 AND min(p.in_stock - l.quantity) >= 0
           AND sum(l.quantity * l.unit_price) < ?
        ORDER BY o.number
        """,
        (MOST,),
    ).fetchall()
    found = list(dict(rows).items())
    assert len(found) >= count, f"the seed holds {len(found)} such customers"
    return found[:count]


def late_orders(crm: sqlite3.Connection) -> list[tuple[str, str]]:
    """Customers with a late parcel that was scanned a few days ago, which the bot has traced."""
    return crm.execute(
        """
        SELECT o.customer_id, o.number
        FROM orders o
        JOIN shipments s ON s.order_number = o.number
        JOIN scans c ON c.shipment_id = s.id
        WHERE s.status IN ('in_transit', 'delayed') AND s.expected_on < date('now', '-2 days')
          AND o.number NOT IN (SELECT order_number FROM traces) AND o.customer_id > 'c-0012'
        GROUP BY o.number
        HAVING count(DISTINCT s.id) = 1 AND max(c.at) > date('now', '-7 days')
        ORDER BY o.number
        """
    ).fetchall()


def effects(crm: sqlite3.Connection, number: str) -> int:
    """How many replacements and traces of an order the CRM has made."""
    query = """
        SELECT (SELECT count(*) FROM replacements WHERE order_number = :number)
             + (SELECT count(*) FROM traces WHERE order_number = :number)
    """
    return int(crm.execute(query, {"number": number}).fetchone()[0])


def told(visitor: Visitor, *, after: int = 0) -> list[str]:
    """What the bot said of a replacement or a trace that it has made."""
    return [text for text in visitor.texts()[after:] if re.search(r"\b(RP|TR)-\w+", text)]


async def to_the_go_ahead(visitor: Visitor, number: str) -> None:
    """Bring the conversation to where only the customer's yes is missing."""
    await visitor.send(f"my order {number} has not arrived")
    await visitor.until("the proposal", lambda: "Shall I" in " ".join(visitor.texts()))


async def test_a_bot_killed_in_the_act(served_desk: ServedDesk, crm: sqlite3.Connection) -> None:
    """kill -9 of Rasa while 20 replacements are made: one replacement, one reply each."""
    moments = random.Random(7)
    async with contextlib.AsyncExitStack() as pages:
        visitors = {
            number: await pages.enter_async_context(visiting(served_desk.home, customer_id))
            for customer_id, number in lost_orders(crm, REPLACEMENTS)
        }
        await asyncio.gather(*(to_the_go_ahead(visitors[number], number) for number in visitors))
        waiting = list(visitors.values())
        while waiting:
            group, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            await asyncio.gather(*(visitor.press("Yes, please") for visitor in group))
            await asyncio.sleep(moments.uniform(0, PRESS_TO_ACT_SECONDS))
            served_desk.kill9("rasa")
            for visitor in group:
                await visitor.until("the answer", partial(told, visitor))
        await asyncio.gather(*(visitor.until_quiet() for visitor in visitors.values()))
        for number, visitor in visitors.items():
            seen = (effects(crm, number), len(told(visitor)))
            assert seen == (1, 1), visitor.in_order()


async def test_the_bridge_accepts_while_the_bot_is_down(served_desk: ServedDesk) -> None:
    """With Rasa killed a message is taken at once, said to be safe, and answered when it is up."""
    async with visiting(served_desk.home, "c-0006") as visitor:
        await visitor.ask("hello")
        served_desk.kill9("rasa")
        acknowledged = await visitor.send("what are your opening hours?")
        assert acknowledged["seq"] > 0
        await visitor.until("the desk's word", lambda: visitor.texts("system"))
        assert "safe" in visitor.texts("system")[0]
        before = len(visitor.texts())
        await visitor.until("the answer", lambda: len(visitor.texts()) > before)
    served_desk.wait_until_answering()


async def test_a_bridge_killed_in_a_turn(served_desk: ServedDesk, crm: sqlite3.Connection) -> None:
    """kill -9 of the bridge after the go-ahead: the trace is opened once and told once."""
    customer_id, number = late_orders(crm)[0]
    async with visiting(served_desk.home, customer_id) as visitor:
        await to_the_go_ahead(visitor, number)
        await visitor.press("Yes, please")
        served_desk.kill9("handoff")
    served_desk.until("the bridge", served_desk.health)
    async with visiting(served_desk.home, customer_id) as visitor:
        await visitor.sync()
        done = await visitor.until("the answer", lambda: told(visitor))
        assert (effects(crm, number), len(done)) == (1, 1)
    served_desk.wait_until_answering()


async def test_an_action_server_killed_in_the_act(
    served_desk: ServedDesk, crm: sqlite3.Connection
) -> None:
    """kill -9 of the action server after the go-ahead: no trace is opened twice or untold."""
    customer_id, number = late_orders(crm)[0]
    async with visiting(served_desk.home, customer_id) as visitor:
        await to_the_go_ahead(visitor, number)
        before = len(visitor.texts())
        await visitor.press("Yes, please")
        served_desk.kill9("actions")
        await visitor.until("the answer", lambda: len(visitor.texts()) > before)
        await visitor.until_quiet()
        done = told(visitor, after=before)
        assert effects(crm, number) == len(done) <= 1, visitor.in_order()
    served_desk.wait_until_answering()


@pytest.mark.parametrize("name", ["BOT_PORT", "ACTIONS_PORT"])
def test_the_bot_listens_to_this_machine_only(served_desk: ServedDesk, name: str) -> None:
    """Rasa and the action server are bound to 127.0.0.1 and to nothing else."""
    port = int(served_desk.checkout.ports[name])
    bound = {
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    assert bound == {"127.0.0.1"}


def test_an_action_without_the_token_is_refused(
    served_desk: ServedDesk, crm: sqlite3.Connection
) -> None:
    """A forged call of an action, verified as it may claim to be, does nothing."""
    customer_id, number = late_orders(crm)[0]
    port = served_desk.checkout.ports["ACTIONS_PORT"]
    metadata = {"turn_id": "t", "customer": {"id": customer_id, "level": "verified"}}
    body = {
        "next_action": "action_finish_case",
        "tracker": {"sender_id": "x", "latest_message": {"metadata": metadata}, "events": []},
        "domain": {},
    }
    for query in ("", "?token=wrong"):
        answer = requests.post(f"http://127.0.0.1:{port}/webhook{query}", json=body, timeout=10)
        assert answer.status_code == 401
    assert effects(crm, number) == 0


def test_a_turn_without_the_token_is_refused(served_desk: ServedDesk) -> None:
    """Nobody but the bridge may ask the bot."""
    port = served_desk.checkout.ports["BOT_PORT"]
    answer = requests.post(f"http://127.0.0.1:{port}/webhooks/bridge/turn", json={}, timeout=10)
    assert answer.status_code == 401


def test_the_logs_hold_nothing_personal(served_desk: ServedDesk, crm: sqlite3.Connection) -> None:
    """No customer's name or e-mail, no secret and no text of a message stands in any log."""
    people = crm.execute("SELECT name, email FROM customers").fetchall()
    secrets = [value * 40 for value in "sib"]
    logs = "\n".join(p.read_text() for p in Path(served_desk.checkout.var, "log").glob("*.log*"))
    found = [word for row in people for word in row if word in logs]
    assert found + [secret for secret in secrets if secret in logs] == []
    assert "has not arrived" not in logs
