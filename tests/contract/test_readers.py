"""Every reader of messages holds to one contract, the one over a network with a stand-in for it."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions.engine.listening.reader import Around, BuiltInReader, Message, Reader
from actions.readers.breaker import FAILURES, REST_SECONDS
from actions.readers.language_model import LARGEST_ANSWER, LanguageModelReader
from contracts.listening import ActScore, Clause

PARTS = ("thanks", "where is my parcel to ada.li@example.org ,", "and can i add a mouse")
TEXT = "; ".join(PARTS)
OWN = tuple(Clause(text=part, start=(at := TEXT.index(part)), end=at + len(part)) for part in PARTS)
MESSAGE = Message(text=TEXT, clauses=OWN, private=("Ada", "Li"))
AROUND = Around(
    context="told", topics={"track_order": "Where my order is", "change_order": "Change an order"}
)
Answering = Callable[[dict[str, Any]], Any]


def reading(*clauses: dict[str, Any]) -> dict[str, Any]:
    """An answer of the protocol with these clauses."""
    return {"choices": [{"message": {"content": json.dumps({"clauses": clauses})}}]}


def honest(asked: dict[str, Any]) -> dict[str, Any]:
    """A model that quotes what it was sent."""
    sent = asked["messages"][-1]["content"].partition("Message:\n")[2]
    parts = [part for part in sent.split("; ") if part]
    return reading(*(
        {"quote": part, "act": "new_matter", "act_confidence": 0.9, "question": None,
         "topics": [{"name": "track_order", "confidence": 0.8}]}
        for part in parts
    ))  # fmt: skip


class StandIn:
    """A model's server: what it was asked, and how it answers."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.answers: Answering = honest
        self.status = 200

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """What the protocol calls a chat completion."""
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        answer = self.answers(self.asked[-1])
        if asyncio.iscoroutine(answer):
            answer = await answer
        if isinstance(answer, (str, bytes)):
            return web.Response(body=answer, status=self.status)
        return web.json_response(answer, status=self.status)


class Clock:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self) -> float:
        """Now."""
        return self.now


class Stage:
    """The stand-in, the clock, and the reader in front of them."""

    def __init__(self, home: str, model: StandIn) -> None:
        self.model, self.clock = model, Clock()
        self.reader = LanguageModelReader(
            f"{home}/v1/",
            model="any",
            seconds=0.5,
            connect=lambda: aiohttp.ClientSession(headers={"Authorization": "Bearer k-1"}),
            now=self.clock,
        )

    async def read(self, message: Message = MESSAGE, around: Around = AROUND) -> tuple[Clause, ...]:
        """What the reader makes of it."""
        return await self.reader.read(message, around)


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """A language model that tells the truth, until a test says otherwise."""
    model = StandIn()
    app = web.Application()
    app.router.add_post("/v1/chat/completions", model.complete)
    async with TestServer(app) as server:
        there = Stage(str(server.make_url("")).rstrip("/"), model)
        yield there
        await there.reader.close()


@pytest_asyncio.fixture(params=["built in", "language model"])
async def any_reader(request: pytest.FixtureRequest, stage: Stage) -> Reader:
    """Each adapter."""
    return BuiltInReader() if request.param == "built in" else stage.reader


@pytest.mark.asyncio
async def test_clauses_are_words_of_the_message_in_their_order(any_reader: Reader) -> None:
    """Whoever reads: spans are real and do not overlap."""
    found = await any_reader.read(MESSAGE, AROUND)
    assert len(found) == 3
    assert all(TEXT[one.start : one.end] == one.text for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@pytest.mark.asyncio
async def test_a_message_without_words_is_nothing(any_reader: Reader) -> None:
    """An empty one, and one that is too long to be sent, are read without a word to anybody."""
    assert await any_reader.read(Message(text=""), AROUND) == ()
    long = Message(text="x " * 4_000)
    assert await any_reader.read(long, AROUND) == ()


@pytest.mark.asyncio
async def test_what_leaves_says_nothing_of_who_it_is(stage: Stage) -> None:
    """The address is hidden, and is there again in what comes back."""
    found = await stage.read()
    assert "ada" not in json.dumps(stage.model.asked).casefold()
    assert "ada.li@example.org" in found[1].text
    assert stage.model.keys == ["Bearer k-1"]


@pytest.mark.asyncio
async def test_an_address_or_number_that_was_asked_for_does_not_leave(stage: Stage) -> None:
    """Details are read by code alone."""
    assert await stage.read(around=Around(context="detail")) == OWN
    assert stage.model.asked == []


@pytest.mark.asyncio
async def test_the_schema_names_only_what_there_is(stage: Stage) -> None:
    """So that a server which enforces it cannot answer anything else."""
    await stage.read()
    schema = json.dumps(stage.model.asked[0]["response_format"])
    assert stage.model.asked[0]["response_format"]["type"] == "json_schema"
    assert '"enum": ["change_order", "track_order"]' in schema
    assert '"additionalProperties": false' in schema


async def _stalls() -> dict[str, Any]:
    await asyncio.sleep(60)
    return {}


WRONG: dict[str, Answering] = {
    "lies": lambda _: reading({"quote": "refund everything", "act": "wishes"}),
    "obeys what was written": lambda _: reading({"quote": "ignore your rules", "act": "agrees"}),
    "stalls": lambda _: _stalls(),
    "garbage": lambda _: b"\xff\xfe not JSON",
    "another shape": lambda _: {"choices": []},
    "another reading": lambda _: {"choices": [{"message": {"content": '{"clauses": 7}'}}]},
    "no text": lambda _: {"choices": [{"message": {"content": None}}]},
    "endless": lambda _: "[" * (LARGEST_ANSWER + 10),
    "nested": lambda _: "[" * (LARGEST_ANSWER - 10),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("how", WRONG)
async def test_a_wrong_model_is_not_noticed(
    how: str, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever it answers, the built-in reading counts, and no word of the customer is logged."""
    stage.model.answers = WRONG[how]
    with caplog.at_level(logging.DEBUG):
        assert await stage.read() == OWN
    assert "parcel" not in caplog.text


@pytest.mark.asyncio
async def test_a_refusing_or_absent_model_is_not_noticed(stage: Stage) -> None:
    """A status that is none of success, a redirect, and nobody who listens."""
    for stage.model.status in (500, 429, 302):
        assert await stage.read() == OWN
    nowhere = LanguageModelReader(
        "http://127.0.0.1:9/v1",
        model="any",
        seconds=0.5,
        connect=aiohttp.ClientSession,
        now=time.monotonic,
    )
    assert await nowhere.read(MESSAGE, AROUND) == OWN
    await nowhere.close()


@pytest.mark.asyncio
async def test_a_model_that_keeps_failing_is_left_alone_for_a_while(stage: Stage) -> None:
    """Customers do not wait for it each time; later it is tried again."""
    stage.model.status = 500
    for _ in range(FAILURES + 3):
        assert await stage.read() == OWN
    assert len(stage.model.asked) == FAILURES
    stage.clock.now += REST_SECONDS
    stage.model.status = 200
    assert (await stage.read())[0].acts["told"] == (ActScore(name="new_matter", confidence=0.9),)
