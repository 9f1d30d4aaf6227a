"""Index of words: how much of what somebody asks stands in a text, rare words before usual ones.

Okapi BM25, as a share of what a text with every word of the question would get.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

_SATURATION, _LENGTH = 1.2, 0.75
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")
_ENDINGS = ("ings", "ing", "ies", "ied", "es", "ed", "ly", "s")
_SHORTEST_STEM = 3
_WORDS, _ARRAYS = "words.json", "words.npz"


class WordIndex(msgspec.Struct, frozen=True, kw_only=True):
    """Where each word occurs. `places` and `weights` of word `n` stand from `starts[n]` on.

    `rarity` is what a word is worth at most; `unknown` is that of one that occurs nowhere.
    """

    words: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    places: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    rarity: npt.NDArray[np.float32]
    unknown: float
    size: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> WordIndex:
        """The index of some texts, which are called by their places."""
        counted = [Counter(stems(text)) for text in texts]
        lengths = np.array([sum(one.values()) for one in counted], dtype=np.float32)
        usual = float(lengths.mean()) if len(texts) else 1.0
        rows = [
            (word, place, times) for place, one in enumerate(counted) for word, times in one.items()
        ]
        rows.sort(key=lambda row: row[:2])
        occurring = Counter(word for word, _, _ in rows)
        words = {word: at for at, word in enumerate(sorted(occurring))}
        spread = np.array([occurring[word] for word in words], dtype=np.float32)
        rarity = np.log1p((len(texts) - spread + 0.5) / (spread + 0.5)).astype(np.float32)
        places = np.array([place for _, place, _ in rows], dtype=np.int32)
        times = np.array([count for _, _, count in rows], dtype=np.float32)
        worth = rarity[[words[word] for word, _, _ in rows]] if rows else times
        damped = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[places] / (usual or 1.0))
        return cls(
            words=words,
            starts=np.concatenate([[0], np.cumsum(spread)]).astype(np.int64),
            places=places,
            weights=worth * times * (_SATURATION + 1) / (times + damped),
            rarity=rarity,
            unknown=float(np.log1p((len(texts) + 0.5) / 0.5)),
            size=len(texts),
        )

    def shares(self, text: str) -> npt.NDArray[np.float32]:
        """How much of a text each of the indexed ones holds, 0 to 1, in their order."""
        found = np.zeros(self.size, dtype=np.float32)
        most = 0.0
        for word in dict.fromkeys(stems(text)):
            at = self.words.get(word)
            most += self.unknown if at is None else float(self.rarity[at])
            if at is not None:
                here = slice(self.starts[at], self.starts[at + 1])
                found[self.places[here]] += self.weights[here]
        return np.minimum(found / (most * (_SATURATION + 1)), 1) if most else found

    def save(self, folder: Path) -> None:
        """Keep it in a folder."""
        (folder / _WORDS).write_bytes(msgspec.json.encode(list(self.words)))
        np.savez(
            folder / _ARRAYS,
            starts=self.starts,
            places=self.places,
            weights=self.weights,
            rarity=self.rarity,
            rest=np.array([self.unknown, self.size]),
        )

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """What was kept in a folder."""
        words = msgspec.json.decode((folder / _WORDS).read_bytes(), type=list[str])
        with np.load(folder / _ARRAYS) as kept:
            return cls(
                words={word: at for at, word in enumerate(words)},
                starts=kept["starts"],
                places=kept["places"],
                weights=kept["weights"],
                rarity=kept["rarity"],
                unknown=float(kept["rest"][0]),
                size=int(kept["rest"][1]),
            )


def stems(text: str) -> Iterable[str]:
    """The words of a text in small letters, without the endings that only bend them."""
    for word in _WORD.findall(text.casefold().translate(_APOSTROPHES)):
        yield _stem(word)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
