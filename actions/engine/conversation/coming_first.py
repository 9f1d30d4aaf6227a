"""What comes before anything else that a message says: danger, machines, and other languages."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from actions.engine.business.business import business
from actions.engine.case.case import attempted
from actions.engine.case.turn import Turn
from actions.engine.conversation.clarify import ask_what_is_meant
from actions.engine.conversation.handoff import hand_over
from actions.engine.listening.danger import LIKELY, Danger, danger_in, readings
from actions.engine.listening.foreign import foreign
from actions.engine.listening.languages import Language, languages
from actions.engine.talk import noticed, offers
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk
from actions.engine.words.cues import DangerKind
from actions.engine.words.texts import say
from contracts.turn import ASK_FOR_PERSON

_AUTOMATIC, _LANGUAGE = "automatic", "language"
_LEFT_ALONE = "Automatic reply"
_DETAILS = frozenset({"new_address", "identity", "order_number", "address"})
"""Questions whose answers are names, places and numbers, in whatever language."""
GO_ON_IN_ENGLISH = "/greet"


def comes_first(talk: Talk) -> str | None:
    """The action that a typed message calls for before anything else; None for most."""
    known, turn = noticed.noticed(talk), talk.turn
    if danger := _danger(turn):
        noticed.keep(talk, replace(known, danger=danger))
        return ActionDanger().name()
    if noticed.is_automatic(turn.text, business().cues):
        noticed.keep(talk, replace(known, automatic=known.automatic + 1))
        return ActionLeaveAutomatic().name()
    if code := _language(talk, known):
        noticed.keep(talk, replace(known, language=code, foreign=known.foreign or turn.text))
        return ActionOtherLanguage().name()
    return None


def _danger(turn: Turn) -> Danger | None:
    """Danger as the business's own language tells it, else as one of the others does."""
    if found := danger_in(turn, business().cues.dangers):
        return found
    abroad = languages().endangered(turn.text)
    if abroad is None:
        return None
    return Danger(kind="hazard", skill=_skill("hazard"), words=turn.text, language=abroad[0])


def _skill(kind: str) -> str:
    return business().cues.dangers[kind].skill


def _language(talk: Talk, known: noticed.Noticed) -> str | None:
    if talk.case.waiting_for in _DETAILS:
        return None
    if offers.standing(talk) == "person" and known.language:
        return known.language if languages().agreed(known.language, talk.turn.text) else _of(talk)
    return _of(talk)


def _of(talk: Talk) -> str | None:
    return foreign(talk.turn.text, languages())


class ActionDanger(DeskAction):
    """Somebody may be hurt, or is being robbed: the safe thing to do, and a person at once."""

    def name(self) -> str:
        """As `ActionListen` and the rules call it."""
        return "action_danger"

    async def perform(self, talk: Talk) -> None:
        """Say what to do now and hand over; what only sounds so answers the open question."""
        known = noticed.noticed(talk)
        if known.danger is None and _is_an_answer(talk):
            talk.hear_instead(_as_answer(talk.turn))
        elif known.danger is None and not _is_told(talk.turn):
            ask_what_is_meant(talk, talk.turn.ranking, otherwise="utter_rephrase")
            talk.then_listen()
        else:
            self._warn(talk, known, known.danger or _unsure(talk.turn))

    def _warn(self, talk: Talk, known: noticed.Noticed, danger: Danger) -> None:
        number = say("safety.number")
        if danger.language:
            talk.say(languages().languages[danger.language].safe.format(number=number))
        else:
            talk.say(say(f"danger.{danger.kind}", number=number))
            talk.say(say("safety.person"))
        noticed.keep(talk, replace(known, danger=danger))
        hand_over(talk, talk.case, "danger")
        _alone(talk)


def _is_an_answer(talk: Talk) -> bool:
    """Whether a question is open, and the words only sound like the danger that a rule saw."""
    return talk.form_is_open and _kind(talk.turn).looks_harmless(talk.turn.text)


def _is_told(turn: Turn) -> bool:
    """Whether a button says so, or the words say it surely; what only may be danger is asked."""
    if not turn.is_typed:
        return True
    told = any(intent == turn.intent for _, intent in readings(turn, LIKELY))
    return told and not _kind(turn).looks_harmless(turn.text)


def _as_answer(turn: Turn) -> dict[str, Any]:
    score = {"name": "inform", "confidence": 1.0}
    return {"text": turn.text, "intent": score, "intent_ranking": [score], "entities": []}


def _unsure(turn: Turn) -> Danger:
    """The danger that a rule saw in an intent which is not sure of itself."""
    kind = _kind(turn)
    words = "" if turn.text.startswith("/") else turn.text
    return Danger(kind=kind.name, skill=kind.skill, words=words)


def _kind(turn: Turn) -> DangerKind:
    """The kind of danger that the intent of a turn tells of."""
    return next(one for one in business().cues.dangers.values() if turn.intent in one.intents)


class ActionLeaveAutomatic(DeskAction):
    """Leaves a machine's reply alone: a word the first time, and silence after that."""

    recalls = "never"

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_leave_automatic"

    async def perform(self, talk: Talk) -> None:
        """Say once that a person's words are waited for; note it for whoever takes over."""
        known = noticed.noticed(talk)
        if _AUTOMATIC in known.told:
            talk.say_nothing("automatic reply")
        else:
            talk.say(say("automatic.left_alone"))
            talk.keep(attempted(talk.case, _LEFT_ALONE, say("automatic.noted")))
            noticed.keep(talk, replace(known, told=(*known.told, _AUTOMATIC)))
        _alone(talk)


class ActionOtherLanguage(DeskAction):
    """Tells who writes in another language what can be done, in that language."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_other_language"

    async def perform(self, talk: Talk) -> None:
        """Offer a person the first time; bring one when it goes on in that language."""
        known = noticed.noticed(talk)
        one = languages().languages[known.language]
        if _LANGUAGE in known.told:
            talk.say(one.handing_over)
            hand_over(talk, talk.case, "language")
        else:
            _offer(talk, one)
            noticed.keep(talk, replace(known, told=(*known.told, _LANGUAGE)))
        _alone(talk)


def _offer(talk: Talk, one: Language) -> None:
    buttons = (
        {"title": one.person, "payload": ASK_FOR_PERSON},
        {"title": one.english, "payload": GO_ON_IN_ENGLISH},
    )
    talk.say(one.noticed, buttons=buttons)
    offers.made(talk, "person")


def _alone(talk: Talk) -> None:
    """Nothing else replies to this message."""
    talk.set(RUN_NEXT, None)
    talk.then_listen()
