"""Reconciliation of all clauses of a turn with what is open, and the order in which they count.

Pure. `listen` says everything that is in a turn; `next_move` what comes first of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Literal

from msgspec.structs import replace

from actions.engine.listening import cues
from actions.engine.listening.consent import Consent, consent
from actions.engine.listening.doing import LIKELY, does, surely
from actions.engine.listening.doubting import is_borne_out, is_doubtful
from actions.engine.listening.listened import WAITS, Heard, Listened, Setting
from actions.engine.listening.matters import VERY_SURE, asks_something, matters
from actions.engine.listening.polarity import denies, things_meant
from actions.engine.listening.reranking import clear, likeliest, others, reranked, together
from actions.engine.listening.settling import settles
from contracts.listening import Asked, Clause
from contracts.turn import WISH_FOR_PERSON, Entity

Move = Literal[
    "person",
    "no_person",
    "wish",
    "refusal",
    "correction",
    "answer",
    "name",
    "settles",
    "elsewhere",
    "question",
    "matters",
    "reread",
    "unclear",
    "doubtful",
    "goes_on",
]

_HALF = 0.5
"""The same for what is denied: the case that is open speaks for it as well."""
_AGREED_TO = frozenset({"proposal", "offer"})
_MAY_WISH = frozenset({"proposal", "step", "told"})
_ANSWERS = frozenset({"affirm", "deny", "inform"})
_NAMELESS = re.compile(r"\b(the|my|an?|it'?s?|is|was|that|this|one)\b|[\W_]", re.IGNORECASE)
"""What stands around a name without adding to it."""
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


def next_move(said: Heard, heard: Listened, setting: Setting) -> Move:
    """What comes first of all that was said: the first line of the written order that holds."""
    return next(move for move, holds in ORDER if holds(said, heard, setting))


def meaning(said: Heard, heard: Listened, setting: Setting) -> str | None:
    """What a message without a person, denials and small talk is about; None where that is open."""
    if heard.person is not None:
        if len(heard.matters) == 1:
            return heard.matters[0].intent
        reading = others(heard.reading, "", setting.known)
    else:
        reading = heard.reading
    best = clear(reading) or (likeliest(reading) if heard.denied else None)
    if best is not None:
        return best.name
    return heard.matters[0].intent if len(heard.matters) == 1 else None


def _wants_person(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.person == "wants"


def _wants_nobody(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.person == "refuses"


def _wishes(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.wish is not None


def _refuses_plan(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether what is proposed is what is not wanted, or only that is said."""
    if heard.refused and said.intent in {WISH_FOR_PERSON, *setting.known.beside}:
        return True
    remedies = (setting.known.remedies.get(name) for name in heard.refused)
    return any(one is not None and setting.plan in one.acts for one in remedies)


def _is_corrected(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return heard.corrects


def _answers_and_more(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return bool(heard.answer)


def _only_names(said: Heard, _heard: Listened, setting: Setting) -> bool:
    """Whether a choice is answered by a bare name, which is taken for whatever its goods are in."""
    if setting.context != "choice" or said.intent in _ANSWERS:
        return False
    names = [one for one in said.entities if one.entity == "product" and one.end is not None]
    rest = said.text
    for one in sorted(names, key=lambda one: one.start or 0, reverse=True):
        rest = rest[: one.start] + rest[one.end :]
    return bool(names) and not _NAMELESS.sub("", rest)


def _settles(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    return bool(heard.settles)


def _concerns_others(_said: Heard, heard: Listened, setting: Setting) -> bool:
    return heard.elsewhere and setting.context not in WAITS


def _asks_about(_said: Heard, heard: Listened, _setting: Setting) -> bool:
    """Whether that is all: with more beside it, the matters are named, and it is one of them."""
    return heard.asks is not None and len(heard.matters) < 2


def _has_several(said: Heard, heard: Listened, _setting: Setting) -> bool:
    """Whether several matters are named, one at least of which the whole message bears out."""
    if len(heard.matters) < 2 or not said.unsure:
        return len(heard.matters) > 1
    return any(is_borne_out(one.intent, said, heard) for one in heard.matters)


def _means_otherwise(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether it is about something else than it was taken for, or names what is not meant."""
    if heard.dropped:
        return True
    taken_back = said.intent in surely(heard.denied, _HALF)
    if setting.context in WAITS or not (taken_back or _is_open(said, setting)):
        return False
    meant = meaning(said, heard, setting)
    if meant is None or meant == said.intent:
        return False
    return taken_back or is_borne_out(meant, said, heard)


def _is_open(said: Heard, setting: Setting) -> bool:
    """Whether the pipeline was not sure what it is."""
    return said.unsure and not setting.known.is_matter(said.intent)


def _is_unclear(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether it was taken for what it denies, and nothing else is likely enough."""
    if setting.context in WAITS or not heard.denied:
        return False
    return setting.known.is_matter(said.intent) and meaning(said, heard, setting) is None


def _always(_said: Heard, _heard: Listened, _setting: Setting) -> bool:
    return True


ORDER: tuple[tuple[Move, Callable[[Heard, Listened, Setting], bool]], ...] = (
    ("person", _wants_person),
    ("no_person", _wants_nobody),
    ("wish", _wishes),
    ("refusal", _refuses_plan),
    ("correction", _is_corrected),
    ("answer", _answers_and_more),
    ("name", _only_names),
    ("settles", _settles),
    ("elsewhere", _concerns_others),
    ("question", _asks_about),
    ("matters", _has_several),
    ("reread", _means_otherwise),
    ("unclear", _is_unclear),
    ("doubtful", is_doubtful),
    ("goes_on", _always),
)
"""Danger and security come before all of it, in the action that listens. A person, who is wanted or
not; a remedy, wished for or refused; a correction; the answer to the open question, be it a bare
name or words that look like something else; what is another company's; a question about what was
said last; new matters; what is likely and not sure is asked about; then whatever it is, small talk
included.
"""


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
    sure = surely(clauses) - {setting.topic}
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
            return place if asks_something(clause.text) and not _sides(about, setting) else 0
    return 0


def _sides(intents: Collection[str], setting: Setting) -> bool:
    """Whether they are sides of what the case is about."""
    return any(setting.topic in group and group & {*intents} for group in setting.known.one_problem)


def _asks(clauses: Sequence[Clause], setting: Setting) -> tuple[Asked, Clause] | None:
    """The question about what was said last, with the clause that asks it, which is no matter."""
    if setting.context == "nothing":
        return None
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
