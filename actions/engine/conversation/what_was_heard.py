"""Reading of a turn against what is open: everything that it says, and what of it is first."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case.reading import order_numbers
from actions.engine.case.turn import FALLBACK_INTENT, Turn
from actions.engine.listening.inventory import listen
from actions.engine.listening.listened import Heard, Known, Listened, Setting
from actions.engine.listening.reconcile import Move, move_unanswered, next_move
from actions.engine.talk.base import Talk
from actions.engine.talk.offers import in_the_open
from actions.engine.talk.subject import subject


class WhatWasHeard(msgspec.Struct, frozen=True, kw_only=True):
    """A turn with everything that it says, and what comes first of it."""

    said: Heard
    setting: Setting
    listened: Listened
    move: Move


def hear(talk: Talk) -> WhatWasHeard:
    """Listen to the turn, in what is open."""
    said, setting = _said(talk.turn), _setting(talk)
    listened = listen(said, setting)
    move = next_move(said, listened, setting)
    return WhatWasHeard(said=said, setting=setting, listened=listened, move=move)


def unanswered(heard: WhatWasHeard) -> WhatWasHeard:
    """The same where a question about what was said last could not be answered."""
    if heard.move != "question":
        return heard
    return replace(heard, move=move_unanswered(heard.said, heard.listened, heard.setting))


def _said(turn: Turn) -> Heard:
    """The turn as it came."""
    return Heard(
        text=turn.text,
        intent=turn.intent,
        unsure=turn.intent == FALLBACK_INTENT and not turn.meaningless,
        names_something=bool(order_numbers(turn) or turn.entities.get("product")),
        names_order=bool(order_numbers(turn)),
        ranking=turn.ranking,
        in_context=turn.in_context,
        entities=turn.mentions,
        clauses=turn.clauses,
    )


def _setting(talk: Talk) -> Setting:
    """What is open, and what is likely here."""
    known, case = business().listened_for, talk.case
    context = in_the_open(talk)
    return Setting(
        known=known,
        context=context,
        topic="" if context == "nothing" else case.topic,
        plan=case.plan.act if case.plan and case.waiting_for == "go_ahead" else "",
        subject=subject(talk),
        is_left=case.waiting_for is not None and not talk.form_is_open,
        likelier=_likelier(talk.turn, known, case.topic if context == "told" else ""),
    )


def _likelier(turn: Turn, known: Known, told: str) -> frozenset[str]:
    """What the page shown speaks for, and what goes with what was just told."""
    address = turn.page.get("url", "")
    shown = (intents for piece, intents in known.pages.items() if piece in address)
    sides = (group - {told} for group in known.one_problem if told in group)
    return frozenset().union(*shown, *sides)
