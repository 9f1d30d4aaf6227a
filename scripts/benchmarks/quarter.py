"""A busy quarter in a desk's database, for reports: what is random in it is the same each time."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from handoff.store.tables.accounts import agents
from handoff.store.tables.cases import handoffs
from handoff.store.tables.conversations import conversations, messages
from handoff.store.tables.sla import answers, clocks, stints

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
AGENTS = 40
TOPICS = 40
SKILLS = ("orders", "payments", "warranty", "general")
REASONS = ("customer_asked", "policy", "frustrated", "low_understanding")
PACKET_BYTES = 2500
HANDED_OFF = 0.4
ABANDONED = 0.08
ANSWERS = 3
AT_ONCE = 5000
_BEGIN = datetime.combine(FIRST, time(), UTC)
_TABLES = (agents, conversations, messages, handoffs, clocks, answers, stints)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def fill(database: str, count: int) -> None:
    """So many ended conversations; of ten, four were handed off and one was rated."""
    engine = sa.create_engine(database)
    chance = random.Random(7)
    with engine.begin() as connection:
        connection.execute(agents.insert(), [_agent(number) for number in range(AGENTS)])
        for first in range(0, count, AT_ONCE):
            rows = _conversations(range(first, min(first + AT_ONCE, count)), count, chance)
            for table in _TABLES:
                if table.name in rows:
                    connection.execute(table.insert(), rows[table.name])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("ANALYZE"))
    engine.dispose()


def _conversations(numbers: range, count: int, chance: random.Random) -> Rows:
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    days = (LAST - FIRST).days + 1
    for number in numbers:
        at = _BEGIN + timedelta(days=chance.uniform(0, days))
        rows["conversations"].append(
            _conversation(number, at, chance.randrange(count // 2), chance)
        )
        rows["messages"].append(_message(number, at, rating=chance.random() < 0.1))
        if chance.random() < HANDED_OFF:
            for table, some in _case(number, at + timedelta(minutes=3), chance).items():
                rows[table] += some
    return rows


def _conversation(number: int, at: datetime, who: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"cv_{number}",
        "channel": "webchat",
        "address": f"v:{who}",
        "customer_id": None if who % 3 else f"c-{who}",
        "level": "anonymous" if who % 3 else "verified",
        "owner": "closed",
        "epoch": 3,
        "last_seq": 1,
        "question_seq": 0,
        "handled_seq": 0,
        "known_seq": 0,
        "locale": "en",
        "page": {},
        "opened_at": at,
        "updated_at": at,
        "closed_at": at,
        "topic": f"topic_{chance.randrange(TOPICS)}",
    }


def _message(number: int, at: datetime, *, rating: bool) -> dict[str, Any]:
    return {
        "id": f"m_{number}",
        "conversation_id": f"cv_{number}",
        "seq": 1,
        "author_kind": "customer",
        "kind": "rating" if rating else "text",
        "channel": "webchat",
        "text": None if rating else "hello",
        "content": {"custom": {"score": 4, "comment": ""}} if rating else {},
        "for_bot": True,
        "at": at,
    }


def _case(number: int, came: datetime, chance: random.Random) -> Rows:
    agent = None if chance.random() < ABANDONED else f"ag_{chance.randrange(AGENTS)}"
    skill, first = chance.choice(SKILLS), chance.randrange(20, 900)
    ended = came + timedelta(seconds=first + 1000)
    shared = {"conversation_id": f"cv_{number}", "skill": skill, "priority": "normal"}
    handoff: dict[str, Any] = {
        **shared,
        "id": f"ho_{number}",
        "idempotency_key": f"key_{number}",
        "state": "resolved" if agent else "abandoned",
        "reason": chance.choice(REASONS),
        "packet": {"pad": "x" * PACKET_BYTES},
        "agent_id": agent,
        "created_at": came,
        "assigned_at": came if agent else None,
        "ended_at": ended,
        "disposition": "solved" if agent else None,
        "rating": chance.choice((None, 3, 4, 5)) if agent else None,
        "more_skills": [],
        "queued_at": came,
        "counts_from": came,
        "mood": "neutral",
    }
    clock = {
        **shared,
        "handoff_id": f"ho_{number}",
        "agent_id": agent,
        "answered": agent is not None,
        "spent": first,
        "ended_at": ended,
        "ended_why": "resolved" if agent else "never_mind",
        "in_time": True if agent else None,
    }
    worked = _work(number, agent, came, first) if agent else {}
    return {"handoffs": [handoff], "clocks": [clock], **worked}


def _work(number: int, agent: str, came: datetime, first: int) -> Rows:
    given, spent = [], []
    for turn in range(ANSWERS):
        at = came + timedelta(seconds=first + 300 * turn)
        shared = {"handoff_id": f"ho_{number}", "agent_id": agent, "since": came, "seconds": first}
        target = "next_answer" if turn else "first_answer"
        given.append({**shared, "target": target, "at": at, "in_time": True})
        spent.append({**shared, "until": at})
    return {"answers": given, "stints": spent}


def _agent(number: int) -> dict[str, Any]:
    return {
        "id": f"ag_{number}",
        "email": f"agent{number}@example.com",
        "name": f"Agent {number}",
        "password_hash": "-",
        "role": "agent",
        "skills": [],
        "capacity": 4,
        "presence": "offline",
        "presence_since": _BEGIN,
        "idle_since": _BEGIN,
        "seen_at": _BEGIN,
        "missed": 0,
        "disabled": False,
        "login_epoch": 1,
    }
