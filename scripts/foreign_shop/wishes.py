"""Parser of a task's words: what is told in which order, and what only when the desk says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

import msgspec

from scripts.foreign_shop.perspective import spoken
from scripts.foreign_shop.sentences import parts
from scripts.foreign_shop.tasks import Brief

_DIRECTION = re.compile(
    r"make sure|\bmention\b|\breveal|\bshare\b|do not say|\bsound\b|\bswear\b|not familiar"
    r"|keep looking|end the conversation|\binsist\b|\bconfusing\b|\bbe polite\b"
    r"|like to (?:talk|say|do)|in one go|as you are interacting",
    re.IGNORECASE,
)
_DIRECTING = re.compile(r"^(?:make sure|(?:do not )?mention|be )", re.IGNORECASE)
_LIMIT = re.compile(r"^you (?:do not|never) want to\b", re.IGNORECASE)
_CONTINUING = re.compile(r"^(?:well,|except\b|but you want to keep)", re.IGNORECASE)
_CONDITION = re.compile(
    r"^(?:but |and |so )?(?:(?:only )?(?:if|when|in case|once)\b|after the\b|otherwise\b)",
    re.IGNORECASE,
)
_CONFIRMING = re.compile(
    r"\basks?\b[^,]*\bconfirm|\basked\b[^,]*\bconfirm|confirmation", re.IGNORECASE
)
_ASKING = re.compile(r"\basks?\b|\basked\b", re.IGNORECASE)
_FAILING = re.compile(
    r"\bnot\b|n't\b|\bno\b|cannot|unavailable|\bissues\b|fails|refuses|^\W*otherwise", re.IGNORECASE
)
_NOT_YET = re.compile(r"\bnot (?:been )?(?:shipped|sent|delivered|processed)", re.IGNORECASE)
_DONE = re.compile(r"^(?:\W*)(?:but |and |so )?(?:once|after)\b", re.IGNORECASE)
_WANT = re.compile(
    r"\b(?:want|wants|wish|would like|'d like|need to|wonder|intend|no longer need|request|inquire"
    r"|ask|check|change|exchange|return|cancel|modify)\b",
    re.IGNORECASE,
)
_LIKING = re.compile(
    r"prefer|rather|care\b|okay with|is fine|acceptable|not an issue|you like\b|use (?:your|the)\b"
    r"|should go to|pay the difference|want the refund",
    re.IGNORECASE,
)
_PAYING = re.compile(
    r"gift ?card|\bGC\b|paypal|credit card|visa|amex|mastercard|payment|refund", re.IGNORECASE
)
_ACTING = re.compile(
    r"\b(?:want|wants|wish|would like|needs?)\b.*\b(?:exchang|return|cancel|modif|chang|upgrad)",
    re.IGNORECASE | re.DOTALL,
)
_OR_ELSE = (
    re.compile(r"^(.*?\b(?:possible|available)\b[^,]*?)\s*,\s*(.*)$", re.DOTALL | re.IGNORECASE),
    re.compile(r"^(.*?\S)\s*,\s*((?:then )?you\b.*)$", re.DOTALL | re.IGNORECASE),
    re.compile(r"^(.*?\S)\s*,\s*(.*)$", re.DOTALL),
)
_OTHERWISE = re.compile(r"^(?:if not\b|otherwise\b)", re.IGNORECASE)
_NEW = re.compile(r"^(?:you )?(?:also|lastly|finally|then)\b|^for order", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:the|my|your|an?)\s+([a-z-]+(?: [a-z-]+)?)(?=\s+(?:and|to|for|with|from|in|that|you|I)\b"
    r"|[,.;()]|$)",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(r"^you (?:want to|would like to|think that you) \w+ (?:it|them)\b", re.I)
_NO_THINGS = frozenset({"order", "orders", "item", "items", "same order", "agent", "bigger one"})
_LED_BY = re.compile(
    r"^(?:then )?(?:you )?(?:also )?(?:just )?(?:do not say yes immediately,? because"
    r"|mention(?: that)?|say(?: that)?|tell (?:it|the agent) to|are angry and [^,]*, then"
    r"|become angry and)\s*",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(
    r"^you (?:would be angry but|regret and|add another request and)\s*", re.IGNORECASE
)
_ALL_AT_ONCE = re.compile(
    r"in one go|at the same time|together|both done|detail-oriented", re.IGNORECASE
)


class When(Enum):
    """What makes a customer say something that is no wish by itself."""

    CONFIRMING = "the desk asks for a yes"
    ASKED = "the desk asks for just this"
    REFUSED = "the desk cannot do it"


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    """What is said at a turn of the conversation, once the wish before it has been told."""

    when: When
    condition: str
    text: str
    """As a message."""
    after: int
    """Of how many wishes it may be said, counted from the first."""


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """All that the customer has to say, as messages in their order.

    `likings` are told when they are asked for, and never by themselves.
    """

    told: tuple[str, ...]
    reactions: tuple[Reaction, ...]
    likings: tuple[str, ...]


class _Taken:
    """The parts of a brief as they are sorted, in their order."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.background: list[str] = []
        self.reactions: list[Reaction] = []
        self.likings: list[str] = []
        self._conditional = False

    def take(self, part: str) -> None:
        """Sort one part in."""
        reaction = None if self._goes_with_a_condition(part) else _reaction(part, len(self.told))
        if reaction:
            self.reactions.append(reaction)
        elif _is_direction(part):
            return
        elif _LIMIT.search(part) or (_is_liking(part) and (_PAYING.search(part) or not self.told)):
            self.likings.append(spoken(part))
        else:
            self._tell(part)
        self._conditional = reaction is None and _is_qualified(part)

    def _tell(self, part: str) -> None:
        if self.told and (self._goes_with_a_condition(part) or _belongs_to(self.told[-1], part)):
            self.told[-1] = f"{self.told[-1]} {spoken(part)}"
        elif _WANT.search(part) or _DONE.search(part):
            self.told.append(" ".join([*self.background, _wish(part)]).strip())
            self.background.clear()
        else:
            self.background.append(spoken(part))

    def _goes_with_a_condition(self, part: str) -> bool:
        """`If not` after an `if` is its other side."""
        return self._conditional and bool(_OTHERWISE.search(part))


def wishes_of(brief: Brief) -> Wishes:
    """The brief taken apart. At least one message is told."""
    taken = _Taken()
    for part in parts(brief.reason_for_call):
        taken.take(part)
    reactions = taken.reactions + [
        reaction for part in parts(brief.task_instructions) if (reaction := _reaction(part, 1))
    ]
    told = _in_one(taken.told or taken.background or [spoken(brief.reason_for_call)], brief)
    return Wishes(
        told=told,
        reactions=tuple(_due(one, len(told)) for one in reactions),
        likings=tuple(taken.likings),
    )


def wants_person(text: str) -> bool:
    """Whether a person is asked for."""
    return bool(re.search(r"\b(?:human|representative|person)\b", text, re.IGNORECASE))


def _due(reaction: Reaction, told: int) -> Reaction:
    """Due at the last message at the latest: several wishes may have become one."""
    return msgspec.structs.replace(reaction, after=min(reaction.after, told))


def _in_one(told: Sequence[str], brief: Brief) -> tuple[str, ...]:
    """Wishes that are to be told together become one message."""
    said = f"{brief.reason_for_call} {brief.task_instructions}"
    return (" ".join(told),) if _ALL_AT_ONCE.search(said) else tuple(told)


def _wish(part: str) -> str:
    """What happens once something is done is a wish of its own, without the condition."""
    later = _split(part) if _DONE.search(part) else None
    return spoken(later[1] if later else part)


def _is_direction(part: str) -> bool:
    """How to behave rather than what to say."""
    directs = _DIRECTION.search(part) and not _ACTING.search(part)
    return bool(_DIRECTING.search(part) or directs)


def _belongs_to(wish: str, part: str) -> bool:
    """Whether a part says more of a wish rather than something new."""
    if _is_liking(part) or _is_qualified(part) or _CONTINUING.search(part):
        return True
    return not _NEW.search(part) and bool(_ABOUT_IT.search(part) or _things(wish) & _things(part))


def _things(text: str) -> frozenset[str]:
    """What is named with an article, orders and the like apart."""
    return frozenset(name.casefold() for name in _THING.findall(text)) - _NO_THINGS


def _is_liking(part: str) -> bool:
    """What is liked better, unless the same sentence wants something done."""
    return bool(_LIKING.search(part)) and not _ACTING.search(part)


def _split(part: str) -> tuple[str, str] | None:
    """A condition and what holds under it; a comma before `you` parts them before any other."""
    found = next((match for one in _OR_ELSE if (match := one.match(part))), None)
    return (found[1], found[2]) if found else None


def _is_qualified(part: str) -> bool:
    """A condition on what the desk finds belongs to the wish before it."""
    return bool(_CONDITION.search(part)) and not _DONE.search(part)


def _reaction(part: str, after: int) -> Reaction | None:
    split = _split(part) if _CONDITION.search(part) and not _DONE.search(part) else None
    when = _when(split[0]) if split else None
    if split is None or when is None:
        return None
    return Reaction(when=when, condition=split[0], text=_said(split[1]), after=max(after, 1))


def _when(condition: str) -> When | None:
    if _NOT_YET.search(condition):
        return None
    if _CONFIRMING.search(condition):
        return When.CONFIRMING
    if _ASKING.search(condition):
        return When.ASKED
    return When.REFUSED if _FAILING.search(condition) else None


def _said(text: str) -> str:
    """What is to be said, out of what the customer is told to do."""
    return spoken(_AFTER_ALL.sub("you ", _LED_BY.sub("", text)).removesuffix(" initially"))
