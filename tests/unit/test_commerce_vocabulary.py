"""The file of a shop's words, and how words compare."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.commerce.scales import amount, scale
from actions.engine.commerce.tokens import phrase_pattern, singular, tokens
from actions.engine.commerce.vocabulary import (
    Vocabulary,
    VocabularyRefused,
    english,
    merged,
    problems_with,
    read_vocabulary,
)
from tests.unit.commerce_shop import NAMES, WORDS

RETAIL = Path(__file__).parents[2] / "businesses" / "retail" / "vocabulary.yml"


def written(folder: Path, text: str) -> Path:
    """A vocabulary file with this text."""
    path = folder / "vocabulary.yml"
    path.write_text(text)
    return path


def test_a_shops_words_come_on_top_of_english(tmp_path: Path) -> None:
    """What the engine knows stays, what the shop adds is there, and its orders come first."""
    own = read_vocabulary(
        written(tmp_path, "acts: {return: [ship home]}\noptions: {size: {orders: [[mini, maxi]]}}")
    )
    assert own.act("return").search("please ship home the pump")
    assert own.act("return").search("send it back")
    assert own.options["size"].orders[0] == ["mini", "maxi"]
    assert "bigger" in own.options["size"].more
    assert read_vocabulary(written(tmp_path, "")) == english()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Whoever writes a vocabulary sees every mistake, and what to do about it."""
    path = written(
        tmp_path,
        """
        kinds: {Bicycle Tyre: []}
        cues: {politely: [would you kindly]}
        options: {size: {more: [bigger], less: [bigger], orders: [[one]]}}
        """,
    )
    with pytest.raises(VocabularyRefused) as refused:
        read_vocabulary(path)
    lines = str(refused.value).splitlines()
    assert len(lines) == 4
    for said in (
        "“Bicycle Tyre” has no words",
        "politely",
        "bigger",
        "two different",
    ):
        assert any(said in line for line in lines), said


@pytest.mark.parametrize("text", ["kinds: [", "colours: {}", "kinds: {Tyre: tire}"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    """No YAML, a section that is none, and a word where a list belongs are told with the file."""
    with pytest.raises(VocabularyRefused, match=r"vocabulary\.yml"):
        read_vocabulary(written(tmp_path, text))
    with pytest.raises(VocabularyRefused, match=r"nowhere\.yml"):
        read_vocabulary(tmp_path / "nowhere.yml")


def test_names_that_the_catalogue_lacks_are_told() -> None:
    """A kind or a theme that names no family is a mistake of the file or of the catalogue."""
    own = Vocabulary(kinds={"Tandem": ["double bike"]}, themes={"wet": ["Rain Jacket", "Canoe"]})
    assert [line.split(":")[0] for line in problems_with(own, NAMES)] == ["kinds", "themes"]
    assert problems_with(WORDS, NAMES) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17-inch", "17 inches"),
        ("512GB", "512 gigs"),
        ("6 ft", "6 foot"),
        ("two-piece", "2 piece"),
        ("T-Shirts", "t shirt"),
        ("bookshelves", "bookshelf"),
        ("watches", "watch"),
        ("batteries", "battery"),
        ("men's", "men"),
    ],
)
def test_spellings_of_one_thing_compare_equal(one: str, other: str) -> None:
    """Hyphens, units, numbers in words and plurals make no difference."""
    first, second = (
        [word.norm for word in tokens(text, WORDS.spelling())] for text in (one, other)
    )
    assert first == second


def test_a_gap_in_a_phrase_stays_in_its_clause() -> None:
    """“…” reaches over a few words, never over “and” or the end of a sentence."""
    pattern = phrase_pattern(("change … address", "don't"))
    assert pattern.search("change my old shipping address")
    assert not pattern.search("change the tyre and the address")
    assert not pattern.search("change it. My address")
    assert pattern.search("I dont")
    assert pattern.search("I don\N{RIGHT SINGLE QUOTATION MARK}t")
    assert not phrase_pattern(()).search("anything")


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("size", ("XS", "S", "M", "XL")),
        ("size", ("small", "medium", "large")),
        ("size", ("8", "9", "10")),
        ("storage", ("256GB SSD", "512GB SSD", "1TB SSD")),
        ("capacity", ("500ml", "1L", "1.5L")),
        ("brightness", ("none", "low", "high")),
    ],
)
def test_values_are_ranked_from_the_least(option: str, values: tuple[str, ...]) -> None:
    """The vocabulary's order, else numbers with their units, and nothing at all comes first."""
    ranks = scale(option, values, WORDS)
    assert sorted(values, key=lambda value: ranks[value]) == list(values)
    assert scale("colour", ("red", "blue"), WORDS) == {}
    assert (amount("500ml"), amount("red")) == (500.0, None)


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    """Tokens come in the text's order and each has a form to compare."""
    end = 0
    for word in tokens(text, WORDS.spelling()):
        assert end <= word.start < word.end <= len(text)
        assert word.norm
        end = word.end


@given(st.text(alphabet="abcdesxyz", min_size=1, max_size=12))
def test_a_singular_stays_what_it_is(word: str) -> None:
    """Taking a plural's ending off never makes a word vanish."""
    assert singular(word)


def test_the_retail_vocabulary_reads() -> None:
    """The foreign shop's words are without a mistake."""
    words = read_vocabulary(RETAIL)
    assert merged(words, Vocabulary()).kinds == words.kinds
