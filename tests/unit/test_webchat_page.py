"""What a host page says of itself is bounded, and nothing follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from handoff.core.errors import BadRequest
from handoff.core.host_page import Page
from handoff.core.payloads import convert


def test_all_of_it_is_kept_as_it_was_said() -> None:
    """Address, title, cart and fields come through, and what was not said is not there."""
    said = {
        "url": "https://shop.example/cards",
        "title": "Cards",
        "cart": {"value": 129.9, "currency": "EUR", "items": ["Card"]},
        "fields": {"plan": "Pro"},
    }
    assert convert(said, Page).as_mapping() == said
    assert convert({}, Page).as_mapping() == {}
    assert convert({"cart": {}}, Page).as_mapping() == {"cart": {}}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/cards", "null/x"])
def test_only_an_address_of_the_web_is_one(url: str) -> None:
    """What an agent could click on is an address of a page, or nothing."""
    assert convert({"url": url, "title": "Cards"}, Page).as_mapping() == {"title": "Cards"}


@pytest.mark.parametrize(
    "said",
    [
        {"url": "https://x/" + "x" * 2_000},
        {"title": "x" * 301},
        {"cart": {"value": -1}},
        {"cart": {"value": "much"}},
        {"cart": {"currency": "euro"}},
        {"cart": {"items": ["x" * 121]}},
        {"cart": {"items": ["x"] * 21}},
        {"fields": {"x" * 41: "x"}},
        {"fields": {"x": "x" * 201}},
        {"fields": {f"f{n}": "x" for n in range(11)}},
        {"fields": {"x": 1}},
        {"secret": "x"},
    ],
)
def test_more_than_that_is_refused(said: dict[str, Any]) -> None:
    """Each part has its bounds, and there are no other parts."""
    with pytest.raises(BadRequest):
        convert(said, Page)
