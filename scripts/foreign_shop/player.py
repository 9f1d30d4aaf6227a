"""A conversation from its first message to its end, between a customer and the desk's web chat."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol

import msgspec

from scripts.foreign_shop.customer import Move
from scripts.foreign_shop.reading import asked, promises_news
from scripts.showing.chat import Bubble, Chat, NoAnswer

MOST_MESSAGES = 40
NEWS_SECONDS = 90.0
"""How long a customer waits for what the desk has said that it will tell."""


class Person(Protocol):
    """Who talks to the desk: played, or at the keyboard."""

    @property
    def said(self) -> Sequence[str]:
        """What they have wanted so far."""

    def opens(self) -> str:
        """The first message."""

    def replies(self, bubbles: Sequence[Bubble]) -> Move | None:
        """The answer to what the desk has just said; None when they leave."""

    def hears_last(self, bubbles: Sequence[Bubble]) -> None:
        """What the desk said as it called a person."""


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer did, and what came back."""

    move: Move
    answer: Sequence[Bubble]


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation that is over. `failed` says why where it ended before its end."""

    exchanges: Sequence[Exchange]
    said: Sequence[str]
    owner: str
    conversation_id: str | None
    seconds: float
    failed: str | None = None

    @property
    def messages(self) -> int:
        """How many the customer wrote, presses included."""
        return len(self.exchanges)

    @property
    def questions(self) -> int:
        """After how many of them the desk asked something."""
        return sum(asked(one.answer) is not None for one in self.exchanges)

    @property
    def handed_over(self) -> bool:
        """Whether a person was called."""
        return self.owner in ("queue", "agent")


async def play(chat: Chat, person: Person, *, most: int = MOST_MESSAGES) -> Played:
    """Talk until the customer leaves, a person takes over, or so many messages are written."""
    began, exchanges = time.monotonic(), list[Exchange]()
    failed = None
    # Who sits at the keyboard takes their time, and the socket must go on meanwhile.
    move: Move | None = Move(text=await asyncio.to_thread(person.opens))
    while move is not None and len(exchanges) < most:
        try:
            answer = await _answer(chat, move)
        except NoAnswer as exc:
            exchanges.append(Exchange(move=move, answer=()))
            failed = str(exc)
            break
        exchanges.append(Exchange(move=move, answer=answer))
        if chat.owner != "bot":
            person.hears_last(answer)
            break
        move = await asyncio.to_thread(person.replies, answer)
    return Played(
        exchanges=exchanges,
        said=tuple(person.said),
        owner=chat.owner,
        conversation_id=chat.conversation_id,
        seconds=time.monotonic() - began,
        failed=failed,
    )


async def _answer(chat: Chat, move: Move) -> Sequence[Bubble]:
    """What the desk says to it, and later by itself where it has promised to."""
    answer = await (chat.press(move.button_id) if move.button_id else chat.say(move.text))
    said = " ".join(one.text for one in answer)
    if chat.owner == "bot" and promises_news(said) and asked(answer) is None:
        return [*answer, *await chat.news(NEWS_SECONDS)]
    return answer
