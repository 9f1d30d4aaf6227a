"""What is known of the desk's parts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from handoff.bot_link.health import Health, State, Training, Watch, read_training
from handoff.core.model import StoppedChannel


class Server:
    """A server that is there or not."""

    there = False

    async def alive(self) -> bool:
        """Whether it is there."""
        return self.there


class Store:
    """A database that answers or not."""

    failing = False

    async def ping(self) -> None:
        """Fail when told to."""
        if self.failing:
            raise OSError("gone")


def telling(halted: list[StoppedChannel]) -> Callable[[], Awaitable[list[StoppedChannel]]]:
    """What tells the channels that are stopped by then."""

    async def stopped() -> list[StoppedChannel]:
        return halted

    return stopped


async def test_a_server_starts_comes_and_goes() -> None:
    """Before it was ever up a server is starting, afterwards it is up or down."""
    server, told = Server(), list[State]()
    watch = Watch(server)

    async def note(state: State) -> None:
        told.append(state)

    watch.on_change(note)
    for there in (False, True, True, False, True):
        server.there = there
        await watch.look()
    assert told == ["up", "down", "up"]


async def test_training_counts_as_starting_and_its_failure_as_down() -> None:
    """A bot that is away is starting while it trains, and down when that failed."""
    training: Training | None = None
    server = Server()
    watch = Watch(server, lambda: training)
    server.there = True
    await watch.look()
    server.there = False
    seen = []
    for state in ("training", "failed", "ready"):
        training = Training(state=state)  # type: ignore[arg-type]
        await watch.look()
        seen.append(watch.state)
    assert seen == ["starting", "down", "down"]


async def test_the_report_sums_up() -> None:
    """All up is ok, something starting is starting, anything down or stopped is degraded."""
    bot, actions, store = Server(), Server(), Store()
    watches = Watch(bot), Watch(actions)
    halted: list[StoppedChannel] = []
    health = Health(store, *watches, lambda: Training(state="training"), stopped=telling(halted))
    report = await health.report()
    assert (report.status, report.detail) == ("starting", {"bot": "training the model"})
    bot.there = actions.there = True
    for watch in watches:
        await watch.look()
    report = await health.report()
    assert (report.status, report.database, report.detail) == ("ok", "up", {})
    halted.append(StoppedChannel(channel="whatsapp", code="190", at=datetime.now(UTC)))
    report = await health.report()
    assert (report.status, report.stopped) == ("degraded", {"whatsapp": "190"})
    store.failing = True
    report = await health.report()
    assert (report.status, report.database) == ("degraded", "down")


def test_a_missing_or_broken_status_file_says_nothing(tmp_path: Path) -> None:
    """Without a readable status nothing is known of the training."""
    file = tmp_path / "training.json"
    assert read_training(file) is None
    file.write_text("{")
    assert read_training(file) is None
    file.write_text('{"state": "failed", "since": "2026-01-01T00:00:00Z", "detail": "no data"}')
    found = read_training(file)
    assert found is not None
    assert found.describe() == "the training failed: no data"


async def test_a_bot_that_is_missing_beside_others_is_told() -> None:
    """The desk is well as long as one bot answers; what is lacking stands beside it."""
    server = Server()
    server.there = True
    watches = Watch(server), Watch(server)
    health = Health(
        Store(),
        *watches,
        lambda: None,
        stopped=telling([]),
        missing=lambda: "1 of 2 servers not answering",
    )
    for watch in watches:
        await watch.look()
    report = await health.report()
    assert (report.status, report.detail) == ("ok", {"bot": "1 of 2 servers not answering"})
