"""Decision on a proposal: agreed to, unless it contradicts what the customer wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WHOLE_ORDER = re.compile(
    r"\bcancel(?:ling|led|s)?\s+(?:or return\s+)?"
    r"(?:(?:it|the|my|your|all|whole|entire|pending|possible|older|that|this|of|#?W\d+)\s+)*"
    r"(?:orders?\b|everything\b|#?W\d+)|\borders?\b[^.?!]*\bcancelled\b",
    re.IGNORECASE,
)
_CANCEL = re.compile(r"\bcancel", re.IGNORECASE)
_RETURN = re.compile(r"\b(?:return|send (?:it|them|the)? ?back)", re.IGNORECASE)
_TAKE_BACK = re.compile(r"\b(?:return|refund|send|give back|get rid|exchang|swap)", re.IGNORECASE)
_EXCHANGE = re.compile(r"\b(?:exchang|swap|replac)", re.IGNORECASE)
_ORDER = re.compile(r"\bW\d{7}\b")
_METHODS: tuple[tuple[str, str], ...] = (
    ("gift card", r"gift ?card|\bGC\b"),
    ("PayPal", r"paypal"),
    ("credit card", r"credit card|visa|amex|american express|mastercard"),
    ("original payment method", r"original (?:payment|method)"),
)
_NOTHING = re.compile(r"no cancell?ation|no exchange", re.IGNORECASE)
_KEEP = re.compile(r"\bkeep it\b", re.IGNORECASE)
_GOODS = re.compile(r"(?<=[(,] )[A-Z][\w-]+(?: [A-Z][\w-]+)*|(?<=\()[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_NAMED = re.compile(
    r"\b(?:the|my|an?|and)\s+([a-z-]+(?: [a-z-]+)?)(?=\s+(?:and|to|for|with|from|in|that|which|I)\b"
    r"|[,.;()]|$)",
    re.IGNORECASE,
)


def objection(proposal: str, said: Sequence[str], likings: Sequence[str] = ()) -> str | None:
    """Why a proposal is not what the customer wants, as they would say it; None when it is.

    `said` is what they have told so far, in order; `likings` what they have not been asked yet.
    """
    return (
        _whole_order(proposal, said, likings)
        or _another_act(proposal, " ".join(said))
        or _another_order(proposal, " ".join(said))
        or _dropped(proposal, said)
        or _another_payment(proposal, [*said, *likings])
    )


def fits_later(text: str, proposal: str) -> bool:
    """Whether what would keep to one thing only is not about this proposal."""
    only = re.search(r"\bonly\b(.*)", text, re.IGNORECASE)
    named = _NAMED.findall(only[1]) if only else []
    return bool(named) and not any(name.casefold() in proposal.casefold() for name in named)


def takes_back(text: str) -> bool:
    """Whether nothing shall be done after all."""
    return bool(_KEEP.search(text) or _NOTHING.search(text))


def payment(said: Sequence[str]) -> str | None:
    """The payment method that was named last, in words that a desk knows."""
    for text in reversed(said):
        places = [
            (found.start(), name)
            for name, pattern in _METHODS
            if (found := re.search(pattern, text, re.IGNORECASE))
        ]
        if places:
            return min(places)[1]
    return None


def _whole_order(proposal: str, said: Sequence[str], likings: Sequence[str]) -> str | None:
    """More than was wanted would be cancelled: all of an order for one thing in it."""
    told = " ".join(said)
    if not _WHOLE_ORDER.search(proposal) or _WHOLE_ORDER.search(told):
        return None
    if said and re.search(r"\b(?:it|them)\b.*\bcancel", said[-1], re.IGNORECASE):
        return None
    if _CANCEL.search(told) and _names_only(proposal, told):
        return None
    never = next((one for one in likings if _CANCEL.search(one)), None)
    return never or "I don't want to cancel the whole order."


def _names_only(proposal: str, told: str) -> bool:
    """Whether all goods that the proposal names, by capital letters, are wanted."""
    goods = [name.split()[-1].casefold().rstrip("s") for name in _GOODS.findall(proposal)]
    return bool(goods) and all(name in told.casefold() for name in goods)


def _another_act(proposal: str, told: str) -> str | None:
    if _CANCEL.search(proposal) and not re.search(r"\bcancel|no longer need|remove", told, re.I):
        return "I don't want to cancel anything."
    returns = _RETURN.search(proposal) and not _EXCHANGE.search(proposal)
    if returns and not _TAKE_BACK.search(told):
        return "I don't want to return anything."
    return None


def _another_order(proposal: str, told: str) -> str | None:
    wanted, meant = set(_ORDER.findall(told)), set(_ORDER.findall(proposal))
    if not wanted or not meant or meant <= wanted:
        return None
    return f"That's not the order I mean. I mean #{', #'.join(sorted(wanted))}."


def _dropped(proposal: str, said: Sequence[str]) -> str | None:
    """What a later word has taken back: `only …` drops all else, `keep it` the wish before it."""
    last = said[-1] if said else ""
    if _NOTHING.search(last) and (_CANCEL.search(proposal) or _EXCHANGE.search(proposal)):
        return last
    for before, text in pairwise(said):
        if _KEEP.search(text) and _CANCEL.search(proposal) and _names(proposal, before):
            return text
    only = re.search(r"\bonly\b(.*)", last, re.IGNORECASE)
    if not only or len(said) < 2:
        return None
    earlier = {name.casefold() for text in said[:-1] for name in _NAMED.findall(text)}
    gone = [name for name in earlier if name not in only[1].casefold()]
    return last if any(name in proposal.casefold() for name in gone if len(name) > 2) else None


def _names(proposal: str, wish: str) -> bool:
    """Whether a proposal is about what a wish named, or may be."""
    things = [name.casefold() for name in _NAMED.findall(wish)]
    return not things or any(name in proposal.casefold() for name in things)


def _another_payment(proposal: str, said: Sequence[str]) -> str | None:
    liked = payment(said)
    named = {name for name, pattern in _METHODS if re.search(pattern, proposal, re.IGNORECASE)}
    if liked is None or not named or liked in named or "original payment method" in (liked, *named):
        return None
    return f"I'd prefer the {liked}."
