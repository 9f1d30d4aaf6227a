"""A small shop in memory as the facets that wishes need, and a stage on which one talks to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from msgspec.structs import replace

from actions.crm.abilities import Abilities
from actions.crm.errors import CrmError, CrmNotFound, CrmUnable, CrmUnavailable
from actions.crm.port import Crm
from actions.crm.records.customer import Address, Customer
from actions.crm.records.goods import Family, Product
from actions.crm.records.order import Order
from actions.crm.records.payment import PaymentMethod
from actions.engine.business.business import Business, use
from actions.engine.case import crm_access
from actions.engine.commerce.rules import ActRules, Rules
from actions.engine.commerce.topic import QUESTION, WISHES, CommerceTopic
from actions.engine.words.text_files import engine_texts
from contracts.policy import Policy, Proof
from tests.unit.actions_stage import Stage
from tests.unit.commerce_shop import NAMES, NUMBERS, WORDS, line, order, variants

HOME = Address(street="Am Markt 1", postcode="89073", city="Ulm", country="DE")
RULES = Rules(
    country="DE",
    regions={"BW": ("880-899",)},
    places={"Stuttgart": ("the capital",)},
    acts={
        "cancel": ActRules(
            states=frozenset({"paid"}),
            whole=True,
            reasons={"not needed": ("don't need",), "by mistake": ("mistake",)},
            instead={"delivered": "return"},
        ),
        "return": ActRules(
            states=frozenset({"delivered"}),
            money=("original", "gift_card"),
            instead={"paid": "cancel"},
        ),
        "exchange": ActRules(states=frozenset({"delivered"}), once=True),
        "change_items": ActRules(states=frozenset({"paid"}), once=True),
        "redirect": ActRules(states=frozenset({"paid"})),
        "change_payment": ActRules(states=frozenset({"paid"})),
        "change_address": ActRules(),
    },
)
EVERY_ACT = tuple(RULES.acts)


def policy_of(*acts: str) -> Policy:
    """One that lets the bot do these acts at any value."""
    return Policy(
        tiers=("standard",),
        rights={act: {"standard": None} for act in acts},
        proof=(
            Proof(secrets=("email",), opens="account"),
            Proof(secrets=("name", "postcode"), opens="account"),
        ),
    )


class WishesShop:
    """What is written is kept in `written`; `fails` is raised by each write instead.

    `silent_once_written` is a shop that can be read until something was written.
    """

    def __init__(self, *orders: Order, methods: Sequence[PaymentMethod] = ()) -> None:
        self.people = {"c-1": _customer()}
        self.held = {one.number: one for one in orders}
        self.methods = tuple(methods) or (method("card", "Visa ending in 1"), method("paypal"))
        self.written: list[tuple[Any, ...]] = []
        self.fails: CrmError | None = None
        self.silent_once_written = False

    def abilities(self) -> Abilities:
        """It can do everything."""
        return Abilities()

    async def close(self) -> None:
        """Nothing to give back."""

    async def customer(self, customer_id: str) -> Customer | None:
        """Its one customer."""
        if self.silent_once_written and self.written:
            raise CrmUnavailable
        return self.people.get(customer_id)

    async def identify(self, secrets: Mapping[str, str]) -> str | None:
        """By e-mail, or by name and postcode."""
        one = self.people["c-1"]
        known = {"email": one.email, "name": one.name, "postcode": one.address.postcode}
        return "c-1" if all(known[key] == value for key, value in secrets.items()) else None

    async def orders(self, customer_id: str, *, limit: int = 10) -> tuple[Order, ...]:
        """Newest first."""
        mine = [one for one in self.held.values() if one.customer_id == customer_id]
        return tuple(sorted(mine, key=lambda one: one.placed_at or 0, reverse=True))[:limit]

    async def order(self, number: str) -> Order | None:
        """By number."""
        return self.held.get(number)

    async def families(self, limit: int) -> tuple[Family, ...]:
        """All kinds of goods."""
        return tuple(Family(id=key, name=name) for key, name in NAMES.items())[:limit]

    async def variants(self, family_id: str) -> tuple[Product, ...]:
        """All of a kind."""
        return variants(family_id)

    async def payment_methods(self, _customer_id: str) -> tuple[PaymentMethod, ...]:
        """How the customer can pay."""
        return self.methods

    async def incidents(self, **_at: Any) -> tuple[Any, ...]:
        """Nothing that concerns many."""
        return ()

    async def add_note(self, *_args: Any, **_kwargs: Any) -> None:
        """Nobody keeps notes."""
        raise CrmUnable

    async def cancel_order(self, number: str, *, reason: str, idempotency_key: str) -> None:
        """The order is not sent."""
        self._write("cancel", number, reason)
        self.held[number] = replace(self.held[number], status="cancelled")

    async def open_return(
        self,
        number: str,
        lines: Sequence[str],
        *,
        reason: str,
        refund_to: str | None,
        idempotency_key: str,
    ) -> None:
        """The lines come back."""
        self._write("return", number, sorted(lines), refund_to)

    async def open_exchange(
        self,
        number: str,
        swaps: Mapping[str, str],
        *,
        pay_by: str | None,
        reason: str,
        idempotency_key: str,
    ) -> None:
        """The lines become others."""
        self._write("exchange", number, dict(swaps), pay_by)

    async def swap_items(
        self, number: str, swaps: Mapping[str, str], *, pay_by: str | None, idempotency_key: str
    ) -> None:
        """The lines of a pending order become others."""
        self._write("change_items", number, dict(swaps), pay_by)

    async def redirect_order(self, number: str, ship_to: Address, *, idempotency_key: str) -> None:
        """The order goes elsewhere."""
        self._write("redirect", number, ship_to.street)
        self.held[number] = replace(self.held[number], ship_to=ship_to)

    async def change_payment(self, number: str, method_id: str, *, idempotency_key: str) -> None:
        """The order is paid otherwise."""
        self._write("change_payment", number, method_id)

    async def change_address(
        self, customer_id: str, address: Address, *, idempotency_key: str
    ) -> None:
        """The customer lives elsewhere."""
        if customer_id not in self.people:
            raise CrmNotFound
        self._write("change_address", address.street)
        self.people[customer_id] = replace(self.people[customer_id], address=address)

    def _write(self, *what: Any) -> None:
        if self.fails is not None:
            raise self.fails
        self.written.append(what)


def method(kind: str, label: str = "PayPal", balance: int | None = None) -> PaymentMethod:
    """A way to pay, whose id is its kind."""
    return PaymentMethod(id=kind, kind=cast(Any, kind), label=label, balance=balance)


def gift_card(balance: int) -> PaymentMethod:
    """A gift card with so many cents on it."""
    return method("gift_card", "gift card", balance)


class Talking:
    """A conversation with a shop: each message, and what came back."""

    def __init__(self, shop: WishesShop, *acts: str) -> None:
        self.shop = shop
        self.stage = Stage()
        facets = cast(Any, shop)
        crm_access.use(
            Crm(
                people=facets,
                orders=facets,
                catalogue=facets,
                remedies=facets,
                money=facets,
                history=facets,
                records=facets,
                systems=(facets,),
            )
        )
        use(
            Business(
                texts=engine_texts("en"),
                topics={"shop_wish": CommerceTopic(WORDS, RULES)},
                questions={WISHES: QUESTION},
                policy=policy_of(*(acts or EVERY_ACT)),
                order_numbers=NUMBERS,
            )
        )

    async def says(self, text: str, intent: str = "shop_wish") -> str:
        """What the bot answers to a message."""
        if self.stage.form is None:
            await self.stage.open(text, intent)
        else:
            await self.stage.say(text, intent)
        return self.stage.words

    async def proven(self, text: str) -> str:
        """The answer to a wish of somebody who shows at once who they are."""
        await self.says(text)
        return await self.says("My e-mail is kim@example.com.")

    async def presses(self, title: str) -> str:
        """What the bot answers to the button that begins so."""
        for one in self.buttons:
            if one["title"].casefold().startswith(title.casefold()):
                return await self._payload(one["payload"])
        raise AssertionError(f"there is no button {title} among {self.titles}")

    @property
    def buttons(self) -> list[dict[str, str]]:
        """Those of the last turn."""
        return [button for said in self.stage.said for button in said.get("buttons") or ()]

    @property
    def titles(self) -> list[str]:
        """What they say."""
        return [one["title"] for one in self.buttons]

    async def _payload(self, payload: str) -> str:
        intent, _, rest = payload.lstrip("/").partition("{")
        entities = {"choice": rest.split('"')[3]} if rest else {}
        await self.stage.say(payload, intent, entities=entities)
        return self.stage.words


def _customer() -> Customer:
    return Customer(
        id="c-1",
        name="Kim Vogel",
        email="kim@example.com",
        phone=None,
        tier="standard",
        language="en",
        since=date(2025, 1, 1),
        address=HOME,
    )


def delivered(number: str = "BK-10001", *lines: Any, day: int = 1) -> Order:
    """An order that has arrived: a small blue fleece and a dim light unless lines are given."""
    goods = lines or (
        line("fleece", size="S", colour="blue"),
        line("light", brightness="low", power="battery", mount="handlebar"),
    )
    return order(number, *goods, day=day)


def pending(number: str = "BK-20002", *lines: Any, city: str = "Ulm", day: int = 2) -> Order:
    """An order that has not left: a black bag and a chain unless lines are given."""
    goods = lines or (
        line("bag", capacity="15L", colour="black", closure="zip"),
        line("chain", speeds="9"),
    )
    return order(number, *goods, status="paid", city=city, day=day)
