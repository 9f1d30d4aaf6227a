"""What to say when a message was not understood, or could mean two things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, takewhile
from typing import Literal

import msgspec

from actions.engine.answers.choice_buttons import DENY, button
from actions.engine.answers.interruptions import interrupts
from actions.engine.case.turn import FALLBACK_INTENT, intents
from actions.engine.conversation.handoff import hand_over
from actions.engine.talk.acknowledging import told_beside
from actions.engine.talk.base import TITLES_SLOT, DeskAction, Talk
from actions.engine.talk.offers import NO_PERSON, made, offer_person
from actions.engine.talk.said import MOST_ASKED, SLOT, asked_from, key_of
from actions.engine.words.texts import say
from contracts.turn import IntentScore

Step = Literal["rephrase", "did_you_mean", "offer_person", "hand_over"]

_MOST_MEANINGS = 3
_CLOSE = 0.4
"""How much likelier than the others the first may be: it may well be wrong."""
_LIKELY = 0.2
_POSSIBLE = 0.1
"""An intent below is not worth a button."""


def next_step(*, in_a_row: int, in_all: int, meanings: Sequence[str]) -> Step:
    """How to go on after that many misunderstandings, this one included."""
    if in_a_row >= 3:
        return "hand_over"
    if in_a_row == 2 or in_all >= 4:
        return "offer_person"
    return "did_you_mean" if meanings else "rephrase"


def misunderstood_in_a_row(newest_first: Iterable[str]) -> int:
    """How many of the customer's last messages were not understood."""
    return sum(1 for _ in takewhile(lambda intent: intent == FALLBACK_INTENT, newest_first))


def likely_meanings(ranking: Sequence[IntentScore], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The best intents, close together and three at most, where the first is called something."""
    best = ranking[:_MOST_MEANINGS]
    if not best or best[0].confidence < _LIKELY or best[0].name not in titles:
        return ()
    least = max(_POSSIBLE, best[0].confidence - _CLOSE)
    return tuple(one.name for one in best if one.confidence >= least and one.name in titles)


class ActionClarify(DeskAction):
    """Asks again, then offers a person, then hands over."""

    def name(self) -> str:
        """As the rules call it."""
        return "action_clarify"

    async def perform(self, talk: Talk) -> None:
        """Count and choose."""
        if talk.words_were_lost:
            return talk.resume_form() if talk.case.waiting_for else None
        in_all = int(talk.slot("clarifications") or 0) + 1
        talk.set("clarifications", in_all)
        meanings = () if talk.form_is_open else likely_meanings(talk.turn.ranking, _titles(talk))
        step = next_step(
            in_a_row=misunderstood_in_a_row(intents(talk.history)), in_all=in_all, meanings=meanings
        )
        step = _unlike_before(talk, step, meanings)
        if step == "hand_over" and talk.slot(NO_PERSON):
            step = "rephrase"
        return _STEPS[step](talk, meanings)


def _unlike_before(talk: Talk, step: Step, meanings: Sequence[str]) -> Step:
    """The step, or a further one where it would put the same once more than twice.

    What was put again only because something was asked in between is held against nobody.
    """
    before = asked_from(talk.slot(SLOT))
    if step == "rephrase" and talk.form_is_open:
        often = before.too_often(key_of(talk.case)) and not _asked_aside(talk)
        return "hand_over" if often else step
    key = f"clarify:{step}:{','.join(meanings) if step == 'did_you_mean' else ''}"
    if before.times.get(key, 0) >= MOST_ASKED:
        step = _FURTHER[step]
        key = f"clarify:{step}:"
    talk.set(SLOT, msgspec.to_builtins(before.put(key)))
    return step


def _asked_aside(talk: Talk) -> bool:
    """Whether the message before this one was a question beside the case."""
    before = next(islice(intents(talk.history), 1, None), FALLBACK_INTENT)
    return interrupts(before)


_FURTHER: Mapping[Step, Step] = {
    "rephrase": "offer_person",
    "did_you_mean": "offer_person",
    "offer_person": "hand_over",
    "hand_over": "hand_over",
}
"""What comes instead of something that was asked twice."""


def ask_what_is_meant(
    talk: Talk, reading: Sequence[IntentScore], otherwise: str = "utter_ask_anew"
) -> None:
    """Ask which of the likeliest it is, else say `otherwise`; no case's question follows."""
    talk.set("clarifications", int(talk.slot("clarifications") or 0) + 1)
    meanings = likely_meanings(reading, _titles(talk))
    if meanings:
        did_you_mean(talk, meanings)
    else:
        talk.utter(otherwise)
        made(talk, "meaning")


def _rephrase(talk: Talk, meanings: Sequence[str]) -> None:
    # In a case its own question follows, which says what is needed.
    if not talk.form_is_open:
        talk.utter("utter_rephrase")
        made(talk, "meaning")
    elif said := told_beside(talk.turn):
        talk.say(said)
    else:
        talk.utter("utter_not_understood")


def did_you_mean(
    talk: Talk, meanings: Sequence[str], articles: Sequence[Mapping[str, str]] = ()
) -> None:
    """Ask which of these it is about; buttons of `articles` stand behind those of topics."""
    titles = _titles(talk)
    buttons = [{"title": titles[name], "payload": f"/{name}"} for name in meanings]
    buttons += map(dict, articles)
    quoted = ", ".join(say("matter.title", title=one["title"]) for one in buttons)
    other = button("button.something_else", DENY)
    talk.utter("utter_did_you_mean", buttons=(*buttons, other), meanings=quoted)
    made(talk, "meaning", meanings)


def _offer(talk: Talk, meanings: Sequence[str]) -> None:
    said = told_beside(talk.turn) if talk.form_is_open else ""
    if talk.form_is_open:
        talk.leave_form()
    if said:
        talk.say(said)
    offered = "utter_offer_person_follow_up" if said else "utter_offer_person_not_understood"
    offer_person(talk, offered)


def _hand_over(talk: Talk, meanings: Sequence[str]) -> None:
    talk.utter("utter_hand_over_not_understood")
    hand_over(talk, talk.case, "low_understanding")


def _titles(talk: Talk) -> Mapping[str, str]:
    """What a message may have meant, as a button says it, by intent."""
    titles: Mapping[str, str] = talk.slot(TITLES_SLOT) or {}
    return titles


_STEPS = {
    "rephrase": _rephrase,
    "did_you_mean": did_you_mean,
    "offer_person": _offer,
    "hand_over": _hand_over,
}
