"""Writes to a shop that loses answers, is slow and is busy: each once, and each told as it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from actions.crm.errors import CrmRefused, CrmUnavailable, CrmUncertain
from actions.crm.once_only.facet import unwrapped
from actions.crm.once_only.on_behalf import writing_for
from actions.crm.once_only.settling import Settling
from actions.crm.once_per_key import utc_now
from actions.crm.port import Crm
from actions.crm.records.customer import Address
from actions.crm.registry import open_crm
from tests import foreign_shop

BUSINESS = Path(__file__).parents[2] / "businesses" / "retail"
FAULTS = ("--lost", "0.1", "--slow", "0.1", "--busy", "0.1")
ELSEWHERE = Address(
    street="12 Elm Street, Suite 7", city="Austin", region="TX", postcode="78701", country="US"
)
Json = dict[str, Any]
OF_EACH = 50


class Wish(msgspec.Struct, kw_only=True):
    """One write: how it is sent under a key, and how often the shop has it done, by its state."""

    act: str
    key: str
    send: Callable[[Crm, str], Awaitable[Any]]
    times: Callable[[Json], int]
    told: str = ""


def the_wishes(data: Json, products: Json) -> list[Wish]:
    """Some hundred writes of all seven kinds, each of an order or a customer of its own."""
    orders = [one for one in data["orders"].values() if one["items"]]
    pending = [one for one in orders if one["status"] == "pending" and not by_gift_card(one)]
    delivered = [one for one in orders if one["status"] == "delivered" and not by_gift_card(one)]
    made: list[Wish] = []
    for number, order in enumerate(pending[: 4 * OF_EACH]):
        kind = (cancelling, swapping, redirecting, repaying)[number % 4]
        made += kind(order, data, products)
    for number, order in enumerate(delivered[: 2 * OF_EACH]):
        made += (returning, exchanging)[number % 2](order, data, products)
    for user_id in list(data["users"])[:OF_EACH]:
        made.append(moving(user_id))
    return made


def by_gift_card(order: Json) -> bool:
    """Whether what it costs may exceed a balance."""
    return str(order["payment_history"][0]["payment_method_id"]).startswith("gift_card")


def bare(order: Json) -> str:
    """The number as the desk has it."""
    return str(order["order_id"]).removeprefix("#")


def cancelling(order: Json, _data: Json, _products: Json) -> list[Wish]:
    """A cancellation, which gives each payment back once."""
    number, key = bare(order), order["order_id"]
    return [
        Wish(
            act="cancel_order",
            key=f"cancel:{number}",
            send=lambda crm, k: crm.orders.cancel_order(number, reason="x", idempotency_key=k),
            times=lambda now: len(now["orders"][key]["payment_history"]) - 1,
        )
    ]


def other_variant(order: Json, products: Json) -> str | None:
    """Another product of the family of its first line."""
    line = order["items"][0]
    variants = products[line["product_id"]]["variants"].values()
    free = [v["item_id"] for v in variants if v["available"] and v["item_id"] != line["item_id"]]
    return str(free[0]) if free else None


def swapping(order: Json, _data: Json, products: Json) -> list[Wish]:
    """Another variant of the first line, which adds one payment or refund."""
    number, key, sku = bare(order), order["order_id"], other_variant(order, products)
    if sku is None:
        return []
    swaps = {f"{order['items'][0]['item_id']}-0": sku}
    return [
        Wish(
            act="swap_items",
            key=f"swap:{number}",
            send=lambda crm, k: crm.orders.swap_items(
                number, swaps, pay_by=None, idempotency_key=k
            ),
            times=lambda now: len(now["orders"][key]["payment_history"]) - 1,
        )
    ]


def redirecting(order: Json, _data: Json, _products: Json) -> list[Wish]:
    """Another address for an order."""
    number, key = bare(order), order["order_id"]
    return [
        Wish(
            act="redirect_order",
            key=f"redirect:{number}",
            send=lambda crm, k: crm.orders.redirect_order(number, ELSEWHERE, idempotency_key=k),
            times=lambda now: int(now["orders"][key]["address"]["zip"] == ELSEWHERE.postcode),
        )
    ]


def repaying(order: Json, data: Json, _products: Json) -> list[Wish]:
    """Another card for an order, which adds a payment and a refund."""
    number, key = bare(order), order["order_id"]
    used = order["payment_history"][0]["payment_method_id"]
    ways = data["users"][order["user_id"]]["payment_methods"]
    others = [way for way in ways if way != used and not way.startswith("gift_card")]
    if not others:
        return []
    return [
        Wish(
            act="change_payment",
            key=f"pay:{number}",
            send=lambda crm, k: crm.orders.change_payment(number, others[0], idempotency_key=k),
            times=lambda now: (len(now["orders"][key]["payment_history"]) - 1) // 2,
        )
    ]


def returning(order: Json, _data: Json, _products: Json) -> list[Wish]:
    """The first line comes back."""
    number, key = bare(order), order["order_id"]
    lines = (f"{order['items'][0]['item_id']}-0",)
    return [
        Wish(
            act="open_return",
            key=f"return:{number}",
            send=lambda crm, k: crm.remedies.open_return(
                number, lines, reason="x", idempotency_key=k
            ),
            times=lambda now: int(now["orders"][key]["status"] == "return requested"),
        )
    ]


def exchanging(order: Json, _data: Json, products: Json) -> list[Wish]:
    """The first line comes back for another variant."""
    number, key, sku = bare(order), order["order_id"], other_variant(order, products)
    if sku is None:
        return []
    swaps = {f"{order['items'][0]['item_id']}-0": sku}
    return [
        Wish(
            act="open_exchange",
            key=f"exchange:{number}",
            send=lambda crm, k: crm.remedies.open_exchange(
                number, swaps, reason="x", idempotency_key=k
            ),
            times=lambda now: int(now["orders"][key]["status"] == "exchange requested"),
        )
    ]


def moving(user_id: str) -> Wish:
    """A customer lives elsewhere."""
    return Wish(
        act="change_address",
        key=f"move:{user_id}",
        send=lambda crm, k: crm.people.change_address(user_id, ELSEWHERE, idempotency_key=k),
        times=lambda now: int(now["users"][user_id]["address"]["zip"] == ELSEWHERE.postcode),
    )


async def say_yes(crm: Crm, wish: Wish, at_once: asyncio.Semaphore) -> None:
    """Do it as a turn would, and some of it twice: the customer repeats themselves."""
    async with at_once:
        wish.told = await told_of(crm, wish, wish.key)
        if wish.told == "uncertain" and len(wish.key) % 2:
            # The same yes in the next turn.
            wish.told = await told_of(crm, wish, f"{wish.key}:again")


async def told_of(crm: Crm, wish: Wish, key: str) -> str:
    """What a customer hears of it."""
    try:
        with writing_for(f"cv:{wish.key}"):
            await wish.send(crm, key)
    except CrmUncertain:
        return "uncertain"
    except (CrmUnavailable, CrmRefused) as exc:
        return f"not done: {type(exc).__name__}"
    return "done"


async def settle_all(crm: Crm, settling: Settling) -> dict[str, str]:
    """The job's work, until nothing is open: what customers are told in the end, by conversation.

    What was sent again under another key is the first key's entry.
    """
    ended: dict[str, str] = {}
    for _ in range(60):
        far = utc_now() + timedelta(minutes=10)
        due = await crm.records.claim_writes(far, until=utc_now(), limit=1000)
        if not due:
            return ended
        for settled in await asyncio.gather(*(settling.settle(one) for one in due)):
            if settled.state in ("done", "failed"):
                if settled.owed:
                    ended[str(settled.conversation_id)] = settled.state
                await crm.records.change_write(
                    settled.key, {settled.state}, due_at=None, owed=False
                )
        await asyncio.sleep(0.5)
    pytest.fail(f"{len(due)} writes are still open")


async def test_each_write_happens_once_and_is_told_as_it_is(tmp_path: Path) -> None:
    """Hundreds of writes with answers lost: none twice, and whatever is said of one is true."""
    products = json.loads((foreign_shop.find() / "data.json").read_text())["products"]
    with foreign_shop.served(*FAULTS) as address:
        env = {
            "BUSINESS": str(BUSINESS),
            "RETAIL_SHOP_URL": address,
            "RETAIL_SHOP_KEY": foreign_shop.KEY,
        }
        crm = open_crm("memory:", records_url=f"sqlite:///{tmp_path}/desk.db", seconds=30, env=env)
        wishes = the_wishes(foreign_shop.state(address), products)
        at_once = asyncio.Semaphore(6)
        try:
            await asyncio.gather(*(say_yes(crm, wish, at_once) for wish in wishes))
            settling = Settling(unwrapped(crm), arrived_after=timedelta(seconds=6))
            ended = await settle_all(crm, settling)
        finally:
            await crm.close()
        after = foreign_shop.state(address)
    assert len(wishes) > 200
    assert {wish.act for wish in wishes} == {
        *("cancel_order", "swap_items", "redirect_order", "change_payment"),
        *("open_return", "open_exchange", "change_address"),
    }
    for wish in wishes:
        told = ended.get(f"cv:{wish.key}") if wish.told == "uncertain" else wish.told
        assert wish.times(after) == (1 if told == "done" else 0), (wish.key, wish.told, told)
        assert told is not None, f"nobody told the end of {wish.key}"
    assert sum(wish.times(after) for wish in wishes) > 0.9 * len(wishes)
