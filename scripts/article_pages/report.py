"""What came of articles: which were told and helped, and what was asked that none answers."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import msgspec
import sqlalchemy as sa

from actions.engine.articles.reading import USE_SLOT, Use
from scripts.article_pages.errors import CannotReport

_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIKE = 0.5
"""From this share of words in common on, two wordings count as one question."""
_SHOWN = 5


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an article in a turn of a conversation, and when."""

    conversation_id: str
    at: dt.datetime
    use: Use


class OfArticle(msgspec.Struct, frozen=True, kw_only=True):
    """How often an article was told, helped, did not, and led to a person."""

    article: str
    answered: int
    helped: int
    not_helped: int
    person: int


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A question that no article answers, how often it came, and in which words."""

    count: int
    wordings: tuple[str, ...]


class _Slot(msgspec.Struct, frozen=True):
    name: str
    timestamp: float
    value: object = None


def read(tracker_url: str, since: dt.datetime) -> list[Noted]:
    """Everything that came of articles since then, in order. Raises `CannotReport`."""
    events = sa.table(
        "bot_events",
        *map(sa.column, ("conversation_id", "version", "position", "type", "data")),
    )
    query = (
        sa.select(events.c.conversation_id, events.c.data)
        .where((events.c.type == "slot") & events.c.data.contains(USE_SLOT))
        .order_by(events.c.conversation_id, events.c.version, events.c.position)
    )
    try:
        engine = sa.create_engine(tracker_url)
        with engine.connect() as connection:
            rows = connection.execute(query).all()
        engine.dispose()
    except (sa.exc.SQLAlchemyError, ImportError) as exc:
        reason = str(exc).splitlines()[0]
        raise CannotReport(f"conversations cannot be read (TRACKER_URL): {reason}.") from exc
    found = (_noted(row.conversation_id, row.data) for row in rows)
    return [one for one in found if one is not None and one.at >= since]


def of_articles(noted: Iterable[Noted]) -> list[OfArticle]:
    """Each article that was told, those first that led to a person most often."""
    counted: dict[str, Counter[str]] = {}
    for one in noted:
        if one.use.article:
            counted.setdefault(one.use.article, Counter())[one.use.outcome] += 1
    found = [
        OfArticle(
            article=article,
            answered=by_outcome["answered"],
            helped=by_outcome["helped"],
            not_helped=by_outcome["not_helped"],
            person=by_outcome["person"],
        )
        for article, by_outcome in counted.items()
    ]
    return sorted(found, key=lambda one: (-one.person, -one.not_helped, -one.answered, one.article))


def gaps(noted: Sequence[Noted]) -> list[Gap]:
    """What was asked and not answered, the most frequent first; wordings that are alike are one."""
    groups: list[tuple[set[str], Counter[str]]] = []
    for words in _unanswered(noted):
        telling = {word.casefold() for word in _WORD.findall(words)}
        home = next((one for one in groups if _alike(one[0], telling)), None)
        if home is None:
            home = (telling, Counter())
            groups.append(home)
        home[1][words] += 1
    found = [
        Gap(count=said.total(), wordings=tuple(one for one, _ in said.most_common()))
        for _, said in groups
    ]
    return sorted(found, key=lambda gap: -gap.count)


def lines(noted: Sequence[Noted]) -> Iterator[str]:
    """Both reports, as they are printed."""
    yield "Articles: told, helped, did not help, led to a person"
    for one in of_articles(noted):
        figures = f"{one.answered:5} {one.helped:5} {one.not_helped:5} {one.person:5}"
        yield f"{figures}  {one.article}"
    yield ""
    yield "Asked, and answered by no article"
    for gap in gaps(noted):
        yield f"{gap.count:5}  {' · '.join(f'“{one}”' for one in gap.wordings[:_SHOWN])}"


def _noted(conversation_id: str, data: str) -> Noted | None:
    """What an event tells; None for one of another slot that only holds the name."""
    try:
        slot = msgspec.json.decode(data, type=_Slot)
        if slot.name != USE_SLOT or slot.value is None:
            return None
        use = msgspec.convert(slot.value, Use)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    at = dt.datetime.fromtimestamp(slot.timestamp, dt.UTC)
    return Noted(conversation_id=conversation_id, at=at, use=use)


def _unanswered(noted: Sequence[Noted]) -> Iterator[str]:
    """The words of what had no article, and of lists of titles from which none was taken."""
    for one, after in zip_longest(noted, noted[1:]):
        if not one.use.words:
            continue
        if one.use.outcome == "nothing":
            yield one.use.words
        elif one.use.outcome == "asked":
            same = after is not None and after.conversation_id == one.conversation_id
            if not (same and after and after.use.outcome == "answered"):
                yield one.use.words


def _alike(some: set[str], others: set[str]) -> bool:
    together = some | others
    return bool(together) and len(some & others) / len(together) >= _ALIKE
