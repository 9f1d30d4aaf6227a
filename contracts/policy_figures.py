"""Names of what the policy decides, as sentences have them, and figures that stand there bare."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from contracts.policy import Choice, Policy, Term

NAME = "policy"
"""What figures begin with in a sentence."""
PREFIX = f"{NAME}."
_PLACEHOLDER = re.compile(r"{([^\n{}]+)}")
_NUMBER = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|thirty|sixty)"
)
_BARE = re.compile(
    rf"\b(?:{_NUMBER}\s?(?:–|-|to)\s?)?{_NUMBER}[ -](?:(?:working|business|calendar|more) )?"
    r"(?:hour|day|week|month|year)s?\b"
    r"|[€$£]\s?\d[\d.,]*\d?|\b\d[\d.,]*\s?(?:€|EUR\b|USD\b|GBP\b|CHF\b|euros?\b|dollars?\b)"
    r"|\b\d{1,2}:\d{2}\b|\b\d+(?:[.,]\d+)?\s?%",
    re.IGNORECASE,
)


def figures(policy: Policy) -> dict[str, str]:
    """Every name that a sentence may have in braces, and what comes in its place.

    `policy.windows.return` is `14 days`, and `policy.windows.return.days` is `14`.
    """
    return {f"{PREFIX}{name}": words for name, words in _named(policy)}


class Quoted:
    """The figures as one argument of a sentence: `{policy.windows.return}`, dot by dot.

    Raises `KeyError` where a sentence says a name that the policy does not have.
    """

    def __init__(self, known: Mapping[str, str], path: str = NAME) -> None:
        self._known, self._path = known, path

    def __getattr__(self, name: str) -> Quoted:
        if name.startswith("__"):
            raise AttributeError(name)
        return Quoted(self._known, f"{self._path}.{name}")

    def __str__(self) -> str:
        return self._known[self._path]


def with_figures(text: str, known: Mapping[str, str]) -> str:
    """The text with what is decided in the place of each name; other braces stay."""
    return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def unknown_names(text: str, known: Collection[str]) -> Iterator[str]:
    """A sentence for each name of a figure in a text that the policy does not have."""
    for name in _PLACEHOLDER.findall(text):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, n=1)
            perhaps = f"; did you mean {{{near[0]}}}" if near else ""
            yield f"policy.yml has no {{{name}}}{perhaps}"


def bare_figures(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each span, amount, time or share that a text says by itself.

    What the bot does follows from the policy alone, so such a figure contradicts it sooner or
    later.
    """
    for found in _BARE.finditer(_PLACEHOLDER.sub("", text)):
        same = [name for name, words in known.items() if words.lower() == found[0].lower()]
        names = " or ".join(f"{{{name}}}" for name in same[:3])
        advice = f"write {names}" if names else "add it to policy.yml, and write its name in braces"
        yield f"“{found[0]}” stands there by itself; {advice}"


def _named(policy: Policy) -> Iterator[tuple[str, str]]:
    terms: Mapping[str, Mapping[str, Term]] = {
        "windows": policy.windows,
        "promises": policy.promises,
    }
    for section, by_name in terms.items():
        for name, term in by_name.items():
            yield f"{section}.{name}", term.said
            yield f"{section}.{name}.days", term.count
    choices: Mapping[str, Mapping[str, Choice]] = {
        "countries": policy.countries,
        "ways_to_pay": policy.ways_to_pay,
    }
    for section, chosen in choices.items():
        yield from ((f"{section}.{name}", one.said) for name, one in chosen.items())
    yield from ((f"fees.{name}", fee.said) for name, fee in policy.fees.items())
    yield from ((f"facts.{name}", fact) for name, fact in policy.facts.items())
    for name, open_at in policy.hours.items():
        yield f"hours.{name}", open_at.said
        yield f"hours.{name}.opens", open_at.opens
        yield f"hours.{name}.closes", open_at.closes
