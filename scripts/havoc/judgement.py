"""Compares what everybody sent with what was kept, seen and received, and says what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import sqlalchemy as sa

from scripts.havoc import effects
from scripts.havoc.desk import Desk
from scripts.havoc.people import Agent, Customer

SYNC = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg2"}
JOINED, RESOLVED, PASSED = (
    "has joined the conversation.",
    "marked this as resolved",
    "passing you on",
)
LOST = "lost the connection"


class Row:
    """A message of the log."""

    def __init__(
        self, seq: int, author: str, kind: str, text: str | None, state: str | None
    ) -> None:
        self.seq = seq
        self.author = author
        self.kind = kind
        self.text = text or ""
        self.state = state


class Judgement:
    """What was found."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()

    def judge(self, desk: Desk, customers: Sequence[Customer], agents: Sequence[Agent]) -> None:
        """Everything that can be compared."""
        scheme, _, rest = desk.database.partition("://")
        engine = sa.create_engine(f"{SYNC[scheme]}://{rest}")
        with engine.connect() as connection:
            log = _log(connection)
            turns = dict(connection.execute(sa.text("SELECT id, state FROM turns")).all())
            left = connection.scalar(sa.text("SELECT count(*) FROM outbox WHERE state <> 'sent'"))
        engine.dispose()
        if left:
            self.wrong.append(f"{left} messages were never delivered")
        for customer in customers:
            self._customer(customer, log.get(customer.conversation_id or "", []))
        for agent in agents:
            self._agent(agent, log)
        for rows in log.values():
            self._no_bot_after_takeover(rows)
        said = [row.text for rows in log.values() for row in rows if row.author == "bot"]
        if desk.real:
            self._effects(effects.of_crm(desk.crm), effects.told_of_crm(said), turns)
        else:
            done = effects.of_stand_in(desk.effects)
            self._effects(done, effects.told_by_stand_in(said), turns)

    def _customer(self, customer: Customer, rows: list[Row]) -> None:
        self.wrong += customer.conflicts
        mine = [row for row in rows if row.author == "customer"]
        kept = Counter(row.text for row in mine)
        self.counts["messages of customers"] += len(mine)
        for text in customer.sent:
            if kept[text] != 1:
                self.wrong.append(f"{text!r} was sent once and is {kept[text]} times in the log")
        place = {row.text: row.seq for row in mine}
        for text, seq in customer.acknowledged.items():
            if place.get(text) != seq:
                self.wrong.append(f"{text!r} was acknowledged as {seq}, kept as {place.get(text)}")
        for_them = {row.seq: row.text for row in rows if row.kind != "note"}
        got = {seq: text or "" for seq, text in customer.received.items()}
        if got != for_them:
            missing = sorted(set(for_them) - set(got))
            self.wrong.append(f"{customer.name} did not receive {missing[:5]}, or other words")
        said = Counter(row.text for row in rows if row.author == "bot")
        twice = [
            text for text, count in said.items() if count > 1 and text[:5] in ("echo ", "done ")
        ]
        self.wrong += [f"the bot said {text!r} {said[text]} times" for text in twice]
        self.counts["answers of the bot"] += sum(said.values())

    def _agent(self, agent: Agent, log: dict[str, list[Row]]) -> None:
        for key, seq in agent.answered.items():
            conversation_id, _, text = key.partition(":")
            found = [row.seq for row in log[conversation_id] if row.text == text]
            if found != [seq]:
                self.wrong.append(f"an agent's {text!r} was acknowledged as {seq}, kept as {found}")
        self.counts["answers of agents"] += len(agent.answered)
        for conversation_id, seen in agent.saw.items():
            kept = {row.seq: row.text for row in log[conversation_id] if row.author == "customer"}
            if any(kept.get(seq) != text for seq, text in seen.items()):
                self.wrong.append(f"an agent saw in {conversation_id} what is not in the log")
            gaps = [seq for seq in kept if seq < max(seen, default=0) and seq not in seen]
            if gaps:
                self.wrong.append(f"an agent did not see {gaps[:5]} in {conversation_id}")

    def _no_bot_after_takeover(self, rows: list[Row]) -> None:
        taken = False
        for row in rows:
            if row.author == "system" and JOINED in row.text:
                taken = True
                self.counts["takeovers"] += 1
            elif row.author == "system" and any(s in row.text for s in (RESOLVED, PASSED, LOST)):
                taken = False
            elif taken and row.author == "bot":
                self.wrong.append(f"the bot said {row.text!r} while an agent had the conversation")

    def _effects(self, done: effects.Effects, told: Sequence[str], turns: dict[str, str]) -> None:
        """One effect for each confirmation, and none without."""
        by_name = {name: turn for turn, names in done.items() for name in names}
        self.counts["effects"] = sum(map(len, done.values()))
        self.counts["confirmations"] = len(told)
        for name, count in Counter(told).items():
            if count != 1 or turns.get(by_name.get(name, "")) != "done":
                self.wrong.append(f"{name!r} was told {count} times, done {name in by_name}")
        for turn, names in done.items():
            untold = not set(names) & set(told)
            if len(set(names)) != len(names):
                self.wrong.append(f"{names} were done twice by one turn")
            if untold and turns.get(turn) == "done":
                self.wrong.append(f"{names} were done and never told")
            # Its turn was given up, or a person came first: nothing was promised.
            self.counts["effects of turns that were dropped"] += untold


def _log(connection: sa.Connection) -> dict[str, list[Row]]:
    log: dict[str, list[Row]] = defaultdict(list)
    query = "SELECT conversation_id, seq, author_kind, kind, text, state FROM messages ORDER BY seq"
    for row in connection.execute(sa.text(query)):
        log[row.conversation_id].append(
            Row(row.seq, row.author_kind, row.kind, row.text, row.state)
        )
    return log
