"""The foreign shop's process, its judge and the desk's handoffs, as `scripts/foreign` uses them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from scripts.foreign_shop import __main__ as command
from scripts.foreign_shop.errors import CannotPlay
from scripts.foreign_shop.shop import API_KEY, Faults, Shop, open_shop
from scripts.foreign_shop.tasks import SHOP, TASKS, Task, read_data, read_tasks
from scripts.foreign_shop.verdict import Verdict, judged
from scripts.showing.desk import DeskFailed
from scripts.showing.packets import packet_of

FOLDER = Path(__file__).parents[3] / "shared" / "foreign-shop"
needs_shop = pytest.mark.skipif(
    not FOLDER.exists(), reason="needs the foreign shop, beside the checkout in ../shared"
)
OPERATIONS = {
    "cancel_pending_order": "cancel",
    "modify_pending_order_items": "items",
    "modify_pending_order_payment": "payment",
    "modify_pending_order_address": "address",
    "modify_user_address": "address",
    "return_delivered_order_items": "return",
    "exchange_delivered_order_items": "exchange",
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """The real one."""
    with open_shop(FOLDER, Faults(), tmp_path / "shop.log") as running:
        yield running


async def write(shop: Shop, task: Task) -> None:
    """All that is right in a task, as the desk would write it."""
    async with aiohttp.ClientSession(shop.url, headers={"X-Api-Key": API_KEY}) as http:
        for act in task.actions:
            if act.name not in OPERATIONS:
                continue
            given = dict(act.arguments)
            user = given.pop("user_id", None)
            what = f"users/{user}" if user else f"orders/{given.pop('order_id').lstrip('#')}"
            async with http.post(f"/{what}/{OPERATIONS[act.name]}", json=given) as answer:
                answer.raise_for_status()


@needs_shop
async def test_a_shop_that_is_written_to_as_its_task_says_is_right(shop: Shop) -> None:
    """Before, something is missing; of another task, something is written unasked; then a reset."""
    data, (first, second) = read_data(FOLDER), read_tasks(FOLDER / TASKS, ["0", "1"])
    (missing,) = (await judged(FOLDER / TASKS, first.id, shop.url, data=data)).missing
    await write(shop, first)
    assert await judged(FOLDER / TASKS, first.id, shop.url, data=data) == Verdict()
    other = await judged(FOLDER / TASKS, second.id, shop.url, data=data)
    assert other == Verdict(unasked=(missing,))
    number = missing.removeprefix("orders ")
    assert (await shop.orders())[number] != data.orders[number]
    await shop.reset()
    assert (await shop.orders())[number] == data.orders[number]


@needs_shop
async def test_users_of_other_tasks_are_left_to_their_verdicts(shop: Shop) -> None:
    """Two conversations share a shop, and each is judged by itself."""
    data, (one, other) = read_data(FOLDER), read_tasks(FOLDER / TASKS, ["0", "113"])
    await write(shop, one)
    await write(shop, other)
    owner = data.orders[other.actions[-1].arguments["order_id"]]["user_id"]
    assert (await judged(FOLDER / TASKS, one.id, shop.url, data=data, others=[owner])).right
    assert not (await judged(FOLDER / TASKS, one.id, shop.url, data=data)).right


async def test_a_shop_that_does_not_start_is_told_of(tmp_path: Path) -> None:
    """With its last words; one that is gone does not answer."""
    (tmp_path / SHOP).write_text("raise SystemExit('no goods today')")
    with (
        pytest.raises(CannotPlay, match=r"(?s)did not start.*no goods today"),
        open_shop(tmp_path, Faults(), tmp_path / "shop.log"),
    ):
        pass
    with pytest.raises(CannotPlay, match="does not answer POST /_reset"):
        await Shop("http://127.0.0.1:9").reset()


def test_faults_are_passed_on_as_the_shop_takes_them() -> None:
    """By name, as shares."""
    assert " ".join(Faults(lost=0.1, seed=7).arguments()) == (
        "--lost 0.1 --slow 0.0 --busy 0.0 --seed 7"
    )


async def test_a_packet_is_found_on_whatever_page_it_is() -> None:
    """None where a conversation was never handed over; a desk that refuses is told of."""

    async def handoffs(request: web.Request) -> web.Response:
        if request.headers["Authorization"] != "Bearer key":
            return web.Response(status=401)
        second = request.query.get("before") == "p2"
        row = {"conversation_id": "c2" if second else "c1", "packet": {"page": 1 + second}}
        return web.json_response({"handoffs": [row], "next": None if second else "p2"})

    app = web.Application()
    app.router.add_get("/api/handoffs", handoffs)
    async with TestServer(app) as server:
        home = str(server.make_url("")).rstrip("/")
        assert await packet_of(home, "key", "c2") == {"page": 2}
        assert await packet_of(home, "key", "c3") is None
        with pytest.raises(DeskFailed, match="does not tell its handoffs"):
            await packet_of(home, "other", "c1")


@pytest.mark.parametrize("arguments", [["no/such/folder"], [str(FOLDER), "--business", "nowhere"]])
def test_what_is_missing_is_said(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr with what to do, and with status 1."""
    monkeypatch.setattr(sys, "argv", ["scripts/foreign", *arguments])
    assert command.main() == 1
    assert "scripts/foreign: there is no " in capsys.readouterr().err


def test_a_desk_is_told_where_the_shop_is(tmp_path: Path) -> None:
    """Beside the business that is connected to it."""
    settings: dict[str, Any] = dict(
        command.desk_settings(tmp_path, Shop("http://shop"), tmp_path, "t")
    )
    assert settings["BUSINESS"] == str(tmp_path)
    assert settings["RETAIL_SHOP_URL"] == "http://shop"
