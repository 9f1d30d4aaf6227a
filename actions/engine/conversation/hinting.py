"""Take up an unclear message where the CRM shows what it is about: at once, or with a question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from actions.crm.errors import CrmError
from actions.engine.answers.choice_buttons import DENY, button
from actions.engine.business.business import business
from actions.engine.business.hint import Hint
from actions.engine.case import crm_access
from actions.engine.case.desk import ORDERS_LOOKED_THROUGH
from actions.engine.case.identity import whole_account
from actions.engine.case.turn import FALLBACK_INTENT
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.talk.offers import made

_UNCLEAR = frozenset({FALLBACK_INTENT, "out_of_scope", "inform"})
TITLES_SLOT = "titles"


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
        about = f'{{"order_number": "{hint.number}", "product": "{hint.product}"}}'
        chosen = [
            {"title": titles.get(one, one), "payload": f"/{one}{about}"} for one in hint.intents
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
    return find(orders, talk.turn.text, datetime.now(UTC).date())


def _as_said(talk: Talk, hint: Hint) -> dict[str, Any]:
    score = {"name": hint.intents[0], "confidence": 1.0}
    said = {"order_number": hint.number, "product": hint.product}
    return {
        "text": talk.turn.text,
        "intent": score,
        "intent_ranking": [score],
        "entities": [{"entity": name, "value": value} for name, value in said.items()],
    }
