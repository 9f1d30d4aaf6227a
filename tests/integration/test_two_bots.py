"""Two real Rasa servers on one PostgreSQL behind the real bridge, one of them killed meanwhile."""

from __future__ import annotations

import asyncio
import concurrent.futures
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from handoff.bot_link.client import home
from tests.bridge import Bridge, Page, eventually
from tests.integration.conftest import StartBridge
from tests.postgres import postgres_url
from tests.rasa_server import TINY_ACTIONS, TOKEN, RunningBot, running_bot

pytestmark = [pytest.mark.rasa, pytest.mark.postgres]

TINY_BOT = Path(__file__).parent / "tiny_bot"
REFUNDED = "You get your money back."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger and the switches of the tiny bot's actions, and the logs."""
    return tmp_path_factory.mktemp("two")


@pytest.fixture(scope="module")
def bots(folder: Path) -> Iterator[tuple[RunningBot, RunningBot]]:
    """Two servers of the tiny bot."""
    env = {"TINY_DIR": str(folder), "TRACKER_URL": postgres_url(), "ACTION_SECONDS": "20"}
    with (
        running_bot(TINY_BOT, actions=TINY_ACTIONS, folder=folder, env=env) as first,
        first.beside() as second,
    ):
        yield first, second


@pytest.fixture
async def bridge(
    start_bridge: StartBridge, bots: tuple[RunningBot, RunningBot]
) -> AsyncIterator[Bridge]:
    """A bridge before both; whichever server a test has killed is started again afterwards."""
    urls = tuple(bot.rasa.url for bot in bots)
    yield await start_bridge(bot_urls=urls, actions_url=bots[0].actions.url, bot_token=TOKEN)
    for bot in bots:
        if not bot.rasa.runs:
            await asyncio.to_thread(bot.rasa.restart)


@pytest.fixture
def hold(folder: Path) -> Iterator[Path]:
    """While this file is there, refunds do not come to their end."""
    switch = folder / "hold"
    switch.touch()
    yield switch
    switch.unlink(missing_ok=True)


def ledger(folder: Path) -> list[str]:
    """The turn of each run of the refund."""
    path = folder / "runs"
    return path.read_text().splitlines() if path.exists() else []


def stored(bots: tuple[RunningBot, RunningBot], conversation: str) -> tuple[int, int]:
    """Of a conversation: its tracker's version, and how many turns have an answer."""
    with psycopg2.connect(bots[0].tracker_url) as database, database.cursor() as cursor:
        cursor.execute(
            "SELECT version, (SELECT count(*) FROM bot_turns WHERE conversation_id = %(id)s)"
            " FROM bot_trackers WHERE conversation_id = %(id)s",
            {"id": conversation},
        )
        found = cursor.fetchone()
    assert found is not None
    return found


async def pages_on_both(bridge: Bridge, urls: list[str], each: int) -> dict[str, list[Page]]:
    """So many pages whose conversations are at home on each server, all greeted."""
    pages: dict[str, list[Page]] = {url: [] for url in urls}
    while min(map(len, pages.values())) < each:
        page = await bridge.page()
        conversation = (await page.send("hello"))["conversation_id"]
        await page.next("message", lambda message: message["author"]["kind"] == "bot")
        pages[home(urls, conversation)].append(page)
    return {url: some[:each] for url, some in pages.items()}


async def test_a_bot_that_dies_in_the_middle_of_turns(
    bots: tuple[RunningBot, RunningBot], bridge: Bridge, folder: Path, hold: Path
) -> None:
    """Every customer is answered, each once: by the server that lives on where theirs was killed,
    under the same turn, so that whatever has begun to be done is not done twice."""
    urls = [bot.rasa.url for bot in bots]
    pages = await pages_on_both(bridge, urls, each=3)
    before = len(ledger(folder))
    everybody = [page for some in pages.values() for page in some]
    sent = await asyncio.gather(*(page.send("i want a refund") for page in everybody))
    await eventually(lambda: len(ledger(folder)) - before == len(everybody), "every refund")
    bots[0].rasa.kill9()
    begun = ledger(folder)[before:]
    await eventually(lambda: len(ledger(folder)) - before == len(everybody) + 3, "the next tries")
    await asyncio.to_thread(hold.unlink)
    for page in everybody:
        await page.shows(REFUNDED)
        await page.send("hello")
        await eventually(lambda page=page: len(replies(page)) == 3, "an answer to the next turn")
    assert [replies(page).count(REFUNDED) for page in everybody] == [1] * len(everybody)
    assert set(ledger(folder)[before:]) == set(begun)
    for answer in sent:
        assert stored(bots, answer["conversation_id"]) == (3, 3)


async def test_what_was_begun_on_one_bot_goes_on_at_the_other(
    bots: tuple[RunningBot, RunningBot], bridge: Bridge
) -> None:
    """An open question survives the server that asked it, and the way back."""
    urls = [bot.rasa.url for bot in bots]
    page = (await pages_on_both(bridge, urls, each=1))[urls[0]][0]
    await page.send("where is my parcel")
    await page.shows("Which order?")
    await asyncio.to_thread(bots[0].rasa.kill9)
    await page.send("1001")
    await page.shows("What happened?")
    await asyncio.to_thread(bots[0].rasa.restart)
    await page.send("it came broken")
    await page.shows("Order 1001: it came broken")


def test_of_two_runs_of_a_turn_one_is_kept(
    bots: tuple[RunningBot, RunningBot], folder: Path, hold: Path
) -> None:
    """Two servers that run the same turn at the same time: one answer is stored, the other one
    refused, and whoever asks again gets the stored one."""
    conversation, turn_id = uuid.uuid4().hex, uuid.uuid4().hex
    with concurrent.futures.ThreadPoolExecutor() as threads:
        runs = [
            threads.submit(bot.say, "i want a refund", conversation, turn_id=turn_id)
            for bot in bots
        ]
        wait_for(lambda: ledger(folder).count(turn_id) == 2)
        hold.unlink()
        answers = [run.result() for run in runs]
    assert sorted(answer.status_code for answer in answers) == [200, 503]
    kept = next(answer.content for answer in answers if answer.status_code == 200)
    again = [bot.say("i want a refund", conversation, turn_id=turn_id) for bot in bots]
    assert [answer.content for answer in again] == [kept, kept]
    assert stored(bots, conversation) == (1, 1)


def replies(page: Page) -> list[str]:
    """What the bot has said so far."""
    return [m["text"] for m in page.all("message") if m["author"]["kind"] == "bot"]


def wait_for(holds: Callable[[], bool]) -> None:
    """Return once it holds; fail when it never does."""
    deadline = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
