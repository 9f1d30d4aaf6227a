"""Rules of when words that look like another matter settle what is open. Pure."""

from __future__ import annotations

from typing import Literal

from actions.engine.listening import cues
from actions.engine.listening.doing import does, surely
from actions.engine.listening.following import answers_after_all
from actions.engine.listening.listened import Heard, Setting
from contracts.turn import WISH_FOR_PERSON

Settles = Literal["affirm", "deny", "inform"]


def settles(said: Heard, setting: Setting) -> Settles | None:
    """What a message counts as that was taken for another matter, and is none.

    Who is asked "shall I send a new one?" and says "please send me a new one" answers that, and
    whether it is a yes is for the rules of consent; who is told to try something and would rather
    not declines, whatever the thing to try is called.
    """
    if said.intent == WISH_FOR_PERSON:
        return "inform" if _only_names_somebody(said, setting) else None
    if answers_after_all(said, setting):
        return "inform"
    if not setting.known.is_matter(said.intent) or said.intent == setting.topic:
        return None
    if setting.context == "proposal":
        return "affirm" if _wishes_what_is_proposed(said.text, setting) else None
    if len(said.clauses) != 1 or surely(said.clauses):
        return None
    if setting.context == "step" and does(said.clauses, setting, "refuses"):
        return "deny"
    answers = setting.context in ("step", "question") and does(said.clauses, setting, "answers")
    return "inform" if answers else None


def _only_names_somebody(said: Heard, setting: Setting) -> bool:
    """Whether an answer has a person in it, and asks for none: “somebody who carries it up”."""
    if setting.context != "question" or cues.person(said.text) is not None:
        return False
    return not surely(said.clauses) and not does(said.clauses, setting, "wants_person")


def _wishes_what_is_proposed(text: str, setting: Setting) -> bool:
    refused = cues.refused(text)
    named = (one for one in cues.wished(text) if one not in refused)
    remedies = (setting.known.remedies.get(one) for one in named)
    return any(one is not None and setting.plan in one.acts for one in remedies)
