"""Recognition of a yes, a no, and of words that take something back."""

from __future__ import annotations

import re

from actions.engine.commerce.dialogue import Dialogue, Verdict
from actions.engine.commerce.reading import read

YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|sure|please do|go ahead|do (?:it|that)|ok(?:ay)?|correct|right"
    r"|confirm(?:ed)?|that'?s (?:right|correct|fine)|sounds good|perfect|agreed)\b",
    re.IGNORECASE,
)


_NO = re.compile(
    r"\W*(?:no|nope|nah|rather not|better not|don'?t|wait|not (?:yet|now|that)|actually|stop)\b",
    re.IGNORECASE,
)


PERSON = re.compile(
    r"\b(?:human|representative|real person|a person|someone real|colleague|supervisor|manager"
    r"|human agent)\b",
    re.IGNORECASE,
)


_NOT_CANCEL = re.compile(
    r"\b(?:never|not|don't|do not|didn't)\b(?! care| mind)[^.;]{0,25}\bcancel"
    r"|\bno cancel|\bkeep (?:the|my) order",
    re.IGNORECASE,
)


KEEPS = re.compile(
    r"\bkeep (?:it|them|that|mine|everything)\b|\bleave (?:it|that|them)\b|\bnever ?mind\b"
    r"|\bforget (?:it|about)\b|\bdo(?:n't| not) do (?:it|that|anything)\b",
    re.IGNORECASE,
)
MYSELF = re.compile(
    r"\b(?:do|cancel|return) (?:it|that|this) myself\b|\bdon't need (?:you|your|help)", re.I
)


FEW_WORDS = 4


def verdict(d: Dialogue, text: str) -> Verdict | None:
    """A yes or a no, by a button or by the words that the message begins with."""
    if d.wishes.choice in ("yes", "no"):
        return "yes" if d.wishes.choice == "yes" else "no"
    if d.wishes.verdict:
        return d.wishes.verdict
    if YES.match(text):
        return "yes"
    return "no" if _NO.match(text) else None


async def is_new(d: Dialogue, text: str) -> bool:
    return bool(read(text, (await d.account()).kinds).matters)


def matter_refused(d: Dialogue, place: int, text: str) -> bool:
    """Whether just what is proposed is what shall not be: “I never want to cancel it all”."""
    return d.matter(place).act == "cancel" and _NOT_CANCEL.search(text) is not None
