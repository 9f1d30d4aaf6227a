"""Inventory of everything that a turn says, all its clauses, whatever counts of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from actions.engine.listening import cues
from actions.engine.listening.consent import Consent, consent
from actions.engine.listening.doing import LIKELY, does, sides, surely
from actions.engine.listening.following import is_likely_in_context, points_back
from actions.engine.listening.listened import WAITS, Heard, Listened, Setting
from actions.engine.listening.matters import VERY_SURE, asks_something, matters
from actions.engine.listening.polarity import denies, things_meant
from actions.engine.listening.reranking import reranked, together
from actions.engine.listening.settling import settles
from contracts.listening import Asked, Clause
from contracts.turn import Entity

_HALF = 0.5
"""From this confidence on what is denied is what the open case is about, which speaks for it."""
_AGREED_TO = frozenset({"proposal", "offer"})
_MAY_WISH = frozenset({"proposal", "step", "told"})
_ANSWERS = frozenset({"affirm", "deny", "inform"})
_CHALLENGE = "bot_challenge"
_NO_ANSWER: tuple[str, tuple[Clause, ...]] = ("", ())


def listen(said: Heard, setting: Setting) -> Listened:
    """Everything that a turn says."""
    company = setting.known.elsewhere
    theirs = [one for one in said.clauses if company.heard(one.text) is not None]
    denied = tuple(one for one in said.clauses if one in theirs or denies(one.text))
    left = tuple(one for one in said.clauses if one not in denied)
    kept = _meant(said)
    gone = {(one.start, one.end) for one in said.entities if one not in kept}
    found = matters([_without(one, gone) for one in left], setting.known)
    reading = together(left) if denied else said.ranking
    answer, after = _answer(said.text, left, setting)
    return Listened(
        person=_person(said, left, setting),
        wish=_wish(said.text, left, setting),
        refused=cues.refused(said.text),
        corrects=_corrects(said, left, denied, setting),
        answer=answer,
        after=after,
        settles=settles(said, setting),
        asks=_asks(left, setting),
        elsewhere=bool(theirs) and not found,
        matters=found,
        denied=denied,
        reading=reranked(reading, setting.likelier),
        entities=kept,
        dropped=len(kept) < len(said.entities),
    )


def _person(said: Heard, clauses: Sequence[Clause], setting: Setting) -> cues.Person | None:
    if said.intent == _CHALLENGE:
        # "Is this a real person?" asks for none.
        return None
    if told := cues.person(said.text):
        return told
    if does(clauses, setting, "refuses_person"):
        return "refuses"
    return "wants" if does(clauses, setting, "wants_person") else None


def _wish(text: str, clauses: Sequence[Clause], setting: Setting) -> str | None:
    """The remedy wished for in the middle of a case that does not lead there."""
    if not setting.topic:
        return None
    told, refused = cues.wished(text), cues.refused(text)
    about, sure = surely(clauses, LIKELY), surely(clauses)
    for name, remedy in setting.known.remedies.items():
        led_to = setting.topic in remedy.topics or setting.plan in remedy.acts
        if name in refused or led_to:
            continue
        # "When do I get my refund?" asks for one that is on its way.
        if name in told and not sure & set(remedy.topics[1:]):
            return name
        # A question is answered in words that may sound like a wish.
        if remedy.topics[0] in about and setting.context in _MAY_WISH:
            return name
    return None


def _corrects(
    said: Heard, clauses: Sequence[Clause], denied: Sequence[Clause], setting: Setting
) -> bool:
    """Whether it leaves the case, for something else or for nothing that is named."""
    if not setting.topic:
        return False
    sure = {one for one in surely(clauses) - {setting.topic} if is_likely_in_context(one, said)}
    other = any(setting.known.is_matter(one) for one in sure)
    if other and (does(clauses, setting, "corrects") or setting.topic in surely(denied, _HALF)):
        return True
    return cues.leaves_topic(said.text) and (other or not said.names_something)


def _answer(
    text: str, clauses: Sequence[Clause], setting: Setting
) -> tuple[str, tuple[Clause, ...]]:
    """The words that settle what is open, and what follows them; empty where no matter does.

    All of them, where what follows is not to be told from what a yes is to: then it is none yet.
    """
    if setting.context not in WAITS or len(clauses) < 2:
        return _NO_ANSWER
    if setting.context == "question" and (place := _leaves_at(clauses, setting)):
        return text[: clauses[place].start].strip(" ,\n"), tuple(clauses[place:])
    first, rest = clauses[0], tuple(clauses[1:])
    if asks_something(first.text) or not (cues.settles(first.text) or surely([first]) & _ANSWERS):
        return _NO_ANSWER
    new = any(one.intent != setting.topic for one in matters(rest, setting.known))
    if not new and not any(cues.means_the_other(one.text) for one in rest):
        return _NO_ANSWER
    agreed = consent(text, taken_for_yes=True) if setting.context in _AGREED_TO else Consent()
    if agreed.reserve in ("question", "condition"):
        return _NO_ANSWER
    return (text if agreed.reserve else first.text), rest


def _leaves_at(clauses: Sequence[Clause], setting: Setting) -> int:
    """The place of the clause in which an answer in own words ends, and something else is asked.

    0 where none does, or the message begins with it: then it is no answer.
    """
    for place, clause in enumerate(clauses):
        about = surely([clause], VERY_SURE) - {setting.topic}
        if any(setting.known.is_matter(one) for one in about):
            same = any(sides(one, setting) for one in about)
            return place if asks_something(clause.text) and not same else 0
    return 0


def _asks(clauses: Sequence[Clause], setting: Setting) -> tuple[Asked, Clause] | None:
    """The question about what was said last, with the clause that asks it, which is no matter."""
    if setting.context == "nothing":
        return None
    if setting.context == "detail":
        # What asks for a number or an address is asked about by pointing at it.
        clauses = [one for one in clauses if points_back(one.text)]
    others = [one for one in clauses if not surely([one]) - {setting.topic}]
    asking = (one for one in others if one.asks and does([one], setting, "asks_about"))
    return next(((one.asks[0].name, one) for one in asking), None)


def _meant(said: Heard) -> tuple[Entity, ...]:
    """The entities without the things that are named as not meant."""
    spans = {
        (one.start, one.end): one
        for one in said.entities
        if one.entity == "product" and one.start is not None and one.end is not None
    }
    meant = things_meant(said.text, [(start or 0, end or 0) for start, end in spans])
    # Where everything is taken back, the words still say which case it is about.
    gone = set(spans) - set(meant) if meant else set()
    return tuple(one for one in said.entities if (one.start, one.end) not in gone)


def _without(clause: Clause, gone: Collection[tuple[int | None, int | None]]) -> Clause:
    """The clause without the entities of these places."""
    left = tuple(one for one in clause.entities if (one.start, one.end) not in gone)
    return replace(clause, entities=left)
