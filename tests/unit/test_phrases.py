"""The phrase language: readable patterns of words."""

from __future__ import annotations

import pytest

from actions.engine.words.phrases import UnreadablePhrase, pattern_of


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("render*", "it crashes when RENDERING a film"),
        ("*storm*", "there was a thunderstorm"),
        ("fan[s] [do] spin", "the fan spin"),
        ("fan[s] [do] spin", "the fans do spin"),
        ("tick[(s|ing)] on", "something ticking on it"),
        ("for (a|half a) [*] second", "for half a split second"),
        ("for (a|half a) [*] second", "for a second"),
        ("then ... off", "then it is all off"),
        ("then ... off", "then off"),
        ("don't know", "I dont know"),
        ("don't know", "I don\N{RIGHT SINGLE QUOTATION MARK}t know"),
        ("blue screen", "a blue-screen"),
        ("m.2", "my M.2 drive"),
        ("#(gb|mb) (left|free)", "only 12gb free"),
        ("9#%", "it is 95% full"),
    ],
)
def test_a_phrase_finds_what_it_reads_like(phrase: str, text: str) -> None:
    """Whatever the case, the blanks and the apostrophes are."""
    assert pattern_of((phrase,)).search(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("render", "rendering"),
        ("render*", "prerendered"),
        ("fan[s] [do] spin", "the fans don't spin"),
        ("for (a|half a) [*] second", "for two seconds"),
        ("then ... off", "then it is not off"),
        ("then ... off", "then it went on and on and off"),
        ("m.2", "m32"),
        ("[the] (pc|tower) dies", "the dies"),
    ],
)
def test_a_phrase_finds_nothing_else(phrase: str, text: str) -> None:
    """A gap never jumps over a “not”, and a word is a whole word."""
    assert not pattern_of((phrase,)).search(text)


def test_a_regular_expression_may_say_what_phrases_cannot() -> None:
    """Beside phrases, or alone."""
    pattern = pattern_of(("blue",), (r"\bran ?$",))
    assert pattern.search("yesterday it ran")
    assert pattern.search("it is blue")
    assert not pattern.search("it ran away")


def test_without_phrases_nothing_is_found() -> None:
    """Not even in an empty text."""
    assert not pattern_of(()).search("")


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("...", "no words of its own"),
        ("* [*]", "no words of its own"),
        ("then ...", "ends in a gap"),
        ("then [*]", "ends in a gap"),
        ("the [pc]", "ends in a word that may be left out"),
        ("(a|b", "“(” is never closed"),
        ("a)", "“)” closes nothing"),
        ("(a]", "“]” closes nothing"),
    ],
)
def test_an_unreadable_phrase_is_refused_with_the_reason(phrase: str, words: str) -> None:
    """Rather than found in every text, or in none."""
    with pytest.raises(UnreadablePhrase) as refused:
        pattern_of((phrase,))
    assert words in str(refused.value)


def test_a_broken_regular_expression_is_refused() -> None:
    """With what is wrong with it."""
    with pytest.raises(UnreadablePhrase, match="no regular expression"):
        pattern_of((), ("(a",))
