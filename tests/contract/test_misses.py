"""What was not understood, out of the conversation log of either database."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contracts.turn import Button, IntentScore, Parse, Turn, TurnResult
from scripts.misses.errors import CannotGather
from scripts.misses.labels import Miss
from scripts.misses.log import misses, read
from tests.desk import Desk, a_request, says

MEANINGS = (
    Button(title="Cancel an order", payload="/cancel_order"),
    Button(title="Something else", payload="/deny"),
)
RANKING = (
    IntentScore(name="nlu_fallback", confidence=0.3),
    IntentScore(name="track_order", confidence=0.3),
    IntentScore(name="cancel_order", confidence=0.25),
)


class Logged:
    """A desk and the database that it writes to."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.desk = Desk(url)

    async def say(self, text: str, intent: str, answer: TurnResult, address: str = "v:1") -> None:
        """A customer's message, what the bot takes it for, and how it answers."""

        async def understood(turn: Turn) -> TurnResult:
            parse = Parse(
                message_id=turn.messages[0].id, intent=intent, confidence=0.3, ranking=RANKING
            )
            return TurnResult(replies=answer.replies, handoff=answer.handoff, parses=(parse,))

        self.desk.bot.script.append(understood)
        await self.desk.say(text, address=address)

    def found(self, *, days: int = 1) -> list[Miss]:
        """The misses of the last days."""
        said, handed_over = read(self.url, self.desk.clock.now - dt.timedelta(days=days))
        return misses(said, handed_over)


@pytest.fixture
async def logged(desk_url: str) -> AsyncIterator[Logged]:
    """A log on each database."""
    made = Logged(desk_url)
    yield made
    await made.desk.close()


async def test_what_was_not_understood_has_a_guess(logged: Logged) -> None:
    """Without an answer to go by, the best that the bot thought of."""
    await logged.say("gone?", "nlu_fallback", says("Sorry?"))
    await logged.say("where is it", "track_order", says("On its way."))
    assert logged.found() == [Miss(text="gone?", intent="track_order", why="not understood")]


async def test_a_chosen_meaning_is_the_label(logged: Logged) -> None:
    """What the customer pressed after “Did you mean …?” is what was meant."""
    await logged.say("drop it", "nlu_fallback", says("Did you mean …?", buttons=MEANINGS))
    await logged.desk.say(None, button=(2, 0))
    assert logged.found() == [Miss(text="drop it", intent="cancel_order", why="chosen")]


async def test_a_rejected_guess_is_told(logged: Logged) -> None:
    """After “Something else” the guess is known to be wrong."""
    await logged.say("drop it", "nlu_fallback", says("Did you mean …?", buttons=MEANINGS))
    await logged.desk.say(None, button=(2, 1))
    assert logged.found() == [Miss(text="drop it", intent="track_order", why="rejected")]


async def test_the_last_words_before_a_person_are_told(logged: Logged) -> None:
    """Unless they asked for that person, and that was understood."""
    handed = says("One moment.").replies
    handoff = TurnResult(replies=handed, handoff=a_request(reason="frustrated"))
    await logged.say("this is the third time", "complaint", handoff)
    await logged.say("a person please", "contact_human_agent", handoff, address="v:2")
    (miss,) = logged.found()
    assert (miss.text, miss.intent, miss.why) == (
        "this is the third time", "complaint", "handed over",
    )  # fmt: skip


async def test_old_messages_are_left(logged: Logged) -> None:
    """Only what was said since then is gathered."""
    await logged.say("gone?", "nlu_fallback", says("Sorry?"))
    logged.desk.clock.forward(days=3)
    assert logged.found() == []
    assert len(logged.found(days=4)) == 1


async def test_each_text_is_told_once(logged: Logged) -> None:
    """However often it was written; the surest label wins."""
    await logged.say("Drop it", "nlu_fallback", says("Sorry?"), address="v:2")
    await logged.say("drop it", "nlu_fallback", says("Did you mean …?", buttons=MEANINGS))
    await logged.desk.say(None, button=(2, 0))
    assert [miss.why for miss in logged.found()] == ["chosen"]


def test_a_missing_log_is_told(tmp_path: Path) -> None:
    """The error says which setting names the log."""
    with pytest.raises(CannotGather, match="DATABASE_URL"):
        read(f"sqlite:///{tmp_path}/no/desk.db", dt.datetime.now(dt.UTC))
