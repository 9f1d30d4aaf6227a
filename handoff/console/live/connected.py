"""One connected console, and what is built for all of them to do with cases."""

from __future__ import annotations

from collections import deque

import msgspec

from handoff.store.cases.viewers import Readers
from handoff.usecases.agent.account_tokens import AccountToken
from handoff.usecases.agent.labelling import Marking
from handoff.usecases.casework.bot_tasks import BotTasks


class Console:
    """One connected console."""

    def __init__(self, login: AccountToken) -> None:
        self.agent = login.agent
        self.agent_id = login.agent.id
        self.name = login.agent.name
        self.until = login.until
        self.watched: deque[str] = deque()


class Casework(msgspec.Struct, frozen=True, kw_only=True):
    """What agents do with a case beside talking."""

    marking: Marking
    readers: Readers
    bot_tasks: BotTasks
