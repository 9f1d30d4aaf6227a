"""Plays a script of a conversation through the bot-turn endpoint and checks what comes of it."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import msgspec

from actions.crm.demo import demo_dataset
from actions.crm.seed import seed
from actions.crm.sql import SqlCrm
from bot.wire import Button, Customer, Event, HandoffRequest, IdentityWon, Since, TurnResult
from tests.rasa_server import RunningBot


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One turn: what the customer says (a list is several messages) or presses (the beginning of a
    button's title), or an event that the bridge reports, and what holds.

    `hears` and `never` are regexes over all replies together; `buttons` are their titles;
    `questions` counts the replies that ask something; `crm` breaks the CRM for this turn.
    """

    says: str | list[str] | None = None
    presses: str | None = None
    event: Event | None = None
    since: Since | None = None
    customer: Customer | None = None
    crm: Literal["unwritable", "unreadable"] | None = None
    hears: list[str] = []
    never: list[str] = []
    buttons: list[str] | None = None
    questions: int | None = None
    handoff: dict[str, Any] | None = None
    identity: dict[str, Any] | None = None


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A conversation; `writes` is what the CRM has more after it, by customer and kind."""

    name: str
    customer: Customer = Customer()
    steps: list[Step]
    writes: dict[str, dict[str, int]] = {}


def load(folder: Path) -> list[Script]:
    """All scripts of a folder."""
    return [
        script
        for file in sorted(folder.glob("*.yml"))
        for script in msgspec.yaml.decode(file.read_bytes(), type=list[Script])
    ]


class ShopCrm:
    """The seeded CRM that the action server works on, seen from outside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"

    def reset(self) -> None:
        """Fill it anew with the customers of the demo."""
        today = datetime.now(timezone.utc).date()
        asyncio.run(self._seed(demo_dataset(today), today))

    def counts(self, customers: list[str]) -> dict[str, dict[str, int]]:
        """How many records of each kind each of the customers has."""
        return {one: asyncio.run(self._count(one)) for one in customers}

    @contextlib.contextmanager
    def broken(self, how: str | None) -> Iterator[None]:
        """No writes: somebody else holds the lock. No reads: the orders are not where they were."""
        if how is None:
            yield
            return
        with contextlib.closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            if how == "unwritable":
                other.execute("BEGIN IMMEDIATE")
                try:
                    yield
                finally:
                    other.execute("ROLLBACK")
            else:
                other.execute("ALTER TABLE orders RENAME TO orders_away")
                try:
                    yield
                finally:
                    other.execute("ALTER TABLE orders_away RENAME TO orders")

    async def _seed(self, data: Any, today: Any) -> None:
        crm = SqlCrm(self.url)
        await seed(crm, data, today=today, reset=True)
        await crm.close()

    async def _count(self, customer_id: str) -> dict[str, int]:
        crm = SqlCrm(self.url)
        orders = await crm.orders(customer_id, limit=100)
        counts = {
            "traces": sum(len(order.traces) for order in orders),
            "replacements": sum(len(order.replacements) for order in orders),
            "returns": sum(len(order.returns) for order in orders),
            "refunds": sum(len(order.refunds) for order in orders),
            "cancelled": sum(order.status == "cancelled" for order in orders),
            "tickets": len(await crm.tickets(customer_id, limit=100)),
            "notes": len(await crm.notes(customer_id, limit=100)),
        }
        await crm.close()
        return counts


def play(script: Script, bot: RunningBot, crm: ShopCrm) -> None:
    """Play a script on a fresh CRM."""
    crm.reset()
    before = crm.counts(list(script.writes))
    conversation = Conversation(script, bot)
    for step in script.steps:
        with crm.broken(step.crm):
            conversation.take(step)
    more = {
        customer: {kind: count - before[customer][kind] for kind, count in counts.items()}
        for customer, counts in crm.counts(list(script.writes)).items()
    }
    changed = {
        customer: {kind: count for kind, count in counts.items() if count}
        for customer, counts in more.items()
    }
    assert changed == script.writes


class Conversation:
    """A customer who talks to the bot; plays the bridge's part in it."""

    def __init__(self, script: Script, bot: RunningBot) -> None:
        self.customer = script.customer
        self._bot = bot
        self._id = f"{script.name}-{datetime.now(timezone.utc).timestamp()}"
        self._buttons: dict[str, str] = {}

    def take(self, step: Step) -> None:
        """One turn, and what must hold of it."""
        self.customer = step.customer or self.customer
        result = self._turn(step)
        self._buttons = {b.title: b.payload for reply in result.replies for b in reply.buttons}
        if result.identity is not None:
            self._believe(result.identity)
        check(step, result)

    def _turn(self, step: Step) -> TurnResult:
        fields: dict[str, Any] = {
            "conversation_id": self._id,
            "messages": self._messages(step),
            "metadata": {"customer": msgspec.to_builtins(self.customer)},
        }
        if step.event is not None:
            fields["event"] = msgspec.to_builtins(step.event)
        if step.since is not None:
            fields["since"] = msgspec.to_builtins(step.since)
        response = self._bot.turn(**fields)
        assert response.status_code == 200, response.text
        return msgspec.json.decode(response.content, type=TurnResult)

    def _messages(self, step: Step) -> list[dict[str, str]]:
        if step.event is not None:
            return []
        if step.presses is not None:
            payloads = [p for title, p in self._buttons.items() if title.startswith(step.presses)]
            assert len(payloads) == 1, f"{step.presses!r} is none or several of {self._buttons}"
            return [{"id": "m1", "button_id": payloads[0]}]
        said = [step.says] if isinstance(step.says, str) else step.says or []
        return [{"id": f"m{number}", "text": text} for number, text in enumerate(said)]

    def _believe(self, identity: IdentityWon) -> None:
        self.customer = Customer(
            id=identity.customer_id, level=identity.level, how=identity.how, scope=identity.scope
        )


def check(step: Step, result: TurnResult) -> None:
    """Compare a turn with what the script says of it."""
    told = "\n".join(reply.text or "" for reply in result.replies)
    shown: tuple[Button, ...] = tuple(b for reply in result.replies for b in reply.buttons)
    for pattern in step.hears:
        assert re.search(pattern, told, re.IGNORECASE), f"{pattern!r} is not in:\n{told}"
    everything = "\n".join([told, *(button.title for button in shown)])
    for pattern in step.never:
        assert not re.search(pattern, everything, re.IGNORECASE), f"{pattern!r} is in:\n{told}"
    if step.buttons is not None:
        assert [button.title for button in shown] == step.buttons
    if step.questions is not None:
        assert sum("?" in (reply.text or "") for reply in result.replies) == step.questions, told
    check_handoff(step, result.handoff)
    assert step.identity is None or msgspec.to_builtins(result.identity) == step.identity


def check_handoff(step: Step, handoff: HandoffRequest | None) -> None:
    """A handoff is there exactly where the script says so, and holds what the script names."""
    if step.handoff is None:
        assert handoff is None, f"an unexpected handoff: {handoff}"
        return
    assert handoff is not None, "no handoff"
    for name, expected in step.handoff.items():
        assert_holds(msgspec.to_builtins(getattr(handoff, name)), expected, name)


def assert_holds(actual: Any, expected: Any, where: str) -> None:
    """Texts are regexes, mappings may hold more, lists hold something like each entry."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            assert isinstance(actual, dict), f"{where} is no mapping: {actual}"
            assert_holds(actual.get(name), value, f"{where}.{name}")
    elif isinstance(expected, list):
        for entry in expected:
            assert any(_holds(one, entry) for one in actual), f"{where} lacks {entry}: {actual}"
    elif isinstance(expected, str):
        assert re.search(expected, str(actual), re.IGNORECASE), f"{where} is {actual!r}"
    else:
        assert actual == expected, f"{where} is {actual!r}"


def _holds(actual: Any, expected: Any) -> bool:
    try:
        assert_holds(actual, expected, "entry")
    except AssertionError:
        return False
    return True
