"""Whoever has not proved who they are learns nothing of anybody, whatever topic they try."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from actions.crm.dataset import Dataset
from actions.crm.population import demo_population
from actions.crm.records.customer import Customer
from actions.crm.records.order import Order
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from contracts.business import home_today
from contracts.merging import sources
from contracts.turn import TurnResult
from tests.rasa_server import RESULT, ROOT, RunningBot, running_bot

pytestmark = pytest.mark.rasa

SEED = 20_260_302
AT_ONCE = 4
MAY_CHANGE = {"identity_tries", "record_keys"}
NOBODYS = 70_000
"""From here on no order has a number of five digits."""
NAMED = 2
"""So many words of its name name a product."""


def topics() -> list[str]:
    """Every intent of the domain that a customer's words or button may have: new ones as well."""
    listed = sources(ROOT).domain()["intents"]
    names = [one if isinstance(one, str) else next(iter(one)) for one in listed]
    return [name for name in names if not name.startswith("event_")]


def phrases() -> dict[str, list[str]]:
    """What customers say for each intent, without the marks of entities."""
    found: dict[str, list[str]] = {}
    for file in (one for data in sources(ROOT).data for one in (data / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in entry:
                plain = re.sub(r"\[([^]]+)](\([^)]*\)|{[^}]*})", r"\1", entry["examples"])
                lines = [line.removeprefix("- ") for line in plain.splitlines()]
                found.setdefault(entry["intent"], []).extend(filter(None, lines))
    return found


class Victim(msgspec.Struct, frozen=True):
    """Somebody of the seed, and an order of theirs."""

    customer: Customer
    order: Order


class Shop:
    """The bot on a CRM that is filled with the whole shop, and what must stay in there."""

    def __init__(self, bot: RunningBot, path: Path, data: Dataset) -> None:
        self.bot = bot
        self.path = path
        by_id = {customer.id: customer for customer in data.customers}
        self.victims = [Victim(by_id[order.customer_id], order) for order in data.orders]
        self.secret = _secrets(data)
        self.products = {line.name for order in data.orders for line in order.lines}
        self.categories = {product.name: product.category for product in data.products}
        self.numbers = {order.number for order in data.orders}

    def content(self) -> dict[str, list[Any]]:
        """Every row of the CRM, by table."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {
                name: connection.execute(f"SELECT * FROM {name}").fetchall()
                for (name,) in names.fetchall()
            }

    def turn(self, conversation: str, text: str, customer: dict[str, Any]) -> TurnResult:
        """One message, typed or (with a leading slash) pressed."""
        send = self.bot.press if text.startswith("/") else self.bot.say
        response = send(text, conversation, metadata={"customer": customer})
        assert response.status_code == 200, (text, response.text)
        return RESULT.decode(response.content)

    def leaks(self, result: TurnResult, own_words: Sequence[str]) -> set[str]:
        """What of anybody's is in the replies, buttons and the handoff; own words are not told."""
        parts = msgspec.structs.replace(result, parses=())
        told = msgspec.json.encode(parts).decode().casefold()
        own: set[str] = set()
        for said in own_words:
            told = told.replace(said.casefold(), "")
            own.update(re.findall(r"\w+", said.casefold()))
        words = set(re.findall(r"\w+", told)) - own
        single = {one for one in self.secret if one in words}
        phrases = {one for one in self.secret if not one.isalnum() and one in told}
        goods = {name for name in self.products if name.casefold() in told} - self.asked_for(own)
        return single | phrases | goods | (self.numbers & words)

    def asked_for(self, own: set[str]) -> set[str]:
        """The catalogue's goods of a kind that was asked for, which is no secret."""
        named = {
            category
            for name, category in self.categories.items()
            if len(own & set(re.findall(r"\w+", name.casefold()))) >= NAMED
            or set(category.split()) <= own
        }
        return {name for name, category in self.categories.items() if category in named}


def _secrets(data: Dataset) -> set[str]:
    """Names, addresses, e-mail, telephone numbers, parcels and references of all customers."""
    found: set[str] = set()
    for one in data.customers:
        # Many a first name is a word; a whole name, and the address, are not.
        found |= {one.name, one.email, one.phone or "", one.address.street, one.address.postcode}
    for order in data.orders:
        found |= {parcel.tracking_code for parcel in order.shipments}
        found |= {parcel.carrier for parcel in order.shipments}
        kept = (*order.traces, *order.replacements, *order.returns, *order.refunds)
        found |= {one.reference for one in kept}
    found |= {ticket.reference for ticket in data.tickets} | {one.code for one in data.vouchers}
    return {one.casefold() for one in found if len(one) > 3}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One bot for all conversations."""
    folder = tmp_path_factory.mktemp("unverified")
    today = home_today({})
    data, path = demo_population(today), folder / "crm.db"

    async def fill() -> None:
        crm = SqlCrm(f"sqlite:///{path}")
        await seed(crm, data, today=today)
        await crm.close()

    asyncio.run(fill())
    command = [sys.executable, "-m", "actions"]
    env = {"CRM_URL": f"sqlite:///{path}"}
    with running_bot(ROOT, actions=command, folder=folder, env=env) as bot:
        yield Shop(bot, path, data)


def test_no_topic_tells_a_stranger_anything(shop: Shop) -> None:
    """Neither as a visitor, nor with another's e-mail, nor with another's order number."""
    rng = random.Random(SEED)
    before = shop.content()
    names = topics()
    victims = rng.sample(shop.victims, len(names))
    said = {name: rng.choice(examples) for name, examples in phrases().items()}

    def tried(case: tuple[int, str, Victim]) -> list[str]:
        number, topic, victim = case
        return [
            *_as_visitor(shop, topic, said.get(topic, topic)),
            *_as_claimed(shop, topic, victim),
            *_with_an_order_of(shop, topic, victim, str(NOBODYS + number)),
        ]

    with ThreadPoolExecutor(AT_ONCE) as several:
        found = several.map(tried, zip(range(len(names)), names, victims, strict=True))
        problems = [problem for some in found for problem in some]
    assert not problems
    after = shop.content()
    assert {table for table in after if after[table] != before[table]} <= MAY_CHANGE
    with contextlib.closing(sqlite3.connect(shop.path)) as connection:
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM record_keys")}
    assert kinds == {"Challenge"}


def _as_visitor(shop: Shop, topic: str, phrase: str) -> list[str]:
    """A visitor of whom nothing is known says what customers say, and then yes."""
    own: list[str] = [phrase]
    return [
        f"visitor, {topic}: {sorted(leaks)}"
        for text in (phrase, "yes please")
        if (leaks := shop.leaks(shop.turn(f"visitor-{topic}", text, {}), own))
    ]


def _as_claimed(shop: Shop, topic: str, victim: Victim) -> list[str]:
    """Somebody who has typed another's e-mail presses the topic's button, and says who they are."""
    customer = {"id": victim.customer.id, "level": "claimed", "how": "email"}
    mine = f"my e-mail is {victim.customer.email}"
    return [
        f"claimed, {topic}: {sorted(leaks)}"
        for text in (f"/{topic}", mine)
        if (leaks := shop.leaks(shop.turn(f"claimed-{topic}", text, customer), ()))
    ]


def _with_an_order_of(shop: Shop, topic: str, victim: Victim, nobodys: str) -> list[str]:
    """Another's order number with a wrong postcode learns as much as a number that is nobody's."""
    theirs, none = victim.order.number, nobodys
    wrong = "99998" if victim.order.ship_to.postcode != "99998" else "99997"
    problems, shapes = [], []
    for number in (theirs, none):
        results = [
            shop.turn(f"order-{topic}-{number}", text, {})
            for text in (
                f'/{topic}{{"order_number": "{number}"}}',
                f"order number {number}, postcode {wrong}",
            )
        ]
        leaks = set().union(*(shop.leaks(result, (number, wrong)) for result in results))
        problems += [f"order {number}, {topic}: {sorted(leaks)}"] if leaks else []
        problems += [f"{topic}: verified by a wrong postcode" for r in results if r.identity]
        shapes.append([_shape(result) for result in results])
    if shapes[0] != shapes[1]:
        problems.append(f"{topic}: an order that exists is answered in another way: {shapes}")
    return problems


def _shape(result: TurnResult) -> tuple[list[tuple[str, ...]], str | None]:
    """What an answer consists of, whatever variant of its words was picked."""
    buttons = [tuple(button.title for button in reply.buttons) for reply in result.replies]
    return buttons, result.handoff.reason if result.handoff else None


def test_the_right_pair_would_have_told(shop: Shop) -> None:
    """The right postcode does tell something: the test above looks in the right place."""
    victim = next(
        one
        for one in shop.victims
        if one.order.shipments and re.fullmatch(r"\d{5}", one.order.ship_to.postcode)
    )
    number, postcode = victim.order.number, victim.order.ship_to.postcode
    shop.turn("right", "where is my order", {})
    told = shop.turn("right", f"order number {number}, postcode {postcode}", {})
    assert told.identity is not None
    assert shop.leaks(told, (number, postcode))
