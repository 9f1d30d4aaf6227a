"""Who the desk works for: `business.yml`, and where it is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.business import BusinessError, BusinessProfile, business_folder, read_profile

ROOT = Path(__file__).parents[2]


def test_the_demo_shop_is_a_business() -> None:
    """The checkout's own folder has a profile in order, which names its Python module."""
    profile = read_profile(ROOT)
    assert (profile.company, profile.python) == ("Solder & Pine", "actions.shop.business")
    assert (profile.languages, profile.currency) == (("en",), "EUR")


def test_two_names_are_enough(tmp_path: Path) -> None:
    """Everything else has a default."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    assert read_profile(tmp_path) == BusinessProfile(company="Spoke & Chain", bot="Sprocket")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("company: A\nbot: B\ntime_zone: Moon/Sea\n", "there is no time zone 'Moon/Sea'"),
        ("company: A\nbot: B\ntime_zone: ''\n", "there is no time zone ''"),
        ("company: A\nbot: B\nlocale: de_DE\n", "locale de_DE is of none of the languages"),
        ("company: A\nbot: B\nlocale: english\n", r"\$.locale"),
        ("company: A\nbot: B\ncurrency: euro\n", r"\$.currency"),
        ("company: A\nbot: B\nlanguages: []\n", r"\$.languages"),
        ("company: A\nbot: B\npython: ../shop\n", r"\$.python"),
        ("company: A\nbot: '{name}'\n", r"\$.bot"),
        ("company: ' '\nbot: B\n", r"\$.company"),
        ("company: A\nbot: B\norder_number: {pattern: '('}\n", "no regular expression"),
        ("company: A\nbot: B\norder_number: {pattern: '(A)(B)'}\n", "has several groups"),
        ("company: A\nbot: B\norder_number: {pattern: 'A?'}\n", "fits nothing at all"),
        ("company: A\nbot: B\norder_number: {pattern: 'BK-1'}\n", "10432 does not fit BK-1"),
        ("bot: B\n", "missing required field `company`"),
        ("company: A\nbot: B\ncolour: red\n", "unknown field `colour`"),
        ("company: [\n", "while parsing"),
        ("- A\n", "Expected `object`"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, written: str, told: str) -> None:
    """The line begins with the file, and says which field it is."""
    (tmp_path / "business.yml").write_text(written)
    with pytest.raises(BusinessError, match=rf"^\S+/business\.yml: .*{told}"):
        read_profile(tmp_path)


def test_a_folder_that_is_no_business_says_what_to_do(tmp_path: Path) -> None:
    """The setting and the command that makes one are named."""
    with pytest.raises(BusinessError, match=r"BUSINESS.*scripts/business new"):
        read_profile(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A folder in its place is no file."""
    (tmp_path / "business.yml").mkdir()
    with pytest.raises(BusinessError, match=r"business\.yml: "):
        read_profile(tmp_path)


@pytest.mark.parametrize(
    ("env", "folder"),
    [({}, "."), ({"BUSINESS": " "}, "."), ({"BUSINESS": "/srv/bikes"}, "/srv/bikes")],
)
def test_the_setting_says_where_it_lives(env: dict[str, str], folder: str) -> None:
    """Without it the checkout is the business."""
    assert business_folder(env) == Path(folder)
