"""Extraction of what proves who somebody is, and the attempt to prove it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from actions.crm.facets.people import Secret
from actions.crm.port import Crm
from actions.engine.case.order_form import orders_in
from actions.engine.case.reading import named_postcode
from actions.engine.case.wishes import Wishes
from contracts.policy import Policy

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMED = re.compile(
    r"\b(?:my (?:full )?name(?: is|'s|:)|name is|name:|(?-i:I am|I'm|[Tt]his is))\s+"
    r"((?-i:[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)+))",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:my (?:full )?name(?: is|'s|:)|name:)\s+([^\W\d_]+(?:\s+[^\W\d_]+){1,2})", re.I
)
_FIVE_DIGITS = re.compile(r"(?<![\w-])\d{5}(?![\w-])")
_BARE_NAME = re.compile(r"^\W*([^\W\d_][\w'-]*(?:\s+[^\W\d_][\w'-]*){1,2})\W*$")
_FILLER = re.compile(
    r"\b(?:it'?s|its|is|my|the|and|name|zip|zip ?code|post ?code|code|in|from|living|live|i|am|i'm"
    r"|sure|yes|ok|okay|hi|hello|of|course|here|you|go|are|e-?mail|don'?t|remember|know|have)\b",
    re.IGNORECASE,
)


def secrets_in(text: str, *, asked: bool) -> dict[Secret, str]:
    """Each secret that a text holds. What has no name of its own counts only where it was `asked`
    for."""
    found: dict[Secret, str] = {}
    if email := _EMAIL.search(text):
        found["email"] = email.group()
    if numbers := orders_in(text):
        found["order_number"] = numbers[0]
    rest = _EMAIL.sub(" ", text)
    digits = _FIVE_DIGITS.search(rest) if asked else None
    if postcode := named_postcode(rest) or (digits and digits.group()):
        found["postcode"] = postcode
    if name := _name(rest, asked=asked):
        found["name"] = name
    return found


def _name(text: str, *, asked: bool) -> str | None:
    if named := _NAMED.search(text) or _CALLED.search(text):
        return " ".join(named.group(1).split())
    if not asked:
        return None
    bare = re.sub(r"[^\w'\s-]|\d\S*", " ", _FILLER.sub(" ", text))
    found = _BARE_NAME.match(bare.strip())
    return " ".join(found.group(1).split()) if found else None


Ways = Sequence[tuple[str, ...]]
"""Combinations of secrets, any of which proves who somebody is."""
TRIES = 5
"""After so many that did not match a person has to see to it."""


def ways_to_prove(policy: Policy) -> Ways:
    """What opens a whole account, by the policy."""
    return tuple(one.secrets for one in policy.proof if one.opens == "account")


async def proven(wishes: Wishes, crm: Crm, ways: Ways) -> Wishes:
    """The wishes of a proven customer; else without the secrets that did not match.

    `tries` counts those that did not. Raises `CrmError`.
    """
    complete = [one for one in ways if wishes.secrets.keys() >= {*one}]
    for combination in complete:
        told = cast(Mapping[Secret, str], {name: wishes.secrets[name] for name in combination})
        if customer := await crm.people.identify(told):
            return replace(wishes, customer=customer, secrets={})
    if not complete:
        return wishes
    wrong = {name for one in complete for name in one}
    kept = {name: value for name, value in wishes.secrets.items() if name not in wrong}
    # A name is seldom what is mistyped, and is not asked for again.
    kept |= {"name": wishes.secrets["name"]} if "name" in wrong else {}
    return replace(wishes, secrets=kept, tries=wishes.tries + 1)


def missing(wishes: Wishes, ways: Ways) -> Sequence[tuple[str, ...]]:
    """What is missing of each combination, the one of which most is known first."""
    left = [tuple(n for n in one if n not in wishes.secrets) for one in ways]
    known = {one: len(whole) - len(one) for one, whole in zip(left, ways, strict=True)}
    return sorted(left, key=lambda one: -known[one])


def without_secrets(text: str) -> str:
    """A customer's words without what proves who they are."""
    return _EMAIL.sub("…", _NAMED.sub("…", text))
