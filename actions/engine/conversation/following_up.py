"""Reply to what goes on with a subject that the bot has said all of: kept, and a person for it."""

from __future__ import annotations

from actions.engine.conversation.handoff import hand_over
from actions.engine.listening.matters import asks_anywhere
from actions.engine.talk.base import Talk
from actions.engine.talk.offers import NO_PERSON, offer_person
from actions.engine.talk.subject import followed_up

_BEFORE_A_PERSON = 2


def follow_up(talk: Talk) -> None:
    """Say that it was heard, and that a person can go on; the second time in a row one comes."""
    talk.recall()
    count = followed_up(talk)
    if count >= _BEFORE_A_PERSON and not talk.slot(NO_PERSON):
        talk.utter("utter_hand_over_follow_up")
        hand_over(talk, talk.case, "low_understanding")
        return
    asked = asks_anywhere(talk.turn.text, talk.turn.clauses)
    talk.utter("utter_follow_up_asked" if asked else "utter_follow_up_noted")
    offer_person(talk, "utter_offer_person_follow_up")
