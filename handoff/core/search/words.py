"""Pure folding of text into words, the one for what is kept and for what is searched for.

Case, accents, widths and vowel points make no difference; vowel signs that are letters of their
script do. Scripts without blanks between their words count letter by letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

LONGEST = 60
"""Letters of a word that count."""
_POINTS = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F)),
    *((0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF)),
)
"""Accents, vowel points and marks that people leave out as they write."""
_LEFT_OUT = frozenset("\u0640\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Lengthening strokes, soft hyphens, and joiners that nobody sees."""
_BY_LETTER = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF)),
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x323AF)),
)
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese and Korean."""
_JAMO = (0x1100, 0x11FF)
_VOICED = "\uff9e\uff9f"
"""Marks of narrow Japanese letters, which are no marks by their category."""
_ESCAPE, _NUMBER = "q", "qz"


class Token(msgspec.Struct, frozen=True):
    """A word as it counts, and where the text has it."""

    word: str
    span: tuple[int, int]


def plain(text: str) -> str:
    """The text as its letters count."""
    return "".join(_folded(cluster) for cluster, _, _ in _clusters(text))


def tokens_of(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    word, start, end = "", 0, 0
    for letter, at, until in _letters(text):
        alone = _in(letter, _BY_LETTER) and not _is_mark(letter)
        if word and (alone or not letter or (_in(word[0], _BY_LETTER) and not _is_mark(letter))):
            yield Token(word[:LONGEST], (start, end))
            word = ""
        if letter:
            start = at if not word else start
            word, end = word + letter, until
    if word:
        yield Token(word[:LONGEST], (start, end))


def words_of(text: str) -> str:
    """The words of a text as both databases index them, separated by blanks."""
    return " ".join(coded(token.word) for token in tokens_of(text))


def coded(word: str) -> str:
    """A word in small Latin letters and figures, which every tokenizer leaves whole.

    What begins with a word begins with its code as well.
    """
    number = _NUMBER if word[:1].isdigit() else ""
    return number + "".join(map(_code, word))


def _code(letter: str) -> str:
    if letter == _ESCAPE:
        return _ESCAPE * 2
    if letter.isascii():
        return letter
    return f"{_ESCAPE}{ord(letter):05x}"


def _letters(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter as it counts, with its place; an empty one for whatever parts words."""
    for cluster, start, end in _clusters(text):
        for letter in _folded(cluster):
            if letter not in _LEFT_OUT:
                yield (letter if _counts(letter) else ""), start, end


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Letters with the marks behind them, and Korean syllables that come in parts."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _continues(text[at - 1], text[at]):
            continue
        if start < len(text):
            yield text[start:at], start, at
        start = at


def _continues(before: str, letter: str) -> bool:
    return (
        _is_mark(letter) or letter in _VOICED or (_in(letter, (_JAMO,)) and _in(before, (_JAMO,)))
    )


def _folded(cluster: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", cluster).casefold())
    bare = "".join(letter for letter in apart if not _in(letter, _POINTS))
    return "".join(map(_figure, unicodedata.normalize("NFC", bare)))


def _figure(letter: str) -> str:
    """Figures of every script are the same."""
    digit = unicodedata.digit(letter, None) if letter.isdecimal() else None
    return letter if digit is None else str(digit)


def _counts(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM"


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _in(letter: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(letter) <= last for first, last in ranges) if letter else False
