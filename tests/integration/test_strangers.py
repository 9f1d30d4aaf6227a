"""Strangers' first messages, a fixed part of them, against the real desk."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path

import pytest

from scripts.listening.cases import Opening, read_openings
from scripts.listening.player import Stage, play_opening
from scripts.listening.report import Heard, line
from scripts.listening.verdict import Outcome, repeated
from scripts.showing.desk import Desk
from tests.checkout import ROOT
from tests.served_desk import ADMIN, IDENTITY_SECRET, ServedDesk

FOLDER = Path(__file__).parents[3] / "shared" / "strangers"
RIGHT = ROOT / "tests" / "strangers" / "openings.yml"
EVERY = 10
WELL = (Outcome.AT_ONCE, Outcome.AFTER_ONE)
AT_LEAST = 0.7
"""Of a few cases each weighs much: `scripts/listen` measures all of them."""

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.skipif(
        not FOLDER.exists(), reason="needs the strangers' cases, beside the checkout in ../shared"
    ),
]


@pytest.mark.asyncio
async def test_strangers_are_understood(served_desk: ServedDesk) -> None:
    """At once or after one question, in words that no phrase here was made of, and never twice."""
    stage = Stage(
        desk=Desk(home=served_desk.home, identity_secret=IDENTITY_SECRET),
        trackers=served_desk.checkout.var / "tracker.db",
        titles={},
        operators_token=ADMIN,
    )
    places, at_once = count(1), asyncio.Semaphore(3)

    async def heard(case: Opening) -> Heard:
        async with at_once:
            return Heard(
                case=case, played=await play_opening(stage, case, f"198.18.200.{next(places)}")
            )

    cases = read_openings(FOLDER, RIGHT)[::EVERY]
    found = await asyncio.gather(*map(heard, cases))
    told = "\n".join(map(line, found))
    assert sum(one.outcome in WELL for one in found) >= AT_LEAST * len(found), told
    assert not [one.case.id for one in found if repeated(one.played.exchanges)], told
