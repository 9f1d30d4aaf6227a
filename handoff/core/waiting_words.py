"""Rules of what customers in the queue mean: it is settled, how long it takes, or more of it."""

from __future__ import annotations

import re
from typing import Literal

_NEVER_MIND = re.compile(
    r"(?:(?:oh|ok(?:ay)?|no|actually|thanks|sorry)[\s,.!]+)*"
    r"(?:never\s?mind|forget (?:about )?(?:it|that)|no longer needed|i don'?t need (?:a|any) "
    r"(?:person|human|agent)(?: any ?more)?|back to the (?:bot|assistant))"
    r"(?:[\s,.!]+(?:then|thanks|thank you|please|now|any ?more))*[\s.!]*",
    re.IGNORECASE,
)
Meant = Literal["leaves", "settled", "asks", "thanks", "adds"]
"""`leaves` the queue for the bot; it is `settled`; `asks` how long it takes, or whether anybody is
there; `thanks`, and nothing else; `adds` something to the case."""

_ASIDE = "|".join(
    (
        *("oh", "ok(?:ay)?", "no", "nah", "yes", "yeah", "hey", "hi", "hello", "so", "well", "ah"),
        *("actually", "thanks?(?: you)?", "thx", "ty", "cheers", "sorry", "please", "pls"),
        *("all good", "great", "perfect", "good news"),
    )
)
_FORGET = "never ?mind|forget (?:about )?(?:it|that)"
_AFTER = "|".join(
    (
        *(
            "now",
            "already",
            "again",
            "then",
            "myself",
            "by (?:my|it)self",
            "thanks?(?: you)?",
            "thx",
        ),
        *("cheers", "please", "pls", "bye", "after all", "in the meantime", "meanwhile", "though"),
        *("sorry", "(?:you can |please )?close (?:it|this)"),
    )
)
_WELL = r"(?:solved|sorted|fixed|resolved|settled)(?: out)?"
_ENDED = "|".join(
    (
        r"(?:it|that|this|the problem|the issue|everything)(?:'?s| is| has| was| got)?"
        rf"(?: been| all| just)* {_WELL}",
        rf"(?:all |problem |issue )?{_WELL}",
        r"(?:it |everything )?(?:works|is working|'?s working) (?:again|now)",
        r"i(?:'?ve| have)? ?(?:just )?(?:solved|fixed|sorted|found|figured) (?:it|that)(?: out)?",
        r"i (?:don'?t|no longer) need (?:any )?help",
    )
)
_ANYHOW = (
    r"(?:(?:it|that|this|everything)(?:'?s| is| has)? )?(?:just )?"
    r"(?:arrived|turned up|works|here|fine|ok|done|all good)"
)
_SETTLED = re.compile(
    rf"\W*(?:(?:{_ASIDE})\W+)*"
    rf"(?:(?:{_FORGET})\W+(?:(?:{_ASIDE})\W+)*(?:{_ENDED}|{_ANYHOW})|{_ENDED})"
    rf"(?:\W+(?:{_AFTER}))*\W*",
    re.IGNORECASE,
)
_PATIENT = "|".join(
    (
        _ASIDE,
        *("(?:i'?ll|will) wait", "no (?:rush|hurry|problem|worries)", "take your time", "got it"),
        *(
            "understood",
            "al(?:l ?)?right",
            "fine",
            "cool",
            "sure",
            "k",
            "(?:so|very) much",
            "a lot",
        ),
        *("then", "that'?s fine"),
    )
)
_THANKS = re.compile(rf"\W*(?:(?:{_PATIENT})\b\W*)+", re.IGNORECASE)

_SOMEBODY = r"(?:any|some|no ?)(?:one|body)"
_COMES = r"(?:there|here|coming|free|available|home|at all|reading)"
_ASKED = "|".join(
    (
        r"how (?:much )?long(?:er)?",
        r"how many (?:people|others|customers|before)",
        rf"(?:when|what time) (?:will|is|does|can|do)\b.{{0,30}}\b(?:{_SOMEBODY}|colleague|agent"
        r"|person|human|it be|you|my turn|answer)",
        r"(?:where|what (?:number|place|position)) (?:am i|are we|is my place)",
        rf"{_SOMEBODY} (?:still )?{_COMES}",
        rf"(?:is|are) (?:{_SOMEBODY}|you) (?:still )?{_COMES}",
        r"still (?:there|waiting|nobody|no ?one|in line|in the queue)",
        r"(?:am i|my turn) (?:next|yet|up|still)",
        r"waiting (?:for )?(?:ages|forever|hours|so long)",
    )
)
_ASKS = re.compile(rf"(?<!\w)(?:{_ASKED})(?!\w)", re.IGNORECASE)
_CALLS = re.compile(
    r"\W*(?:(?:hello+|hey+|hi+|anyone|anybody|someone|you there|there)\W*\?+"
    r"|(?:any )?(?:news|updates?)\W*\?*)\W*",
    re.IGNORECASE,
)
_MOST = 14
"""Among more words than these a question about the wait is beside what they add."""


def meant(text: str) -> Meant:
    """What a customer means by what they write while they wait for a person."""
    if says_never_mind(text):
        return "leaves"
    if _SETTLED.fullmatch(text):
        return "settled"
    if _asks(text):
        return "asks"
    return "thanks" if _THANKS.fullmatch(text) else "adds"


def _asks(text: str) -> bool:
    if _CALLS.fullmatch(text):
        return True
    return len(text.split()) <= _MOST and _ASKS.search(text) is not None


def says_never_mind(text: str) -> bool:
    """Whether a message says that no person is needed any more, and nothing else."""
    return _NEVER_MIND.fullmatch(text.strip()) is not None
