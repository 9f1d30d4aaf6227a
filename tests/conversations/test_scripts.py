"""Every script beside this file, played with the real Rasa, action server and CRM."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conversations.player import Script, ShopCrm, load, play
from tests.rasa_server import ROOT, TOKEN, RunningBot, running_bot

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="module")
def crm(tmp_path_factory: pytest.TempPathFactory) -> ShopCrm:
    """The CRM that the action server works on."""
    shop = ShopCrm(tmp_path_factory.mktemp("crm") / "crm.db")
    shop.reset()
    return shop


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, crm: ShopCrm) -> Iterator[RunningBot]:
    """The bot of this project."""
    folder = tmp_path_factory.mktemp("bot")
    command = [sys.executable, "-m", "actions"]
    with running_bot(ROOT, actions=command, folder=folder, env={"CRM_URL": crm.url}) as running:
        yield running


@pytest.mark.parametrize("script", load(Path(__file__).parent), ids=lambda script: script.name)
def test_script(script: Script, bot: RunningBot, crm: ShopCrm) -> None:
    """The conversation goes as written."""
    play(script, bot, crm)


def test_only_the_token_opens_the_action_server(bot: RunningBot) -> None:
    """A stranger who claims to be verified is refused; only the health is for everyone."""
    call = {
        "next_action": "action_finish_case",
        "sender_id": "x",
        "tracker": {"sender_id": "x", "latest_message": {"metadata": {"customer": {"id": "c-1"}}}},
    }
    webhook = f"{bot.actions.url}/webhook"
    assert requests.post(webhook, json=call, timeout=9).status_code == 401
    assert requests.post(f"{webhook}?token=wrong", json=call, timeout=9).status_code == 401
    assert requests.get(f"{bot.actions.url}/actions", timeout=9).status_code == 401
    assert requests.post(f"{webhook}?token={TOKEN}", json=call, timeout=9).status_code == 200
    assert requests.get(f"{bot.actions.url}/health", timeout=9).status_code == 200


def test_the_action_servers_log_holds_nothing_personal(bot: RunningBot, crm: ShopCrm) -> None:
    """Neither what was said, nor whose order it was, nor the token; not even of a failure."""
    crm.reset()
    anna = {"customer": {"id": "c-0001", "name": "Anna Lindqvist", "level": "verified"}}
    bot.say("my graphics card has not arrived, postcode 22087", "private", metadata=anna)
    malformed = {"text": "I am Lindqvist", "metadata": {"customer": "Lindqvist"}}
    tracker = {"sender_id": "private", "latest_message": malformed}
    call = {"next_action": "action_greet", "tracker": tracker}
    broken = requests.post(f"{bot.actions.url}/webhook?token={TOKEN}", json=call, timeout=9)
    assert broken.status_code == 500
    assert "Lindqvist" not in broken.text
    log = bot.actions.log.read_text()
    assert "an action raised" in log
    for secret in ("Lindqvist", "22087", "graphics", TOKEN):
        assert secret not in log
