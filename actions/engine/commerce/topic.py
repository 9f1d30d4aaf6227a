"""Topic of every shop: what customers want done with their orders, and what they want to know."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import replace

from actions.crm.errors import CrmError
from actions.crm.port import Crm
from actions.engine.business.open_question import Asked, OpenQuestion
from actions.engine.business.policy import policy
from actions.engine.case import identity
from actions.engine.case.case import Case, Won, attempted, ended, waiting
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Act, ActionResult, Diagnosis
from actions.engine.case.turn import Turn
from actions.engine.case.wishes import Open, Option, Wishes
from actions.engine.commerce.account import Account
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.hearing import hear
from actions.engine.commerce.packet import packet
from actions.engine.commerce.rules import Rules
from actions.engine.commerce.secrets import (
    TRIES,
    Ways,
    missing,
    proven,
    secrets_in,
    ways_to_prove,
)
from actions.engine.commerce.steps import go_on
from actions.engine.commerce.vocabulary import Vocabulary
from actions.engine.words.texts import say
from actions.engine.words.wording import listed

WISHES = "wishes"
"""The one question of this topic: what it asks stands in the case's wishes."""
SKILL = "orders"
CHOICE = "choice"
"""The entity that a button of this topic carries."""
_SHORT = 12
"""Of so many words at most is a message that only steers."""
_PUT_ANEW = frozenset({"lines", "orders", "variant", "payment", "reason", "address", "more"})
"""Questions that stand in the same words until they are answered, unless they are put anew."""
_NEVER_TAKEN = frozenset({"contact_human_agent", "start_over", "repeat"})


class CommerceTopic:
    """Everything that is wanted of orders, whichever words began it. Implements `Topic`."""

    heard = "utter_look_now"
    skill = SKILL
    thing = "order"

    def __init__(self, vocabulary: Vocabulary, rules: Rules) -> None:
        self._vocabulary = vocabulary
        self._rules = rules

    def listen(self, case: Case, turn: Turn) -> Case:
        """The case with the message to be taken in."""
        wishes = replace(case.wishes, open=None, news=())
        return _heard(replace(case, wishes=wishes), turn)

    def reheard(self, case: Case, turn: Turn) -> Case | None:
        """Its own question reads every message."""
        return None

    def rather(self, case: Case, turn: Turn) -> Case | None:
        """Its own question reads every message."""
        return None

    def situation(self, case: Case) -> str:
        """What is wanted, in the customer's words."""
        return packet(case.wishes, None).situation

    def facts_of(self, diagnosis: Diagnosis) -> dict[str, Any]:
        """Acts and orders."""
        return dict(diagnosis.facts)

    async def carry_out(
        self, crm: Crm, act: Act, diagnosis: Diagnosis, customer_id: str, turn: Turn
    ) -> ActionResult:
        """Never asked for: what was agreed on is written where the yes is heard."""
        raise ValueError("wishes are carried out where they are agreed on")

    async def look(self, case: Case, desk: Desk) -> Case:
        """Take the message in, and go on until something must be asked. May raise `CrmError`."""
        d = Dialogue(case.wishes, desk, self._vocabulary, self._rules)
        d.wishes = _of_whoever_writes(case, desk.turn, d.wishes)
        case = await self._identified(case, d)
        try:
            if d.wishes.customer is not None and d.end is None:
                await hear(d)
                await go_on(d)
            account = await d.account() if d.wishes.customer else None
        except CrmError:
            # What was done is told, and what is wanted kept, whatever cannot be read.
            account, d.end = None, "action_failed" if d.wrote else "unread"
        return self._kept(case, d, account)

    async def _identified(self, case: Case, d: Dialogue) -> Case:
        """The case once it is known who writes; else it is asked for, and the wish is kept."""
        if d.wishes.customer is not None:
            return case
        asked = d.wishes.open is not None and d.wishes.open.kind == "identity"
        text, before = d.wishes.heard, d.wishes
        told = secrets_in(text, asked=asked)
        d.wishes = replace(before, secrets={**before.secrets, **told}, open=None)
        ways = ways_to_prove(policy())
        d.wishes = await proven(d.wishes, d.crm, ways)
        unread = " . ".join(filter(None, (case.wishes.unread, _wish_in(text, told, asked=asked))))
        if d.wishes.customer is None:
            d.wishes = replace(d.wishes, unread=unread)
            _ask_identity(d, ways, before)
            return case
        d.wishes = replace(d.wishes, heard=unread, unread="", choice="", verdict="")
        d.tell("commerce.identified")
        won = Won(
            customer_id=d.wishes.customer or "",
            order_number=None,
            by_link=identity.by_link(d.turn.customer),
        )
        return replace(case, won=won)

    def _kept(self, case: Case, d: Dialogue, account: Account | None) -> Case:
        """The case with what became of the wishes, and what an agent would want to know."""
        wishes = replace(d.wishes, heard="", choice="", verdict="", news=())
        taken_in = wishes.customer is not None and d.end != "unread"
        found = packet(wishes if taken_in else d.wishes, account)
        case = replace(case, diagnosis=found, explained=True, account=wishes.customer)
        case = replace(case, news=d.wishes.news, tries=wishes.tries, wishes=wishes)
        match d.end:
            case "hand_over":
                return ended(case, "hand_over", "customer_asked")
            case "identity_failed":
                return ended(case, "hand_over", "identity_failed")
            case "action_failed":
                failed = attempted(case, "Write into the shop's system", "it did not answer")
                return ended(failed, "hand_over", "action_failed")
            case "unread":
                failed = attempted(case, "Look into the orders", "the shop's system did not answer")
                return ended(failed, "hand_over", "action_failed")
            case "tell":
                return ended(case, "tell")
        return waiting(case, WISHES)


def _of_whoever_writes(case: Case, turn: Turn, wishes: Wishes) -> Wishes:
    """The wishes of who is signed in or was proven; what somebody else wanted is forgotten."""
    proof = identity.of_writer(turn.customer, case.won)
    won = proof.customer_id if proof is not None and proof.order_number is None else None
    known = identity.whole_account(turn.customer) or won
    if wishes.customer not in (None, known):
        wishes = Wishes(heard=wishes.heard, choice=wishes.choice, verdict=wishes.verdict)
    # Tries are counted for the conversation, whatever is begun anew in it.
    return replace(wishes, customer=known, tries=case.tries)


def _wish_in(text: str, told: object, *, asked: bool) -> str:
    """What is not only who it is."""
    return "" if asked and len(text.split()) <= 14 and told else text


def _ask_identity(d: Dialogue, ways: Ways, before: Wishes) -> None:
    failed = d.wishes.tries > before.tries
    if d.wishes.tries >= TRIES:
        d.end = "identity_failed"
        return
    left = missing(d.wishes, ways)
    told = [listed([say(f"commerce.secret.{name}") for name in one]) for one in left]
    if failed:
        d.tell("commerce.identity_mismatch")
    d.ask("identity", say("commerce.ask_identity", ways=say("commerce.or").join(told)))


def _heard(case: Case, turn: Turn) -> Case:
    """The message as the wishes take it in."""
    choice = next(iter(turn.entities.get(CHOICE, ())), "")
    pressed = turn.text.startswith("/")
    said = {"affirm": "yes", "deny": "no"}.get(turn.intent, "") if pressed else ""
    text = "" if pressed else turn.text
    wishes = replace(case.wishes, heard=text, choice=choice, verdict=said)
    return replace(case, wishes=wishes, waiting_for=None)


def answer(case: Case, turn: Turn) -> Case | None:
    """Every message is read by what was asked; a short wish for a person is left to the rules."""
    short = len(turn.text.split()) <= _SHORT
    return None if turn.intent in _NEVER_TAKEN and short else _heard(case, turn)


def ask(case: Case, _turn: Turn) -> Asked | None:
    """The open question, with a button for each option."""
    opened = case.wishes.open
    if opened is None:
        return None
    return Asked(case=case, text=_words(opened), buttons=[_button(one) for one in opened.options])


def _words(opened: Open) -> str:
    """The question; the second time what may be chosen, in other words."""
    if opened.asked == 1 or opened.kind not in _PUT_ANEW:
        return opened.text
    if opened.kind == "more":
        return say("commerce.ask_more_again")
    if not opened.options:
        return say("commerce.ask_again_in_words")
    return say("commerce.ask_again", options=listed([one.title for one in opened.options]))


def _button(one: Option) -> dict[str, Any]:
    plain = {"yes": "/affirm", "no": "/deny"}
    payload = plain.get(one.key) or f"/inform{json.dumps({CHOICE: one.key}, ensure_ascii=False)}"
    return {"title": one.title, "payload": payload}


QUESTION = OpenQuestion(ask=ask, answer=answer, in_passing=answer, advice=True)
