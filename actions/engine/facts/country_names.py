"""Names of countries in what customers write, by CLDR (Babel) and what else people say."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from actions.engine.facts.fact_words import fact_words

_CODE = re.compile(r"[A-Z]{2}")
_SPOKEN_IN = Locale("en")
# They are words before they are countries.
_NO_COUNTRIES = frozenset({"us", "jersey", "chad", "georgia", "turkey", "guinea", "jordan"})

NORTHERN_IRELAND = "XI"
"""Part of a country as to where parcels go, and none of it as to customs."""
_APART = {NORTHERN_IRELAND: "Northern Ireland"}
_WITH_ARTICLE = frozenset({"AE", "BS", "GB", "GM", "NL", "PH", "US", "VA"})


def country_in(text: str) -> str | None:
    """The code of the country that a text names first; None where it names none."""
    found = _pattern().search(text)
    if found is None:
        return None
    return _codes()[found.group().casefold()]


def delivered_as(code: str) -> str:
    """The country that a carrier counts a part of it to."""
    return "GB" if code == NORTHERN_IRELAND else code


def country_name(code: str) -> str:
    """`Switzerland` for `CH`, `the Netherlands` for `NL`."""
    name = _APART.get(code) or str(_SPOKEN_IN.territories.get(code, code))
    return f"the {name}" if code in _WITH_ARTICLE else name


@cache
def _codes() -> dict[str, str]:
    """Codes by name."""
    names = {
        str(name).casefold(): code
        for code, name in _SPOKEN_IN.territories.items()
        if _CODE.fullmatch(code) and str(name).casefold() not in _NO_COUNTRIES
    }
    others = {
        name: code
        for code, known in fact_words().countries.items()
        for name in known
        if name not in _NO_COUNTRIES
    }
    return names | others


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_codes(), key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
