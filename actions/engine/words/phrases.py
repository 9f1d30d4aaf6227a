r"""Phrase language: words that a text may hold, written so that anybody can read them.

    render*                 "render", "renders", "rendering": a star stands for any letters
    fan[s] [do] spin        "fan spin", "fans do spin": what is in brackets may be left out
    for (a|one) [*] second  one of several; `[*]` is any one word, or none
    then ... off            up to three words between; like `[*]`, never "not" or "never"
    9#%, # gb               `#` is a number, or the rest of one

Case does not matter, a blank stands for blanks or a hyphen, and "don't" for "dont" as well.
"""

from __future__ import annotations

import re
from functools import cache

_BETWEEN = r"[\s-]+"
_GAP_WORD = rf"(?:(?!not\b|never\b)\w+{_BETWEEN})"
_TOKENS = re.compile(r"\.\.\. |\[\*\] | |[^ ]")
_MEANS = {
    "... ": f"{_GAP_WORD}{{0,3}}",
    "[*] ": f"{_GAP_WORD}?",
    "*": r"\w*",
    "#": r"\d+",
    "'": "['\u2019]?",
    "\u2019": "['\u2019]?",
    "|": "|",
    " ": _BETWEEN,
}
_CLOSES = {"(": ")", "[": "]"}
_STANDS_FOR_WORDS = re.compile(r"\.\.\.|\[\*\]|\*")
_NOTHING = re.compile(r"(?!)")


class UnreadablePhrase(ValueError):
    """A phrase, or a regular expression, that cannot be understood; the message says why."""


@cache
def pattern_of(phrases: tuple[str, ...], regexes: tuple[str, ...] = ()) -> re.Pattern[str]:
    """What finds any of them in a text; nothing where there are none. Raises `UnreadablePhrase`."""
    # Whole words once for all of them: most places of a text are then passed over at a glance.
    whole = [rf"(?<!\w)(?:{'|'.join(map(_of_phrase, phrases))})(?!\w)"] if phrases else []
    alternatives = [*whole, *map(_of_regex, regexes)]
    return re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else _NOTHING


def _of_regex(regex: str) -> str:
    try:
        re.compile(regex)
    except re.error as exc:
        raise UnreadablePhrase(f"“{regex}” is no regular expression: {exc}") from exc
    return f"(?:{regex})"


def _of_phrase(phrase: str) -> str:
    words = " ".join(phrase.split())
    if not re.search(r"\w", _STANDS_FOR_WORDS.sub("", words)):
        raise UnreadablePhrase(f"“{phrase}” has no words of its own, so it would fit any text")
    if words.endswith((" [*]", "...")):
        raise UnreadablePhrase(f"“{phrase}” ends in a gap: say what follows it, or leave it out")
    return _translated(words)


def _translated(words: str) -> str:
    """The regular expression of a phrase."""
    tokens = _TOKENS.findall(words)
    found: list[str] = []
    open_ones: list[tuple[str, bool]] = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        if token in _CLOSES:
            whole_word = before in ("", "(", "[", "|") or before.endswith(" ")
            open_ones.append((token, whole_word))
            found.append("(?:")
        elif token in _CLOSES.values():
            found.append(_closed(words, token, open_ones))
        elif token.isspace() and found[-1] == _WORD_LEFT_OUT:
            continue
        else:
            found.append(_MEANS.get(token, re.escape(token)))
    if open_ones:
        raise UnreadablePhrase(f"“{words}”: “{open_ones[-1][0]}” is never closed")
    if found[-1] == _WORD_LEFT_OUT:
        raise UnreadablePhrase(f"“{words}” ends in a word that may be left out: leave it out")
    return "".join(found)


_WORD_LEFT_OUT = f"{_BETWEEN})?"
"""A whole word in brackets goes with the blank after it."""


def _closed(words: str, token: str, open_ones: list[tuple[str, bool]]) -> str:
    opened, whole_word = open_ones.pop() if open_ones else ("", False)
    if _CLOSES.get(opened) != token:
        raise UnreadablePhrase(f"“{words}”: “{token}” closes nothing")
    if opened == "(":
        return ")"
    return _WORD_LEFT_OUT if whole_word else ")?"
