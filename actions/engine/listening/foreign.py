"""Language of a message: noticed where it is not English beyond doubt, with CLD2 as the detector.

A wrong "this is German" costs more than a missed one, which falls back to not being understood. So
names, products and addresses, which detectors take for anything, never count by themselves.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from types import ModuleType

from actions.engine.listening.languages import Languages
from actions.engine.words.phrases import pattern_of

_FEWEST_WORDS = 3
_SHORT = 4
"""Below so many words, two have to be common ones."""
_TELLING = 4
"""So many common words tell a language whatever the detector says."""
_NOT_WORDS = re.compile(r"\S*(?:@|://|\d)\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NEAR = {"af": "nl", "lb": "de", "gl": "pt", "ca": "es", "co": "it", "oc": "fr", "ast": "es"}
"""What the detector takes short texts of a language for."""
_MOSTLY = 60
"""Percent of a text that has to be of the language."""


def foreign(text: str, known: Languages) -> str | None:
    """The code of the language that a text is written in; None for English, and where in doubt."""
    words = [one.casefold() for one in _WORD.findall(_NOT_WORDS.sub(" ", text))]
    for code, one in known.languages.items():
        if len(words) < _SHORT and pattern_of(one.plain).fullmatch(" ".join(words)):
            return code
    if len(words) < _FEWEST_WORDS:
        return None
    english = sum(word in known.english for word in words)
    common = {
        code: sum(word in one.common for word in words) for code, one in known.languages.items()
    }
    likeliest = max(common, key=lambda code: common[code])
    if not english and common[likeliest] >= max(_TELLING, len(words) / 2):
        return likeliest
    found = detected(" ".join(words))
    wanted = 1 if len(words) >= _SHORT else 2
    return found if found and common.get(found, 0) >= max(wanted, english + 1) else None


def detected(text: str) -> str | None:
    """The code of the language that most of a text is in, as the detector has it."""
    detector = _detector()
    if detector is None:
        return None
    _, _, found = detector.detect(text.encode(), bestEffort=True)
    _, code, percent, _ = found[0]
    return _NEAR.get(code, code) if percent >= _MOSTLY else None


@cache
def _detector() -> ModuleType | None:
    """Loaded at the first use; None where the Python is newer than what it is built for."""
    try:
        return importlib.import_module("pycld2")
    except ModuleNotFoundError:
        return None
