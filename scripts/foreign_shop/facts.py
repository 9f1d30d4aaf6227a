"""Extraction of what a customer knows of themselves: name, e-mail, postcode, orders, address."""

from __future__ import annotations

import re

import msgspec

from scripts.foreign_shop.perspective import spoken
from scripts.foreign_shop.tasks import Brief

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ZIP = re.compile(r"\b\d{5}\b")
_USER_ID = re.compile(r"\b[a-z]+_[a-z]+_\d{2,}\b")
_ORDER = re.compile(r"#?\bW\d{7}\b")
_NAME = re.compile(
    r"(?:[Yy]ou(?:r)? name is|[Yy]ou(?:'re| are)|called)\s+((?:[A-Z][a-z'-]+)(?:\s+[A-Z][a-z'-]+)*)"
)
_ADDRESS = re.compile(r"\b\d{1,5} [A-Z][^;\n]*?\b\d{5}\b")
_SCRIPTED = re.compile(
    r"(?:if|when) asked for (?:your )?(zip|order)[^,]*,\s*([^\n]*)", re.IGNORECASE
)
_SCRIPTED_PART = re.compile(r"\b(\d{5,7})\b|forgot the '(\w)'")
_TURNS_TO = re.compile(r"[.,;] *(?:if the agent asks you for|ask the agent)", re.IGNORECASE)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What can be told when it is asked for; what is empty or None is not known."""

    name: str | None = None
    emails: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    """In the order in which they are given; the later ones when an earlier one did not do."""
    user_id: str | None = None
    orders: tuple[str, ...] = ()
    """Likewise, where they are to be told one after the other."""
    address: str | None = None


def facts_of(brief: Brief) -> Facts:
    """What the brief tells the customer of themselves."""
    known, reason = brief.known_info, brief.reason_for_call
    user_id = _first(_USER_ID, known)
    address = _first(_ADDRESS, known) or _first(_ADDRESS, reason)
    return Facts(
        name=_name(known, user_id),
        emails=tuple(_EMAIL.findall(known)),
        postcodes=_scripted(brief, "zip") or tuple(_ZIP.findall(known)[-1:]),
        user_id=user_id,
        orders=_scripted(brief, "order") or _orders(reason),
        address=address,
    )


def known_of(brief: Brief) -> tuple[str, ...]:
    """What the customer knows, piece by piece, as they would say it."""
    pieces = re.split(r",\s+(?:and\s+)?|\.\s+|\s+and\s+", brief.known_info)
    return tuple(said for piece in pieces if (said := spoken(piece)))


def _name(known: str, user_id: str | None) -> str | None:
    """The fullest name that is told; else a user's id has it."""
    told = [found.strip() for found in _NAME.findall(_EMAIL.sub("", known))]
    best = max(told, key=len, default="")
    of_id = " ".join(part.capitalize() for part in (user_id or "").split("_")[:2])
    return of_id if len(best.split()) < len(of_id.split()) else best or None


def _orders(reason: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"#{found.lstrip('#')}" for found in _ORDER.findall(reason)))


def _scripted(brief: Brief, what: str) -> tuple[str, ...]:
    """What the brief has the customer say one after the other when asked for something."""
    for text in (brief.reason_for_call, brief.task_instructions):
        for asked, answers in _SCRIPTED.findall(text):
            if asked.casefold() == what:
                return _in_turn(_TURNS_TO.split(answers)[0])
    return ()


def _in_turn(answers: str) -> tuple[str, ...]:
    said: list[str] = []
    for number, prefix in _SCRIPTED_PART.findall(answers):
        said.append(number or f"{prefix}{said[-1] if said else ''}")
    return tuple(dict.fromkeys(said))


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[0] if found else None
