"""Fixtures of systems that are connected by a mapping, for the contract of the facets."""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from actions.crm.adapter_fixture import Sample
from actions.crm.records.customer import Address
from actions.crm.remote.openapi import OpenApiCrm, open_mapped
from tests import foreign_shop
from tests.bakery.shop import Bakery

ROOT = Path(__file__).parents[1]
IN_KIEL = Address(street="Hafen 2", city="Kiel", postcode="24105", country="DE")
IN_AUSTIN = Address(
    street="12 Elm Street, Suite 7", city="Austin", region="TX", postcode="78701", country="US"
)
PENDING, DELIVERED = "W8855135", "W4689314"


class MappedBakery:
    """The bakery, which signs in with OAuth."""

    sample = Sample(
        facets=("people", "orders"),
        customer_id="7",
        email="ada@example.org",
        proofs=({"email": "ada@example.org", "postcode": "24103"},),
        order_number="2",
        writes={
            "change_address": (("7", IN_KIEL), {}),
            "cancel_order": (("1",), {"reason": "ordered by mistake"}),
            "redirect_order": (("1", IN_KIEL), {}),
        },
    )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[OpenApiCrm]:
        async with TestServer(Bakery().app()) as server:
            at = str(server.make_url("")).rstrip("/")
            env = {
                "BAKERY_URL": at,
                "BAKERY_TOKEN_URL": f"{at}/token",
                "BAKERY_ID": "desk",
                "BAKERY_SECRET": "flour",
            }
            crm = open_mapped(ROOT / "tests" / "bakery" / "mapping.yml", env)
            yield crm
            await crm.close()


class MappedRetail:
    """The foreign shop, by the mapping of the retail business."""

    sample = Sample(
        facets=("people", "orders", "catalogue", "remedies", "money"),
        customer_id="sofia_li_9219",
        email="sofia.li7352@example.com",
        proofs=(
            {"email": "sofia.li7352@example.com"},
            {"name": "Sofia Li", "postcode": "78260"},
            {"email": "sofia.li7352@example.com", "order_number": PENDING},
        ),
        order_number=PENDING,
        query="shirt",
        family_id="8940227892",
        writes={
            "change_address": (("sofia_li_9219", IN_AUSTIN), {}),
            "cancel_order": ((PENDING,), {"reason": "no longer needed"}),
            "redirect_order": ((PENDING, IN_AUSTIN), {}),
            "swap_items": ((PENDING, {"4035304400-0": "8302289002"}), {"pay_by": None}),
            "change_payment": ((PENDING, "paypal_8194385"), {}),
            "open_return": ((DELIVERED, ["5996159312-0"]), {"reason": "too big"}),
            "open_exchange": (
                (DELIVERED, {"5996159312-0": "6384525445"}),
                {"reason": "colour", "pay_by": None},
            ),
        },
    )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[OpenApiCrm]:
        async with TestServer(_retail()) as server:
            at = str(server.make_url("")).rstrip("/")
            env = {"RETAIL_SHOP_URL": at, "RETAIL_SHOP_KEY": foreign_shop.KEY}
            crm = open_mapped(ROOT / "businesses" / "retail" / "crm" / "retail.yml", env)
            yield crm
            await crm.close()


def _retail() -> web.Application:
    """The foreign shop within this process, as it is in the beginning."""
    spec = importlib.util.spec_from_file_location("foreign", foreign_shop.find() / "shop.py")
    assert spec is not None
    assert spec.loader is not None
    shop = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shop)
    served: web.Application = shop.app(argparse.Namespace(lost=0, slow=0, busy=0, seed=1))
    return served
