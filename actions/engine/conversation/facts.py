"""Tell what everybody may know of goods, places and rules, in the middle of anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.crm.records.goods import Product
from actions.engine.answers.choice_buttons import sends
from actions.engine.answers.interruptions import STEERING, is_sure
from actions.engine.business.business import business
from actions.engine.business.policy import policy
from actions.engine.case import crm_access
from actions.engine.case.postal import street
from actions.engine.case.turn import FALLBACK_INTENT, Turn
from actions.engine.facts import finding, telling
from actions.engine.facts.asking import Kind, Wanted, wanted
from actions.engine.facts.country_names import country_in, country_name, delivered_as
from actions.engine.facts.fact_sheet import Property
from actions.engine.facts.fact_words import fact_words
from actions.engine.facts.fitting import verdicts
from actions.engine.facts.telling import Told
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.offers import offer_person, person
from actions.engine.talk.questions import thing
from actions.engine.talk.short_questions import ask_in_short
from actions.engine.words.texts import say

SLOT = "fact"
"""What was last asked of the catalogue, and of which goods: for the next question about them."""
_MOST_CHOICES = 4
_UNSURE = frozenset({FALLBACK_INTENT, "inform", "out_of_scope", "affirm", "deny"})


class LastFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`open`: it was asked which one is meant, and not answered yet."""

    kind: Kind = "property"
    name: str = ""
    skus: tuple[str, ...] = ()
    open: bool = False


class ActionTellFact(DeskAction):
    """Answers out of catalogue and policy; nobody is asked who they are for that."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_tell_fact"

    async def perform(self, talk: Talk) -> None:
        """Answer, or ask once which one is meant; then come back to what stood open."""
        fact = fact_asked(talk)
        if fact is None:
            raise ValueError("a fact was to be told, and none is asked")
        talk.set(RUN_NEXT, None)
        if fact.kind == "general":
            return talk.hear_instead(_as_intent(talk.turn, fact.name))
        if fact.kind == "ship":
            _tell_place(talk, fact.name)
            return _come_back(talk)
        return await _tell_goods(talk, fact)


def _come_back(talk: Talk) -> None:
    """The question that stood open, by name and in short."""
    if talk.form_is_open:
        talk.utter("utter_back_to", thing=thing(talk.case))
        ask_in_short(talk, named=True)
    talk.then_listen()


def fact_asked(talk: Talk) -> Wanted | None:
    """What this message asks of goods, places or rules, if it is for the catalogue to answer."""
    turn, facts, last = talk.turn, business().facts, last_fact(talk)
    if turn.intent in STEERING or turn.intent.startswith("event_"):
        return None
    named = turn.entities.get("product", ())
    answers = Wanted(kind=last.kind, name=last.name) if last.open and named else None
    if turn.text.startswith("/"):
        return answers
    if street(turn.text) and not named:
        return None
    of_facts = turn.intent in facts.goods | facts.places
    idle = not talk.form_is_open and turn.intent in _UNSURE
    found = wanted(turn.text, facts, loosely=of_facts or idle)
    if found is None and turn.intent in facts.goods and len(named) > 1:
        found = Wanted(kind="fits")
    if found is None:
        return answers or _place_alone(talk, last)
    if (found.kind, found.name) == ("general", turn.intent) or not _is_told_here(found):
        return None
    return found if _is_for_everybody(talk, found) else None


def _is_told_here(found: Wanted) -> bool:
    """Whether the business has said what it needs for such an answer."""
    if found.kind == "ship":
        return "ship_to" in policy().countries
    return found.kind == "general" or bool(business().facts.goods)


def last_fact(talk: Talk) -> LastFact:
    """What was last told or asked back."""
    return msgspec.convert(talk.slot(SLOT) or {}, LastFact)


def _is_for_everybody(talk: Talk, found: Wanted) -> bool:
    """Whether it is no case of somebody's own: that is for the topic that looks into it."""
    turn, ours = talk.turn, business()
    own = fact_words().of_ones_own.search(turn.text) is not None
    if turn.intent in ours.topics and (is_sure(turn) or own) and found.kind != "warranty":
        return found.kind in ("ship", "general") and not own
    if found.kind in ("ship", "general"):
        return True
    if own or not _something_to_tell_of(talk) or not _has_answer(found):
        return False
    return turn.intent in ours.facts.goods or _is_question(turn.text)


def _has_answer(found: Wanted) -> bool:
    """Whether the business says what its data sheets call it."""
    facts = business().facts
    if found.kind in ("property", "box"):
        return any(one.name == (found.name or found.kind) for one in facts.properties)
    return found.kind != "fits" or bool(facts.fits)


def _something_to_tell_of(talk: Talk) -> bool:
    """Whether goods are named, or pointed at that were spoken of before."""
    if talk.turn.entities.get("product"):
        return True
    before = last_fact(talk).skus or _of_case(talk)
    return bool(before) and _POINTS.search(talk.turn.text) is not None


def _is_question(text: str) -> bool:
    return "?" in text or text.split(" ", 1)[0].casefold() in _QUESTION_WORDS


def _place_alone(talk: Talk, last: LastFact) -> Wanted | None:
    """A country by itself, after another one was asked about."""
    code = country_in(talk.turn.text)
    short = len(talk.turn.text.split()) <= _SHORT
    return Wanted(kind="ship", name=code) if code and short and last.kind == "ship" else None


def _tell_place(talk: Talk, code: str) -> None:
    talk.set(SLOT, msgspec.to_builtins(LastFact(kind="ship", name=code)))
    talk.say(shipping_to(code))


def shipping_to(code: str) -> str:
    """Whether we deliver there, for how much and how soon; with what is due at its customs."""
    decided, name = policy(), country_name(code)
    if "home" in decided.countries and code in decided.countries_of("home").names:
        return say("facts.ship.home", country=name)
    if delivered_as(code) not in decided.countries_of("ship_to").names:
        return say("facts.ship.no", country=name)
    words = say("facts.ship.abroad", country=name)
    customs = decided.customs
    if customs is None or code not in decided.countries_of(customs.countries).names:
        return words
    return f"{words} {say(f'facts.customs.{customs.paid_by}', country=name)}"


async def _tell_goods(talk: Talk, fact: Wanted) -> None:
    try:
        products = await _meant(talk, crm_access.crm())
        told = await _told(talk, fact, products)
    except CrmError:
        talk.utter("utter_action_failed_again")
        return _come_back(talk)
    asks = bool(told.which or not products) and not last_fact(talk).open
    skus = tuple(one.sku for one in products[: telling.MOST])
    kept = LastFact(kind=fact.kind, name=fact.name, skus=skus, open=asks)
    if not (told.text or asks):
        return _not_told(talk)
    talk.set(SLOT, msgspec.to_builtins(kept))
    if told.text:
        talk.say(told.text)
    if asks:
        talk.say(say("facts.which"), buttons=_choices(told.which))
        return talk.then_listen()
    return _come_back(talk)


def _not_told(talk: Talk) -> None:
    """What the catalogue does not know: the answer for all such questions, or a colleague."""
    if talk.turn.intent in business().facts.goods:
        return talk.hear_instead(talk.parse_data)
    talk.say(say("facts.not_told"), buttons=(person(),) if talk.form_is_open else ())
    if talk.form_is_open:
        return _come_back(talk)
    offer_person(talk)
    return talk.then_listen()


async def _meant(talk: Talk, crm: Crm) -> tuple[Product, ...]:
    """What is named; else what was spoken of before, or what the case is about."""
    if found := await finding.named(crm, talk.turn):
        return found
    skus = last_fact(talk).skus or _of_case(talk)
    return await finding.by_sku(crm, skus)


def _of_case(talk: Talk) -> tuple[str, ...]:
    return tuple(talk.case.diagnosis.pieces) if talk.case.diagnosis else ()


async def _told(talk: Talk, fact: Wanted, products: Sequence[Product]) -> Told:
    if fact.kind == "fits":
        found = verdicts(products, business().facts.fits, talk.turn.text)
        return telling.fit(found) if found else Told()
    first = [one for one in products if one.category == products[0].category]
    match fact.kind:
        case "warranty":
            return telling.warranty(first)
        case "price":
            return telling.price(first)
        case "property" | "box":
            name = fact.name or fact.kind
            known = business().facts.properties
            wanted_of = next(one for one in known if one.name == name)
            return telling.specification(_having(products, wanted_of), wanted_of)
    if not first:
        return Told()
    others = await finding.alike(crm_access.crm(), first[0])
    if fact.kind == "alternatives":
        return telling.alike(first[0], others)
    return telling.stock(first, others)


def _having(products: Sequence[Product], wanted_of: Property) -> list[Product]:
    """Of several kinds the one that has it by its first name, and that is told by most words."""
    kinds: dict[str, list[Product]] = {}
    for one in products:
        kinds.setdefault(one.category, []).append(one)
    name = wanted_of.names[0]
    first = [some for some in kinds.values() if any(name in one.specifications for one in some)]
    return min(first or kinds.values(), key=len, default=[])


def _choices(which: Sequence[Product]) -> list[dict[str, Any]]:
    return [
        {"title": one.name, "payload": sends("inform", product=one.name)}
        for one in which[:_MOST_CHOICES]
    ]


def _as_intent(turn: Turn, intent: str) -> dict[str, Any]:
    score = {"name": intent, "confidence": 1.0}
    return {"text": turn.text, "intent": score, "intent_ranking": [score], "entities": []}


_POINTS = re.compile(r"\b(it|that|this|they|them|those|these|ones?|its)\b", re.IGNORECASE)
_SHORT = 5
"""Words of a message that is hardly more than a country."""
_QUESTION_WORDS = frozenset(
    ("is", "are", "do", "does", "can", "will", "would", "how", "what", "which", "when", "whats")
)
