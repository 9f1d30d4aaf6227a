"""Rendering of the agenda for a colleague: one line a matter, in the customer's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from actions.engine.business.business import business
from actions.engine.case.agenda import Agenda, Item
from actions.engine.case.case import Case
from actions.engine.words.texts import say_to_agents
from contracts.turn import Wanted, WantState

_MOST = 6
_MOST_WORDS = 3
_ORDER: tuple[WantState, ...] = ("open", "refused", "person", "withdrawn", "denied", "done")
"""What somebody still has to see to stands first."""


def wants(agenda: Agenda, case: Case, titles: Mapping[str, str]) -> tuple[Wanted, ...]:
    """All that the customer wants, what is left to do first, what they said last first.

    `titles` names intents in a few words.
    """
    own = case.diagnosis.wants if case.diagnosis else ()
    items = [one for one in reversed(agenda.items) if not (own and one.about == case.topic)]
    lines = [*own, *(_line(one, titles) for one in items if one.about or one.phrases)]
    lines.sort(key=lambda line: _ORDER.index(line.state))
    return tuple(lines[:_MOST])


def _titled(intent: str, titles: Mapping[str, str]) -> str:
    """A matter in a few words, for colleagues."""
    return titles.get(intent) or business().named(intent) or intent.replace("_", " ")


def _line(item: Item, titles: Mapping[str, str]) -> Wanted:
    words = tuple(dict.fromkeys(_words(item)))[:_MOST_WORDS]
    return Wanted(words=words, about=_about(item, titles), state=item.state)


def _words(item: Item) -> Iterator[str]:
    """What was wished for last, then what they came with; other words only where there is nothing
    of these."""
    said = [one for one in reversed(item.phrases) if one.how in ("wishes", "corrects")]
    said += [one for one in reversed(item.phrases) if one.how in ("came_with", "asked")]
    yield from (one.text for one in said or reversed(item.phrases))


def _about(item: Item, titles: Mapping[str, str]) -> str:
    if not item.about:
        return ""
    number = say_to_agents("handoff.order", number=item.order) if item.order else ""
    details = ", ".join(filter(None, (item.goods, number)))
    title = _titled(item.about, titles)
    return f"{title} ({details})" if details else title
