"""What articles say of what the policy decides, and where both are named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from actions.engine.articles.figures import (
    contradictions,
    figures_in,
    read_cues,
    usual_cues,
)
from contracts.article_files import read_articles
from contracts.policy_figures import PREFIX, figures
from contracts.policy_file import read_policy
from scripts.article_pages.checking import check, policy_line
from tests.checkout import ROOT

TODAY = dt.date(2026, 11, 30)


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """A business that gives 14 days."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: [return_item]\n")
    (tmp_path / "policy.yml").write_text(
        "tiers: [standard]\nrights: {}\nwindows:\n  # by law\n  return: 14 days\n"
        "fees:\n  express: €9.90\n"
    )
    return tmp_path


def article(business: Path, text: str, head: str = "", name: str = "back") -> Path:
    """An article of it."""
    file = business / "articles" / "en" / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: About {name}\n{head}---\n\n{text}\n")
    return file


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("within 14 days", [("time that passes", (20_160,))]),
        ("two weeks", [("time that passes", (20_160,))]),
        ("1–3 working days", [("working days", (1_440, 4_320))]),
        ("one or two business days", [("working days", (1_440, 2_880))]),
        ("a month", [("time that passes", (43_200,))]),
        ("€4.90 and 1,500 €", [("amount", (490,)), ("amount", (150_000,))]),
        ("8:00–20:00", [("time of day", (480,)), ("time of day", (1_200,))]),
        ("order 10432", []),
    ],
)
def test_figures_are_read_as_they_are_written(
    text: str, kinds: list[tuple[str, tuple[int, ...]]]
) -> None:
    """In digits or in words, alone or as a range."""
    assert [(one.kind, one.values) for one in figures_in(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "You may send it back within 30 days of delivery.",
        "You may return anything up to a month after you received it.",
        "You have thirty days to send it back.",
    ],
)
def test_other_days_than_the_policys_fail(business: Path, text: str) -> None:
    """With both places, and what stands there."""
    article(business, f"First.\n\n## Returns\n\n{text}")
    (line,) = check(business, TODAY).wrong
    assert line.startswith("articles/en/back.md:9: “")
    assert line.endswith("”, and policy.yml:5: windows.return is 14 days; change one of them")


@pytest.mark.parametrize(
    "text",
    [
        "You may send it back within 14 days of delivery.",
        "You may return it within two weeks of delivery.",
        "We answer within 30 days.",
        "Express costs €9.90, and standard €4.90.",
        "A return label counts for 30 days.",
    ],
)
def test_what_agrees_or_is_about_something_else_does_not(business: Path, text: str) -> None:
    """A figure counts only where the sentence is about it, and one that agrees is enough."""
    article(business, text)
    assert check(business, TODAY).wrong == ()


def test_amounts_and_rows_of_tables_are_compared(business: Path) -> None:
    """With the heading over a table."""
    article(business, "## What express costs\n\n| To | Fee |\n| --- | --- |\n| here | €12 |")
    (line,) = check(business, TODAY).wrong
    assert "“€12”, and policy.yml:7: fees.express is €9.90" in line


def test_the_shops_articles_agree_with_its_policy() -> None:
    """And with its topics: its own gate holds that as well."""
    found = check(ROOT, TODAY)
    assert found.wrong == ()
    assert len(found.articles) >= 60


def test_each_changed_figure_of_the_shop_is_noticed() -> None:
    """What the articles quote of the policy is really compared with it."""
    decided = figures(read_policy(ROOT))
    articles = read_articles(ROOT, ["en"])
    other = {
        "windows.return": "30 days",
        "windows.price_protection": "20 days",
        "windows.legal_warranty": "five years",
        "windows.open_box_warranty": "three years",
        "windows.invoice_correction": "90 days",
        "promises.delivery_home": "5–8 working days",
        "promises.return_refunded": "20 days",
        "fees.express": "€12.90",
        "fees.membership": "€39",
        "facts.gift_card_valid": "five years",
        "facts.locked_for": "45 minutes",
        "hours.weekdays": "9:00–17:00",
    }
    for name, said in other.items():
        changed = {**decided, PREFIX + name: said}
        found = [one.name for one in contradictions(articles, changed, usual_cues())]
        assert name in found, name


def test_a_business_adds_words_of_its_own(business: Path) -> None:
    """Beside its articles, for what only it decides; a name that is not in the policy is told."""
    article(business, "Quick parcels are €5.")
    own = business / "articles" / "en" / "figures.yml"
    own.write_text("fees.express: [quick parcel]\n")
    assert "fees.express is €9.90" in check(business, TODAY).wrong[0]
    own.write_text("fees.expres: [quick parcel]\n")
    assert check(business, TODAY).wrong == (
        "articles/en/figures.yml:1: policy.yml has no fees.expres; did you mean fees.express",
    )
    own.write_text("fees.express: 1\n")
    assert check(business, TODAY).wrong[0].startswith("articles/en/figures.yml:1: Expected")


def test_outdated_articles_are_told_and_do_not_fail(business: Path) -> None:
    """They are not said any more, and somebody should know."""
    article(business, "Text.", "until: 2026-11-29\n", "old")
    article(business, "Text.", "until: 2026-11-30\n", "new")
    found = check(business, TODAY)
    assert found.wrong == ()
    (line,) = found.noted
    assert line.startswith("articles/en/old.md:1: held until 2026-11-29")


def test_topics_are_intents(business: Path) -> None:
    """What may be meant is told."""
    article(business, "Text.", "topics: [return_itm]\n")
    assert check(business, TODAY).wrong == (
        "articles/en/back.md:1: topics: there is no intent return_itm; did you mean return_item",
    )


def test_what_cannot_be_read_is_told(business: Path) -> None:
    """Articles, policy and profile alike."""
    file = article(business, "Text.")
    file.write_text("no head")
    assert check(business, TODAY).wrong[0].startswith("articles/en/back.md:1: ")
    (business / "business.yml").unlink()
    assert "there is no" in check(business, TODAY).wrong[0]


def test_lines_of_a_policy_are_found(business: Path) -> None:
    """The section's where the figure is none of its own, and the first of what cannot be read."""
    assert policy_line(business, "windows.return") == 5
    assert policy_line(business, "windows.other") == 3
    assert policy_line(business, "fees.express.more") == 7
    (business / "policy.yml").write_text("a: [")
    assert policy_line(business, "windows.return") == 1


def test_cues_are_files_of_one_form() -> None:
    """Lists of lines by name."""
    with pytest.raises(msgspec.DecodeError):
        read_cues(b"a: {b: c}")
