"""What a search means, and what of a text is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.core.search.terms import (
    AROUND,
    MOST,
    SHOWN,
    for_postgres,
    for_sqlite,
    pieces_of,
    terms_of,
)
from handoff.core.search.words import coded, plain, tokens_of


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", ()),
        ("  !? ", ()),
        ("Graphics card", (("graphics",), ("card",))),
        ("NW-4711", (("nw", "4711"),)),
        ('say "good morning" twice', (("say",), ("good", "morning"), ("twice",))),
        ('an "open quote', (("an",), ("open",), ("quote",))),
        ("Müller ÅNGSTRÖM", (("muller",), ("angstrom",))),
    ],
)
def test_a_search_is_read_as_terms(text: str, terms: tuple[tuple[str, ...], ...]) -> None:
    """Words, phrases in quotes and words of several parts become plain terms."""
    assert terms_of(text) == terms


def test_a_search_has_so_many_terms() -> None:
    """Further words are left out, so that no search is expensive."""
    assert len(terms_of("a b c d e f g h i j k l m")) == MOST


def test_databases_get_terms_in_their_own_words() -> None:
    """The last word of each term stands for all that begin with it."""
    terms = terms_of('card "good morning"')
    assert for_sqlite(terms) == '"card"* AND "good morning"*'
    assert for_postgres(terms) == "(card:*) & (good <-> morning:*)"


@given(st.text(max_size=60))
def test_no_search_has_signs_in_it(text: str) -> None:
    """Whatever is written, databases get small Latin letters and digits only."""
    coded_words = [coded(word) for term in terms_of(text) for word in term]
    assert all(word.isalnum() and word.isascii() and word == word.lower() for word in coded_words)


@given(st.text(max_size=400), st.text(max_size=20))
def test_pieces_are_the_text(text: str, query: str) -> None:
    """What is shown is the text itself, whole as long as it is short."""
    shown = "".join(piece.text for piece in pieces_of(text, terms_of(query)))
    assert shown.removeprefix("… ") in text or shown in text
    if len(text) <= AROUND:
        assert shown == text


def test_a_long_text_is_shown_around_its_first_hit() -> None:
    """What comes far before the hit is left out, and hits are marked."""
    pieces = pieces_of(f"{'x ' * 500}Parcel here{' y' * 500}", terms_of("parcel"))
    assert pieces[0].text == "… "
    assert [piece.text for piece in pieces if piece.hit] == ["Parcel"]
    assert sum(len(piece.text) for piece in pieces) <= SHOWN + 2


@given(st.text(max_size=80))
def test_one_folding_for_query_and_index(text: str) -> None:
    """Folded again a text is the same, and each of its words finds it, as does its beginning."""
    assert plain(plain(text)) == plain(text)
    for token in tokens_of(text):
        assert terms_of(f'"{text[slice(*token.span)]}"') != ()
        assert coded(token.word).startswith(coded(token.word[:2]))


@given(st.text(max_size=12), st.text(max_size=12))
def test_codes_begin_as_their_words_do(one: str, other: str) -> None:
    """Of two words one's code begins with the other's just where the words do."""
    for mine in tokens_of(one):
        for theirs in tokens_of(other):
            same = coded(mine.word).startswith(coded(theirs.word))
            assert same is mine.word.startswith(theirs.word)
