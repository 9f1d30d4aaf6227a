"""Take up an unclear message where the CRM shows what it is about: at once, or with a question."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from actions.crm.errors import CrmError
from actions.engine.answers.choice_buttons import DENY, button, sends
from actions.engine.business.business import business
from actions.engine.business.hint import Hint
from actions.engine.case import crm_access
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH
from actions.engine.case.identity import whole_account
from actions.engine.case.turn import FALLBACK_INTENT
from actions.engine.conversation.clarify import likely_meanings
from actions.engine.talk.base import RUN_NEXT, TITLES_SLOT, DeskAction, Talk
from actions.engine.talk.offers import made
from contracts.region import region

_UNCLEAR = frozenset({FALLBACK_INTENT, "out_of_scope", "inform"})
_WELL_BACKED = 0.45
"""How likely the one matter of unclear words must be to be taken up about goods that they name."""
_MOST_MATTERS = 4


class ActionTakeHint(DeskAction):
    """Goes on about the thing of theirs that was named, or asks whether it is about that."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_take_hint"

    async def perform(self, talk: Talk) -> None:
        """Take it up, or ask."""
        hint = await hinted(talk)
        if hint is None:
            raise ValueError("a hint was to be taken, and the orders give none")
        talk.set(RUN_NEXT, None)
        if hint.certain:
            return talk.hear_instead(_as_said(talk, hint))
        titles = talk.slot(TITLES_SLOT) or {}
        about = {"order_number": hint.number, "product": hint.product}
        chosen = [
            {"title": titles.get(one, one), "payload": sends(one, **about)} for one in hint.intents
        ]
        talk.say(hint.question, buttons=(*chosen, button("button.something_else", DENY)))
        made(talk, "meaning", hint.intents)
        return talk.then_listen()


async def hinted(talk: Talk) -> Hint | None:
    """What the orders of somebody who is signed in make of their unclear words, if anything."""
    find, account = business().hint, whole_account(talk.turn.customer)
    unclear = talk.turn.intent in _UNCLEAR and not talk.turn.text.startswith("/")
    if find is None or account is None or not unclear or talk.form_is_open:
        return None
    try:
        orders = await crm_access.crm().orders.orders(account, limit=ORDERS_LOOKED_THROUGH)
    except CrmError:
        return None
    found = find(orders, talk.turn.text, region().today())
    return found and _with_likeliest(found, talk)


def _with_likeliest(found: Hint, talk: Talk) -> Hint:
    """The hint with what the words may be about before what such goods are mostly about."""
    if found.certain or len(found.intents) == 1:
        return found
    likely = likely_meanings(talk.turn.ranking, talk.slot(TITLES_SLOT) or {})
    alone = len(likely) == 1 and likely[0] in business().topics
    others = tuple(one for one in found.intents if one not in likely)
    return replace(
        found,
        intents=(*likely, *others)[:_MOST_MATTERS],
        certain=alone and talk.turn.ranking[0].confidence >= _WELL_BACKED,
    )


def _as_said(talk: Talk, hint: Hint) -> dict[str, Any]:
    score = {"name": hint.intents[0], "confidence": 1.0}
    said = {"order_number": hint.number, "product": hint.product}
    return {
        "text": talk.turn.text,
        "intent": score,
        "intent_ranking": [score],
        "entities": [{"entity": name, "value": value} for name, value in said.items()],
    }
