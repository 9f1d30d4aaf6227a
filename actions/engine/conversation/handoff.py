"""Hand the conversation to a person, with everything that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from actions.engine.articles import reading
from actions.engine.business.business import business
from actions.engine.business.complaints import admitted
from actions.engine.business.unserved import BY_HAND
from actions.engine.case.agenda import joined, passed, reopened
from actions.engine.case.case import Case, Ending, set_aside
from actions.engine.case.turn import customer_messages, intent_of
from actions.engine.conversation.next_step import is_done, next_step, proposal
from actions.engine.conversation.wants import wants
from actions.engine.talk import mood, noticed, parking
from actions.engine.talk.base import TITLES_SLOT, DeskAction, Events, Talk
from actions.engine.talk.mood import Mood
from actions.engine.talk.offers import NO_PERSON
from actions.engine.words.texts import say, say_to_agents
from actions.engine.words.wording import listed
from contracts.impersonal import without_personal
from contracts.turn import (
    WISH_FOR_PERSON,
    HandoffRequest,
    Priority,
    QuestionAnswer,
    ReasonCode,
    Summary,
    Wanted,
)

GENERAL = "general"
_FOR_PEOPLE = ("person", BY_HAND)
RECOVERING = "recovering"
"""The slot that is set from a bad rating on until a person has taken over."""
_MOST_WORDS = 3
_CAUSES = frozenset({"cause", "root_cause"})
_TO_BE_DONE: frozenset[Ending | None] = frozenset({"act", "hand_over"})
"""Ends of a case that leave something to do, unless it was done."""
_NO_MATTER = ("contact_human_agent", "greet", "goodbye", "thanks", "affirm", "deny", "cancel")
"""Intents of messages that say nothing of what it is about."""

REASONS: dict[ReasonCode, str] = {
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
"""Why the bot hands over, with what it tells colleagues of it."""
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
    wants: tuple[Wanted, ...] = (),
) -> HandoffRequest:
    """The handoff request. `name` is the customer's, so that it can be kept out of it.

    `words` are what they wrote, oldest first, for a case that nobody has found out yet.
    """
    topic = business().topics.get(case.topic)
    return HandoffRequest(
        reason=reason,
        reason_text=say_to_agents(REASONS[reason]),
        skill=topic.skill if topic else GENERAL,
        priority=_priority(case, reason),
        summary=Summary(
            wants=wants,
            situation=_found(case, reason, [without_personal(text, name) for text in words]),
            asked_and_answered=tuple(_impersonal(entry, name) for entry in case.asked),
            tried=case.tried,
            suggested_next_step=next_step(case, reason, wants),
        ),
        facts=facts(case, reason),
        proposal=proposal(case, reason) or None,
        clarifications=clarifications,
    )


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


def _found(case: Case, reason: ReasonCode, words: Sequence[str]) -> str:
    """The problem, with what the customer says is not so told as that."""
    told = situation(case, words)
    if reason != "diagnosis_rejected" or case.diagnosis is None:
        return told
    return say_to_agents("handoff.denied", situation=told)


def facts(case: Case, reason: ReasonCode) -> dict[str, Any]:
    """What was found out, by name; no cause that the customer says is not the one."""
    topic = business().topics.get(case.topic)
    if case.diagnosis is not None and topic is not None:
        ours = admitted(case)
        root = {"root_cause": ours[1].root_cause} if ours else {}
        found = topic.facts_of(case.diagnosis) | root
        denied = _CAUSES if reason == "diagnosis_rejected" else ()
        return {name: value for name, value in found.items() if name not in denied}
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
    wish = request(
        case,
        reason,
        clarifications=int(talk.slot("clarifications") or 0),
        name=talk.turn.customer.name,
        words=own_words(talk.history, case.topic),
        wants=_wanted(talk, case, reason),
    )
    wish = _with_articles(talk, _with_person(wish, talk))
    wish = _with_mood(wish, mood.from_slot(talk.slot(mood.SLOT)))
    talk.send("handoff", noticed.told(wish, noticed.noticed(talk), talk.turn.customer.name))
    noticed.keep(talk, noticed.Noticed())
    talk.leave_form()
    talk.keep(set_aside(case))
    for over in (RECOVERING, NO_PERSON):
        if talk.slot(over):
            talk.set(over, None)


def _with_articles(talk: Talk, wish: HandoffRequest) -> HandoffRequest:
    """What they have read is told among what was tried; with that it is over."""
    kept = reading.from_slot(talk.slot(reading.SLOT))
    if not kept.tried:
        return wish
    if kept.known:
        use = reading.Use(
            turn_id=talk.turn.turn_id, outcome="person", words=kept.words, article=kept.known[-1]
        )
        talk.set(reading.USE_SLOT, msgspec.to_builtins(use))
    talk.set(reading.SLOT, None)
    tried = (*kept.tried, *wish.summary.tried)
    return replace(wish, summary=replace(wish.summary, tried=tried))


def _wanted(talk: Talk, case: Case, reason: ReasonCode) -> tuple[Wanted, ...]:
    """What is wanted; from here on a person has what is left of it."""
    talk.keep(case)
    if case.ending in _TO_BE_DONE and not is_done(case, reason):
        talk.came_to("open")
    left = reopened(joined(talk.agenda, case))
    talk.agenda = passed(left, "open", "person")
    if talk.slot(parking.SLOT):
        talk.set(parking.SLOT, None)
    return wants(left, case, talk.slot(TITLES_SLOT) or {})


def _with_person(wish: HandoffRequest, talk: Talk) -> HandoffRequest:
    """Who has only asked for a person wants that, in the words and the tone that they chose."""
    if wish.summary.wants or wish.reason != "customer_asked" or not talk.turn.is_typed:
        return wish
    title = (talk.slot(TITLES_SLOT) or {}).get(WISH_FOR_PERSON, "")
    words = without_personal(talk.turn.text, talk.turn.customer.name)
    wanted = Wanted(words=(words,), about=title)
    return replace(wish, summary=replace(wish.summary, wants=(wanted,)))


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
    wish = replace(wish, heat=felt.hottest)
    if not felt.upset:
        return wish
    return replace(wish, facts={**wish.facts, "mood": f"upset, {felt.trend}"})


def _impersonal(entry: QuestionAnswer, name: str | None) -> QuestionAnswer:
    return QuestionAnswer(question=entry.question, answer=without_personal(entry.answer, name))
