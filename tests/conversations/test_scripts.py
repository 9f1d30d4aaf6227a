"""Every script beside this file, played with the real Rasa, action server and CRM."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conversations.player import Script, ShopCrm, load, play
from tests.rasa_server import ROOT, RunningBot, running_bot

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
