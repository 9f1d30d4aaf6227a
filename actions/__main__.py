"""`python -m actions`: the action server."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import sys
import time

import aiohttp
from aiohttp import web
from dotenv import load_dotenv

from actions.crm.errors import CrmError
from actions.crm.registry import terms_of
from actions.engine.business.agreement import agreed
from actions.engine.business.business import use
from actions.engine.case import crm_access
from actions.engine.listening import reader as reading
from actions.engine.words.sheet import SheetsRefused
from actions.engine.words.text_files import TextsRefused
from actions.opening import open_business
from actions.readers.language_model import LanguageModelReader
from actions.server import build
from actions.settings import Settings, SettingsError
from contracts.business import BusinessError
from contracts.long_lived import shelter
from contracts.policy_file import PolicyError

REFUSALS = (SettingsError, CrmError, BusinessError, TextsRefused, SheetsRefused, PolicyError)
"""What ends the start with a line that says what to do."""


def main() -> None:
    """Serve until told to stop. Exits with 1 and one line when something is missing."""
    # What customers said is for this account alone.
    os.umask(0o077)
    # As the bridge reads the file: nothing in a value is expanded.
    load_dotenv(interpolate=False)
    try:
        settings = Settings.read(os.environ)
        _check(settings)
        company = open_business(settings.business)
        agreed(company.policy, terms_of(crm_access.crm()))
        use(company)
    except REFUSALS as error:
        sys.exit(f"actions: {error}")
    reading.use(reader_of(settings))
    _log(settings.log_level)
    app = build(settings.token)
    app.on_startup.append(shelter)
    web.run_app(app, host=settings.host, port=settings.port, access_log=None, print=None)


def reader_of(settings: Settings) -> reading.Reader:
    """What reads messages: the built-in reader where nothing else is set."""
    if settings.reader_url is None:
        return reading.BuiltInReader()
    key = settings.reader_key
    return LanguageModelReader(
        settings.reader_url,
        model=settings.reader_model,
        connect=lambda: aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {key}"} if key else {}
        ),
        seconds=settings.reader_seconds,
        now=time.monotonic,
    )


def _check(settings: Settings) -> None:
    """Raises `SettingsError` or `CrmMisconfigured` for what would end in a traceback."""
    crm_access.crm()
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as exc:
            where = f"{settings.host}:{settings.port}"
            raise SettingsError(f"cannot listen on {where} (ACTIONS_PORT): {exc}.") from exc


def _log(level: str) -> None:
    """Log to standard error."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")


if __name__ == "__main__":
    main()
