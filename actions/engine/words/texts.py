"""Catalogue of sentences: what the bot says, by id and language, out of a business's `texts/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from string import Formatter

import msgspec
from babel import Locale

from actions.engine.words.wording import day, pick

PLURAL_OF = "count"
"""The argument by whose plural form a sentence is chosen, where it has several."""

_VOICELESS = "there are no texts to speak; open a business before the first message"

Variant = str | dict[str, str]
"""A sentence; or one for each plural form (CLDR: `one`, `other` …) of the argument `count`."""


class UnknownSentence(KeyError):
    """No text of the business has that id, or an argument of it is missing."""


class Texts(msgspec.Struct, frozen=True, kw_only=True):
    """Every sentence of one language: by id, two variants or more with the same `{arguments}`."""

    language: str
    sentences: Mapping[str, Sequence[Variant]]
    given: Mapping[str, object] = {}
    """Arguments that every sentence may have, whoever says it."""

    def say(
        self,
        name: str,
        seed: str,
        arguments: Mapping[str, object],
        heard: Callable[[str], bool] = lambda _: False,
    ) -> str:
        """The sentence; the same variant for the same seed, unless that was `heard` before.

        Raises `UnknownSentence`.
        """
        if name not in self.sentences:
            raise UnknownSentence(f"there is no text {name} in {self.language}")
        variants = self.sentences[name]
        first = variants.index(pick(variants, f"{seed}:{name}"))
        told = (
            self._filled(name, variant, arguments)
            for variant in (*variants[first:], *variants[:first])
        )
        fresh = next((one for one in told if not heard(one)), None)
        return self._filled(name, variants[first], arguments) if fresh is None else fresh

    def _filled(self, name: str, variant: Variant, arguments: Mapping[str, object]) -> str:
        if isinstance(variant, dict):
            variant = variant[self._plural_form(variant, arguments)]
        try:
            return variant.format_map({**self.given, **arguments})
        except KeyError as exc:
            raise UnknownSentence(f"the text {name} wants {exc}, which is not told to it") from exc

    def _plural_form(self, forms: Mapping[str, str], arguments: Mapping[str, object]) -> str:
        count = arguments.get(PLURAL_OF)
        form = str(Locale.parse(self.language).plural_form(count))
        return form if form in forms else "other"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """In which language, and with which choice of variants, something is being said."""

    texts: Texts
    seed: str = ""
    heard: Callable[[str], bool] = lambda _: False
    """Whether the customer knows a sentence already, so that it is said in other words."""


_speaking: ContextVar[Voice] = ContextVar("speaking")


class _Held:
    """Holds what is spoken where nobody says which texts: a business in its first language."""

    voice: Voice | None = None


def speak(texts: Texts) -> None:
    """Speak these texts wherever nobody is `speaking` others."""
    _Held.voice = Voice(texts=texts)


@contextmanager
def speaking(
    texts: Texts, seed: str, heard: Callable[[str], bool] = lambda _: False
) -> Iterator[None]:
    """Within the block, `say` speaks these texts; a turn that runs twice says the same."""
    before = _speaking.set(Voice(texts=texts, seed=seed, heard=heard))
    try:
        yield
    finally:
        _speaking.reset(before)


def say(name: str, /, **arguments: object) -> str:
    """A sentence of the business, by id. Raises `UnknownSentence`, and `RuntimeError` voiceless."""
    voice = _speaking.get(_Held.voice)
    if voice is None:
        raise RuntimeError(_VOICELESS)
    return voice.texts.say(name, voice.seed, arguments, voice.heard)


def say_to_agents(name: str, /, **arguments: object) -> str:
    """As `say`, whatever the customer speaks: in the language of those who work here."""
    if _Held.voice is None:
        raise RuntimeError(_VOICELESS)
    return _Held.voice.texts.say(name, "", arguments)


def say_by(name: str, by: date | None, /, **arguments: object) -> str:
    """As `say`, with the day as `{by}`; where no day is known, the sentence `….undated`."""
    if by is None:
        return say(f"{name}.undated", **arguments)
    return say(name, by=day(by), **arguments)


def arguments_of(variant: Variant) -> frozenset[str]:
    """The `{arguments}` that a sentence wants, whichever plural form; none but by name."""
    forms = variant.values() if isinstance(variant, dict) else (variant,)
    fields = (field for form in forms for _, field, _, _ in Formatter().parse(form))
    said = frozenset(field.partition(".")[0] for field in fields if field is not None)
    return said | {PLURAL_OF} if isinstance(variant, dict) else said
