"""Small talk and steering: greeting, thanks, bare yes and no, cancel, repeat, start over."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile
from typing import Any

from msgspec.structs import replace

from actions.engine.answers.agreement import verdict
from actions.engine.answers.choice_buttons import button
from actions.engine.business.business import business
from actions.engine.case.agenda import Agenda
from actions.engine.case.case import Case, ended
from actions.engine.case.identity import whole_account
from actions.engine.case.reading import named_postcode, order_numbers
from actions.engine.conversation.clarify import did_you_mean
from actions.engine.conversation.handoff import hand_over, why_asked
from actions.engine.conversation.tone import mood_of
from actions.engine.talk import parking
from actions.engine.talk.base import TITLES_SLOT, DeskAction, Events, Talk
from actions.engine.talk.offers import meanings_offered, offer_person, standing

_OK = re.compile(r"\W*(o?k(ay)?|all ?right|fine|good|great|cool|perfect)\W*", re.IGNORECASE)
_GO_ON = re.compile(
    r"\b(go|carry) on\b|\b(continue|proceed)\b|\b(signed|logged) in\b", re.IGNORECASE
)


class ActionGreet(DeskAction):
    """Greets; a verified customer once by name."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_greet"

    async def perform(self, talk: Talk) -> None:
        """Greet."""
        customer = talk.turn.customer
        name = (customer.name or "").split(" ")[0] if whole_account(customer) else ""
        if mood_of(talk).upset:
            talk.utter("utter_greet_soberly")
        elif name and not talk.slot("greeted"):
            talk.utter("utter_greet_by_name", name=name)
            talk.set("greeted", True)
        else:
            talk.utter("utter_greet_again" if talk.form_is_open else "utter_greet")


class ActionThanks(DeskAction):
    """Takes thanks."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_thanks"

    async def perform(self, talk: Talk) -> None:
        """Say that it was a pleasure, unless it was none; of more only where nothing is open."""
        if mood_of(talk).upset:
            talk.utter("utter_thanks_soberly")
        else:
            talk.utter("utter_thanks_open" if talk.case.waiting_for else "utter_thanks")


class ActionGoodbye(DeskAction):
    """Lets the customer go, and waits for no answer."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_goodbye"

    async def perform(self, talk: Talk) -> None:
        """Say goodbye."""
        talk.leave_form()
        talk.utter("utter_goodbye_soberly" if mood_of(talk).upset else "utter_goodbye")


class ActionAffirm(DeskAction):
    """A yes that answers no question of a case."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_affirm"

    async def perform(self, talk: Talk) -> None:
        """Take it for what was offered last, else ask what to do."""
        if _signed_in_or_says_so(talk):
            talk.hear_instead(_the_same_about(talk))
        elif standing(talk) in ("person", "recovery"):
            _brought_in(talk)
        elif several := meanings_offered(talk):
            did_you_mean(talk, several)
        elif not _case_goes_on(talk):
            talk.utter("utter_acknowledged" if _is_enough(talk) else "utter_affirm")


def _brought_in(talk: Talk) -> None:
    """A person, by a plain yes to one; else the offer stands, to be answered once more."""
    if verdict(talk.turn).verdict == "yes":
        talk.utter("utter_hand_over")
        hand_over(talk, talk.case, why_asked(talk))
    else:
        offer_person(talk, "utter_offer_person_again")


class ActionDeny(DeskAction):
    """A no that answers no question of a case."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_deny"

    async def perform(self, talk: Talk) -> None:
        """Take it for what was offered last, else leave it at that."""
        if standing(talk) and not talk.case.waiting_for:
            talk.utter("utter_own_words")
        elif not _case_goes_on(talk):
            talk.utter("utter_deny")


class ActionInform(DeskAction):
    """Details that nobody asked for."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_inform"

    async def perform(self, talk: Talk) -> None:
        """Another order after an answer: the same about that one. Else ask what to do about it."""
        number = next(iter(order_numbers(talk.turn)), None)
        if _case_goes_on(talk):
            return
        if number is None:
            talk.utter("utter_inform")
        elif _told_of_another(talk.case, number):
            talk.hear_instead(_the_same_about(talk, number))
        else:
            talk.keep(_noted(talk, number))
            talk.utter("utter_inform_order", buttons=_about(number), number=number)


class ActionCancel(DeskAction):
    """Leaves what was open."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_cancel"

    async def perform(self, talk: Talk) -> None:
        """Leave politely."""
        if talk.case.waiting_for:
            talk.utter("utter_cancel")
        else:
            talk.utter("utter_nothing_to_cancel", buttons=_may_be_meant(talk))
        talk.leave_form()
        talk.keep(ended(talk.case, "left"))


class ActionStartOver(DeskAction):
    """Begins anew; only proofs of identity and their count stay."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_start_over"

    async def perform(self, talk: Talk) -> None:
        """Forget what it was about."""
        talk.leave_form()
        talk.set("order_number", None)
        talk.set(parking.SLOT, None)
        talk.agenda = Agenda()
        case = talk.case
        talk.keep(Case(tries=case.tries, tries_by_link=case.tries_by_link, won=case.won))
        talk.utter("utter_start_over")


class ActionRepeat(DeskAction):
    """Says the last things again; in a case the form does that."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_repeat"

    async def perform(self, talk: Talk) -> None:
        """Repeat."""
        if _case_goes_on(talk):
            return
        before = said_before(talk.history)
        for text in before:
            talk.say(text)
        if not before:
            talk.utter("utter_nothing_to_repeat")


class ActionOfferPerson(DeskAction):
    """Offers a person, where no question of a case is open that would be a second one."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_offer_person"

    async def perform(self, talk: Talk) -> None:
        """Offer."""
        if not talk.form_is_open:
            offer_person(talk)


def said_before(history: Events) -> list[str]:
    """What the bot replied to the message before the last one, oldest first."""
    newest_first = iter(reversed(history))
    earlier = dropwhile(lambda event: event["event"] != "user", newest_first)
    next(earlier, None)
    last_turn = takewhile(lambda event: event["event"] != "user", earlier)
    texts = [event.get("text") for event in last_turn if event["event"] == "bot"]
    return [text for text in reversed(texts) if text]


def _case_goes_on(talk: Talk) -> bool:
    """Whether the case's own question follows, now or again."""
    if talk.case.waiting_for and not talk.form_is_open:
        talk.resume_form()
    return talk.form_is_open or talk.case.waiting_for is not None


def _may_be_meant(talk: Talk) -> list[dict[str, str]]:
    """What may be meant where nothing is open here."""
    titles = talk.slot(TITLES_SLOT) or {}
    intents = business().nothing_open
    return [{"title": titles.get(one, one), "payload": f"/{one}"} for one in intents]


def _is_enough(talk: Talk) -> bool:
    """Whether it closes what was answered. After a "no" only an "ok" does; a "yes" is new."""
    case = talk.case
    if case.ending == "left":
        return case.diagnosis is not None and _OK.fullmatch(talk.turn.text) is not None
    return case.ending is not None


def _noted(talk: Talk, number: str) -> Case:
    """The order for whatever comes next; nobody is asked for it, or for its postcode, again."""
    postcode = named_postcode(talk.turn.text)
    return replace(ended(talk.case, "left"), order_number=number, postcode=postcode)


def _signed_in_or_says_so(talk: Talk) -> bool:
    """Whether a case that ended for want of signing in is to be looked into once more."""
    if talk.case.ending != "sign_in":
        return False
    return whole_account(talk.turn.customer) is not None or bool(_GO_ON.search(talk.turn.text))


def _told_of_another(case: Case, number: str) -> bool:
    return case.ending == "tell" and case.order_number not in (None, number)


def _the_same_about(talk: Talk, number: str | None = None) -> dict[str, Any]:
    """Parse data as if the topic had been asked about again, or the same of another order."""
    intent = {"name": talk.case.topic, "confidence": 1.0}
    return {
        "text": talk.turn.text,
        "intent": intent,
        "intent_ranking": [intent],
        "entities": [{"entity": "order_number", "value": number}] if number else [],
    }


def _about(number: str) -> list[dict[str, str]]:
    entity = f'{{"order_number": "{number}"}}'
    suggested = business().order_named
    return [button(one.title, f"/{one.intent}{entity}") for one in suggested]
