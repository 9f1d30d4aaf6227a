"""Table of languages that customers write in and the bot does not speak, with what it says then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from actions.engine.words.phrases import pattern_of

_FILE = Path(__file__).parent / "languages.yml"

Phrases = tuple[str, ...]


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language: its name for colleagues, words that tell it, and what is said in it.

    `safe` has `{number}`, the emergency number, to fill in.
    """

    called: str
    common: frozenset[str]
    plain: Phrases
    yes: Phrases
    danger: Phrases
    noticed: str
    person: str
    english: str
    handing_over: str
    safe: str


class Languages(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All languages by their code, and the words that only English has."""

    languages: Mapping[str, Language]
    english: frozenset[str]

    def endangered(self, text: str) -> tuple[str, str] | None:
        """The code of the language in which danger is told, and the words that tell it."""
        for code, one in self.languages.items():
            if found := pattern_of(one.danger).search(text):
                return code, found.group()
        return None

    def agreed(self, code: str, text: str) -> bool:
        """Whether it is no more than a yes in that language."""
        words = re.sub(r"\W+", " ", text).strip()
        return pattern_of(self.languages[code].yes).fullmatch(words) is not None


@cache
def languages() -> Languages:
    """The table, read once at the first use."""
    return msgspec.yaml.decode(_FILE.read_bytes(), type=Languages)
