"""Pure rules of what an agent may let the bot ask, and what the customer's words are taken for.

The judgement is meant to be simple: whatever the customer says, the case comes back to the agent,
who reads the words themselves. It only decides whether they are shown as the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from contracts.turn import Attachment
from handoff.core.errors import BadRequest
from handoff.core.texts import PERSON_PAYLOAD
from handoff.core.waiting_words import says_never_mind

Kind = Literal["serial_number", "order_number", "photo", "postcode", "own"]
Outcome = Literal["answered", "unclear", "declined", "person", "no_answer", "taken_over", "ended"]
"""`unclear`: the customer said something, but not what was asked for."""

LONGEST = 500
"""Characters of a question in an agent's own words."""


class BotTask(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the bot can ask for; the question is empty where the agent writes it."""

    kind: Kind
    title: str
    question: str


CATALOGUE: tuple[BotTask, ...] = (
    BotTask(
        kind="serial_number",
        title="Serial number",
        question="What is the serial number? It is on a sticker at the back or below, next to S/N.",
    ),
    BotTask(
        kind="order_number",
        title="Order number",
        question="What is the order number? It is in the e-mail that confirmed the order.",
    ),
    BotTask(
        kind="photo",
        title="Photo of the fault",
        question="Can you send a photo that shows what is wrong?",
    ),
    BotTask(
        kind="postcode",
        title="Postcode",
        question="What is the postcode of the address that it went to?",
    ),
    BotTask(kind="own", title="A question of my own", question=""),
)

_LOOKS_RIGHT: dict[Kind, re.Pattern[str]] = {
    "serial_number": re.compile(r"(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{4,39}"),
    "order_number": re.compile(r"\d{4,12}"),
    "postcode": re.compile(
        r"\b(?:\d{4,6}|\d{3} \d{2}|\d{2}-\d{3}"
        r"|[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d)\b"
    ),
}
_MOMENT = re.compile(
    r"(?:(?:ok(?:ay)?|yes|sure|sorry|please)[\s,.!]+)*"
    r"(?:(?:one|a|just a|give me a|wait a) (?:moment|minute|second|sec)|hold on|wait|"
    r"(?:let me|i(?:'ll| will)|i have to|i need to) "
    r"(?:look|check|see|find|get|fetch|search|go)\b.*)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:talk|speak|chat|connect(?: me)?|get(?: me)?) (?:to|with)? ?"
    r"(?:a|an|the|some)? ?(?:real |human )?(?:person|human|agent|somebody|someone|colleague)\b",
    re.IGNORECASE,
)
_WONT = re.compile(
    r"\b(?:i (?:don'?t|do not) (?:have|know|want)|no idea|can'?t find|cannot find|"
    r"rather not|won'?t|forget (?:it|that))\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:who|what|when|where|why|how|which|can|could|do|does|did|is|are|will|would|should)\b.*",
    re.IGNORECASE | re.DOTALL,
)


BROUGHT_BY = "The bot"
"""Who brings a case back with an answer, as colleagues read it."""


def question_of(kind: Kind, own: str) -> str:
    """The question that the bot asks; raises `BadRequest`."""
    if kind != "own":
        return next(task.question for task in CATALOGUE if task.kind == kind)
    question = own.strip()
    if not question:
        raise BadRequest("Write what the bot is to ask.")
    if len(question) > LONGEST:
        raise BadRequest(f"Please keep the question under {LONGEST} characters.")
    return question


def judged(
    kind: Kind, text: str, attachments: Sequence[Attachment] = (), button_id: str | None = None
) -> Outcome | None:
    """What the customer's words are; None when they only ask for a moment, and the bot waits on."""
    words = text.strip()
    if button_id == PERSON_PAYLOAD or _PERSON.search(words):
        return "person"
    if kind == "photo":
        if any(each.kind in ("image", "video") for each in attachments):
            return "answered"
    elif kind in _LOOKS_RIGHT and _LOOKS_RIGHT[kind].search(words):
        return "answered"
    if says_never_mind(words) or _WONT.search(words):
        return "declined"
    if not attachments and _MOMENT.fullmatch(words.rstrip(" .!…")):
        return None
    return "answered" if kind == "own" and not _asks(words) else "unclear"


def _asks(words: str) -> bool:
    return words.endswith("?") or _QUESTION.fullmatch(words) is not None


def answer_of(outcome: Outcome, text: str | None) -> str:
    """The customer's answer as the packet tells it."""
    words = (text or "").strip() or "(sent without words)"
    told: dict[Outcome, str] = {
        "answered": words,
        "unclear": f"No clear answer: “{words}”",
        "declined": f"Did not say: “{words}”",
        "person": "Asked for a person instead.",
        "no_answer": "No answer in time.",
        "taken_over": "Not answered yet.",
        "ended": "The customer has ended the conversation.",
    }
    return told[outcome]


def grown(packet: dict[str, Any], question: str, outcome: Outcome, text: str | None) -> Any:
    """The packet with what the bot asked and what came of it, for whoever goes on."""
    summary = packet["summary"]
    pair = {"question": question, "answer": answer_of(outcome, text)}
    asked = [*summary.get("asked_and_answered", ()), pair]
    step = (
        "The bot has asked what you wanted to know: go on from the answer."
        if outcome == "answered"
        else f"The bot has asked, and has no answer: {question}"
    )
    changed = {**summary, "asked_and_answered": asked, "suggested_next_step": step}
    return {**packet, "summary": changed, "brought": {"by": BROUGHT_BY, "note": None, **pair}}
