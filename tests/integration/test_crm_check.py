"""`scripts/crm check`: what it tells of a mapped system, and when it refuses to write."""

from __future__ import annotations

import asyncio
import io
import subprocess
from pathlib import Path

import pytest
import yaml
from aiohttp.test_utils import TestServer

from scripts.crm_check.__main__ import main
from tests.bakery.shop import Bakery

ROOT = Path(__file__).parents[2]
MAPPING = ROOT / "tests" / "bakery" / "mapping.yml"


async def checked(bakery: Bakery, *arguments: str, mapping: Path = MAPPING) -> tuple[int, str]:
    """The exit code, and what was written."""
    async with TestServer(bakery.app()) as server:
        at = str(server.make_url("")).rstrip("/")
        env = {
            "BAKERY_URL": at,
            "BAKERY_TOKEN_URL": f"{at}/token",
            "BAKERY_ID": "desk",
            "BAKERY_SECRET": "flour",
        }
        out = io.StringIO()
        argv = [str(mapping), *arguments]
        code = await asyncio.to_thread(main, argv, env, out)
    return code, out.getvalue()


async def test_it_tells_what_the_desk_can_do() -> None:
    """Reads that were tried, writes that are mapped, what is denied and why, and how fast it is."""
    bakery = Bakery()
    code, told = await checked(bakery, "ada@example.org", "--times", "2")
    assert code == 0
    for line in (
        "it answers, and the desk is signed in",
        "  people.customer: done",
        "  people.identify: done",
        "  orders.order: done",
        "it is said to write:\n  people.change_address",
        "the bot will not offer:",
        "  remedies.refund: mapping.yml does not say",
        "  history.tickets: not mapped",
        "p95 of ",
    ):
        assert line in told
    assert not [call for call in bakery.calls if call.startswith(("PUT", "PATCH"))]
    assert "Ada" not in told
    assert "ada@" not in told


async def test_it_writes_on_a_sandbox() -> None:
    """Each mapped write once, with its own key; a refusal shows that the right is there."""
    bakery = Bakery()
    bakery.orders = {2: bakery.orders[2]}
    code, told = await checked(bakery, "7", "--times", "1", "--write")
    assert code == 0
    assert "  people.change_address: done" in told
    assert "  orders.cancel_order: refused: order 2 of … has left" in told
    assert bakery.notes == [{"text": "Written by scripts/crm check; please ignore."}]


async def test_it_writes_nowhere_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A system that is not said to be a sandbox is not even signed in to."""
    told = yaml.safe_load(MAPPING.read_text())
    told |= {"sandbox": False, "openapi": str(MAPPING.parent / "openapi.yml")}
    (tmp_path / "real.yml").write_text(yaml.safe_dump(told))
    bakery = Bakery()
    code, _ = await checked(bakery, "7", "--write", mapping=tmp_path / "real.yml")
    assert (code, bakery.calls, bakery.tokens) == (1, [], [])
    assert "--write changes orders of a real customer" in capsys.readouterr().err


async def test_missing_rights_are_named() -> None:
    """What the token lacks by the description, and what was answered with 403."""
    bakery = Bakery()
    bakery.scope = "read"
    bakery.faults.extend(["", "", "rights"])
    code, told = await checked(bakery, "7", "--times", "1")
    assert code == 1
    missing = told.partition("rights that are missing:\n")[2]
    assert "  orders.cancel_order: drop (POST /orders/{number}/drop) needs write" in missing
    assert "  orders.orders: The CRM does not let the desk do this" in missing


async def test_who_is_not_there_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    """The customer has to be known by the id or the address that was given."""
    code, _ = await checked(Bakery(), "nobody@example.org")
    assert code == 1
    assert "no customer by that id" in capsys.readouterr().err


async def test_a_customer_without_orders_is_read_all_the_same() -> None:
    """What needs an order is said not to have been tried."""
    bakery = Bakery()
    bakery.orders.clear()
    code, told = await checked(bakery, "7", "--times", "1")
    assert code == 0
    assert "  orders.order: not tried: nothing is known for number" in told


async def test_a_mapping_that_does_not_hold_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With all that is wrong in it, before anything is called."""
    (tmp_path / "bad.yml").write_text("openapi: none.yml\ncurrency: EUR\n")
    code, _ = await checked(Bakery(), "7", mapping=tmp_path / "bad.yml")
    assert code == 1
    assert "bad.yml:1: openapi: cannot be read" in capsys.readouterr().err


def test_the_command_says_what_it_can_do() -> None:
    """Without a word it knows, it tells its usage."""
    done = subprocess.run([ROOT / "scripts" / "crm"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "scripts/crm check" in done.stderr
