"""Agenda of a conversation: what the customer came with, matter by matter, in their own words.

It is written while they speak, lives in a slot of its own as plain JSON, and outlives the case: a
matter that is left for another one stays on it until it is done, refused, or wanted no more.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from actions.engine.case.case import Case, Ending
from contracts.turn import WantState

SLOT = "agenda"
MOST = 12
"""So many matters are kept; the oldest that is over goes first."""
_LEFT = frozenset({"open", "person"})
_REOPENED = frozenset({"done", "withdrawn", "person"})
"""States that a new wish ends."""
_ENDINGS: dict[Ending, WantState] = {"tell": "done", "solved": "done", "left": "withdrawn"}
"""What a case's end makes of its matter. Of an act that is said where it is done."""

How = Literal["came_with", "asked", "wishes", "corrects", "remark"]
"""What a phrase is: `asked` names a question that is answered at once."""
_WANTED: frozenset[How] = frozenset({"wishes", "corrects"})


class Phrase(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that the customer said, without what is personal; `intent` is what it is about."""

    text: str
    how: How = "remark"
    intent: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A matter by its intent, empty while nobody knows it; `phrases` in the order said.

    `turn_id` is the turn in which its state last changed.
    """

    about: str = ""
    goods: str = ""
    order: str = ""
    state: WantState = "open"
    phrases: tuple[Phrase, ...] = ()
    turn_id: str = ""

    @property
    def is_left(self) -> bool:
        """Whether somebody still has to see to it."""
        return self.state in _LEFT


class Agenda(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All matters, the one touched last at the end; `heard` is what the turn `turn_id` said.

    What was heard joins its matter when the turn is over, since only then it is known to which.
    """

    items: tuple[Item, ...] = ()
    heard: tuple[Phrase, ...] = ()
    asked: int = 0
    """How many answers the case held when it was heard."""
    turn_id: str = ""


def from_slot(value: dict[str, Any] | None) -> Agenda:
    """The agenda as it was kept; an empty one at the start."""
    return msgspec.convert(value or {}, Agenda)


def listened(agenda: Agenda, case: Case, phrases: tuple[Phrase, ...], turn_id: str) -> Agenda:
    """The agenda when a turn begins: the one before has joined, this one's words are heard."""
    joined_before = joined(agenda, case)
    return replace(joined_before, heard=phrases, asked=len(case.asked), turn_id=turn_id)


def followed(agenda: Agenda, before: Case, case: Case) -> Agenda:
    """The agenda after the case has changed: its matter is on it, in the state that it is in."""
    if case.diagnosis is not None and case.diagnosis.wants:
        # The topic keeps them itself, and knows what is secret of them.
        return replace(agenda, heard=())
    if not case.topic:
        return agenda
    agenda, place = _named(agenda, before, case)
    item = _about(agenda.items[place], case)
    state = _state(case, item, agenda.heard)
    if state != item.state:
        item = replace(item, state=state, turn_id=agenda.turn_id)
    return _with(agenda, place, item)


def joined(agenda: Agenda, case: Case) -> Agenda:
    """The agenda once the words of its turn are with the matters that they belong to."""
    # What was taken as an answer stands among the answers.
    taken = len(case.asked) > agenda.asked
    for phrase in agenda.heard:
        if not (phrase.how == "remark" and taken):
            agenda = _join(agenda, case.topic, phrase)
    return replace(agenda, heard=())


def brought(agenda: Agenda, intent: str, text: str) -> Agenda:
    """The agenda with a matter that was named beside another one, and waits for its turn.

    What was heard of it is its own from here on.
    """
    heard = tuple(one for one in agenda.heard if not (text and _overlap(one.text, text)))
    agenda = replace(agenda, heard=heard)
    phrases = (Phrase(text=text, how="came_with", intent=intent),) if text else ()
    place = _of_topic(agenda, intent)
    if place is not None and agenda.items[place].is_left:
        item = agenda.items[place]
        return _with(agenda, place, replace(item, phrases=(*item.phrases, *phrases)))
    return _added(agenda, Item(about=intent, phrases=phrases, turn_id=agenda.turn_id))


def marked(agenda: Agenda, topic: str, state: WantState) -> Agenda:
    """The agenda with what has become of the matter of that topic."""
    place = _of_topic(agenda, topic)
    if place is None:
        return agenda
    item = replace(agenda.items[place], state=state, turn_id=agenda.turn_id)
    return _with(agenda, place, item)


def passed(agenda: Agenda, before: WantState, after: WantState) -> Agenda:
    """The agenda where all that is in one state is in another from now on."""
    moved = {"state": after, "turn_id": agenda.turn_id}
    items = (replace(one, **moved) if one.state == before else one for one in agenda.items)
    return replace(agenda, items=tuple(items))


def reopened(agenda: Agenda) -> Agenda:
    """The agenda for whoever takes over: whoever asks for a person has something on their mind.

    Where all is over, what was answered last was not what they wanted.
    """
    if any(one.is_left for one in agenda.items):
        return agenda
    done = [place for place, one in enumerate(agenda.items) if one.state == "done"]
    if not done:
        return agenda
    return _with(agenda, done[-1], replace(agenda.items[done[-1]], state="open"))


def _state(case: Case, item: Item, heard: tuple[Phrase, ...]) -> WantState:
    if case.plan is not None and case.plan.refused and case.ending == "tell":
        return "refused"
    if item.state == "person" and case.ending is None:
        return "open"
    if item.state != "open" or case.ending is None:
        return item.state
    if case.ending == "left" and any(phrase.how == "corrects" for phrase in heard):
        return "denied"
    return _ENDINGS.get(case.ending, "open")


def _named(agenda: Agenda, before: Case, case: Case) -> tuple[Agenda, int]:
    """The agenda with the case's topic on it, and where that is."""
    place = _of_topic(agenda, case.topic)
    if place is not None and (case.ending or _was_left(agenda, place)):
        return agenda, place
    old = _earlier(agenda, before, case)
    if old is None:
        agenda = _added(agenda, Item(about=case.topic, turn_id=agenda.turn_id))
    else:
        named = replace(agenda.items[old], about=case.topic, state="open")
        agenda = _with(agenda, old, named)
    return agenda, len(agenda.items) - 1


def _earlier(agenda: Agenda, before: Case, case: Case) -> int | None:
    """The matter that the case was about by another name, or by none."""
    old = _of_topic(agenda, before.topic) if before.topic not in ("", case.topic) else None
    if old is not None and _goes_on_as(agenda, old, before, case):
        return old
    unnamed = _of_topic(agenda, "")
    return unnamed if unnamed is not None and agenda.items[unnamed].is_left else None


def _was_left(agenda: Agenda, place: int) -> bool:
    """Whether it was still to be done when this turn began."""
    item = agenda.items[place]
    return item.is_left or item.turn_id == agenda.turn_id


def _goes_on_as(agenda: Agenda, old: int, before: Case, case: Case) -> bool:
    """Whether another topic is the same matter: misread until now, or wished for otherwise."""
    item, how = agenda.items[old], {phrase.how for phrase in agenda.heard}
    if item.state == "denied":
        return item.turn_id == agenda.turn_id
    if not item.is_left or "corrects" in how:
        return item.is_left
    same = case.order_number == before.order_number and case.wanted == before.wanted
    return same and "wishes" in how


def _about(item: Item, case: Case) -> Item:
    goods = case.diagnosis.product if case.diagnosis else ", ".join(case.wanted)
    number = case.order_number or (case.diagnosis.order_number if case.diagnosis else "")
    return replace(item, goods=goods or item.goods, order=number or item.order)


def _join(agenda: Agenda, topic: str, phrase: Phrase) -> Agenda:
    place = _place(agenda, topic, phrase)
    if place is None:
        return _added(agenda, _begun(agenda, phrase))
    item = agenda.items[place]
    if _was(agenda, place) and item.state in _REOPENED:
        item = replace(item, state="open", turn_id=agenda.turn_id)
    return _with(agenda, place, replace(item, phrases=(*item.phrases, phrase)))


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _begun(agenda: Agenda, phrase: Phrase) -> Item:
    """A matter that begins with a phrase. A question is answered at once, whatever else is open."""
    kept = (phrase,)
    if phrase.how == "asked":
        return Item(about=phrase.intent, state="done", phrases=kept, turn_id=agenda.turn_id)
    return Item(phrases=kept, turn_id=agenda.turn_id)


def _place(agenda: Agenda, topic: str, phrase: Phrase) -> int | None:
    """The matter that a phrase belongs to: the one that it names, else the one under way.

    Where that is over, only what is wished for goes on about it.
    """
    if phrase.how == "asked":
        return None
    named = _of_topic(agenda, phrase.intent) if phrase.intent and phrase.how != "remark" else None
    place = _of_topic(agenda, topic) if named is None else named
    if place is None or not _was(agenda, place) or phrase.how in _WANTED:
        return place
    unnamed = _of_topic(agenda, "")
    return None if unnamed is None or _was(agenda, unnamed) else unnamed


def _was(agenda: Agenda, place: int) -> bool:
    """Whether it was no longer the bot's before this turn."""
    item = agenda.items[place]
    return item.state != "open" and item.turn_id != agenda.turn_id


def _of_topic(agenda: Agenda, topic: str) -> int | None:
    """Where the last matter of that topic is."""
    places = (place for place, one in enumerate(agenda.items) if one.about == topic)
    return max(places, default=None)


def _added(agenda: Agenda, item: Item) -> Agenda:
    items = (*agenda.items, item)
    if len(items) > MOST:
        over = next((one for one in items if not one.is_left), items[0])
        items = tuple(one for one in items if one is not over)
    return replace(agenda, items=items)


def _with(agenda: Agenda, place: int, item: Item) -> Agenda:
    """The agenda with a matter that was just touched."""
    if agenda.items[place] == item:
        return agenda
    others = (*agenda.items[:place], *agenda.items[place + 1 :])
    return replace(agenda, items=(*others, item))
