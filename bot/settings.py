"""What `python -m bot` reads from the environment."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import msgspec

from bot.errors import SettingsError

# Rasa and TensorFlow take these from the environment only.
RASA_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_WORKERS": "1",  # joining and locking turns needs one process
    "TICKET_LOCK_LIFETIME": "60",  # seconds; longer than the bridge waits for a turn
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}

# What a turn multiplies is small: a second thread only waits for it, and burns a core meanwhile.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

_HIGHEST_PORT = 65_535


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The Rasa server's settings. `action_seconds` is the deadline of a single action call."""

    token: str
    host: str
    port: int
    tracker_url: str
    actions_url: str
    action_seconds: float
    models: Path
    log_level: str

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """Read and check the environment. Raises `SettingsError` naming what to set."""
        if not env.get("BOT_TOKEN"):
            raise SettingsError("BOT_TOKEN is not set: the bot answers only who sends it.")
        actions_port = _port(env, "ACTIONS_PORT", 5055)
        var = env.get("WARMDESK_VAR", "var")
        return cls(
            token=env["BOT_TOKEN"],
            host=env.get("BOT_HOST", "127.0.0.1"),
            port=_port(env, "BOT_PORT", 5005),
            tracker_url=env.get("TRACKER_URL", f"sqlite:///{var}/tracker.db"),
            actions_url=env.get("ACTIONS_URL", f"http://127.0.0.1:{actions_port}"),
            action_seconds=_seconds(env, "ACTION_SECONDS", 8),
            models=Path(env.get("BOT_MODELS", "models")),
            log_level=env.get("LOG_LEVEL", "INFO").upper(),
        )

    def rasa_environment(self) -> dict[str, str]:
        """Variables for the Rasa server, among them all that its YAML files name."""
        return {
            **RASA_ENVIRONMENT,
            **ONE_THREAD,
            "BOT_TOKEN": self.token,
            "TRACKER_URL": self.tracker_url,
            "ACTIONS_URL": self.actions_url.rstrip("/"),
            "ACTION_SECONDS": f"{self.action_seconds:g}",
            # Rasa's debug log repeats every word that is said.
            "LOG_LEVEL": "INFO" if self.log_level == "DEBUG" else self.log_level,
        }

    def rasa_arguments(self) -> list[str]:
        """Arguments of `rasa`."""
        address = ["-i", self.host, "-p", str(self.port)]
        files = ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        return ["run", *address, *files, "-m", str(self.models)]


def _port(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) <= _HIGHEST_PORT:
        raise SettingsError(f"{name} must be a number from 1 to {_HIGHEST_PORT}, not {text!r}.")
    return int(text)


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise SettingsError(f"{name} must be a number of seconds above 0, not {text!r}.")
    return seconds
