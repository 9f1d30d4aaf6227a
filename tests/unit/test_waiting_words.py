"""What customers in the queue mean by what they write."""

from __future__ import annotations

import pytest

from handoff.core.waiting_words import Meant, meant

CASES: dict[Meant, tuple[str, ...]] = {
    "leaves": ("never mind", "Oh, forget about it, thanks!", "i don't need a person any more"),
    "settled": (
        "never mind, solved",
        "Nevermind, it works now",
        "ok its fixed now, thanks",
        "solved!",
        "all sorted, thank you",
        "it's been resolved in the meantime",
        "never mind it arrived",
        "i figured it out myself",
        "Problem solved, you can close this",
        "it works again thx",
    ),
    "asks": (
        "how long will this take?",
        "how much longer",
        "hello??",
        "anybody there",
        "is anyone coming",
        "what number am i",
        "still waiting",
        "when will somebody answer",
        "any update?",
        "where am i in the queue",
    ),
    "thanks": ("thanks", "ok thank you", "no rush, i'll wait", "Alright", "got it, thanks"),
    "adds": (
        "the order is 10432",
        "my card arrived but the fan is broken",
        "it is not solved",
        "never mind the colour, but the size is wrong",
        "it works but only until i start a game",
        "i fixed the typo in the address: it is number 14",
        "yes i do",
        "it says how long the warranty is on the box, two years, and i bought it in may",
        "i want my money back now",
        "solved? no it still crashes",
        "please do not close this",
    ),
}


@pytest.mark.parametrize(
    ("text", "means"), [(text, means) for means, texts in CASES.items() for text in texts]
)
def test_what_is_said_while_waiting_is_told_apart(text: str, means: Meant) -> None:
    """Only the whole message ends a wait; whatever says more is added to the case."""
    assert meant(text) == means
