"""Addresses as people write them, and as they put them right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.engine.case.diagnosis import Street
from actions.engine.case.postal import corrected, country_in, fits, lacking, street

HOME = Street(street="Ahornweg 12", postcode="10115", city="Berlin")


@pytest.mark.parametrize(
    ("text", "street_", "postcode", "city", "country"),
    [
        ("bring it to Ahornweg 7, 10115 Berlin instead pls", "Ahornweg 7", "10115", "Berlin", ""),
        ("my new address is lange gasse 3, 60311 frankfurt am main thanks", "Lange Gasse 3",
         "60311", "Frankfurt am Main", ""),
        ("it should go to Am Markt 3, 28195 bremen because i moved", "Am Markt 3", "28195",
         "Bremen", ""),
        ("Tideline Systems Ltd, Unit 4, Quay Road 12, 1011 AB Amsterdam",
         "Tideline Systems Ltd, Unit 4, Quay Road 12", "1011 AB", "Amsterdam", ""),
        ("can it go to my office: Tideline GmbH, Hafenstr. 5, 80331 München please",
         "Tideline GmbH, Hafenstr. 5", "80331", "München", ""),
        ("12 Mill Lane, Leeds, LS1 4AP", "12 Mill Lane", "LS1 4AP", "Leeds", ""),
        ("12 Mill Lane, Leeds LS1 4AP", "12 Mill Lane", "LS1 4AP", "Leeds", ""),
        ("Calle Luna 3, 28013 Madrid, Spain", "Calle Luna 3", "28013", "Madrid", "ES"),
        ("Seeweg 10, 8001 Zürich Switzerland", "Seeweg 10", "8001", "Zürich", "CH"),
        ("Lerchenweg 3, 9000 St. Gallen", "Lerchenweg 3", "9000", "St. Gallen", ""),
        ("Hi, I have moved. Rue des Lilas 5, 75002 Paris. Thanks!", "Rue des Lilas 5", "75002",
         "Paris", ""),
        ("no wait, to work, Ringstr. 21a, 50667 Köln", "Ringstr. 21a", "50667", "Köln", ""),
        ("Ahornweg, 5, 10115 Berlin", "Ahornweg 5", "10115", "Berlin", ""),
        ("Plac Nowy 4/5, 31-056 Kraków, Poland asap", "Plac Nowy 4/5", "31-056", "Kraków", "PL"),
        ("Fjordgatan 9, 118 49 Stockholm", "Fjordgatan 9", "118 49", "Stockholm", ""),
        ("order 30103 please to Ahornweg 2, 28195 Bremen", "Ahornweg 2", "28195", "Bremen", ""),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(
    text: str, street_: str, postcode: str, city: str, country: str
) -> None:
    """What is said around it is no part of it, and small letters get their capitals."""
    found = Street(street=street_, postcode=postcode, city=city, country=country)
    assert street(text) == found


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ahornweg 12", "postcode"),
        ("10115 Berlin", "street"),
        ("Ahornweg 12, 10115", "town"),
        ("Ahornweg 12, 10115 Berlin", None),
        ("to my mother's", None),
        ("does 10115 cost more?", None),
    ],
)
def test_what_is_missing_is_known(text: str, missing: str | None) -> None:
    """So that the customer hears what to add; of what is no address nothing is missing."""
    assert lacking(text) == missing


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("no wait, 21 not 12", {"street": "Ahornweg 21"}),
        ("not 12, 21", {"street": "Ahornweg 21"}),
        ("it's 21 instead of 12", {"street": "Ahornweg 21"}),
        ("the house number is 21a", {"street": "Ahornweg 21a"}),
        ("it should be 12b", {"street": "Ahornweg 12b"}),
        ("not Ahornweg but Ahornallee", {"street": "Ahornallee 12"}),
        ("the postcode is 10117", {"postcode": "10117"}),
        ("no, 10117 not 10115", {"postcode": "10117"}),
        ("potsdam not berlin", {"city": "Potsdam"}),
    ],
)
def test_a_part_of_it_is_put_right(text: str, change: dict[str, str]) -> None:
    """The rest stays as it was."""
    expected = {"street": "Ahornweg 12", "postcode": "10115", "city": "Berlin"} | change
    assert corrected(HOME, text) == Street(**expected)


@pytest.mark.parametrize(
    "text",
    ["yes but not today", "is it not 3 days", "on the 21 not the 22", "thanks", "order 30012"],
)
def test_other_words_put_nothing_right(text: str) -> None:
    """A "not" with something else around it is about something else."""
    assert corrected(HOME, text) is None


@pytest.mark.parametrize(
    ("postcode", "country", "fitting"),
    [
        ("10115", "DE", True),
        ("10115", "NL", False),
        ("1011 AB", "NL", True),
        ("LS1 4AP", "GB", True),
        ("10115", "XX", True),
    ],
)
def test_a_postcode_fits_its_country(postcode: str, country: str, fitting: bool) -> None:
    """Where nobody knows of a country's postcodes, any may be one."""
    assert fits(postcode, country) is fitting


@pytest.mark.parametrize(
    ("text", "code"),
    [("in Austria", "AT"), ("the uk", "GB"), ("northern ireland", "GB"), ("over there", "")],
)
def test_a_country_is_known_by_its_names(text: str, code: str) -> None:
    """Those of CLDR, and what people say."""
    assert country_in(text) == code


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Whatever is written is an address, a part of one, or none."""
    found = street(text)
    assert found is None or (found.street and found.postcode and found.city)
    lacking(text)
    corrected(HOME, text)
