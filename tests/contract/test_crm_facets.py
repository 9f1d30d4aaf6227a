"""What every adapter promises of each facet that it serves, tried on a system that it brings.

`scripts/crm test module:Class` tries one of a company's own, by an `AdapterFixture`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, get_type_hints

import pytest
import pytest_asyncio

from actions.crm.absent import methods_of
from actions.crm.adapter_fixture import AdapterFixture, Sample
from actions.crm.errors import CrmKeyReused, CrmNotFound, CrmRefused
from actions.crm.port import FACETS

HERE = "tests.demo_fixtures"
GIVEN = os.environ.get("CRM_FIXTURE")
"""The one fixture to try, as `module:Class`; without it, those of the embedded CRM."""
FIXTURES = (
    (GIVEN,)
    if GIVEN
    else (
        f"{HERE}:InMemory",
        f"{HERE}:InSqlite",
        f"{HERE}:HistoryAlone",
        "tests.mapped_fixtures:MappedBakery",
        "tests.mapped_fixtures:MappedRetail",
        pytest.param(f"{HERE}:InPostgres", marks=pytest.mark.postgres),
    )
)
NOBODY = "nobody-has-this-id"
WRITES = {
    name: facet
    for facet in FACETS
    for name, method in methods_of(facet).items()
    if "idempotency_key" in method.parameters
}
TARGETS = ("customer_id", "order_number")
"""What a write is about: its first argument."""


@pytest.fixture(params=FIXTURES)
def fixture(request: pytest.FixtureRequest) -> AdapterFixture:
    """What each adapter brings."""
    module, _, name = request.param.partition(":")
    made: AdapterFixture = getattr(importlib.import_module(module), name)()
    return made


@pytest.fixture
def sample(fixture: AdapterFixture) -> Sample:
    return fixture.sample


@pytest_asyncio.fixture
async def system(fixture: AdapterFixture) -> AsyncIterator[Any]:
    """The system behind the adapter, as the sample says."""
    async with fixture.opened() as opened:
        yield opened


def needs(sample: Sample, facet: str, *given: object) -> None:
    """Skip what the adapter does not serve, or its system does not have."""
    if facet not in sample.facets:
        pytest.skip(f"the adapter does not serve {facet}")
    if any(one is None for one in given):
        pytest.skip("the sample has nothing of the kind")


def denied(system: Any) -> Mapping[str, str]:
    """What the abilities deny."""
    unable: Mapping[str, str] = system.abilities().unable
    return unable


def asked(sample: Sample, write: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Arguments of a write; a fixture that has none for it fails."""
    if write not in sample.writes:
        pytest.fail(f"abilities do not deny {write}, and the sample has no arguments for it")
    arguments, named = sample.writes[write]
    return arguments, dict(named)


def served(sample: Sample, write: str) -> None:
    needs(sample, WRITES[write])


def keeps_keys(system: Any) -> None:
    """Skip what the adapter says that its system cannot."""
    if not system.abilities().keeps_keys:
        pytest.skip("the system keeps no keys")


# What it says of itself


async def test_it_answers_and_closes_twice(system: Any) -> None:
    """An adapter answers while its system does, and closing again is harmless."""
    await system.ping()
    await system.close()
    await system.close()


def test_what_is_denied_has_a_reason(system: Any, sample: Sample) -> None:
    """Abilities name writes of the facets that are served, each with words for colleagues."""
    known = {write for write, facet in WRITES.items() if facet in sample.facets}
    for write, why in denied(system).items():
        assert write in WRITES, f"{write} is no write of any facet"
        assert write not in known or why.strip()


# People


async def test_a_customer_is_found(system: Any, sample: Sample) -> None:
    """By id, e-mail and phone it is the same one; nobody is found by what nobody has."""
    needs(sample, "people")
    customer = await system.customer(sample.customer_id)
    assert customer.id == sample.customer_id
    assert await system.customer(NOBODY) is None
    if sample.email:
        assert await system.customer_by_email(f" {sample.email.upper()} ") == customer
        assert await system.customer_by_email("nobody@nowhere.example") is None
    if sample.phone:
        assert await system.customer_by_phone(sample.phone.replace(" ", "")) == customer
        assert await system.customer_by_phone("0") is None


async def test_secrets_prove_one_customer(system: Any, sample: Sample) -> None:
    """Each proof is of the sample's customer, and of nobody once one of its secrets is wrong."""
    needs(sample, "people")
    for proof in sample.proofs:
        assert await system.identify(proof) == sample.customer_id
        for secret in proof:
            assert await system.identify({**proof, secret: "99999-no"}) is None
    assert await system.identify({}) is None


# Orders


async def test_orders_are_read(system: Any, sample: Sample) -> None:
    """Newest first, no more than asked for, each as it is by its number; strangers have none."""
    needs(sample, "orders", sample.order_number)
    orders = await system.orders(sample.customer_id, limit=50)
    placed = [order.placed_at for order in orders if order.placed_at]
    assert placed == sorted(placed, reverse=True)
    assert all(order.customer_id == sample.customer_id for order in orders)
    assert len(await system.orders(sample.customer_id, limit=1)) == 1
    order = await system.order(f" {sample.order_number} ")
    assert order in orders
    assert await system.order(NOBODY) is None
    assert await system.orders(NOBODY) == ()


async def test_an_order_is_whole(system: Any, sample: Sample) -> None:
    """Its lines have ids of their own, pieces and a price; times have a zone."""
    needs(sample, "orders", sample.order_number)
    order = await system.order(sample.order_number)
    assert len({line.id for line in order.lines}) == len(order.lines) > 0
    assert all(line.quantity > 0 and line.unit_price >= 0 for line in order.lines)
    assert order.placed_at is None or order.placed_at.tzinfo is not None
    assert len(order.currency) == 3
    parcels = {parcel.id for parcel in order.shipments}
    assert {line.shipment_id for line in order.lines} - {None} <= parcels


# Catalogue


async def test_products_are_found(system: Any, sample: Sample) -> None:
    """Words find products, no more than asked for; no words and no such words find none."""
    needs(sample, "catalogue", sample.query)
    found = await system.products(sample.query)
    assert found
    assert len(await system.products(sample.query, limit=1)) == 1
    assert await system.products("no such thing anywhere") == ()


async def test_variants_are_of_a_family(system: Any, sample: Sample) -> None:
    """A family that is listed has variants, each once; an unknown one has none."""
    needs(sample, "catalogue", sample.family_id)
    families = await system.families(200)
    assert sample.family_id in {family.id for family in families}
    assert len(await system.families(1)) == 1
    variants = await system.variants(sample.family_id)
    assert len({product.sku for product in variants}) == len(variants) > 0
    assert {product.family_id for product in variants} <= {None, sample.family_id}
    assert await system.variants(NOBODY) == ()


async def test_a_promotion_is_found(system: Any, sample: Sample) -> None:
    """By its code, however it is written."""
    needs(sample, "catalogue", sample.promotion)
    promotion = await system.promotion(f" {str(sample.promotion).lower()} ")
    assert promotion.code == sample.promotion
    assert await system.promotion(NOBODY) is None


# Remedies, money, history


async def test_what_a_customer_has_is_read(system: Any, sample: Sample) -> None:
    """Vouchers, ways to pay, tickets and notes are the customer's own; a stranger has none."""
    reads = {
        "remedies": ("vouchers",),
        "money": ("payment_methods",),
        "history": ("tickets", "notes"),
    }
    for facet in reads.keys() & set(sample.facets):
        for name in reads[facet]:
            read = getattr(system, name)
            own = await read(sample.customer_id)
            owners = {getattr(one, "customer_id", sample.customer_id) for one in own}
            assert owners <= {sample.customer_id}
            assert await read(NOBODY) == ()


# Writes


@pytest.mark.parametrize("write", WRITES)
async def test_a_write_is_done_or_denied(system: Any, sample: Sample, write: str) -> None:
    """It gives what the port says; what is denied beforehand is refused and nothing else."""
    served(sample, write)
    if write in denied(system):
        arguments, named = sample.writes.get(write, _anything(write))
        with pytest.raises(CrmRefused):
            await getattr(system, write)(*arguments, **named, idempotency_key="k")
        return
    arguments, named = asked(sample, write)
    made = await getattr(system, write)(*arguments, **named, idempotency_key="k")
    assert isinstance(made, _returned(write))


@pytest.mark.parametrize("write", WRITES)
async def test_a_write_is_done_once_for_each_key(system: Any, sample: Sample, write: str) -> None:
    """The same key again changes nothing and gives the first result."""
    served(sample, write)
    if write in denied(system):
        pytest.skip("the adapter denies it")
    keeps_keys(system)
    arguments, named = asked(sample, write)
    first = await getattr(system, write)(*arguments, **named, idempotency_key="k")
    assert await getattr(system, write)(*arguments, **named, idempotency_key="k") == first


@pytest.mark.parametrize("write", WRITES)
async def test_nothing_is_written_for_nobody(system: Any, sample: Sample, write: str) -> None:
    """A write about an unknown customer or order is an error that says so."""
    served(sample, write)
    if write in denied(system):
        pytest.skip("the adapter denies it")
    (_target, *rest), named = asked(sample, write)
    with pytest.raises(CrmNotFound):
        await getattr(system, write)(NOBODY, *rest, **named, idempotency_key="k")


async def test_a_key_is_of_one_kind_of_write(system: Any, sample: Sample) -> None:
    """Used for another kind it is refused, so that nothing is taken for something else."""
    keeps_keys(system)
    one, other = _two_kinds(system, sample)
    for write, expected in ((one, None), (other, CrmKeyReused)):
        arguments, named = asked(sample, write)
        call = getattr(system, write)(*arguments, **named, idempotency_key="k")
        if expected is None:
            await call
        else:
            with pytest.raises(expected):
                await call


def _two_kinds(system: Any, sample: Sample) -> Iterator[str]:
    able = [name for name in sample.writes if name not in denied(system)]
    kinds = {_returned(name): name for name in able}
    if len(kinds) < 2:
        pytest.skip("the adapter has not two kinds of writes")
    return iter(list(kinds.values())[:2])


def _returned(write: str) -> type:
    """The record that a write gives."""
    hints = get_type_hints(getattr(FACETS[WRITES[write]], write))
    kind: type = hints["return"]
    return kind


def _anything(write: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Arguments for a write that is denied whatever they are."""
    parameters = methods_of(WRITES[write])[write].parameters.values()
    known = [one for one in parameters if one.name not in ("self", "idempotency_key")]
    needed = [one for one in known if one.default is one.empty]
    named = {one.name: "" for one in needed if one.kind is one.KEYWORD_ONLY}
    return tuple("" for one in needed if one.kind is not one.KEYWORD_ONLY), named


def test_the_samples_writes_are_of_the_port(sample: Sample) -> None:
    """A typing error in a fixture is no write that goes untried."""
    assert set(sample.writes) <= set(WRITES)
    for write in sample.writes:
        first = list(methods_of(WRITES[write])[write].parameters)[1]
        assert first in TARGETS
