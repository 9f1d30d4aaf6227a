"""Hand the conversation to a person, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.business.complaints import admitted
from actions.engine.business.unserved import BY_HAND
from actions.engine.case.case import (
    UNCERTAIN,
    WANTED_AS_WELL,
    Case,
    attempted,
    last_fix,
    set_aside,
)
from actions.engine.case.turn import customer_messages, intent_of
from actions.engine.talk import mood, noticed, parking
from actions.engine.talk.base import DeskAction, Events, Talk
from actions.engine.talk.mood import Mood
from actions.engine.words.impersonal import without_personal
from actions.engine.words.texts import say
from actions.engine.words.wording import listed
from contracts.turn import HandoffRequest, Priority, QuestionAnswer, ReasonCode, Summary

GENERAL = "general"
_FOR_PEOPLE = ("person", BY_HAND)
RECOVERING = "recovering"
"""The slot that is set from a bad rating on until a person has taken over."""
_MOST_WORDS = 3
_NO_MATTER = ("contact_human_agent", "greet", "goodbye", "thanks", "affirm", "deny", "cancel")
"""Intents of messages that say nothing of what it is about."""

_REASONS: dict[ReasonCode, str] = {
    "customer_asked": "handoff.reason.customer_asked",
    "low_understanding": "handoff.reason.low_understanding",
    "value_limit": "handoff.reason.value_limit",
    "policy": "handoff.reason.policy",
    "action_failed": "handoff.reason.action_failed",
    "diagnosis_rejected": "handoff.reason.diagnosis_rejected",
    "identity_failed": "handoff.reason.identity_failed",
    "frustrated": "handoff.reason.frustrated",
    "proactive_recovery": "handoff.reason.proactive_recovery",
    "danger": "handoff.reason.danger",
    "language": "handoff.reason.language",
}
_NEXT_STEPS: dict[ReasonCode, str] = {
    "value_limit": "handoff.next.value_limit",
    "policy": "handoff.next.policy",
    "action_failed": "handoff.next.action_failed",
    "diagnosis_rejected": "handoff.next.diagnosis_rejected",
    "identity_failed": "handoff.next.identity_failed",
    "low_understanding": "handoff.next.low_understanding",
    "frustrated": "handoff.next.frustrated",
    "proactive_recovery": "handoff.next.proactive_recovery",
    "danger": "handoff.next.danger",
    "language": "handoff.next.language",
}
_PRIORITIES: dict[ReasonCode, Priority] = {
    "action_failed": "high",
    "value_limit": "high",
    "frustrated": "high",
    "proactive_recovery": "high",
    "danger": "urgent",
}


def request(
    case: Case,
    reason: ReasonCode,
    *,
    clarifications: int = 0,
    name: str | None = None,
    words: Sequence[str] = (),
) -> HandoffRequest:
    """The handoff request. `name` is the customer's, so that it can be kept out of it.

    `words` are what they wrote, oldest first, for a case that nobody has found out yet.
    """
    topic = business().topics.get(case.topic)
    plan = case.plan.intent if case.plan and not _is_done(case, reason) else ""
    return HandoffRequest(
        reason=reason,
        reason_text=say(_REASONS[reason]),
        skill=topic.skill if topic else GENERAL,
        priority=_priority(case, reason),
        summary=Summary(
            situation=situation(case, [without_personal(text, name) for text in words]),
            asked_and_answered=tuple(_impersonal(entry, name) for entry in case.asked),
            tried=case.tried,
            suggested_next_step=next_step(case, reason),
        ),
        facts=facts(case),
        proposal=plan or None,
        clarifications=clarifications,
    )


def _is_done(case: Case, reason: ReasonCode) -> bool:
    """Whether what was planned has been done; what a person shall do has not."""
    if case.ending != "act" or case.plan is None or reason == "action_failed":
        return False
    return case.plan.act not in _FOR_PEOPLE


def _unconfirmed(case: Case) -> str | None:
    """What was last done about the problem, if it is not known whether it was."""
    fix = last_fix(case)
    return fix.action if fix is not None and fix.result == UNCERTAIN else None


def _priority(case: Case, reason: ReasonCode) -> Priority:
    urgent = case.plan is not None and case.plan.urgent
    return "high" if urgent else _PRIORITIES.get(reason, "normal")


def situation(case: Case, words: Sequence[str] = ()) -> str:
    """The problem in a few sentences, with the customer's own `words` until it is found out."""
    if case.diagnosis is not None:
        return case.diagnosis.situation
    sentences = []
    if topic := business().topics.get(case.topic):
        sentences = [topic.situation(case), say("handoff.nothing_found")]
    if words:
        quoted = listed([say("handoff.quoted", text=text) for text in words])
        sentences.append(say("handoff.own_words", words=quoted))
    return " ".join(sentences) or say("handoff.nothing_said")


def next_step(case: Case, reason: ReasonCode) -> str:
    """What an agent would best do first."""
    if unconfirmed := _unconfirmed(case):
        return say("handoff.unconfirmed", done=unconfirmed)
    plan = case.plan.intent if case.plan and case.plan.act != "none" else ""
    if reason == "customer_asked":
        return _left_open(case, plan)
    return say(_NEXT_STEPS[reason], plan=plan or say("handoff.look_into_it"))


def facts(case: Case) -> dict[str, Any]:
    """What was found out, by name."""
    topic = business().topics.get(case.topic)
    if case.diagnosis is not None and topic is not None:
        ours = admitted(case)
        root = {"root_cause": ours[1].root_cause} if ours else {}
        return topic.facts_of(case.diagnosis) | root
    known = {"order_number": case.order_number, "product": ", ".join(case.wanted)}
    return {name: value for name, value in known.items() if value}


def own_words(history: Events, topic: str) -> list[str]:
    """What the customer last wrote about their matter, oldest first: no buttons, no small talk.

    Where the topic is known, the message that named it.
    """
    written = (
        (intent_of(message), text)
        for message in customer_messages(history)
        if (text := str(message.get("text") or "").strip()) and not text.startswith("/")
    )
    if topic in business().topics:
        return list(islice((text for intent, text in written if intent == topic), 1))
    said = dict.fromkeys(text for intent, text in written if intent not in _NO_MATTER)
    return list(islice(said, _MOST_WORDS))[::-1]


def hand_over(talk: Talk, case: Case, reason: ReasonCode) -> None:
    """Send the request, and expect no answer any more: the conversation is a person's now."""
    clarifications = int(talk.slot("clarifications") or 0)
    if parked := talk.slot(parking.SLOT):
        case = attempted(case, WANTED_AS_WELL, parking.name(talk, parked))
        talk.set(parking.SLOT, None)
    wish = request(
        case,
        reason,
        clarifications=clarifications,
        name=talk.turn.customer.name,
        words=own_words(talk.history, case.topic),
    )
    wish = _with_mood(wish, mood.from_slot(talk.slot(mood.SLOT)))
    talk.send("handoff", noticed.told(wish, noticed.noticed(talk), talk.turn.customer.name))
    noticed.keep(talk, noticed.Noticed())
    talk.leave_form()
    talk.keep(set_aside(case))
    if talk.slot(RECOVERING):
        talk.set(RECOVERING, None)


def why_asked(talk: Talk) -> ReasonCode:
    """The reason of a wish for a person.

    After bad help, making good comes first; a person whom the bot proposed has that to decide.
    """
    if talk.slot(RECOVERING):
        return "proactive_recovery"
    return _proposed_person(talk.case) or "customer_asked"


def _proposed_person(case: Case) -> ReasonCode | None:
    open_plan = case.plan if case.waiting_for == "go_ahead" else None
    return open_plan.reason if open_plan and open_plan.act in _FOR_PEOPLE else None


class ActionHandOver(DeskAction):
    """The customer wants a person: at once, whatever is open."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_hand_over"

    async def perform(self, talk: Talk) -> None:
        """Say what happens next and hand over."""
        talk.utter("utter_hand_over")
        hand_over(talk, talk.case, why_asked(talk))


def _with_mood(wish: HandoffRequest, felt: Mood) -> HandoffRequest:
    """An agent should know of anger before the first word, and whether it grows."""
    if not felt.upset:
        return wish
    return replace(wish, facts={**wish.facts, "mood": f"upset, {felt.trend}"})


def _left_open(case: Case, plan: str) -> str:
    if fix := last_fix(case):
        return say("handoff.go_on", done=fix.action)
    if plan:
        return say("handoff.not_agreed", plan=plan)
    return say("handoff.ask")


def _impersonal(entry: QuestionAnswer, name: str | None) -> QuestionAnswer:
    return QuestionAnswer(question=entry.question, answer=without_personal(entry.answer, name))
