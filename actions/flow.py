"""Carry a case on: whose order, which order, what is wrong with it, what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from actions import identity
from actions.case import Case, Won, answered, attempted, ended, waiting
from actions.crm.errors import CrmError
from actions.crm.model import Order, Product
from actions.crm.port import Crm
from actions.topics.registry import TOPICS
from actions.topics.topic import Topic
from actions.turn import Turn

_MISSES_BEFORE_A_PERSON = 3
_ORDERS_LOOKED_THROUGH = 50
_CHOICES = 4


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What a case is carried on with."""

    crm: Crm
    turn: Turn
    today: date


async def advance(case: Case, desk: Desk) -> Case:
    """The case until it waits for the customer or has come to an end."""
    if case.waiting_for or case.ending:
        return case
    try:
        return await _look(case, desk)
    except CrmError:
        failed = attempted(case, "Look into the order", "the order system did not answer")
        return ended(failed, "hand_over", "action_failed")


def topic_of(case: Case) -> Topic:
    """The topic that the case is about."""
    return TOPICS[case.topic]


def owner(case: Case, turn: Turn) -> str | None:
    """The customer whose order the case may speak of."""
    if everything := identity.whole_account(turn.customer):
        return everything
    proof = identity.proven_order(turn.customer, case.won)
    return proof.customer_id if proof and proof.order_number == case.order_number else None


def kept_from(case: Case, turn: Turn) -> bool:
    """Whether the case holds what the one who writes now may not hear, say after signing out."""
    return case.account is not None and case.account != owner(case, turn)


async def _look(case: Case, desk: Desk) -> Case:
    account = identity.whole_account(desk.turn.customer)
    if account is None:
        case = await _prove(case, desk)
        account = owner(case, desk.turn)
    if account is None:
        return case
    case = replace(case, account=account)
    order = await _order(case, desk, account)
    return await _examine(case, desk, order) if isinstance(order, Order) else order


async def _prove(case: Case, desk: Desk) -> Case:
    """Ask for two secrets of an order, unless it was proven before."""
    proof = identity.proven_order(desk.turn.customer, case.won)
    if proof and case.order_number in (None, proof.order_number):
        return replace(case, order_number=proof.order_number)
    if case.order_number is None or case.postcode is None:
        return waiting(case, "identity")
    proof = await identity.prove(desk.crm, case.order_number, case.postcode)
    return _proven(case, proof) if proof else _not_proven(case)


def _proven(case: Case, proof: Won) -> Case:
    known = answered(case, "Order number and postcode?", "both given, and they match")
    return replace(known, won=proof, order_number=proof.order_number, postcode=None)


def _not_proven(case: Case) -> Case:
    failed = replace(case, tries=case.tries + 1, order_number=None, postcode=None)
    if failed.tries < identity.TRIES:
        return waiting(failed, "identity", "mismatch")
    known = answered(failed, "Order number and postcode?", f"{failed.tries} pairs did not match")
    return ended(known, "hand_over", "identity_failed")


async def _order(case: Case, desk: Desk, account: str) -> Order | Case:
    """The order that is meant, or the case with the question which one."""
    if case.order_number is not None:
        order = await desk.crm.order(case.order_number)
        return order if order and order.customer_id == account else _missed(case)
    orders = await desk.crm.orders(account, limit=_ORDERS_LOOKED_THROUGH)
    found = topic_of(case).candidates(orders, case.wanted, desk.today)
    if len(found) == 1:
        return next(order for order in orders if order.number == found[0].number)
    if found:
        return waiting(replace(case, candidates=tuple(found[:_CHOICES])), "which_order")
    return waiting(case, "order_number", "none_fits")


def _missed(case: Case) -> Case:
    missed = replace(case, misses=case.misses + 1, order_number=None)
    if missed.misses < _MISSES_BEFORE_A_PERSON:
        return waiting(missed, "order_number", "not_found")
    known = answered(missed, "Which order is it about?", "numbers that the account does not have")
    return ended(known, "hand_over", "low_understanding")


async def _examine(case: Case, desk: Desk, order: Order) -> Case:
    """Diagnose the order and plan what to do, with what the CRM says of stock and tier."""
    topic = topic_of(case)
    diagnosis = topic.diagnose(order, desk.today, wanted=case.wanted, seed=desk.turn.turn_id)
    customer, stock = await asyncio.gather(
        desk.crm.customer(order.customer_id), _stock(desk.crm, diagnosis.pieces)
    )
    plan = topic.plan(diagnosis, stock, customer.tier if customer else "standard")
    return conclude(
        replace(case, order_number=order.number, diagnosis=diagnosis, plan=plan, candidates=())
    )


def conclude(case: Case) -> Case:
    """What follows from the plan: a question, or the end."""
    plan = case.plan
    if plan is None or plan.act == "none":
        return ended(case, "tell")
    if plan.reason == "value_limit":
        return ended(case, "hand_over", "value_limit")
    if plan.check_first and not case.checked:
        return waiting(case, "checked")
    return waiting(case, "go_ahead")


async def _stock(crm: Crm, skus: Iterable[str]) -> dict[str, Product]:
    """The products by SKU, asked for at the same time."""
    wanted = tuple(skus)
    found = await asyncio.gather(*(crm.products(sku) for sku in wanted))
    return {product.sku: product for some in found for product in some if product.sku in wanted}
