"""`scripts/chaos`: nothing lost, nothing twice, in order, and no bot over a person."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt

from actions.crm.population import demo_population
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.passwords import Passwords
from handoff.store.db.database import Database
from handoff.store.read_models import gauges
from scripts.benchmarks.databases import empty_database
from scripts.havoc import unrest
from scripts.havoc.desk import SECRETS, Desk
from scripts.havoc.judgement import Judgement
from scripts.havoc.mischief import Mischief
from scripts.havoc.people import Agent, Customer
from scripts.havoc.wishes import to_stand_in, to_the_bot

PASSWORD = "correct horse battery staple"
CALM_SECONDS = 600.0
"""How long all may take to come to rest when everything works again: most of it is people, who
answer what piled up for them."""


def now() -> datetime:
    """The clock of everybody here."""
    return datetime.now(UTC)


def main() -> int:
    """1 and what is wrong when something is."""
    wishes = _wishes()
    with contextlib.ExitStack() as stack:
        folder = wishes.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-"))
        )
        folder.mkdir(parents=True, exist_ok=True)
        database = wishes.database or f"sqlite:///{folder.resolve()}/desk.db"
        if wishes.bridges > 1 and not wishes.database:
            database = stack.enter_context(empty_database())
        desk = Desk(
            folder.resolve(), database, port=wishes.port, real=wishes.real, bridges=wishes.bridges
        )
        return asyncio.run(_chaos(desk, wishes))


async def _chaos(desk: Desk, wishes: argparse.Namespace) -> int:
    customers = _signed_in(desk, wishes) if wishes.real else _visitors(desk, wishes)
    try:
        await desk.start()
        emails = await _hire(desk, wishes.agents)
        agents = [Agent(desk.urls, email, PASSWORD, wishes.seed) for email in emails]
        mischief = Mischief(desk, [*customers, *agents], wishes.seed)
        print(f"{len(customers)} customers, {len(agents)} agents, seed {wishes.seed} …", flush=True)
        await _storm(mischief, customers, agents, wishes.seconds)
        rest = await _calm(desk, customers, agents)
    finally:
        await desk.stop()
    judgement = Judgement()
    judgement.judge(desk, customers, agents)
    return _report(judgement, mischief, rest)


def _visitors(desk: Desk, wishes: argparse.Namespace) -> list[Customer]:
    names = [f"c{number}" for number in range(wishes.customers)]
    return [Customer(desk.urls, name, wishes.seed, to_stand_in) for name in names]


def _signed_in(desk: Desk, wishes: argparse.Namespace) -> list[Customer]:
    """The first customers of the demo shop, as its pages would sign them."""
    known = itertools.islice(demo_population(now().date()).customers, wishes.customers)
    return [
        Customer(desk.urls, one.id, wishes.seed, to_the_bot, signed=_signed(one.id))
        for one in known
    ]


def _signed(customer_id: str) -> str:
    claims = {"sub": customer_id, "aud": "warmdesk", "exp": now() + timedelta(hours=2)}
    return jwt.encode(claims, SECRETS["IDENTITY_SECRET"], algorithm="HS256")


async def _storm(
    mischief: Mischief, customers: list[Customer], agents: list[Agent], seconds: float
) -> None:
    over = asyncio.Event()
    people = [asyncio.create_task(person.run(over)) for person in (*customers, *agents)]
    trouble = asyncio.create_task(mischief.run(over))
    await asyncio.sleep(seconds)
    over.set()
    await trouble
    await asyncio.gather(*people)


async def _calm(desk: Desk, customers: list[Customer], agents: list[Agent]) -> float:
    """Nothing is broken any more: work everything off; returns the seconds that it took."""
    began = time.monotonic()
    await desk.until_healthy()
    over = asyncio.Event()
    at_work = [asyncio.create_task(agent.run(over)) for agent in agents]
    try:
        await asyncio.wait_for(_rest(desk), CALM_SECONDS)
    except TimeoutError:
        print(
            f"not at rest after {CALM_SECONDS:.0f} s:", *await _unrest(desk), sep="\n  ", flush=True
        )
    finally:
        over.set()
        await asyncio.gather(*at_work)
    rest = time.monotonic() - began
    for customer in customers:
        await customer.cut()
        await customer.connected()
    for person in (*customers, *agents):
        await person.cut()
    return rest


async def _rest(desk: Desk) -> None:
    """Return when no turn, no message and no case waits for anything."""
    db = Database(desk.database)
    try:
        while True:
            found = await gauges.read(db, now())
            if found.turns == found.outbox == found.queue == 0:
                return
            await asyncio.sleep(1)
    finally:
        await db.close()


async def _unrest(desk: Desk) -> list[str]:
    db = Database(desk.database)
    try:
        return await unrest.describe(db)
    finally:
        await db.close()


async def _hire(desk: Desk, count: int) -> list[str]:
    db = Database(desk.database)
    try:
        hashed = await Passwords().hash(PASSWORD)
        emails = [f"agent{n}@example.com" for n in range(count)]
        for number, email in enumerate(emails):
            await Accounts(db, now).create(
                email=email, name=f"Agent {number}", password_hash=hashed, capacity=8
            )
        return emails
    finally:
        await db.close()


def _report(judgement: Judgement, mischief: Mischief, rest: float) -> int:
    for name, count in sorted((*judgement.counts.items(), *mischief.done.items())):
        print(f"  {count:6} {name}")
    print(f"  at rest after {rest:.0f} s")
    for line in itertools.islice(judgement.wrong, 40):
        print(f"WRONG: {line}")
    print(
        "wrong: " + str(len(judgement.wrong)) if judgement.wrong else "Nothing lost, nothing twice."
    )
    return 1 if judgement.wrong else 0


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1800, help="how long; 30 minutes")
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--agents", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--bridges", type=int, default=1, help="several share PostgreSQL and a Redis of their own"
    )
    parser.add_argument(
        "--port", type=int, default=25100, help="the first of three; several bridges take more"
    )
    parser.add_argument("--folder", type=Path, help="keep logs and databases here, an empty folder")
    parser.add_argument(
        "--real", action="store_true", help="with Rasa and the action server instead of a stand-in"
    )
    parser.add_argument("--database", help="an empty postgresql://…; SQLite without it")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
