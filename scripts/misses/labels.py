"""What was not understood, as a file in the form of training data: somebody moves each line on."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec

Why = Literal["chosen", "rejected", "not understood", "handed over"]
TOLD: dict[Why, str] = {
    "chosen": "asked back about, and this is what the customer then chose",
    "rejected": "asked back about, and the customer meant something else; the first guess",
    "not understood": "not understood; the first guess",
    "handed over": "the last words before a person took over; what they were taken for",
}

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NUMBER = re.compile(r"\d[\d\s./-]{2,}\d")
_DIGIT = re.compile(r"\d")
_MARKS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")"})


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """Words that may have been misunderstood, and what they may mean."""

    text: str
    intent: str
    why: Why


def to_label(found: Iterable[Miss], since: dt.datetime) -> str:
    """A file in the form of training data, in groups by guess."""
    groups: dict[tuple[Why, str], list[str]] = defaultdict(list)
    for miss in found:
        groups[miss.why, miss.intent].append(miss.text)
    count = sum(map(len, groups.values()))
    lines = [
        f"# {count} messages since {since:%Y-%m-%d}. Each group stands under a guess: move every",
        "# line to the intent that it means, half of them in data/nlu and half in",
        "# tests/nlu/held_out.yml, and drop what means nothing or names somebody.",
        'version: "3.1"',
        "",
        "nlu:" if groups else "nlu: []",
    ]
    for (why, intent), texts in sorted(groups.items(), key=lambda group: -len(group[1])):
        lines += [f"  # {TOLD[why]}", f"  - intent: {intent}", "    examples: |"]
        lines += [f"      - {text}" for text in texts]
    return "\n".join(lines) + "\n"


def without_names(text: str) -> str:
    """A text on one line without e-mail addresses, and with noughts in longer numbers."""
    plain = _EMAIL.sub("name@example.com", " ".join(text.split()).translate(_MARKS))
    return _NUMBER.sub(lambda found: _DIGIT.sub("0", found.group()), plain)
