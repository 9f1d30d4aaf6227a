"""`python -m bot`: check what the Rasa server needs, then become it."""

from __future__ import annotations

import contextlib
import os
import socket
import sys

import sqlalchemy as sa
from dotenv import load_dotenv

from bot import sentence_model
from bot.database import open_database
from bot.errors import BotError, SettingsError
from bot.figures import figures_in
from bot.settings import Settings
from contracts.policy_file import FILE


def main() -> None:
    """Start Rasa in this process. Exits with 1 and one line when something is missing."""
    # What customers said is for this account alone.
    os.umask(0o077)
    # As the bridge reads the file: nothing in a value is expanded.
    load_dotenv(interpolate=False)
    try:
        settings = Settings.read(os.environ)
        check(settings)
    except BotError as error:
        sys.exit(f"bot: {error}")
    command = [sys.executable, "-m", "rasa", *settings.rasa_arguments()]
    os.execve(sys.executable, command, {**os.environ, **settings.rasa_environment()})  # noqa: S606


def check(settings: Settings) -> None:
    """Raises `BotError` for what would stop Rasa half-way or with a page of traceback."""
    sentence_model.require()
    figures_in(settings.business / FILE)
    if not any(settings.models.glob("*.tar.gz")):
        raise SettingsError(f"no model in {settings.models}: run `python -m bot.training` first.")
    _check_port(settings.host, settings.port)
    _check_database(settings.tracker_url)


def _check_port(host: str, port: int) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as exc:
            raise SettingsError(f"cannot listen on {host}:{port} (BOT_PORT): {exc}.") from exc


def _check_database(url: str) -> None:
    try:
        open_database(url).dispose()
    except (sa.exc.SQLAlchemyError, ImportError) as exc:
        reason = str(exc).splitlines()[0]
        raise SettingsError(f"cannot open the database of TRACKER_URL: {reason}.") from exc


if __name__ == "__main__":
    main()
