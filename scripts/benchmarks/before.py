"""This checkout against another one of the same project, measured in turns: what a change costs."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from scripts.benchmarks import turns
from scripts.benchmarks.chat import Chat, chatting
from scripts.benchmarks.desk import serving_bridge
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.figures import Figure, Goal, Row, percentile
from scripts.benchmarks.floor import Floor
from scripts.benchmarks.relay import at_pace, on_floor
from scripts.benchmarks.servers import Server
from scripts.benchmarks.sockets import Arrivals, Say
from scripts.benchmarks.stage import crm_url, on_stage, serving_actions
from scripts.benchmarks.subjects import Ours
from scripts.interpreters import THIS, Checkout

AS_FAST = Goal(bound=1.05, kind="at_most", words="≤ 1.05 ×")
BETTER = Goal(bound=1.0, kind="at_most", words="≤ 1 ×")
CONVERSATIONS = 100
NOWHERE = "http://127.0.0.1:9"
"""The discard port: nobody listens there, which a bridge that only starts does not mind."""

Pair = tuple[list[float], list[float]]
"""What the other checkout and this one reached, run by run."""


class Side:
    """One of the two checkouts, with a folder for what its processes write."""

    def __init__(self, checkout: Checkout, folder: Path) -> None:
        self.checkout = checkout
        self.folder = folder
        self.bot = Ours(folder / "ours", checkout=checkout)

    @contextlib.contextmanager
    def actions(self) -> Iterator[str]:
        """Its action server; gives the URL."""
        with serving_actions(self.folder / "actions", self.checkout) as (_, url):
            yield url

    @contextlib.contextmanager
    def started(self, part: str) -> Iterator[Server]:
        """Its bridge or its action server, by itself, once it answers."""
        if part == "action server":
            with serving_actions(self.folder / "start", self.checkout) as (server, _):
                yield server
            return
        where = {"bot_url": NOWHERE, "actions_url": NOWHERE}
        crm = crm_url(self.folder / "actions")
        folder = self.folder / "start"
        with serving_bridge(folder, crm_url=crm, checkout=self.checkout, **where) as (server, _):
            yield server


def measure(other: Path, folder: Path, runs: int) -> Sequence[Row]:
    """Everything, one after the other; in each run the other checkout comes first."""
    if not Checkout(other).main.exists():
        raise CannotMeasure(f"{other} is no checkout in which scripts/setup has run")
    sides = Side(Checkout(other), folder / "before"), Side(THIS, folder / "after")
    for side in sides:
        side.bot.train_if_needed()
    return [
        *_starts(sides, runs),
        *_turns(sides, runs),
        *_chats(sides, runs),
        *_relays(sides, runs),
    ]


def _starts(sides: tuple[Side, Side], runs: int) -> Iterator[Row]:
    with sides[0].actions(), sides[1].actions():
        pass  # so that each has its CRM
    for part in ("bridge", "action server"):
        seconds: Pair = ([], [])
        resident: Pair = ([], [])
        for _ in range(runs):
            for place, side in enumerate(sides):
                with side.started(part) as server:
                    seconds[place].append(server.waited)
                    resident[place].append(server.resident)
        yield _row(f"start of the {part}", seconds, "s", BETTER)
        yield _row(f"resident memory of the {part}", resident, "MB", BETTER)


def _turns(sides: tuple[Side, Side], runs: int) -> Iterator[Row]:
    before, after = sides
    with (
        before.actions() as their_url,
        after.actions() as our_url,
        on_stage(before.bot, their_url) as theirs,
        on_stage(after.bot, our_url) as ours,
    ):
        started: Pair = ([theirs.started], [ours.started])
        resident: Pair = ([theirs.server.resident], [ours.server.resident])
        yield _row("start of Rasa to its first answer", started, "s", AS_FAST)
        yield from turns.fresh(theirs, ours, runs, AS_FAST)
        yield from turns.growth(theirs, ours, runs)
        yield _row("resident memory of Rasa", resident, "MB", AS_FAST)


def _chats(sides: tuple[Side, Side], runs: int) -> Iterator[Row]:
    with contextlib.ExitStack() as stack:
        chats = [stack.enter_context(_chat(side)) for side in sides]
        taken = asyncio.run(_talked(chats, runs))
    wholes: dict[str, Callable[[Sequence[float]], float]] = {
        "p50": lambda took: percentile(took, 0.5),
        "p95": lambda took: percentile(took, 0.95),
        "mean": mean,
    }
    for name, of in wholes.items():
        pair: Pair = ([of(run) for run in taken[0]], [of(run) for run in taken[1]])
        yield _row(f"whole turn in the web chat, {name}", pair, "ms", AS_FAST)


@contextlib.contextmanager
def _chat(side: Side) -> Iterator[Chat]:
    with (
        side.actions() as url,
        chatting(side.bot, side.folder, url, side.checkout) as chat,
    ):
        yield chat


async def _talked(chats: Sequence[Chat], runs: int) -> list[list[list[float]]]:
    """Milliseconds of each turn, by checkout and run."""
    taken: list[list[list[float]]] = [[], []]
    for chat in chats:
        await chat.talk(None)  # the first turns load what the later ones use
    for _ in range(runs):
        for place, chat in enumerate(chats):
            taken[place].append([turn.whole for turn in await chat.run()])
    return taken


def _relays(sides: tuple[Side, Side], runs: int) -> Iterator[Row]:
    taken = asyncio.run(_relayed(sides, runs))
    for way in ("customer → agent", "agent → customer"):
        for share in (0.5, 0.99):
            pair: Pair = (
                [percentile(run, share) for run in taken[0][way]],
                [percentile(run, share) for run in taken[1][way]],
            )
            what = f"{way}, {CONVERSATIONS} conversations, p{share * 100:.0f}"
            yield _row(what, pair, "ms", AS_FAST)


async def _relayed(sides: tuple[Side, Side], runs: int) -> list[dict[str, list[list[float]]]]:
    taken: list[dict[str, list[list[float]]]] = [{}, {}]
    async with contextlib.AsyncExitStack() as stack:
        floors: list[Floor] = []
        for side in sides:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="relay-"))
            opening = on_floor(Path(folder), None, side.checkout)
            floors.append(await stack.enter_async_context(opening))
            await floors[-1].grow(CONVERSATIONS)
        for _ in range(runs):
            for place, floor in enumerate(floors):
                for way, (says, arrivals) in _ways(floor).items():
                    took = await at_pace(way, says, arrivals)
                    taken[place].setdefault(way, []).append(took)
    return taken


def _ways(floor: Floor) -> dict[str, tuple[Sequence[Say], Arrivals]]:
    return {
        "customer → agent": (floor.customers, floor.arrivals),
        "agent → customer": (floor.agents, floor.arrivals),
    }


def _row(what: str, pair: Pair, unit: str, goal: Goal) -> Row:
    theirs, ours = pair
    return Row(
        what=what,
        theirs=Figure(runs=tuple(theirs), unit=unit),
        ours=Figure(runs=tuple(ours), unit=unit),
        goal=goal,
    )
