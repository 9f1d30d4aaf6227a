"""Settings of the action server, declarative structs read from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from actions.crm.sql_database import DEADLINE_SECONDS
from contracts.deadlines import READER_SECONDS
from contracts.env import (
    EnvSettings,
    Folder,
    LogLevel,
    Port,
    Private,
    ReaderSeconds,
    Seconds,
    Text,
    WebAddress,
    read_env,
)

_S = TypeVar("_S", bound="CrmSettings")


class SettingsError(Exception):
    """A setting is missing or wrong; the message says what to do."""


class CrmSettings(EnvSettings, frozen=True, kw_only=True):
    """The CRM's address, and how long it may take for each call.

    `records_url` is where the desk keeps its own records, unless in the CRM.
    """

    crm_url: Private
    records_url: Private | None = None
    crm_seconds: Seconds = DEADLINE_SECONDS

    @classmethod
    def read(cls: type[_S], env: Mapping[str, str]) -> _S:
        """Raises `SettingsError` with a line for everything that is missing or wrong."""
        reading = read_env(cls, env)
        if reading.problems:
            raise SettingsError("\n".join(reading.problems))
        return reading.settings


class Settings(CrmSettings, frozen=True, kw_only=True):
    """`host` and `port` to listen on; `token` that callers must show; the business's folder.

    `reader_url` is where a language model answers that reads messages, as far as `/v1`; without it
    the built-in reader does.
    """

    business: Folder = Path()
    host: Text = msgspec.field(name="SANIC_HOST", default="127.0.0.1")
    port: Port = msgspec.field(name="ACTIONS_PORT", default=5055)
    token: Private = msgspec.field(name="BOT_TOKEN")
    log_level: LogLevel = "INFO"
    reader_url: WebAddress | None = None
    reader_model: Text = "default"
    reader_key: Private | None = None
    reader_seconds: ReaderSeconds = READER_SECONDS
