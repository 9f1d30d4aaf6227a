"""The desk's objects: opened one upon the other, and closed in reverse whatever happens."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from handoff import migrations
from handoff.bot_link.client import BotClient
from handoff.bot_link.health import Endpoint
from handoff.config.settings import Settings
from handoff.console.live.groups import GROUPS
from handoff.container import console
from handoff.container.desk import Desk
from handoff.container.opening import open_desk
from handoff.core.errors import Misconfigured
from handoff.core.payloads import Nothing
from handoff.http.calls import takes
from handoff.http.sockets import Namespace
from handoff.store.cases.sla import SlaTimers
from handoff.store.db.database import Database

CLOSED = ["actions", "bot", "database"]
"""What is closed, the last that was opened first."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a desk whose database is there but empty."""
    read = Settings.read(
        {
            "SECRET_KEY": "s" * 32,
            "IDENTITY_SECRET": "i" * 32,
            "BOT_TOKEN": "b" * 32,
            "WARMDESK_VAR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path}/desk.db",
            "CRM_URL": f"sqlite:///{tmp_path}/crm.db",
        }
    )
    return msgspec.structs.replace(read, crm_url="memory:")


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been closed so far, in order."""
    done: list[str] = []
    for name, part in (("database", Database), ("bot", BotClient), ("actions", Endpoint)):
        _note(monkeypatch, done, name, part)
    return done


def _note(monkeypatch: pytest.MonkeyPatch, done: list[str], name: str, part: type) -> None:
    close = part.close  # type: ignore[attr-defined]

    async def noted(self: object) -> None:
        done.append(name)
        await close(self)

    monkeypatch.setattr(part, "close", noted)


async def test_a_desk_is_closed_in_reverse(settings: Settings, closed: list[str]) -> None:
    """What was opened first is closed last, and nothing before the desk is left."""
    migrations.upgrade(settings.database_url)
    async with open_desk(settings) as desk:
        assert await desk.accounts.count() == 0
        assert closed == []
    assert closed == CLOSED


async def test_what_was_built_is_closed_when_the_rest_cannot_be(
    settings: Settings, closed: list[str], tmp_path: Path
) -> None:
    """A file that cannot be read stops the building half way, and all before it is closed."""
    broken = tmp_path / "hours.toml"
    broken.write_text("no hours at all")
    with pytest.raises(Misconfigured):
        async with open_desk(msgspec.structs.replace(settings, hours_file=str(broken))):
            pytest.fail("a desk without hours was opened")
    assert closed == CLOSED


async def test_everything_is_closed_when_the_start_fails(
    settings: Settings, closed: list[str]
) -> None:
    """On a database that nobody migrated the desk does not open, and keeps nothing."""
    with pytest.raises(Misconfigured, match="handoff migrate"):
        async with open_desk(settings):
            pytest.fail("a desk without tables was opened")
    assert closed == CLOSED


async def test_the_place_is_given_back_when_the_start_fails(
    settings: Settings, closed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails after the lock was taken gives it back: the next try gets it."""
    migrations.upgrade(settings.database_url)

    async def broken(_self: SlaTimers) -> None:
        raise RuntimeError("no clocks")

    with monkeypatch.context() as patched:
        patched.setattr(SlaTimers, "catch_up", broken)
        with pytest.raises(RuntimeError, match="no clocks"):
            async with open_desk(settings):
                pytest.fail("a desk without clocks was opened")
    assert closed == CLOSED
    async with open_desk(settings) as desk:
        assert isinstance(desk, Desk)


async def test_what_a_desk_was_used_for_may_fail(settings: Settings, closed: list[str]) -> None:
    """Whatever goes wrong while the desk is open, it is closed and the error is told."""
    migrations.upgrade(settings.database_url)
    with pytest.raises(ValueError, match="odd"):
        async with open_desk(settings):
            raise ValueError("odd")
    assert closed == CLOSED


async def test_the_console_is_composed_of_every_group(settings: Settings) -> None:
    """What answers consoles is each group of calls once, in the order in which they are listed."""
    migrations.upgrade(settings.database_url)
    async with open_desk(settings) as desk:
        assert tuple(type(group) for group in console.groups(desk)) == GROUPS


def test_a_call_is_taken_by_one_group() -> None:
    """Two groups that take a call of the same name are refused at once."""

    class Waves:
        """A group with a call that customers have, too."""

        @takes(Nothing)
        async def typing(self, _sid: str, _nothing: Nothing) -> None:
            """Somebody waves."""

    with pytest.raises(ValueError, match="typing"):
        Namespace("/odd", (Waves(), Waves()))


async def test_the_bot_has_the_name_that_the_business_gave_it(
    settings: Settings, tmp_path: Path
) -> None:
    """Its messages are kept under it, and the web chat shows it."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    migrations.upgrade(settings.database_url)
    async with open_desk(msgspec.structs.replace(settings, business=tmp_path)) as desk:
        assert desk.db.bot_name == "Sprocket"


async def test_a_desk_without_a_business_says_what_to_do(
    settings: Settings, tmp_path: Path
) -> None:
    """In one line, with the setting that names the folder."""
    elsewhere = msgspec.structs.replace(settings, business=tmp_path / "nowhere")
    with pytest.raises(Misconfigured, match=r"business\.yml: point BUSINESS"):
        async with open_desk(elsewhere):
            pass
