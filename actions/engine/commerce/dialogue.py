"""Mediator between a customer's wishes and the shop: holds them for one turn, asks and tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec.structs import replace

from actions.crm.port import Crm
from actions.engine.case import crm_access
from actions.engine.case.desk import Desk
from actions.engine.case.turn import Turn
from actions.engine.case.wishes import Matter, Open, OpenKind, Option, Wishes
from actions.engine.commerce.account import Account, account_of
from actions.engine.commerce.bought import Bought
from actions.engine.commerce.finding import rules_of
from actions.engine.commerce.rules import ActRules, Rules
from actions.engine.commerce.vocabulary import Vocabulary
from actions.engine.words.texts import say
from contracts.region import region

Verdict = Literal["yes", "no"]
End = Literal["tell", "hand_over", "identity_failed", "action_failed", "unread"]


class Dialogue:
    """The wishes of one customer while a turn lasts. `end` is set where nothing more is asked.

    `wrote` says whether something was done in the shop, or sent off, since the turn began.
    """

    def __init__(self, wishes: Wishes, desk: Desk, vocabulary: Vocabulary, rules: Rules) -> None:
        self.wishes = replace(wishes, news=())
        self.rules = rules
        self.vocabulary = vocabulary
        self.end: End | None = None
        self.wrote = False
        self._desk = desk
        self._asked = wishes.open
        self._account: Account | None = None

    @property
    def crm(self) -> Crm:
        """The shop's systems. Not the desk's, which reads each thing once: what is written within
        a turn has to be seen by what comes after it."""
        return crm_access.crm()

    @property
    def turn(self) -> Turn:
        """What was just said."""
        return self._desk.turn

    @property
    def today(self) -> date:
        """The day of this turn."""
        return self._desk.today

    async def account(self) -> Account:
        """The customer's account as it is now. Raises `CrmError`."""
        if self._account is None:
            customer = self.wishes.customer or ""
            self._account = await account_of(self.crm, customer, self.vocabulary)
        return self._account

    @property
    def currency(self) -> str:
        """What the customer's orders were paid in."""
        orders = self._account.orders if self._account else ()
        return next((one.currency for one in orders), region().currency)

    def forget(self) -> None:
        """Read the account anew: something was written."""
        self._account = None

    def rules_of(self, act: str) -> ActRules:
        """The rules of an act."""
        return rules_of(self.rules, act)

    def tell(self, name: str, **arguments: object) -> None:
        """Say a sentence before the question."""
        self.tell_text(say(name, **arguments))

    def tell_text(self, text: str) -> None:
        """Say something before the question."""
        self.wishes = replace(self.wishes, news=(*self.wishes.news, text))

    def ask(
        self, kind: OpenKind, text: str, options: Sequence[Option] = (), about: str = ""
    ) -> None:
        """Put a question; nothing else is asked in this turn."""
        before = self._asked
        # "Anything else?" after something was done or answered is no second try at the same.
        again = (
            before is not None and kind != "more" and (before.kind, before.about) == (kind, about)
        )
        asked = before.asked + 1 if again and before else 1
        opened = Open(kind=kind, text=text, options=tuple(options), about=about, asked=asked)
        self.wishes = replace(self.wishes, open=opened)

    def speak_of(self, lines: Sequence[Bought]) -> None:
        """Remember what “it” and “both” mean from now on."""
        keys = tuple(f"{one.order.number}/{one.line.id}" for one in lines)
        if keys:
            self.wishes = replace(self.wishes, spoken_of=keys)

    def current(self) -> int | None:
        """The place of the matter that is being dealt with."""
        places = (i for i, one in enumerate(self.wishes.matters) if one.state == "open")
        return next(places, None)

    def matter(self, place: int) -> Matter:
        """A matter by its place."""
        return self.wishes.matters[place]

    def put(self, place: int, matter: Matter) -> None:
        """Change a matter."""
        matters = (*self.wishes.matters[:place], matter, *self.wishes.matters[place + 1 :])
        self.wishes = replace(self.wishes, matters=matters)

    def close(
        self, place: int, state: Literal["done", "refused", "dropped", "person"], note: str = ""
    ) -> None:
        """Bring a matter to its end."""
        self.put(place, replace(self.matter(place), state=state, note=note))

    def insert(self, place: int, matter: Matter) -> None:
        """Put a matter in front of the one at a place."""
        kept = self.wishes.matters
        self.wishes = replace(self.wishes, matters=(*kept[:place], matter, *kept[place:]))

    def add(self, matters: Sequence[Matter]) -> None:
        """Take new matters in: more of an open one goes on with it, the others come after."""
        for one in matters:
            place = next((i for i, m in enumerate(self.wishes.matters) if _goes_on(m, one)), None)
            if place is None:
                self.wishes = replace(self.wishes, matters=(*self.wishes.matters, one))
            else:
                before = self.matter(place)
                self.put(
                    place,
                    replace(
                        before,
                        words=(*before.words, *one.words),
                        otherwise=before.otherwise or one.otherwise,
                    ),
                )


def _goes_on(open_one: Matter, new: Matter) -> bool:
    """Whether a new matter is more of one that is not done yet."""
    return (
        open_one.state == "open" and open_one.act == new.act and new.act not in ("question", "undo")
    )
