"""Session registry: the consoles that are connected to this bridge, and who is at them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator

import msgspec

from handoff.core.clock import Clock
from handoff.core.errors import Unauthorized
from handoff.core.hearing import Listener
from handoff.core.model import Agent
from handoff.usecases.agent.account_tokens import AccountToken

WATCHED = 20
"""Conversations of others that one console follows at a time."""


class Console:
    """One connected console."""

    def __init__(self, sid: str, login: AccountToken) -> None:
        self.sid = sid
        self.login_id = login.login_id
        self.agent = login.agent
        self.agent_id = login.agent.id
        self.name = login.agent.name
        self.until = login.until
        self._open: deque[str] = deque(maxlen=WATCHED)
        self.alone = Listener(role=login.agent.role, agent_id=login.agent.id)
        """The agent, whatever is on the screen."""
        self.listener = msgspec.structs.replace(self.alone, shows=self._open)

    def watch(self, conversation_id: str) -> None:
        """Hear what is said in that conversation; of too many the one opened first is dropped."""
        if conversation_id not in self._open:
            self._open.append(conversation_id)


class Consoles:
    """All of them, by the ids of their connections."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._here: dict[str, Console] = {}

    def add(self, console: Console) -> None:
        """A console has come."""
        self._here[console.sid] = console

    def drop(self, sid: str) -> None:
        """A console is gone, if it was there."""
        self._here.pop(sid, None)

    def at(self, sid: str) -> Console:
        """Who is connected; raises `Unauthorized`, also for a login that is over."""
        console = self._here.get(sid)
        if console is None or console.until <= self._clock():
            raise Unauthorized
        return console

    def listeners(self) -> Iterator[tuple[str, Listener]]:
        """Who hears events, each by the id of the connection."""
        return ((sid, console.listener) for sid, console in self._here.items())

    def agents(self) -> list[str]:
        """The ids of all who are here."""
        return sorted({console.agent_id for console in self._here.values()})

    def sids(self) -> list[str]:
        """The ids of all connections."""
        return sorted(self._here)

    def logins(self) -> set[str]:
        """The ids of the logins that are connected."""
        return {each.login_id for each in self._here.values() if each.login_id is not None}

    def of_logins(self, ids: Collection[str]) -> list[Console]:
        """Every console of these logins."""
        return [each for each in self._here.values() if each.login_id in ids]

    def ended_by(self, agent: Agent) -> list[Console]:
        """Consoles whose login is over now that the agent's account is like this."""
        return [
            console
            for console in self._here.values()
            if console.agent_id == agent.id
            and (agent.disabled or console.agent.login_epoch != agent.login_epoch)
        ]
