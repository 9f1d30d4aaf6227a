"""Kinds of answers: what a message holds of each, asked for or not."""

from __future__ import annotations

import re

from actions.engine.answers.choice_buttons import pressed
from actions.engine.case.reading import named_among, order_numbers
from actions.engine.case.turn import Turn
from actions.engine.intake.intake import IntakeQuestion
from actions.engine.listening.polarity import polarity, tells

YES, NO = "yes", "no"
_BY_INTENT = {"affirm": YES, "deny": NO}
_SAID = re.compile(r"\W*(?:(?P<yes>yes|yep|yeah|yup|sure)|(?P<no>no|nope|nah|not yet))\b", re.I)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FROM = "(?:until|till?|after|before|from|by|on|in|for)"
_REFERENCE = re.compile(
    r"(?<![\w@./+-])#?(?=[\w/-]*\d{4})[A-Za-z]{0,6}[/-]?\d[\w/-]{3,20}(?![\w@-])"
)
"""A number as on a repair, a ticket or a parcel: four digits in a row at least."""
_OTHER_NUMBERS = frozenset({"postcode", "phone", "amount", "date"})
_DAY = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2}))?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?\.? {_MONTH}\b(?:\.?,? \d{{4}}\b)?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
    r"|(?:the day (?:before yesterday|after tomorrow)|yesterday|today|tomorrow|this morning"
    r"|last night)"
    r"|(?:(?:last|this|next|on) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:last|this|next) (?:week(?:end)?|month|year)"
    r"|end of the (?:week|month|year)"
    rf"|{_FROM} (?:the )?\d{{1,2}}(?:st|nd|rd|th)(?! (?:floor|one|time|try|attempt))"
    rf"|{_FROM} (?:\d+|an?|two|three|four|five|six) (?:days?|weeks?|months?)(?! ago)"
    r"|(?:\d+|an?|two|three|four|five|six) (?:days?|weeks?|months?|years?) ago)(?![\w-])",
    re.IGNORECASE,
)


def told(question: IntakeQuestion, turn: Turn) -> str | None:
    """The answer in words that nobody asked for, or on a button; None where there is none."""
    if button := pressed(turn):
        return _by_button(question, *button)
    match question.kind:
        case "choice":
            return next(
                (one.title for one in question.answers if tells(turn.text, one.pattern)), None
            )
        case "order_number":
            return next(iter(order_numbers(turn)), None)
        case "reference":
            return _reference(turn)
        case "date":
            return _day(turn.text)
        case _:
            return None


def _reference(turn: Turn) -> str | None:
    """The first number that is an order's, or nothing else that is known to have digits."""
    if orders := order_numbers(turn):
        return orders[0]
    others = " ".join(one for name in _OTHER_NUMBERS for one in turn.entities.get(name, ()))
    found = (one.group().lstrip("#") for one in _REFERENCE.finditer(turn.text))
    return next((one for one in found if one not in others and not _DAY.search(one)), None)


def given(question: IntakeQuestion, turn: Turn) -> str | None:
    """The answer to the question that was just put; None where the message holds none."""
    answer = told(question, turn)
    if answer is not None or pressed(turn):
        return answer
    match question.kind:
        case "choice":
            return _by_title(question, turn.text)
        case "yes_no":
            return _yes_or_no(turn)
        case "words":
            return " ".join(turn.text.split()) if re.search(r"\w", turn.text) else None
        case _:
            return None


def _day(text: str) -> str | None:
    """The first day that is not denied: in "not tomorrow, on Friday" it is Friday."""
    for found in _DAY.finditer(text):
        if polarity(text, *found.span()) != "denied":
            return found.group()
    return None


def _by_button(question: IntakeQuestion, name: str, answer: str) -> str | None:
    if name != question.name:
        return None
    titles = {one.name: one.title for one in question.answers} | {YES: YES, NO: NO}
    return titles.get(answer)


def _by_title(question: IntakeQuestion, text: str) -> str | None:
    titles = [choice.title for choice in question.answers]
    said = text.casefold().strip(" .!")
    at = next((at for at, title in enumerate(titles) if title.casefold() == said), None)
    at = named_among(said, titles) if at is None else at
    return None if at is None else titles[at]


def _yes_or_no(turn: Turn) -> str | None:
    if "?" in turn.text:
        return None
    said = _SAID.match(turn.text)
    if said:
        return YES if said["yes"] else NO
    return _BY_INTENT.get(turn.intent)
