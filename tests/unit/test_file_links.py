"""Addresses of files: signed, the same for a while, and over after a day."""

from __future__ import annotations

import pytest

from handoff.core.errors import NotFound
from handoff.core.signed_tokens import sign
from handoff.http.file_links import LIFE, STEP_SECONDS, FileLinks
from tests.desk import ManualClock

KEY = b"k" * 32
REF = "md_" + "1" * 32


def token_of(path: str) -> str:
    """What stands behind the last slash."""
    assert path.startswith("api/chat/media/")
    return path.rpartition("/")[2]


def test_an_address_stands_for_its_file_for_a_day() -> None:
    """For at least that long, and not much longer."""
    clock = ManualClock()
    links = FileLinks(KEY, clock)
    token = token_of(links.path(REF))
    clock.forward(seconds=LIFE.total_seconds())
    assert links.ref(token) == REF
    clock.forward(seconds=STEP_SECONDS)
    with pytest.raises(NotFound):
        links.ref(token)


def test_it_stays_the_same_for_a_while() -> None:
    """So a browser that has the file need not ask again."""
    clock = ManualClock()
    links = FileLinks(KEY, clock)
    first = links.path(REF)
    clock.forward(seconds=STEP_SECONDS - 1)
    assert links.path(REF) == first
    clock.forward(seconds=1)
    assert links.path(REF) != first


def test_nobody_makes_one_up() -> None:
    """Another key, another purpose, and a ref alone open nothing."""
    links = FileLinks(KEY, ManualClock())
    good = {"aud": "warmdesk-file", "sub": REF, "exp": 2_000_000_000}
    assert links.ref(sign(good, KEY)) == REF
    for wrong in (sign(good, b"x" * 32), sign({**good, "aud": "warmdesk-chat"}, KEY), REF, ""):
        with pytest.raises(NotFound):
            links.ref(wrong)
