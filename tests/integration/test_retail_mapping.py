"""The retail business's mapping against the shop that it is for, with all that goes wrong there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from actions.crm.errors import CrmNotFound, CrmRefused, CrmUnable, CrmUnavailable, CrmUncertain
from actions.crm.records.customer import Address
from actions.crm.records.order import Cancellation
from actions.crm.registry import open_crm
from actions.crm.remote.openapi import OpenApiCrm, open_mapped
from tests import foreign_shop

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "businesses" / "retail" / "crm" / "retail.yml"
ELSEWHERE = Address(
    street="12 Elm Street, Suite 7", city="Austin", region="TX", postcode="78701", country="US"
)


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """The shop without faults."""
    with foreign_shop.served() as address:
        yield address


@pytest.fixture
def before(shop: str) -> dict[str, Any]:
    """What the shop holds, as it was in the beginning."""
    foreign_shop.reset(shop)
    return foreign_shop.state(shop)


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[OpenApiCrm]:
    """The adapter as the business has it, at another address."""
    env = {"RETAIL_SHOP_URL": address, "RETAIL_SHOP_KEY": foreign_shop.KEY}
    crm = open_mapped(MAPPING, env)
    try:
        yield crm
    finally:
        await crm.close()


def test_the_description_is_the_shops_own() -> None:
    """The copy beside the mapping is what the shop says of itself."""
    theirs = json.loads((foreign_shop.find() / "openapi.json").read_text())
    assert json.loads((MAPPING.parent / "openapi.json").read_text()) == theirs


async def test_every_user_is_read(shop: str, before: dict[str, Any]) -> None:
    """All customers are found by id and e-mail, with their address in the desk's parts."""
    async with opened(shop) as crm:
        for key, user in list(before["users"].items())[:40]:
            found = await crm.customer(key)
            assert found == await crm.customer_by_email(user["email"].upper())
            assert (found.id, found.email) == (key, user["email"])
            assert found.address.region == user["address"]["state"]
            assert found.name == " ".join(user["name"].values())


async def test_every_order_is_read(shop: str, before: dict[str, Any]) -> None:
    """Orders of every status are filled, and those of a customer come together."""
    async with opened(shop) as crm:
        for key, order in list(before["orders"].items())[:60]:
            found = await crm.order(key)
            assert found.number == key.removeprefix("#")
            assert len({line.id for line in found.lines}) == len(order["items"])
            prices = sum(round(item["price"] * 100) for item in order["items"])
            assert found.total == sum(line.unit_price for line in found.lines) == prices
            assert [parcel.tracking_code for parcel in found.shipments] == [
                parcel["tracking_id"][0] for parcel in order["fulfillments"]
            ]
        user = max(before["users"].values(), key=lambda one: len(one["orders"]))
        numbers = [one.number for one in await crm.orders(user["user_id"])]
        assert numbers == [one.removeprefix("#") for one in reversed(user["orders"])][:10]
        assert len(await crm.orders(user["user_id"], limit=2)) == 2


async def test_proof_of_identity(shop: str, before: dict[str, Any]) -> None:
    """By e-mail, or by name and postcode; whatever else is told has to be right as well."""
    user = next(one for one in before["users"].values() if one["orders"])
    name, email = " ".join(user["name"].values()), user["email"]
    right = {"name": name.upper(), "postcode": user["address"]["zip"]}
    number = user["orders"][0].lower()
    async with opened(shop) as crm:
        me = user["user_id"]
        for secrets in ({"email": email}, right, right | {"email": email}):
            assert await crm.identify(secrets) == me
            assert await crm.identify(secrets | {"order_number": number}) == me
            assert await crm.identify(secrets | {"order_number": "W1"}) is None
            assert await crm.identify(secrets | {"phone": "123"}) is None
        assert await crm.identify({"email": email, "name": "Somebody Else"}) is None
        assert await crm.identify({"email": email, "postcode": "1"}) is None
        for too_little in ({"name": name}, {"postcode": "1"}, {"order_number": number}):
            assert await crm.identify(too_little) is None


async def test_the_catalogue(shop: str) -> None:
    """Fifty families, whose variants differ in their options, and a search over names."""
    async with opened(shop) as crm:
        families = await crm.families(100)
        assert len(families) == 50
        shirt = next(one for one in families if one.name == "T-Shirt")
        variants = await crm.variants(shirt.id)
        assert {one.family_id for one in variants} == {shirt.id}
        assert all(one.options["color"] for one in variants)
        assert {one.in_stock for one in variants} == {0, None}
        assert (await crm.products("shirt", limit=3)) == variants[:3]
        assert await crm.variants("0") == ()


async def test_ways_to_pay(shop: str, before: dict[str, Any]) -> None:
    """What a customer may pay with, and what is left on a gift card, in cents."""
    async with opened(shop) as crm:
        for key, user in list(before["users"].items())[:40]:
            found = {one.id: one for one in await crm.payment_methods(key)}
            assert found.keys() == user["payment_methods"].keys()
            for way, theirs in user["payment_methods"].items():
                balance = theirs.get("balance")
                assert found[way].balance == (None if balance is None else round(balance * 100))


async def test_what_is_not_mapped(shop: str) -> None:
    """The shop gives no vouchers and keeps no notes: the desk knows beforehand, and why."""
    async with opened(shop) as crm:
        unable = crm.abilities().unable
        assert "no quantities" in unable["change_order"]
        able = {"cancel_order", "swap_items", "change_payment", "redirect_order", "change_address"}
        assert not {*able, "open_return", "open_exchange"} & {*unable}
        with pytest.raises(CrmUnable):
            await crm.issue_voucher("x", amount=1, reason="x", idempotency_key="k")
        assert await crm.tickets("x") == ()


def of_status(before: dict[str, Any], status: str, pieces: int = 1) -> dict[str, Any]:
    """An order of that status with so many different things in it."""
    return next(
        one
        for one in before["orders"].values()
        if one["status"] == status and len({item["item_id"] for item in one["items"]}) >= pieces
    )


async def swaps_of(crm: OpenApiCrm, order: dict[str, Any], count: int) -> dict[str, str]:
    """Something else of the same family for the first lines."""
    found = await crm.order(order["order_id"])
    swaps = {}
    for line in found.lines[:count]:
        variants = await crm.variants(line.family_id)
        swaps[line.id] = next(v.sku for v in variants if v.in_stock != 0 and v.sku != line.sku)
    return swaps


async def test_an_order_is_cancelled_once(shop: str, before: dict[str, Any]) -> None:
    """The reason is one that the shop takes, and a second try is refused in its words."""
    order = of_status(before, "pending")
    async with opened(shop) as crm:
        made = await crm.cancel_order(order["order_id"], reason="I am ill", idempotency_key="k")
        after = foreign_shop.state(shop)["orders"][order["order_id"]]
        assert (after["status"], made.reason) == ("cancelled", "no longer needed")
        with pytest.raises(CrmRefused, match="the order is cancelled, not pending"):
            await crm.cancel_order(order["order_id"], reason="x", idempotency_key="k")
        with pytest.raises(CrmNotFound):
            await crm.cancel_order("W1", reason="x", idempotency_key="k")


async def test_variants_are_swapped(shop: str, before: dict[str, Any]) -> None:
    """Several lines at once, paid with the order's own method where none is named."""
    order = of_status(before, "pending", pieces=2)
    async with opened(shop) as crm:
        swaps = await swaps_of(crm, order, 2)
        made = await crm.swap_items(order["order_id"], swaps, pay_by=None, idempotency_key="k")
        after = foreign_shop.state(shop)["orders"][order["order_id"]]
        old, new = ([item["price"] for item in one["items"]] for one in (order, after))
        assert [item["item_id"] for item in after["items"]][:2] == list(swaps.values())
        assert made.difference == round((sum(new) - sum(old)) * 100)
        assert (
            after["payment_history"][-1]["payment_method_id"]
            == (order["payment_history"][0]["payment_method_id"])
        )
        assert (await crm.order(order["order_id"])).status == "paid"
        with pytest.raises(CrmRefused, match="item modified"):
            await crm.swap_items(order["order_id"], swaps, pay_by=None, idempotency_key="k")


async def test_an_order_goes_elsewhere(shop: str, before: dict[str, Any]) -> None:
    """Addresses of orders and customers are written in the shop's own parts."""
    order = of_status(before, "pending")
    async with opened(shop) as crm:
        made = await crm.redirect_order(order["order_id"], ELSEWHERE, idempotency_key="k")
        moved = await crm.change_address(order["user_id"], ELSEWHERE, idempotency_key="k")
        assert made.ship_to == moved.address == ELSEWHERE
        after = foreign_shop.state(shop)
        assert after["orders"][order["order_id"]]["address"] == {
            "address1": "12 Elm Street",
            "address2": "Suite 7",
            "city": "Austin",
            "state": "TX",
            "country": "USA",
            "zip": "78701",
        }
        sent = of_status(before, "delivered")["order_id"]
        with pytest.raises(CrmRefused, match="not pending"):
            await crm.redirect_order(sent, ELSEWHERE, idempotency_key="k")


async def test_payment_is_changed(shop: str, before: dict[str, Any]) -> None:
    """To another of the customer's methods; to the same one is refused."""
    users = before["users"]
    order, way = next(
        (one, way["id"])
        for one in before["orders"].values()
        if one["status"] == "pending" and len(one["payment_history"]) == 1
        for way in users[one["user_id"]]["payment_methods"].values()
        if way["source"] != "gift_card"
        if way["id"] != one["payment_history"][0]["payment_method_id"]
    )
    async with opened(shop) as crm:
        made = await crm.change_payment(order["order_id"], way, idempotency_key="k")
        assert made.number == order["order_id"].removeprefix("#")
        with pytest.raises(CrmRefused, match="exactly one payment"):
            await crm.change_payment(order["order_id"], way, idempotency_key="k")
        with pytest.raises(CrmNotFound):
            await crm.change_payment(order["order_id"], "card_0", idempotency_key="k")


async def test_goods_come_back(shop: str, before: dict[str, Any]) -> None:
    """A return once for each order, with the lines that were named."""
    order = of_status(before, "delivered")
    async with opened(shop) as crm:
        line = (await crm.order(order["order_id"])).lines[0]
        told = {"reason": "too small", "idempotency_key": "k"}
        made = await crm.open_return(order["order_id"], [line.id], **told)
        assert made.line_ids == (line.id,)
        after = await crm.order(order["order_id"])
        assert (after.status, after.returns[0].line_ids) == ("delivered", (line.id,))
        with pytest.raises(CrmRefused, match="return requested"):
            await crm.open_return(order["order_id"], [line.id], **told)


async def test_goods_are_exchanged(shop: str, before: dict[str, Any]) -> None:
    """Several lines in one exchange, with the difference in cents."""
    order = of_status(before, "delivered", pieces=2)
    async with opened(shop) as crm:
        swaps = await swaps_of(crm, order, 2)
        made = await crm.open_exchange(
            order["order_id"], swaps, pay_by=None, reason="colour", idempotency_key="k"
        )
        after = foreign_shop.state(shop)["orders"][order["order_id"]]
        assert made.difference == round(after["exchange_price_difference"] * 100)
        assert after["exchange_new_items"] == sorted(swaps.values())
        assert (await crm.order(order["order_id"])).exchanges[0].difference == made.difference


async def test_the_business_opens_it(shop: str, tmp_path: Path) -> None:
    """The business's own file names the shop for each facet, and nobody for history."""
    env = {
        "BUSINESS": str(MAPPING.parents[1]),
        "RETAIL_SHOP_URL": shop,
        "RETAIL_SHOP_KEY": foreign_shop.KEY,
    }
    crm = open_crm("memory:", records_url=f"sqlite:///{tmp_path}/records.db", env=env)
    try:
        assert await crm.people.customer("nobody") is None
        assert len(await crm.catalogue.families(100)) == 50
        assert crm.why_not("cancel_order") is None
        assert "no system" in (crm.why_not("add_note") or "")
        assert "does not say" in (crm.why_not("refund") or "")
    finally:
        await crm.close()


async def test_a_busy_shop_is_asked_again() -> None:
    """One call in three is put off for a second, and hardly any customer notices."""
    with foreign_shop.served("--busy", "0.3") as address:
        async with opened(address) as crm:
            asked = await asyncio.gather(
                *(crm.customer(key) for key in list(foreign_shop.state(address)["users"])[:30]),
                return_exceptions=True,
            )
    done = [one for one in asked if not isinstance(one, Exception)]
    assert len(done) >= 24
    assert all(isinstance(one, CrmUnavailable) for one in asked if one not in done)


async def test_a_slow_shop_is_waited_for_by_writes() -> None:
    """Five seconds are too long for a read, and no reason to be uncertain of a write."""
    with foreign_shop.served("--slow", "1") as address:
        order = of_status(foreign_shop.state(address), "pending")
        async with opened(address) as crm:
            read, written = await asyncio.gather(
                crm.customer(order["user_id"]),
                crm.cancel_order(order["order_id"], reason="x", idempotency_key="k"),
                return_exceptions=True,
            )
    assert isinstance(read, CrmUnavailable)
    assert written.order_number == order["order_id"].removeprefix("#")


async def test_a_lost_answer_is_uncertain() -> None:
    """The shop has done it and its answer was cut off: uncertain, and never sent again."""
    with foreign_shop.served("--lost", "1") as address:
        order = of_status(foreign_shop.state(address), "pending")
        async with opened(address) as crm:
            with pytest.raises(CrmUncertain):
                await crm.cancel_order(order["order_id"], reason="x", idempotency_key="k")
            found = await crm.order(order["order_id"])
        after = foreign_shop.state(address)["orders"][order["order_id"]]
    assert (found.status, after["status"]) == ("cancelled", "cancelled")
    assert len(after["payment_history"]) == 2 * len(order["payment_history"])


async def test_what_is_said_of_a_write_is_true() -> None:
    """With answers lost and calls put off: done is done, unavailable is not, and nothing twice."""
    with foreign_shop.served("--lost", "0.3", "--busy", "0.4") as address:
        orders = foreign_shop.state(address)["orders"]
        numbers = [key for key, one in orders.items() if one["status"] == "pending"][:60]
        async with opened(address) as crm:
            made = await asyncio.gather(
                *(crm.cancel_order(one, reason="x", idempotency_key=one) for one in numbers),
                return_exceptions=True,
            )
        after = foreign_shop.state(address)["orders"]
    seen = set()
    for number, result in zip(numbers, made, strict=True):
        seen.add(type(result).__name__)
        done = not isinstance(result, CrmUnavailable)
        assert (after[number]["status"] == "cancelled") is done
        once = 2 if done else 1
        before = orders[number]["payment_history"]
        assert len(after[number]["payment_history"]) == once * len(before)
        assert isinstance(result, Cancellation | CrmUncertain | CrmUnavailable)
    assert {"Cancellation", "CrmUncertain"} <= seen


async def test_a_wrong_key_is_told(shop: str) -> None:
    """The shop is there, and a right is missing."""
    env = {"RETAIL_SHOP_URL": shop, "RETAIL_SHOP_KEY": "wrong"}
    crm = open_mapped(MAPPING, env)
    try:
        with pytest.raises(CrmUnavailable, match="a right of it is missing"):
            await crm.ping()
    finally:
        await crm.close()
