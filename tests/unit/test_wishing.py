"""Words by which something is wanted, and wishes for a person that say what it is about."""

from __future__ import annotations

import pytest

from actions.engine.listening.wishing import only_leads, says_more, wishes


@pytest.mark.parametrize(
    "text",
    [
        "REFUND",
        "money back only, no replacement",
        "no replacement please",
        "on second thought send me a new one",
        "i dont want it repaired",
        "i'd rather have a voucher",
        "can you cancel the lamp",
        "could you collect it on monday",
        "i just want this sorted by friday",
        "just swap it",
        "I changed my mind",
    ],
)
def test_what_shall_be_done_is_a_wish(text: str) -> None:
    """With the word for it, however short, or by saying that it is wanted."""
    assert wishes(text)


@pytest.mark.parametrize(
    "text",
    [
        "my card never came",
        "how does a refund work?",
        "refund?",
        "the fan makes a grinding noise",
        "it says on the page that a repair usually takes four weeks from the day",
        "yes",
        "",
    ],
)
def test_what_is_so_or_is_asked_is_no_wish(text: str) -> None:
    """Neither what happened nor a question about a remedy."""
    assert not wishes(text)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("a person please", False),
        ("can i speak with a real human now", False),
        ("no bot, get me somebody from the team", False),
        ("I'd like to talk to an agent about the double charge on my statement", True),
        ("put me through, my parcel was stolen", True),
        ("", False),
    ],
)
def test_a_bare_wish_for_a_person_says_nothing_of_the_matter(text: str, more: bool) -> None:
    """Only words beside those that ask for somebody are about something."""
    assert says_more(text) is more


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Another thing,", True),
        ("hi there", True),
        ("Good morning!", True),
        ("...", True),
        ("", True),
        ("no picture", False),
        ("also the lamp", False),
    ],
)
def test_what_only_leads_to_something_says_nothing(text: str, leads: bool) -> None:
    """A greeting, or that something else comes."""
    assert only_leads(text) is leads
