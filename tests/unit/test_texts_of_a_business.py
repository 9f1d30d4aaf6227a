"""The sentences of a business: which variant is said, in which form, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions.engine.words.text_files import TextsRefused, engine_texts, read_texts
from actions.engine.words.texts import (
    Texts,
    UnknownSentence,
    Variant,
    arguments_of,
    say,
    say_by,
    say_to_agents,
    speaking,
)

TEXTS = Texts(
    language="en",
    sentences={
        "greeting": ["Hello {name}.", "Good day, {name}."],
        "left": [
            {"one": "{count} piece left", "other": "{count} pieces left"},
            {"one": "Only {count} piece", "other": "Only {count} pieces"},
        ],
    },
)


def written(folder: Path, **files: str) -> Path:
    """A folder of texts with these files in English."""
    (folder / "en").mkdir()
    for name, text in files.items():
        (folder / "en" / f"{name}.yml").write_text(text)
    return folder


def test_one_turn_always_says_the_same() -> None:
    """The seed picks the variant, and other seeds come by the other one."""
    said = {}
    for seed in map(str, range(20)):
        with speaking(TEXTS, seed):
            said[seed] = say("greeting", name="Anna")
            assert say("greeting", name="Anna") == said[seed]
    assert set(said.values()) == {"Hello Anna.", "Good day, Anna."}


@pytest.mark.parametrize(("count", "form"), [(1, "piece"), (0, "pieces"), (7, "pieces")])
def test_the_plural_form_is_the_languages(count: int, form: str) -> None:
    """CLDR says which form a count takes."""
    with speaking(TEXTS, ""):
        assert form in say("left", count=count).split()


def test_a_day_that_nobody_knows_has_words_of_its_own() -> None:
    """The sentence does without it, rather than naming none."""
    due = {"due": ["Due by {by}"], "due.undated": ["Due"]}
    with speaking(Texts(language="en", sentences=due), ""):
        assert say_by("due", date(2026, 3, 3)) == "Due by Tuesday 3 March"
        assert say_by("due", None) == "Due"


def test_agents_read_their_own_language() -> None:
    """Whatever is spoken to the customer, and in one way only."""
    other = Texts(language="en", sentences={"agents.scan.none": ["nie gesehen"]})
    with speaking(other, "1"):
        assert say("agents.scan.none") == "nie gesehen"
        assert say_to_agents("agents.scan.none") == "it has not been scanned since"


def test_a_plural_form_may_leave_its_number_out() -> None:
    """It is told the count, and may say it or not; one argument more is wanted by it."""
    forms: Variant = {"one": "{name} is late", "other": "{name} are late"}
    assert arguments_of(forms) == {"name", "count"}
    with speaking(Texts(language="en", sentences={"late": [forms]}), ""):
        assert say("late", name="It", count=1) == "It is late"
        assert say("late", name="They", count=2) == "They are late"


def test_inside_another_voice_the_outer_one_comes_back() -> None:
    """A block that speaks ends with what was spoken before."""
    other = Texts(language="en", sentences={"greeting": ["Moin {name}"]})
    with speaking(TEXTS, "1"):
        before = say("greeting", name="B")
        with speaking(other, "1"):
            assert say("greeting", name="B") == "Moin B"
        assert say("greeting", name="B") == before


def test_what_is_not_there_is_named() -> None:
    """An id that nobody wrote, and an argument that nobody told, are errors that say which."""
    with speaking(TEXTS, ""):
        with pytest.raises(UnknownSentence, match="no text farewell in en"):
            say("farewell")
        with pytest.raises(UnknownSentence, match="greeting wants 'name'"):
            say("greeting")


def test_files_of_a_language_are_one_catalogue(tmp_path: Path) -> None:
    """Sentences and matters may be spread over files."""
    folder = written(
        tmp_path,
        a='sentences: {x: ["One {it}", "Two {it}"]}',
        b='matters: {late: {name: "your {thing}", strain: "waiting"}}',
    )
    texts, matters = read_texts(folder, "en")
    assert list(texts.sentences) == ["x"]
    assert matters["late"].strain == "waiting"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ('sentences: {x: ["Only one"]}', "en/a.yml: x needs two variants at least"),
        ('sentences: {x: ["To {a}", "To {b}"]}', "x: its variants have different {arguments}"),
        ('sentences: {x: ["To {a", "To {a"]}', "en/a.yml: x: "),
        (
            'sentences: {x: [{one: "{count} day"}, "{count} days"]}',
            "x: a variant with plural forms needs the form “other”",
        ),
        (
            'sentences: {x: [{other: "days"}, "days"]}',
            "x: its variants have different {arguments}; plural forms have {count}",
        ),
        ('titles: {x: "To {a"}', "en/a.yml: x: "),
        ('{sentences: {x: ["One", "Two"]}, titles: {x: "One"}}', "x is a sentence and a title"),
        ("sentence: {}", "en/a.yml: "),
        ("sentences: [", "en/a.yml: "),
        ("", "there are no texts in this language"),
    ],
)
def test_wrong_texts_are_refused_by_file_and_name(tmp_path: Path, file: str, says: str) -> None:
    """Who writes them is told where and what, all of it at once."""
    with pytest.raises(TextsRefused) as refused:
        read_texts(written(tmp_path, a=file), "en")
    assert says in str(refused.value)


def test_a_sentence_in_two_files_is_refused(tmp_path: Path) -> None:
    """Nobody could tell which of them is said."""
    one = 'sentences: {x: ["One", "Two"]}'
    with pytest.raises(TextsRefused, match=r"b\.yml: x is in another file as well"):
        read_texts(written(tmp_path, a=one, b=one), "en")


def test_a_title_is_said_in_one_way(tmp_path: Path) -> None:
    """Whatever the turn: it is a button, or is remembered by its words."""
    texts, _ = read_texts(written(tmp_path, a='titles: {agreed: "Yes, {name}"}'), "en")
    said = {texts.say("agreed", seed, {"name": "Anna"}) for seed in map(str, range(20))}
    assert said == {"Yes, Anna"}


def test_a_title_in_two_files_is_refused(tmp_path: Path) -> None:
    """Nobody could tell which of them is said."""
    with pytest.raises(TextsRefused, match=r"b\.yml: x is in another file as well"):
        read_texts(written(tmp_path, a="titles: {x: One}", b="titles: {x: Two}"), "en")


def test_a_business_says_it_in_its_own_words(tmp_path: Path) -> None:
    """By the engine's id, with as many variants as it likes; the rest stays the engine's."""
    own = 'titles: {button.yes: "Aye"}'
    texts, _ = read_texts(written(tmp_path, a=own), "en", engine_texts("en"))
    assert texts.say("button.yes", "", {}) == "Aye"
    assert texts.say("button.no", "", {}) == engine_texts("en").say("button.no", "", {})


@pytest.mark.parametrize(
    "own",
    ['sentences: {by_hand.filed: ["At {day}", "{day}"]}', 'titles: {by_hand.filed: "Till {day}"}'],
)
def test_what_the_engine_does_not_tell_cannot_be_said(tmp_path: Path, own: str) -> None:
    """An argument that its sentence never gets is refused with those that there are."""
    with pytest.raises(TextsRefused, match=r"\{day\} is not told to it; what is: reference"):
        read_texts(written(tmp_path, a=own), "en", engine_texts("en"))


def test_a_business_may_leave_an_argument_out_and_quote_its_policy(tmp_path: Path) -> None:
    """Who files nothing under references need not say one."""
    own = 'sentences: {by_hand.filed: ["Within {policy.promises.x}.", "In {policy.promises.x}."]}'
    texts, _ = read_texts(written(tmp_path, a=own), "en", engine_texts("en"))
    assert len(texts.sentences["by_hand.filed"]) == 2


def test_a_language_that_the_engine_lacks_is_english_there() -> None:
    """So that a customer hears something while the translation is still to be made."""
    assert engine_texts("tlh").sentences == engine_texts("en").sentences
