"""Reader of what the desk says: what it asks for, whether it wants a yes, whether it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

import msgspec

from scripts.showing.chat import Bubble


class Kind(Enum):
    """What a question is about."""

    EMAIL = "the e-mail address"
    NAME = "the name"
    POSTCODE = "the postcode"
    USER_ID = "the user id"
    ORDER = "the order number"
    REASON = "the reason"
    PAYMENT = "the payment method"
    ADDRESS = "an address"
    PERSON = "whether a person is wanted"
    CONFIRM = "a yes"
    MORE = "whether there is more"
    OTHER = "something of the matter"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the desk: `text` is the question alone, `said` all that was said with it."""

    kinds: frozenset[Kind]
    text: str
    said: str
    buttons: tuple[tuple[str, str], ...] = ()
    """Id and title of each."""

    @property
    def key(self) -> str:
        """The same for the same question, whatever figures and names stand in it.

        What one is, knows or pays with is one question, however it is worded; so is a choice among
        the same things.
        """
        if Kind.CONFIRM in self.kinds:  # of two orders, each proposal is one of its own
            return self.said.casefold()
        told = " ".join(title for _, title in self.buttons) or self.text
        bare = re.sub(r"[^a-z ]", "", told.casefold()) if Kind.OTHER in self.kinds else ""
        return f"{sorted(kind.name for kind in self.kinds)} {bare}"


PROOFS = frozenset({Kind.EMAIL, Kind.NAME, Kind.POSTCODE, Kind.USER_ID, Kind.ORDER})
"""What shows who somebody is, or which order is theirs."""
_PROOFS: tuple[tuple[Kind, str], ...] = (
    (Kind.EMAIL, r"e-?mail"),
    (Kind.POSTCODE, r"post ?code|postal code|zip"),
    (Kind.NAME, r"\b(?:your|full|first|last|and|or|the) names?\b|who (?:you are|am i)"),
    (Kind.USER_ID, r"user ?(?:id|name)|customer (?:id|number)|account (?:id|number)"),
    (Kind.ORDER, r"order (?:number|id)|number of (?:the|your) order|which order|what order"),
)
_SUBJECTS: tuple[tuple[Kind, str], ...] = (
    (Kind.MORE, r"anything else|something else i|what else|else can i|more i can do"),
    (
        Kind.PERSON,
        r"\b(?:a|another) (?:person|human|colleague|agent|someone)\b|someone from|talk to",
    ),
    (Kind.REASON, r"\breason\b|^why\b|\bwhy (?:do|are|would|did)\b"),
    (Kind.PAYMENT, r"pay(?:ment)?\b|paid with|refund(?:ed)? to|money back to|gift card|which card"),
    (Kind.ADDRESS, r"street|which address|new address|what address|address .*\?"),
)
_CONFIRM = re.compile(
    r"\b(?:shall|should) (?:i|we)\b|(?:do|would) you (?:want|like) (?:me|us) to|go ahead"
    r"|is that (?:right|correct|ok|okay|all right)|(?:right|correct|okay|ok|agreed)\?"
    r"|\bconfirm\b|do you agree|^(?:so |and )?(?:is|are|was|were|did|do|does|have|has)\b(?!.* or )",
    re.IGNORECASE,
)
YES = re.compile(r"^(?:yes|yeah|ok|okay|go ahead|confirm|please do|do it|that's right)\b", re.I)
NO = re.compile(
    r"^(?:no(?! longer)|not|don't|keep|leave|never mind|cancel that|stop|rather not)\b", re.I
)
NEITHER = re.compile(r"none of|something else|neither|another one|not in the list|other$", re.I)
_REQUEST = re.compile(
    r"\b(?:please (?:tell|give|send|write|type|enter|choose|pick)|tell me|give me|send me|i need"
    r"|i'd need|i'll need|let me know|which one|choose|pick)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"\bcan(?:no|')t\b|\bcannot\b|\bcould ?n[o']t\b|\bunable\b|unfortunately|\bafraid\b"
    r"|\bnot (?:possible|available|able|allowed|in stock)|\bisn't (?:possible|available)"
    r"|\bno longer\b(?! need)|\bsold out\b|\bwon't\b|\bthere(?:'s| is) no\b|\bdon't have\b"
    r"|not something i",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\bi(?:'ll| will) (?:tell you|let you know|get back|write)|waiting for (?:the|its|a) confirm",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")


def asked(bubbles: Sequence[Bubble]) -> Asked | None:
    """The last question of a turn; None when nothing is asked."""
    heard = [one for one in bubbles if one.by in ("bot", "system")]
    said = " ".join(one.text for one in heard)
    last = next((one for one in reversed(heard) if one.buttons or _question(one.text)), None)
    if last is None:
        return None
    text = _question(last.text) or last.text
    return Asked(kinds=_kinds(text, last.buttons), text=text, said=said, buttons=last.buttons)


def refuses(text: str) -> bool:
    """Whether the desk says that something cannot be done or had."""
    return bool(_REFUSAL.search(text))


def promises_news(text: str) -> bool:
    """Whether the desk says that it will tell more by itself."""
    return bool(_NEWS.search(text))


def _question(text: str) -> str:
    sentences = _SENTENCES.split(text.strip())
    questions = [one for one in sentences if one.rstrip().endswith("?")]
    requests = [one for one in sentences if _REQUEST.search(one)]
    return " ".join(questions) or " ".join(requests)


def _kinds(text: str, buttons: Sequence[tuple[str, str]]) -> frozenset[Kind]:
    lowered = text.casefold()
    subject = next((kind for kind, words in _SUBJECTS if re.search(words, lowered)), None)
    if subject in (Kind.MORE, Kind.PERSON):
        return frozenset({subject})
    if any(YES.search(title) for _, title in buttons):
        return frozenset({Kind.CONFIRM})
    if proofs := {kind for kind, words in _PROOFS if re.search(words, lowered)}:
        return frozenset(proofs)
    if not buttons and _CONFIRM.search(lowered):
        return frozenset({Kind.CONFIRM})
    return frozenset({subject or Kind.OTHER})
