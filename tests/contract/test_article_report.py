"""What came of articles, read from the bot's conversations on each database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from scripts.article_pages import report
from scripts.article_pages.errors import CannotReport

NOW = dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
EVENTS = sa.Table(
    "bot_events",
    sa.MetaData(),
    sa.Column("conversation_id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
"""As the bot's own store has them."""


def event(name: str, value: Any, at: dt.datetime = NOW) -> dict[str, Any]:
    """A slot that is set, as the tracker store keeps it."""
    slot = {"event": "slot", "timestamp": at.timestamp(), "name": name, "value": value}
    return {"type": "slot", "data": msgspec.json.encode(slot).decode()}


def use(outcome: str, words: str = "", article: str = "", **more: Any) -> dict[str, Any]:
    """What came of articles in a turn."""
    told = {"turn_id": "t", "outcome": outcome, "words": words, "article": article}
    return event("article_use", told, **more)


@pytest.fixture
def tracker(desk_url: str) -> str:
    """A database with a tracker's table of events, empty."""
    engine = sa.create_engine(desk_url)
    EVENTS.metadata.create_all(engine)
    engine.dispose()
    return desk_url


def keep(url: str, conversation: str, *events: dict[str, Any]) -> None:
    """Have these happened in a conversation, in this order."""
    engine = sa.create_engine(url)
    rows = [
        {"conversation_id": conversation, "version": 1, "position": position, **one}
        for position, one in enumerate(events)
    ]
    with engine.begin() as connection:
        connection.execute(sa.insert(EVENTS), rows)
    engine.dispose()


def test_articles_are_counted(tracker: str) -> None:
    """Told, helped, not helped, led to a person; the one that does worst first."""
    keep(
        tracker,
        "c1",
        use("answered", "how", "en/a"),
        use("helped", "how", "en/a"),
        use("answered", "what", "en/b"),
        use("not_helped", "what", "en/b"),
        use("person", "what", "en/b"),
    )
    keep(tracker, "c2", use("answered", "how", "en/a"))
    found = report.of_articles(report.read(tracker, NOW - DAY))
    assert [
        (one.article, one.answered, one.helped, one.not_helped, one.person) for one in found
    ] == [
        ("en/b", 1, 0, 1, 1),
        ("en/a", 2, 1, 0, 0),
    ]


def test_gaps_are_told_with_their_wordings(tracker: str) -> None:
    """What is alike is one; a list from which nothing was taken is a gap, too."""
    keep(
        tracker, "c1", use("nothing", "do you rent servers"), use("nothing", "rent servers do you")
    )
    keep(tracker, "c2", use("nothing", "Do you rent any servers"))
    keep(tracker, "c3", use("asked", "is there parking"))
    keep(tracker, "c4", use("asked", "paste"), use("answered", "paste", "en/a"))
    found = report.gaps(report.read(tracker, NOW - DAY))
    assert [one.count for one in found] == [3, 1]
    assert set(found[0].wordings) == {
        "do you rent servers",
        "rent servers do you",
        "Do you rent any servers",
    }
    assert found[1].wordings == ("is there parking",)


def test_only_the_days_that_are_asked_for_count(tracker: str) -> None:
    """And nothing of other slots, or that cannot be read."""
    keep(
        tracker,
        "c1",
        use("nothing", "old", at=NOW - 3 * DAY),
        use("nothing", "new"),
        event("article_use", None),
        event("article_use", {"outcome": "strange"}),
        event("other", "article_use"),
        {"type": "slot", "data": "article_use"},
    )
    noted = report.read(tracker, NOW - DAY)
    assert [one.use.words for one in noted] == ["new"]
    assert list(report.lines(noted))[-1] == "    1  “new”"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Which setting it is about."""
    with pytest.raises(CannotReport, match="TRACKER_URL"):
        report.read(f"sqlite:///{tmp_path / 'none' / 'tracker.db'}", NOW)
