"""Servers keep what they load at their start out of the collector's way."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import subprocess
import sys
import weakref
from typing import Any

import pytest
from aiohttp import web

import handoff.__main__ as bridge
from contracts.long_lived import shelter
from handoff.config.settings import Settings
from scripts.ports import free_port


@pytest.fixture(autouse=True)
def _as_before() -> Any:
    yield
    gc.unfreeze()


class _Loop:
    def __init__(self) -> None:
        self.me = self


def test_what_lives_is_left_out_and_what_does_not_is_gone() -> None:
    """A cycle that nobody holds is collected before the rest is left out."""
    gone, kept = weakref.ref(_Loop()), _Loop()
    before = gc.get_freeze_count()
    asyncio.run(shelter())
    assert gone() is None
    assert gc.get_freeze_count() > before
    assert all(one is not kept for one in gc.get_objects())


def test_the_bridge_does_it_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the bridge serves, everything that it opens at its start is there by then."""
    served: list[web.Application] = []
    monkeypatch.setattr(web, "run_app", lambda app, **_: served.append(app))
    secrets = {"SECRET_KEY": "s" * 32, "IDENTITY_SECRET": "i" * 32, "BOT_TOKEN": "b" * 32}
    settings = Settings.read({**secrets, "DATABASE_URL": "sqlite:///desk.db"})
    bridge.serve(settings, argparse.Namespace())
    assert served[0].on_startup[-1] is shelter


def test_the_action_server_does_it_last() -> None:
    """When the action server serves, its company is open by then."""
    program = (
        "from aiohttp import web\n"
        "web.run_app = lambda app, **_: print(app.on_startup[-1].__name__)\n"
        "from actions.__main__ import main\n"
        "main()"
    )
    given = {"BOT_TOKEN": "t", "CRM_URL": "memory:", "ACTIONS_PORT": str(free_port())}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "shelter"
