"""Rules of when a message goes on with what is talked of, rather than opening something new. Pure.

Most messages after the first are answers, details and further questions, and say little without
what was said before: of 129 later messages of strangers, one in five was understood by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.engine.case.turn import FALLBACK_INTENT, OUT_OF_SCOPE
from actions.engine.listening.cues import settles
from actions.engine.listening.doing import does, sides
from actions.engine.listening.listened import NO_MATTER, WAITS, Heard, Known, Listened, Setting
from actions.engine.listening.matters import asks_something, is_announced
from contracts.listening import Context
from contracts.turn import WISH_FOR_PERSON, IntentScore

NEW = 0.9
"""From this confidence on a message opens a matter of its own, whatever is talked of …"""
_SAME = 0.6
"""… unless it means just what is talked of, read behind what was said before, with so much."""
_CLEAR = 0.8
"""From this confidence on what an unclear message means behind the one before is believed."""
_AGREES = 0.3
"""What is not so sure opens one only if it is a whole question, or asks for something that its
reading in context holds for so likely."""
_HINTED = 0.15
"""So much of its reading in context has to be left for a matter that only a clause names."""
_SETTLES = ("affirm", "deny", "cancel")
_FEW_WORDS = 2
_ASKING = frozenset({"asks_about", "new_matter", "wishes"})
_RATHER = 0.5
_POINTS_BACK = re.compile(
    r"\b(?:it|that|thats|this|these|those|them|they|he|she|him|her|his|mine|hers|theirs|one|ones"
    r"|same|other|then|so|there|both|either|neither|again|still)\b",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset({"", FALLBACK_INTENT, "inform", OUT_OF_SCOPE})
_ELLIPTIC = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay|hm+|then)\W+)*(?:for |by |since |until )?"
    r"(?:how (?:long|much|many|soon|come|so)|when|why(?: not)?|where(?: to)?|who|which(?: one)?"
    r"|what (?:then|now|for|if not)|same (?:price|day|here|one)|really|at what (?:cost|price))"
    r"(?: (?:then|now|please|pls|exactly|roughly))*\W*",
    re.IGNORECASE,
)
_SAID_IN_PASSING = frozenset({"bot_challenge", "nudge", "test_message", "wrong_chat", "praise"})
_ANSWERS = frozenset({"affirm", "deny", "inform", "cancel", WISH_FOR_PERSON})
_ANSWERED: frozenset[Context] = WAITS - {"offer"}
_ASKED: frozenset[Context] = frozenset({"question", "step", "choice"})


def follows(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether it tells or asks more of the subject, and nothing that could be done by itself."""
    if not setting.subject or _is_asked(setting) or _is_new(said, heard, setting):
        return False
    if not any(character.isalnum() for character in said.text):
        return False  # a smiley adds nothing
    if said.intent in _SAYS_LITTLE or is_elliptic(said.text) or _only_seems_to_settle(said):
        return not is_plainly_elsewhere(said)
    if said.intent in _SAID_IN_PASSING:
        return _sureness(said) < _CLEAR
    if not setting.known.is_matter(said.intent):
        return False
    if said.intent == setting.subject:
        # What was just told is told again to who asks again, and to nobody else.
        return (
            bool(said.clauses)
            and not _opens_cases(said.intent, setting)
            and not does(said.clauses, "told", "asks_about")
        )
    if _stands_alone(said.text):
        return False
    borne_out = _means(said, said.intent, _AGREES)
    if _sureness(said) >= NEW:
        return not _asks(said) and (_means(said, setting.subject, _SAME) or not borne_out)
    return not (borne_out and _asks(said))


def answers_after_all(said: Heard, setting: Setting) -> bool:
    """Whether what looks like something else belongs to the open case, read in its context."""
    if setting.context not in _ASKED or said.intent in _ANSWERS or _sureness(said) >= NEW:
        return False
    return _means(said, setting.topic, _SAME)


def is_beside(said: Heard, setting: Setting) -> bool:
    """Whether words in the middle of a case only look as if they were about something else."""
    if not _is_asked(setting):
        return False
    if said.intent == OUT_OF_SCOPE:
        return not is_plainly_elsewhere(said)
    if said.intent == "cancel":
        return _only_seems_to_settle(said)
    if not setting.known.is_matter(said.intent) or said.intent == setting.topic:
        return False
    return is_elliptic(said.text) or _is_stray(said, setting)


def _is_stray(said: Heard, setting: Setting) -> bool:
    """Whether it is read as another matter by itself alone, and not surely."""
    if not said.in_context or said.names_order or _sureness(said) >= NEW:
        return False
    if any(is_announced(one) for one in said.clauses[:1]) or sides(said.intent, setting):
        return False
    return not (_means(said, said.intent, _AGREES) or _stands_alone(said.text))


def _only_seems_to_settle(said: Heard) -> bool:
    """Whether it was taken for a yes, a no or an end, and begins with none: “don't have it”."""
    says_more = len(said.text.split()) > _FEW_WORDS and not settles(said.text)
    return said.intent in _SETTLES and _sureness(said) < NEW and says_more


def is_elliptic(text: str) -> bool:
    """Whether a question is too short to say what it is about: “how long”, “and when?”."""
    return _ELLIPTIC.fullmatch(text) is not None


def is_plainly_elsewhere(said: Heard) -> bool:
    """Whether it asks for something that is none of the company's business."""
    return said.intent == OUT_OF_SCOPE and _sureness(said) >= NEW and _asks(said)


def in_context(said: Heard, setting: Setting) -> str | None:
    """The matter that an unclear message is about behind the one before; None where none is.

    “Same price?” asks for what was told of a subject that has nothing but facts.
    """
    facts_only = setting.subject and not _opens_cases(setting.subject, setting)
    if facts_only and is_elliptic(said.text) and not _is_asked(setting):
        return setting.subject
    if said.intent not in _SAYS_LITTLE or _is_asked(setting):
        return None
    best = _best(said.in_context, setting.known)
    if best is None or best.confidence < _CLEAR or best.name in setting.known.dangers:
        return None
    return best.name if best.name != setting.subject else None


def _is_asked(setting: Setting) -> bool:
    """Whether the case asks for something, which it has not given up."""
    return setting.context in _ANSWERED and not setting.is_left


def _is_new(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether words or clauses say by themselves that something else comes."""
    if said.names_order or any(is_announced(one) for one in said.clauses[:1]):
        return True
    if len(said.clauses) < 2:
        return False
    sure = (one for one in heard.matters if one.confidence >= NEW and asks_something(one.words))
    return any(one.intent != setting.subject for one in sure)


def _opens_cases(intent: str, setting: Setting) -> bool:
    return intent in setting.known.topics


def _asks(said: Heard) -> bool:
    """Whether a clause rather asks for something than tells it."""
    if not any(one.acts for one in said.clauses):
        return asks_something(said.text)
    rows = (one.acts.get("told", ()) for one in said.clauses)
    return any(sum(a.confidence for a in row if a.name in _ASKING) >= _RATHER for row in rows)


def is_likely_in_context(intent: str, said: Heard) -> bool:
    """Whether a matter that a clause names is likely for the whole message, read in its context."""
    if not said.in_context:
        return True
    whole = said.ranking[:1]
    sure = any(one.name == intent and one.confidence >= NEW for one in whole)
    return sure or _means(said, intent, _HINTED)


def points_back(text: str) -> bool:
    """Whether a text points at what was said before: “why do you need that”, “what for”."""
    return is_elliptic(text) or _POINTS_BACK.search(text) is not None


def _stands_alone(text: str) -> bool:
    """Whether a question says all that it is about, and points at nothing said before."""
    return asks_something(text) and _POINTS_BACK.search(text) is None


def _means(said: Heard, intent: str, sure: float) -> bool:
    """Whether it means that behind what was said before, with so much."""
    return any(one.name == intent and one.confidence >= sure for one in said.in_context)


def _sureness(said: Heard) -> float:
    return said.ranking[0].confidence if said.ranking else 0.0


def _best(ranking: Sequence[IntentScore], known: Known) -> IntentScore | None:
    """The likeliest of all, where that is a matter."""
    first = next(iter(ranking), None)
    known_for = first is not None and first.name not in NO_MATTER and known.is_matter(first.name)
    return first if known_for else None
