"""Only what belongs to goods, instead of the goods: their cable, stand or screws. Partly pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from actions.crm.records.goods import Product
from actions.engine.business.topic import conclude
from actions.engine.case.case import Case, Wish, answered, restarted
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.turn import Turn
from actions.engine.words.texts import say, say_to_agents
from actions.shop.orders.order_topic import OrderTopic

BOX = "in the box"
"""What a data sheet calls what comes with goods."""
PART = "part"
"""What a diagnosis calls it among its facts."""
_BELONGS = re.compile(
    r"\b(cables?|cords?|leads?|stands?|foot|feet|base|screws?|adapt[eo]rs?|brackets?|manual|remote|"
    r"batter(?:y|ies)|dongles?|receivers?|antennas?|paste|shield|plugs?|caps?|modules?|drives?)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(only|just|merely|nothing but)\b"
    r"|\bnot (the|a|an|another) (whole|entire|complete|new|full)\b",
    re.IGNORECASE,
)
_SAME = {"cord": "cable", "lead": "cable", "foot": "stand", "feet": "stand", "base": "stand"}
_OF_GOODS = frozenset({"complete", "swap", "repair", "take_back", "replacement", "refund"})


class FaultTopic(OrderTopic, frozen=True, kw_only=True):
    """Sends a part by itself where a part is all that is missing or broken."""

    def listen(self, case: Case, turn: Turn) -> Case:
        """The first message may tell already that it is about a part."""
        return replace(case, wish=Wish(goods=named(turn.text)))

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """ "Only the cable", where the whole was proposed."""
        return rather_a_part(case, turn) or super().rather(case, turn)

    async def look(self, case: Case, desk: Desk) -> Case:
        """As for any order; a part that the data sheet has is sent alone."""
        case = await super().look(case, desk)
        found, plan = case.diagnosis, case.plan
        if found is None or plan is None or plan.act not in _OF_GOODS or not case.wish.goods:
            return case
        products = await desk.crm.catalogue.products(next(iter(found.pieces), ""))
        part = part_of([one for one in products if one.sku in found.pieces], case.wish.goods)
        if part is None:
            return case
        known = replace(found, facts={**found.facts, PART: part})
        return conclude(replace(case, diagnosis=known, plan=_send(known, part), waiting_for=None))


def named(text: str) -> tuple[str, ...]:
    """What a text names of the things that belong to goods."""
    found = (one.casefold() for one in _BELONGS.findall(text))
    return tuple(dict.fromkeys(_SAME.get(_single(one), _single(one)) for one in found))


def part_of(products: Iterable[Product], names: Sequence[str]) -> str | None:
    """What comes with these goods and is called so; None where nothing does.

    Of several cables the one of which more words were said, else the first.
    """
    for product in products:
        parts = [one.strip() for one in product.specifications.get(BOX, "").split(",")]
        others = [one for one in parts if one and one not in product.category]
        fitting = [one for one in others if any(name in one.casefold() for name in names)]
        if fitting:
            return fitting[0]
    return None


def rather_a_part(case: Case, turn: Turn) -> Case | None:
    """The case about a part alone, where the message wants nothing else; None where it does not."""
    plan, parts = case.plan, named(turn.text)
    if plan is None or plan.act not in _OF_GOODS or not parts or not _ALONE.search(turn.text):
        return None
    said = say_to_agents("agents.proposed", plan=plan.intent)
    known = answered(case, said, say_to_agents("agents.rather_part", part=parts[0]))
    return replace(restarted(known), wish=Wish(goods=parts), explained=True)


def _send(diagnosis: Diagnosis, part: str) -> Plan:
    goods = diagnosis.product
    return Plan(
        act="part",
        intent=say_to_agents("agents.plan.part", part=part, goods=goods),
        proposal=say("remedies.part", part=part, goods=goods),
        value=0,
    )


def _single(word: str) -> str:
    return "battery" if word == "batteries" else word.removesuffix("s") if word != "paste" else word
