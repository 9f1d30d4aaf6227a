"""The Rasa server's settings: defaults, refusals, and what Rasa gets to see of them."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot import __main__ as program
from bot import sentence_model
from bot.__main__ import check
from bot.channel import BridgeChannel
from bot.errors import EncoderMissing, SettingsError
from bot.settings import RASA_ENVIRONMENT, Settings
from contracts.deadlines import ACTION_SECONDS, LOCK_SECONDS

ROOT = Path(__file__).parents[2]


def test_only_the_token_has_no_default() -> None:
    """A token is enough; the server then listens on 127.0.0.1 alone."""
    settings = Settings.read({"BOT_TOKEN": "t"})
    assert (settings.host, settings.port) == ("127.0.0.1", 5005)
    assert settings.actions_url == "http://127.0.0.1:5055"
    assert settings.tracker_url == "sqlite:///var/tracker.db"
    assert settings.action_seconds == ACTION_SECONDS == 25


def test_without_a_token_it_does_not_start() -> None:
    """The message names the setting."""
    with pytest.raises(SettingsError, match="BOT_TOKEN is missing"):
        Settings.read({})


def test_the_env_file_is_read_as_it_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A dollar sign in a value is one, as it is for the bridge: all share the file."""
    file = tmp_path / ".env"
    file.write_text("BOT_TOKEN=a${HOME}b\nBOT_PORT=none\n")
    monkeypatch.setattr("dotenv.main.find_dotenv", lambda: str(file))
    monkeypatch.setattr(os, "environ", {"HOME": "/home/desk"})
    with pytest.raises(SystemExit, match="BOT_PORT"):
        program.main()
    assert os.environ["BOT_TOKEN"] == "a${HOME}b"


def test_everything_wrong_is_told_at_once() -> None:
    """Nobody has to start the server once for every mistake; the token is never repeated."""
    with pytest.raises(SettingsError) as refused:
        Settings.read({"BOT_PORT": "x", "LOG_LEVEL": "loud"})
    lines = str(refused.value).splitlines()
    assert [line.split()[0] for line in lines] == ["BOT_TOKEN", "BOT_PORT", "LOG_LEVEL"]
    assert "hunter" not in repr(Settings.read({"BOT_TOKEN": "hunter"}))


@pytest.mark.parametrize("value", ["soon", "0", "-1", "inf", "nan"])
def test_a_number_that_makes_no_sense_is_refused(value: str) -> None:
    """The message names the setting and its value."""
    with pytest.raises(SettingsError, match=f"ACTION_SECONDS.*{value}"):
        Settings.read({"BOT_TOKEN": "t", "ACTION_SECONDS": value})


@pytest.mark.parametrize("name", ["BOT_PORT", "ACTIONS_PORT"])
@pytest.mark.parametrize("value", ["http", "0", "-1", "80.5", "65536", "inf", "8²"])
def test_a_port_that_there_is_not_is_refused(name: str, value: str) -> None:
    """The message names the setting, its value and what it may be."""
    with pytest.raises(SettingsError, match=f"{name} is {re.escape(repr(value))}.*1 to 65535"):
        Settings.read({"BOT_TOKEN": "t", name: value})


@pytest.mark.parametrize("name", ["credentials.yml", "endpoints.yml"])
def test_every_variable_of_the_yaml_files_is_set(name: str) -> None:
    """Rasa refuses to start when its files name a variable that is not there."""
    named = set(re.findall(r"\$\{(\w+)\}", (ROOT / name).read_text()))
    assert named
    assert named <= Settings.read({"BOT_TOKEN": "t"}).rasa_environment().keys()


def test_deadlines_are_those_that_were_agreed() -> None:
    """An action's default and the lock of a conversation are what the other processes count on."""
    assert Settings.read({"BOT_TOKEN": "t"}).action_seconds == ACTION_SECONDS
    assert BridgeChannel("t")._action_seconds == ACTION_SECONDS
    assert RASA_ENVIRONMENT["TICKET_LOCK_LIFETIME"] == str(LOCK_SECONDS)


def test_rasa_reports_to_nobody() -> None:
    """Rasa runs without its telemetry."""
    assert RASA_ENVIRONMENT["RASA_TELEMETRY_ENABLED"] == "false"


def test_rasa_never_logs_what_is_said() -> None:
    """Debug output of our own does not switch on Rasa's, which repeats every word."""
    settings = Settings.read({"BOT_TOKEN": "t", "LOG_LEVEL": "debug"})
    assert settings.rasa_environment()["LOG_LEVEL"] == "INFO"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a model and a database that can be written."""
    (tmp_path / "warmdesk.tar.gz").touch()
    env = {"BOT_TOKEN": "t", "BOT_MODELS": str(tmp_path), "WARMDESK_VAR": str(tmp_path)}
    with listening() as port:
        free = port
    return Settings.read({**env, "BOT_PORT": str(free)})


@contextlib.contextmanager
def listening() -> Iterator[int]:
    """A port of 127.0.0.1 that is taken while the block runs."""
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_what_is_complete_passes(settings: Settings) -> None:
    """With a model, a free port and a database nothing is refused."""
    check(settings)


def test_without_a_model_it_says_how_to_get_one(settings: Settings, tmp_path: Path) -> None:
    """The message names the command that trains."""
    (tmp_path / "warmdesk.tar.gz").unlink()
    with pytest.raises(SettingsError, match=r"bot\.training"):
        check(settings)


def test_without_the_encoder_it_says_how_to_get_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the command that exports it."""
    monkeypatch.setattr(sentence_model, "require", partial(sentence_model.require, tmp_path))
    with pytest.raises(EncoderMissing, match="run scripts/setup"):
        check(settings)


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    """The message names the port and its setting."""
    (tmp_path / "warmdesk.tar.gz").touch()
    with listening() as port:
        env = {"BOT_TOKEN": "t", "BOT_MODELS": str(tmp_path), "BOT_PORT": str(port)}
        with pytest.raises(SettingsError, match=f"{port} .BOT_PORT."):
            check(Settings.read(env))


@pytest.mark.parametrize("url", ["sqlite:////nowhere/tracker.db", "mongodb://x", "tracker.db"])
def test_a_database_that_cannot_be_opened_is_named(
    settings: Settings, tmp_path: Path, url: str
) -> None:
    """The message names the setting."""
    env = {"BOT_TOKEN": "t", "BOT_MODELS": str(tmp_path), "TRACKER_URL": url}
    with pytest.raises(SettingsError, match="TRACKER_URL"):
        check(Settings.read({**env, "BOT_PORT": str(settings.port)}))
