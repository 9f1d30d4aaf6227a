"""Who may call the action server, and what it needs to start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from actions import __main__ as program
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.listening.reader import BuiltInReader
from actions.protocol.action import actions_of
from actions.readers.language_model import LanguageModelReader
from actions.server import failed, is_known
from actions.settings import Settings, SettingsError
from handoff.config.env_file import read_env_file
from tests.rasa_server import ROOT

GIVEN = {"BOT_TOKEN": "t", "CRM_URL": "memory:"}


def request(query: str | None = None, bearer: str | None = None) -> Any:
    """A request with a token in either place."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    return SimpleNamespace(query={"token": query} if query else {}, headers=headers)


def test_the_env_file_is_read_as_it_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A dollar sign in a value is one, as it is for the bridge: all share the file."""
    file = tmp_path / ".env"
    file.write_text("BOT_TOKEN=a${HOME}b\nACTIONS_PORT=none\n")
    monkeypatch.setattr("dotenv.main.find_dotenv", lambda: str(file))
    monkeypatch.setattr(os, "environ", {"HOME": "/home/desk"})
    with pytest.raises(SystemExit, match="ACTIONS_PORT"):
        program.main()
    assert os.environ["BOT_TOKEN"] == read_env_file(file)["BOT_TOKEN"] == "a${HOME}b"


def test_only_the_right_token_is_known_in_either_place() -> None:
    """As Rasa sends it or as a bearer; none, a wrong or a foreign one is not."""
    assert is_known(request(query="secret"), "secret")
    assert is_known(request(bearer="secret"), "secret")
    assert not is_known(request(), "secret")
    assert not is_known(request(query="sécret"), "secret")
    assert not is_known(request(query="wrong", bearer="secret"), "secret")


async def test_a_failure_answers_without_what_was_said() -> None:
    """Neither the message of the exception nor the request comes back or is logged."""
    answer = failed(KeyError("anna@example.com"))
    assert answer.status == 500
    assert answer.text == '{"error": "KeyError"}'


def test_defaults_are_local() -> None:
    """Without SANIC_HOST nobody outside this machine can connect."""
    settings = Settings.read(GIVEN)
    assert (settings.host, settings.port, settings.log_level) == ("127.0.0.1", 5055, "INFO")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"BOT_TOKEN": ""}, "BOT_TOKEN"),
        ({"CRM_URL": ""}, "CRM_URL"),
        ({"ACTIONS_PORT": "99999"}, "ACTIONS_PORT"),
        ({"ACTIONS_PORT": "x"}, "ACTIONS_PORT"),
        ({"ACTIONS_PORT": "8²"}, "ACTIONS_PORT"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"CRM_SECONDS": "soon"}, "CRM_SECONDS"),
        ({"CRM_SECONDS": "0"}, "CRM_SECONDS"),
        ({"CRM_SECONDS": "inf"}, "CRM_SECONDS"),
        ({"READER_URL": "model.example"}, "READER_URL is no web address"),
        ({"READER_SECONDS": "4.5"}, "READER_SECONDS .* up to 4"),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, str], says: str) -> None:
    """The message says which one."""
    with pytest.raises(SettingsError, match=says):
        Settings.read({**GIVEN, **given})


def test_nothing_reads_over_a_network_unless_it_is_set() -> None:
    """Off by default; with an address, a reader that may take four seconds."""
    assert isinstance(program.reader_of(Settings.read(GIVEN)), BuiltInReader)
    settings = Settings.read({**GIVEN, "READER_URL": "http://model.example/v1", "READER_KEY": "k"})
    assert settings.reader_seconds == 4
    assert isinstance(program.reader_of(settings), LanguageModelReader)
    assert "reader_key" not in repr(settings)


def test_everything_wrong_is_told_at_once() -> None:
    """Nobody has to start the server once for every mistake."""
    with pytest.raises(SettingsError) as refused:
        Settings.read({"ACTIONS_PORT": "x", "CRM_SECONDS": "0"})
    lines = str(refused.value).splitlines()
    names = ["CRM_URL", "CRM_SECONDS", "ACTIONS_PORT", "BOT_TOKEN"]
    assert [line.split()[0] for line in lines] == names


@pytest.mark.parametrize(
    ("given", "says"),
    [({"BOT_TOKEN": ""}, "BOT_TOKEN"), ({"BOT_TOKEN": "t", "CRM_URL": "gopher:x"}, "CRM_URL")],
)
def test_a_bad_start_is_one_line_and_exit_code_1(given: dict[str, str], says: str) -> None:
    """No traceback, and nothing listens."""
    env = {**os.environ, **GIVEN, "ACTIONS_PORT": "20399", **given}
    command = [sys.executable, "-m", "actions"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


async def test_the_crm_is_opened_once_and_closed_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All actions share one; closing twice does no harm."""
    monkeypatch.setenv("CRM_URL", "memory:")
    first = crm_access.crm()
    assert isinstance(first.people, MemoryCrm)
    assert crm_access.crm() is first
    await crm_access.close()
    await crm_access.close()
    assert crm_access.crm() is not first
    await crm_access.close()


def test_two_actions_of_one_name_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nobody could tell which of them would run."""
    one = (
        "from actions.protocol.action import Action\n"
        "class {name}(Action):\n"
        "    def name(self): return 'action_twin'\n"
        "    async def run(self, dispatcher, tracker, domain): return []\n"
    )
    (tmp_path / "twins.py").write_text(one.format(name="A") + one.format(name="B"))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match="two actions are called action_twin"):
        actions_of("twins")
