"""Rasa's own calls of actions, answered by the action server of the other environment.

Rasa and its SDK are of different versions there: what one sends the other has to understand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from contracts.merging import sources
from scripts.interpreters import MAIN
from scripts.ports import free_port
from tests.rasa_server import ROOT, TINY_ACTIONS, TOKEN, Server

DOMAIN = Domain.from_dict(sources(ROOT).domain())
ASKED_FOR = sorted(name for name in DOMAIN.user_actions if not name.startswith("utter_"))
"""Everything else Rasa says by itself."""
NOT_FOUND = 404


def started(command: list[str], folder: Path, **more: str) -> Iterator[Server]:
    """An action server for as long as the tests of this module run."""
    port = free_port()
    env = {"BOT_TOKEN": TOKEN, "CRM_URL": "memory:", "ACTIONS_PORT": str(port), **more}
    filled = [part.format(port=port) for part in command]
    server = Server(filled, port=port, log=folder / "actions.log", env=env, probe="/health")
    server.start()
    try:
        server.wait_until_up()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The desk's action server, with a CRM in memory."""
    yield from started([str(MAIN), "-m", "actions"], tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same with actions that misbehave."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "crash").touch()
    yield from started(TINY_ACTIONS, folder, TINY_DIR=str(folder))


def action(name: str, server: Server, **changes: Any) -> RemoteAction:
    """An action as Rasa has it from `endpoints.yml`."""
    settings = {"token": TOKEN, "enable_selective_domain": True, **changes}
    return RemoteAction(name, EndpointConfig(f"{server.url}/webhook", **settings))


def conversation(text: str = "hello", intent: str = "greet") -> DialogueStateTracker:
    """A conversation in which the customer has just said something."""
    said = UserUttered(
        text,
        intent={"name": intent, "confidence": 0.9},
        parse_data={"intent": {"name": intent, "confidence": 0.9}, "entities": [], "text": text},
        metadata={"turn_id": "t-1", "conversation_id": "c-1"},
    )
    return DialogueStateTracker.from_events(
        "c-1", [ActionExecuted("action_listen"), said], slots=DOMAIN.slots
    )


async def run(called: RemoteAction) -> list[Event]:
    """Have Rasa run it."""
    nlg = TemplatedNaturalLanguageGenerator(DOMAIN.responses)
    return await called.run(CollectingOutputChannel(), nlg, conversation(), DOMAIN)


async def test_what_an_action_says_and_sets_arrives(ours: Server) -> None:
    """Rasa validates what comes back, words its responses, and reads its events."""
    events = await run(action("action_greet", ours))
    said = [event for event in events if isinstance(event, BotUttered)]
    assert said
    assert all(event.text for event in said)


async def test_the_domain_need_not_come_along(ours: Server) -> None:
    """With and without it an action answers the same."""
    call = action("action_greet", ours)._action_call_format(conversation(), DOMAIN)
    assert "domain" not in call
    whole = action("action_greet", ours, enable_selective_domain=False)
    assert "domain" in whole._action_call_format(conversation(), DOMAIN)
    assert len(await run(whole)) == len(await run(action("action_greet", ours)))


async def test_a_call_may_be_compressed(ours: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Rasa does it when it is told to."""
    monkeypatch.setenv("COMPRESS_ACTION_SERVER_REQUEST", "true")
    assert await run(action("action_greet", ours))


async def test_slots_come_back_as_they_were_set(ours: Server) -> None:
    """The action that hears each message sets slots, which Rasa takes."""
    events = await run(action("action_validate_slot_mappings", ours))
    assert all(isinstance(event, (SlotSet, BotUttered)) for event in events)


@pytest.mark.parametrize("name", ASKED_FOR)
async def test_every_action_of_the_domain_is_there(ours: Server, name: str) -> None:
    """None of those that Rasa may predict is unknown to the action server."""
    call = action(name, ours)
    try:
        await call.action_endpoint.request(
            json=call._action_call_format(conversation(), DOMAIN), method="post"
        )
    except ClientResponseError as exc:
        assert exc.status != NOT_FOUND, name  # noqa: PT017 - any other answer is one


async def test_an_unknown_action_is_refused(ours: Server) -> None:
    """With 404, which Rasa takes for a failure."""
    with pytest.raises(RasaException) as raised:
        await run(action("action_of_nobody", ours))
    assert isinstance(raised.value.__cause__, ClientResponseError)
    assert raised.value.__cause__.status == NOT_FOUND


async def test_a_rejection_is_one(tiny: Server) -> None:
    """An action that wants another one to answer is no failure to Rasa."""
    with pytest.raises(ActionExecutionRejection) as raised:
        await run(action("action_reject", tiny))
    assert raised.value.action_name == "action_reject"


async def test_a_failure_is_one_and_tells_nothing(tiny: Server) -> None:
    """With 500, and without what was said, the token, or the exception's message."""
    with pytest.raises(RasaException) as raised:
        await run(action("action_crash", tiny))
    cause = raised.value.__cause__
    assert isinstance(cause, ClientResponseError)
    assert (cause.status, json.loads(cause.text)) == (500, {"error": "RuntimeError"})


@pytest.mark.parametrize("token", ["", "wrong"])
async def test_a_stranger_is_refused(ours: Server, token: str) -> None:
    """Without the right token nothing is run."""
    with pytest.raises(RasaException) as raised:
        await run(action("action_greet", ours, token=token))
    assert isinstance(raised.value.__cause__, ClientResponseError)
    assert raised.value.__cause__.status == 401


def test_what_is_no_call_is_refused(ours: Server) -> None:
    """Anything but a call of an action is refused by its kind, without an echo of it."""
    endpoint = f"{ours.url}/webhook?token={TOKEN}"
    for body in (b"", b"{", b'{"next_action": 5}', b'{"next_action": "action_greet"}'):
        answer = requests.post(endpoint, data=body, timeout=10)
        assert (answer.status_code, answer.json()) == (400, {"error": "not a call of an action"})
