"""Every script of business and core, played with the real Rasa, action server and CRM."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import median

import pytest
import requests

from contracts.business import business_folder
from contracts.merging import CORE
from scripts.playing.script import Script, load
from tests.conversations.asked import Asked
from tests.conversations.lanes import LANES, Desk, Lanes, running_desk
from tests.conversations.player import play
from tests.rasa_server import TOKEN

pytestmark = pytest.mark.rasa

BUSINESS = business_folder(os.environ).resolve()
"""Whose bot talks: the checkout's own, unless `scripts/train` was told of another."""
SCRIPTS = [script for folder in (CORE, BUSINESS) for script in load(folder / "conversations")]
MOST_QUESTIONS = 3
MEDIAN_QUESTIONS = 2

Played = dict[str, "Future[Asked]"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The bot of the business."""
    with running_desk(BUSINESS, tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def played(request: pytest.FixtureRequest, desk: Desk) -> Iterator[Played]:
    """The selected scripts by name, each played in a lane of its own while tests look on."""
    lanes = Lanes(desk.lanes)

    def run(script: Script) -> Asked:
        with lanes.one() as lane:
            return play(script, desk.bot, lane)

    chosen = (
        item.callspec.params.get("script")
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
    )
    with ThreadPoolExecutor(LANES) as players:
        try:
            yield {s.name: players.submit(run, s) for s in chosen if isinstance(s, Script)}
        finally:
            players.shutdown(cancel_futures=True)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script(script: Script, played: Played) -> None:
    """The conversation goes as written, with no more questions before an answer than promised."""
    asked = played[script.name].result()
    assert asked.most <= MOST_QUESTIONS, f"asked too much before an answer: {asked}"


def test_questions_before_an_answer(played: Played, request: pytest.FixtureRequest) -> None:
    """Over all conversations that led to an answer, the median is within what is promised."""
    done = [one.result() for one in played.values() if one.exception() is None]
    counts = sorted(one.most for one in done if one.before_answers)
    if not counts:
        pytest.skip("no script that leads to an answer was selected")
    request.config.pluginmanager.getplugin("terminalreporter").write_line(f"\n{told(counts, done)}")
    assert median(counts) <= MEDIAN_QUESTIONS


def told(counts: list[int], done: list[Asked]) -> str:
    """The distribution in a line."""
    each = ", ".join(f"{n}: {counts.count(n)}" for n in range(max(counts) + 1))
    challenged = sum(one.identity > 0 for one in done)
    return (
        f"questions before an answer, by conversations ({len(counts)}): {each}; "
        f"median {median(counts):g}; {challenged} had to prove who they are"
    )


def test_only_the_token_opens_the_action_server(desk: Desk) -> None:
    """A stranger who claims to be verified is refused; only the health is for everyone."""
    url = desk.bot.actions.url
    call = {
        "next_action": "action_finish_case",
        "sender_id": "x",
        "tracker": {"sender_id": "x", "latest_message": {"metadata": {"customer": {"id": "c-1"}}}},
    }
    webhook = f"{url}/webhook"
    assert requests.post(webhook, json=call, timeout=9).status_code == 401
    assert requests.post(f"{webhook}?token=wrong", json=call, timeout=9).status_code == 401
    assert requests.get(f"{url}/actions", timeout=9).status_code == 401
    assert requests.post(f"{webhook}?token={TOKEN}", json=call, timeout=9).status_code == 200
    assert requests.get(f"{url}/health", timeout=9).status_code == 200


def test_the_action_servers_log_holds_nothing_personal(desk: Desk) -> None:
    """Neither what was said, nor whose order it was, nor the token; not even of a failure."""
    lanes = Lanes(desk.lanes)
    with lanes.one() as lane:
        lane.crm.reset()
        anna = {"customer": {"id": "c-0001", "name": "Anna Lindqvist", "level": "verified"}}
        private = lane.conversation_id("private")
        desk.bot.say("my graphics card has not arrived, postcode 22087", private, metadata=anna)
        malformed = {"text": "I am Lindqvist", "metadata": {"customer": "Lindqvist"}}
        tracker = {"sender_id": private, "latest_message": malformed}
        call = {"next_action": "action_greet", "tracker": tracker}
        broken = requests.post(f"{lane.actions.url}/webhook?token={TOKEN}", json=call, timeout=9)
        log = lane.actions.log.read_text()
    assert broken.status_code == 500
    assert "Lindqvist" not in broken.text
    assert "an action raised" in log
    for secret in ("Lindqvist", "22087", "graphics", TOKEN):
        assert secret not in log
