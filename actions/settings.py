"""What the action server takes from its environment."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from actions.crm.sql import DEADLINE_SECONDS

_HIGHEST_PORT = 65535
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(Exception):
    """A setting is missing or wrong; the message says what to do."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`host` and `port` to listen on; `token` that callers must show."""

    host: str
    port: int
    token: str
    log_level: str

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """Raises `SettingsError` for the first thing that is wrong."""
        for name in ("BOT_TOKEN", "CRM_URL"):
            if not env.get(name):
                raise SettingsError(f"{name} is not set: see .env.example.")
        crm_seconds(env)
        level = env.get("LOG_LEVEL", "INFO").upper()
        if level not in _LEVELS:
            raise SettingsError(f"LOG_LEVEL is none of {', '.join(_LEVELS)}.")
        return cls(
            host=env.get("SANIC_HOST", "127.0.0.1"),
            port=_port(env.get("ACTIONS_PORT", "5055")),
            token=env["BOT_TOKEN"],
            log_level=level,
        )


def crm_seconds(env: Mapping[str, str]) -> float:
    """How long the CRM may take for each call, in seconds. Raises `SettingsError`."""
    text = env.get("CRM_SECONDS") or f"{DEADLINE_SECONDS:g}"
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise SettingsError(f"CRM_SECONDS must be a number above 0, not {text!r}.")
    return seconds


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= _HIGHEST_PORT:
        raise SettingsError(f"ACTIONS_PORT must be a number from 1 to {_HIGHEST_PORT}.")
    return int(text)
