"""What another reader makes of a message holds for the whole turn, and for no other one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.case.turn import as_read, read
from actions.engine.conversation.tone import ActionListen
from actions.engine.listening import reader
from actions.engine.listening.reader import Around, BuiltInReader, Message
from actions.engine.talk.base import READING
from contracts.listening import ActScore, Clause
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

TEXT = "could somebody alive have a look at it"
OWN = {"text": TEXT, "start": 0, "end": len(TEXT)}

pytestmark = pytest.mark.asyncio


class Understanding:
    """A reader that knows what is meant; `asked` is what it was given."""

    def __init__(self) -> None:
        self.asked: list[tuple[Message, Around]] = []

    async def read(self, message: Message, around: Around) -> tuple[Clause, ...]:
        """A person is wanted."""
        self.asked.append((message, around))
        act = ActScore(name="wants_person", confidence=0.99)
        (own,) = message.clauses
        return (Clause(text=own.text, start=0, end=own.end, acts={around.context: (act,)}),)

    async def close(self) -> None:
        """Nothing to give back."""


@pytest.fixture(autouse=True)
def understanding() -> Iterator[Understanding]:
    """In use as long as these tests last."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    one = Understanding()
    reader.use(one)
    yield one
    reader.use(BuiltInReader())
    crm_access.use(None)


async def test_a_reading_decides_what_comes_first(understanding: Understanding) -> None:
    """The pipeline took it for nothing; the reader hears a wish for a person."""
    stage = Stage(ANNA)
    stage.hear(TEXT, "nlu_fallback", clauses=[OWN])
    await stage.run(ActionListen())
    assert stage.slots["run_next"] == "action_hear"
    ((message, around),) = understanding.asked
    assert (message.text, message.private) == (TEXT, ("Anna", "Lindqvist"))
    assert around.context == "nothing"


async def test_a_button_is_read_by_nobody(understanding: Understanding) -> None:
    """It says what it means."""
    stage = Stage(ANNA)
    stage.hear("/affirm", "affirm")
    await stage.run(ActionListen())
    assert understanding.asked == []
    assert READING not in stage.slots


async def test_a_reading_is_of_its_own_turn() -> None:
    """The next message, and one that counts as something else by now, are not read by it."""
    heard = {"text": TEXT, "metadata": {"turn_id": "t1", "clauses": [OWN]}}
    turn = read(heard, "c1")
    clause = {**OWN, "acts": {"nothing": [{"name": "thanks", "confidence": 1.0}]}}
    reading = {"turn_id": "t1", "clauses": [clause]}
    assert as_read(turn, reading).clauses[0].acts["nothing"][0].name == "thanks"
    assert as_read(turn, {**reading, "turn_id": "t0"}) == turn
    counts_as_another = read({"text": TEXT, "metadata": {"turn_id": "t1"}}, "c1")
    assert as_read(counts_as_another, reading) == counts_as_another
    assert as_read(turn, None) == turn
