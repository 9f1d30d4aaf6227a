"""Settings of the Rasa server, a declarative struct read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from bot.errors import SettingsError
from contracts.deadlines import ACTION_SECONDS, LOCK_SECONDS
from contracts.env import (
    EnvSettings,
    Folder,
    LogLevel,
    Port,
    Private,
    Seconds,
    Text,
    WebAddress,
    read_env,
)
from contracts.policy_file import FILE

# Rasa and TensorFlow take these from the environment only.
RASA_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_WORKERS": "1",  # joining and locking turns needs one process
    "TICKET_LOCK_LIFETIME": f"{LOCK_SECONDS}",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}

# What a turn multiplies is small: a second thread only waits for it, and burns a core meanwhile.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class Basics(EnvSettings, frozen=True, kw_only=True):
    """What the defaults of other settings follow from."""

    warmdesk_var: Text = "var"
    business: Folder = Path()
    actions_port: Port = 5055

    def defaults(self) -> dict[str, str]:
        """Defaults of other settings, as they are written in the environment."""
        return {
            "TRACKER_URL": f"sqlite:///{self.warmdesk_var}/tracker.db",
            "BOT_MODELS": str(self.business / "models"),
            "ACTIONS_URL": f"http://127.0.0.1:{self.actions_port}",
        }


class Settings(Basics, frozen=True, kw_only=True):
    """The Rasa server's settings. `action_seconds` is the deadline of a single action call."""

    token: Private = msgspec.field(name="BOT_TOKEN")
    host: Text = msgspec.field(name="BOT_HOST", default="127.0.0.1")
    port: Port = msgspec.field(name="BOT_PORT", default=5005)
    tracker_url: Private
    actions_url: WebAddress
    action_seconds: Seconds = ACTION_SECONDS
    models: Folder = msgspec.field(name="BOT_MODELS")
    log_level: LogLevel = "INFO"

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """Read and check the environment. Raises `SettingsError` naming what to set."""
        reading = read_env(cls, env, read_env(Basics, env).settings.defaults())
        if reading.problems:
            raise SettingsError("\n".join(reading.problems))
        return reading.settings

    def rasa_environment(self) -> dict[str, str]:
        """Variables for the Rasa server, among them all that its YAML files name."""
        return {
            **RASA_ENVIRONMENT,
            **ONE_THREAD,
            "BOT_TOKEN": self.token,
            "BUSINESS": str(self.business),
            "TRACKER_URL": self.tracker_url,
            "ACTIONS_URL": self.actions_url,
            "POLICY_FILE": str(self.business / FILE),
            "ACTION_SECONDS": f"{self.action_seconds:g}",
            # Rasa's debug log repeats every word that is said.
            "LOG_LEVEL": "INFO" if self.log_level == "DEBUG" else self.log_level,
        }

    def rasa_arguments(self) -> list[str]:
        """Arguments of `rasa`."""
        address = ["-i", self.host, "-p", str(self.port)]
        files = ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
        return ["run", *address, *files, "-m", str(self.models)]
