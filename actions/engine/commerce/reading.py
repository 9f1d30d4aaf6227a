"""Translation of a message into matters: one for each act, with the customer's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from actions.engine.case.wishes import Matter
from actions.engine.commerce.kinds import Kinds, mentions
from actions.engine.commerce.segments import QUESTION, Segment, segments

ALIKE = frozenset({"exchange", "change_items"})
"""Acts that customers say for each other, whatever has become of the order."""
UNDO = "undo"
PRICE = re.compile(
    r"\bif (?:it|that|the price|its price)[^,.;]*?\b"
    r"(?:(?P<less>less|cheaper|lower|under|below)|more|greater|higher|over|above)\b"
    r"\D{0,12}?(?P<amount>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
"""The price under which something shall be done."""
_UNDO = re.compile(
    r"\b(?:undo|revert|reverse|restore|reinstate)\b|\b(?:change|switch|put|set) .{0,40}\bback\b"
    r"|\bun-?cancel",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\bprefer[^.;!?]*", re.IGNORECASE)
_MIND = re.compile(r"\bchang(?:e|ed|ing) (?:my|our) minds?\b(?: to)?", re.IGNORECASE)
_SO_THAT = re.compile(r"\bso (?:that )?I (?:don't|do not|won't) (?:have|need) to [^.;!?]*", re.I)
"""What a customer will be spared is nothing that they want done."""
_THEN = re.compile(r",?\s+(?:and )?then\s+", re.IGNORECASE)
"""“Battery, then USB” is an order of preference, and not two things to be done."""
_NOT_SO = re.compile(r"(?:not|otherwise|it isn't|it is not)\W*$", re.IGNORECASE)
_KEEPS = re.compile(r"\b(?:keep|leave)\b", re.IGNORECASE)
"""“If there is none, keep the order”: nothing is done then with what this is about."""
_EXCEPT = re.compile(
    r"\W*(?:(?:well|oh|ok|and|but|all)\W+)*(?:except|apart from|other than)\b.*?"
    r"(?=,?\s+(?:but|though|because)\b|[.;!?]|$)",
    re.IGNORECASE | re.DOTALL,
)
"""What a wish shall leave out, said behind it."""
_IF = re.compile(r"\b(?:if|in case|unless|when|should)\s*$", re.IGNORECASE)
_ORDER_ADDRESS = re.compile(r"\border", re.IGNORECASE)
_DEFAULT_ADDRESS = re.compile(
    r"\b(?:default|user|account|profile|my(?: own)?) address|\bdefault one\b"
    r"|\baddress in my profile",
    re.IGNORECASE,
)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What a message holds, in its order."""

    matters: tuple[Matter, ...] = ()


def read(text: str, kinds: Kinds) -> Read:
    """The matters of a message. Several of one act are one, with the words of all."""
    text = _MIND.sub(" ", _SO_THAT.sub(" ", text))
    text = _RANKED.sub(lambda found: _THEN.sub(" > ", found.group()), text)
    if _UNDO.search(text):
        return Read(matters=(Matter(act=UNDO, words=(text,)),))
    matters: list[Matter] = []
    for one in _whole(text, segments(text, kinds)):
        if excepted := _EXCEPT.match(one.text):
            matters = _but_for(matters, excepted.group())
        if (one.otherwise or _NOT_SO.match(one.condition or "")) and matters:
            matters[-1] = _with_alternative(matters[-1], one)
        elif _conditional(one, matters, kinds):
            before = matters.pop()
            instead = Matter(act=_acts(one)[0], words=(one.text,))
            matters.append(
                replace(instead, words=(f"{before.text} . {one.text}",), otherwise=(before,))
            )
        elif one.acts:
            _add(matters, one)
        elif matters:
            last = matters[-1]
            words = (*last.words[:-1], f"{last.words[-1]} {one.text.strip()}")
            matters[-1] = replace(last, words=words)
    return Read(matters=tuple(matters))


def _but_for(matters: Sequence[Matter], excepted: str) -> list[Matter]:
    """All that was wanted in the sentence before, without what the next one leaves out."""
    said = matters[-1].words[-1] if matters else ""
    return [
        replace(one, words=(*one.words[:-1], f"{said} {excepted.strip()}"))
        if one.words[-1] == said
        else one
        for one in matters
    ]


def _conditional(one: Segment, matters: Sequence[Matter], kinds: Kinds) -> bool:
    """Whether it is liked better than what was said first: “exchange it if you have it”."""
    if not one.condition or one.otherwise or not matters or not one.acts:
        return False
    if matters[-1].act != "return" or _acts(one)[0] != "exchange":
        return False
    # Who names goods of their own speaks of those alone.
    own, before = _families(one.text, kinds), _families(matters[-1].text, kinds)
    return not own or (bool(own & before) and _EXCEPT.match(one.text) is None)


def _families(text: str, kinds: Kinds) -> frozenset[str]:
    return frozenset(family for one in mentions(text, kinds) for family in one.families)


def _with_alternative(matter: Matter, one: Segment) -> Matter:
    """What shall be done instead; a matter of the same act has it among its words."""
    words = (*matter.words[:-1], f"{matter.words[-1]} {one.text}")
    matter = replace(matter, words=words)
    if _KEEPS.search(one.text):
        return matter
    if not one.act or one.act == QUESTION or _same(one.act, matter.act) or matter.otherwise:
        return matter
    return replace(matter, otherwise=(Matter(act=one.act, words=(one.text.strip(),)),))


def _add(matters: list[Matter], one: Segment) -> None:
    acts = _acts(one)
    if "exchange" in acts and "return" in acts:
        # Either of both: what they would rather have comes first.
        back = Matter(act="return", words=(one.text,))
        matters.append(Matter(act="exchange", words=(one.text,), otherwise=(back,)))
        return
    for act in acts:
        place = next((i for i, m in enumerate(matters) if joins(m.act, act)), None)
        words = one.text
        if place is None:
            matters.append(Matter(act=act, words=(words,)))
        else:
            matters[place] = replace(matters[place], words=(*matters[place].words, words))


def _acts(one: Segment) -> Sequence[str]:
    """“Cancel or return” is both, each for the orders that it fits."""
    acts = tuple(dict.fromkeys("exchange" if act in ALIKE else act for act in one.acts))
    if "change_address" in acts:
        both = [
            name
            for name, pattern in (
                ("redirect", _ORDER_ADDRESS),
                ("change_address", _DEFAULT_ADDRESS),
            )
            if pattern.search(one.text)
        ]
        return both or ("redirect",)
    return acts


def _whole(text: str, found: Sequence[Segment]) -> Iterator[Segment]:
    """Each with all words up to the next one, so that conditions stay where they were said."""
    ends = [*(_begin(text, one) for one in found[1:]), len(text)]
    for place, (one, end) in enumerate(zip(found, ends, strict=False)):
        start = 0 if place == 0 else _begin(text, one)
        yield replace(one, text=text[start:end].strip(" ,"), start=start, end=end)


def _begin(text: str, one: Segment) -> int:
    """Where it begins with the condition that it stands under."""
    if not one.condition:
        return one.start
    at = text.rfind(one.condition, 0, one.start)
    found = _IF.search(text[:at]) if at >= 0 else None
    return found.start() if found else at if at >= 0 else one.start


def joins(one: str, other: str) -> bool:
    """Whether two matters are one: several questions are several."""
    return one == other and one != QUESTION


def _same(one: str, other: str) -> bool:
    return one == other or {one, other} <= ALIKE
