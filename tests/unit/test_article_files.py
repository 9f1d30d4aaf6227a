"""Articles as they are written: heads, headings, what is told of them, and what is wrong where."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.article_files import read_articles
from contracts.article_markdown import passages, plain
from contracts.articles import Article, ArticlesRefused, Unit, as_file, from_file
from contracts.excerpts import LONGEST, as_text, excerpt
from contracts.sentences import sentences
from tests.checkout import ROOT

HEAD = "---\ntitle: Sending back\n---\n"


def written(folder: Path, text: str, name: str = "en/back.md") -> Path:
    """A business with one article."""
    file = folder / "articles" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return folder


def refused(folder: Path) -> str:
    """What is wrong with the articles of a folder."""
    with pytest.raises(ArticlesRefused) as refusal:
        read_articles(folder, ["en"])
    return str(refusal.value)


def test_a_business_without_articles_has_none(tmp_path: Path) -> None:
    """No folder is no mistake."""
    assert read_articles(tmp_path) == ()


def test_the_head_says_what_an_article_is(tmp_path: Path) -> None:
    """Title, address, for whom, until when, and its topics."""
    head = (
        "---\ntitle: Sending back\naddress: https://shop.example/help/back\nfor: customers\n"
        "until: 2027-01-31\ntopics: [return_item]\n---\nDo it.\n"
    )
    (article,) = read_articles(written(tmp_path, head), ["en"])
    assert (article.name, article.language, article.place) == (
        *("en/back", "en"),
        "articles/en/back.md",
    )
    assert article.head.until == dt.date(2027, 1, 31)
    assert (article.head.audience, article.head.topics) == ("customers", ("return_item",))


def test_headings_make_passages(tmp_path: Path) -> None:
    """Deeper ones carry those above; one that repeats the title is none."""
    text = f"{HEAD}# Sending back\nFirst. Second.\n\n## Costs\nNone.\n\n### Abroad\nNone either.\n"
    (article,) = read_articles(written(tmp_path, text))
    assert [one.heading for one in article.passages] == ["", "Costs", "Costs › Abroad"]  # noqa: RUF001
    assert [unit.text for unit in article.passages[0].units] == ["First.", "Second."]
    assert [one.line for one in article.passages] == [4, 7, 10]


def test_lists_and_tables_survive(tmp_path: Path) -> None:
    """Each item and each row is told whole, and the Markdown stays as it was written."""
    text = f"{HEAD}Do this:\n\n1. Open it.\n2. Close it\n   again.\n- or not\n\n"
    text += "| Way | Cost |\n| --- | --- |\n| by post | €4.90 |\n"
    (article,) = read_articles(written(tmp_path, text))
    (passage,) = article.passages
    assert [unit.text for unit in passage.units] == [
        "Do this:",
        "1. Open it.",
        "2. Close it again.",
        "• or not",
        "by post; Cost: €4.90",
    ]
    assert "| by post | €4.90 |" in passage.written


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Just text.\n", 1, "begins without a head"),
        ("---\ntitle: X\n", 1, "the head does not end"),
        ("---\ntopics: []\n---\nText.\n", 1, "say what it is about"),
        ("---\ntitle: X\ntopic: [a]\n---\nText.\n", 3, "did you mean topics"),
        ("---\ntitle: X\naddress: shop\n---\nText.\n", 3, "no web address"),
        ("---\ntitle: X\naddress: http://[\n---\nText.\n", 3, "no web address"),
        ("---\ntitle: X\nfor: staff\n---\nText.\n", 3, "there is no staff"),
        ("---\ntitle: X\nuntil: soon\n---\nText.\n", 3, "the last day"),
        ("---\ntitle: X\nuntil: 2027-01-31 10:00:00\n---\nText.\n", 3, "the last day"),
        ("---\ntitle: X\ntopics: a\n---\nText.\n", 3, "list intents"),
        ("---\ntitle: X: Y\n---\nText.\n", 2, "in quotes"),
        ("---\ntitle: X\nsource: [1]\n---\nText.\n", 3, "take it out"),
        ("---\n- X\n---\nText.\n", 2, "what the article says of itself"),
        (HEAD, 3, "it says nothing"),
        (f"{HEAD}Text.\n\n## Empty\n\n## Full\nMore.\n", 6, "nothing stands under “Empty”"),
        (f"{HEAD}Text.\n```\ncode\n", 5, "does not end"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    """The file, the line, and what to do."""
    said = refused(written(tmp_path, text))
    assert said.startswith(f"articles/en/back.md:{line}: ")
    assert words in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("back.md", "in the folder of its language"),
        ("de/back.md", "none of the languages"),
        ("en/back.txt", "is no Markdown"),
        ("en/Back Again.md", "small letters"),
    ],
)
def test_a_file_in_the_wrong_place_is_named(tmp_path: Path, name: str, words: str) -> None:
    """None is passed over in silence."""
    assert words in refused(written(tmp_path, f"{HEAD}Text.\n", name))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """Whatever its bytes are."""
    written(tmp_path, "")
    (tmp_path / "articles" / "en" / "back.md").write_bytes(b"\xff\xfe\x00")
    assert "articles/en/back.md:1: cannot be read" in refused(tmp_path)


def test_two_of_one_title_are_named(tmp_path: Path) -> None:
    """Customers could not choose between them."""
    written(tmp_path, f"{HEAD}Text.\n", "en/again.md")
    assert "same title as articles/en/again.md" in refused(written(tmp_path, f"{HEAD}Text.\n"))


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """A line each."""
    written(tmp_path, "no head", "en/a.md")
    written(tmp_path, "no head", "en/b.md")
    assert len(refused(tmp_path).splitlines()) == 2


def test_marks_of_markdown_are_not_told() -> None:
    """What is told is what a reader sees."""
    assert plain("**Bold**, *thin*, [a link](https://x.example), `code` and &amp; 2 \\* 3") == (
        "Bold, thin, a link, code and & 2 * 3"
    )
    assert plain("snake_case_name <br/>stays") == "snake_case_name stays"


def test_sentences_end_where_they_end() -> None:
    """Abbreviations, initials and decimals end none."""
    text = "It costs approx. €4.90, e.g. for a case. Mr. B. Smith said so! “Really?” Yes."
    assert sentences(text) == (
        "It costs approx. €4.90, e.g. for a case.",
        "Mr. B. Smith said so!",
        "“Really?”",
        "Yes.",
    )


@given(st.text(alphabet="ab. !?A\n1€", max_size=80))
def test_no_letter_gets_lost(text: str) -> None:
    """Joined by blanks, the sentences are the text."""
    assert " ".join(sentences(text)) == " ".join(text.split())


def shop() -> tuple[Article, ...]:
    """The articles of the demo shop."""
    return read_articles(ROOT, ["en"])


SHOP = shop()
ALL_PASSAGES = [(one, passage) for one in SHOP for passage in one.passages]


@given(st.sampled_from(ALL_PASSAGES), st.data())
def test_each_sentence_of_an_answer_is_one_of_its_source(
    told: tuple[Article, object], data: st.DataObject
) -> None:
    """Whatever is asked: what is told stands in the article, whole, in its order, and is short."""
    _, passage = told
    units = passage.units  # type: ignore[attr-defined]
    likeness = data.draw(st.lists(st.floats(-1, 1), min_size=len(units), max_size=len(units)))
    said = excerpt(units, likeness)
    assert len(said) <= LONGEST
    runs = {
        as_text(units[first : last + 1])
        for first in range(len(units))
        for last in range(first, len(units))
    }
    assert said in runs or (said == "" and max(len(one.text) for one in units) > LONGEST)


def test_an_answer_is_cut_to_what_was_asked() -> None:
    """The best sentence is in it, and a step comes with the line that its list begins with."""
    steps = [Unit(text=f"{n}. {'step ' * 12}{n}.", line=n, starts=True) for n in range(1, 9)]
    units = [Unit(text="Do this:", line=0, starts=True), *steps]
    said = excerpt(units, [0.1, *(0.9 if n == 2 else 0.1 for n in range(1, 9))])
    assert said.startswith("Do this:\n1. ")
    assert "2. " in said
    assert len(said) <= LONGEST


def test_what_is_too_long_is_not_cut_through() -> None:
    """Half a sentence is none: then only the link is given."""
    assert excerpt([Unit(text="word " * 100, line=1)], [1.0]) == ""
    assert excerpt([], []) == ""


def test_all_articles_fit_into_one_file() -> None:
    """What a training reads is what was written."""
    assert from_file(as_file(SHOP)) == SHOP


def test_the_shop_has_articles_of_the_usual_length() -> None:
    """Sixty or more, each of two headings and 120 to 350 words."""
    assert len(SHOP) >= 60
    for one in SHOP:
        words = sum(len(passage.written.split()) for passage in one.passages)
        assert 110 <= words <= 350, one.place
        assert sum(bool(passage.heading) for passage in one.passages) >= 2, one.place


def test_a_body_may_be_read_by_itself() -> None:
    """Blocks of code keep their lines, and comments are left out."""
    body = "<!-- not\nthis -->\nSee:\n\n```\n# no heading\n```\n> quoted\n---\n"
    (passage,) = passages(body, "T", 5)
    assert [(unit.text, unit.line) for unit in passage.units] == [
        ("See:", 7),
        ("# no heading", 10),
        ("quoted", 12),
    ]
