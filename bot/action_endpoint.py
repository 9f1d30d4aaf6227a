"""The action server as one turn sees it: with a short deadline, and no failure overlooked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import aiohttp
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.errors import ActionFailed, ActionsUnavailable, TurnFailed

REJECTED = 400
"""How the action server says that a form does not want the message: no failure."""


IDLE_SECONDS = 2.0
"""Less than the action server keeps an idle connection, which is five: a call must not meet one
that is just being closed."""


class Connections:
    """The open connections to the action server."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """The one session, made at its first use: it must be made inside the event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()


class WatchedEndpoint(EndpointConfig):
    """An endpoint whose calls end after `seconds`; reports each failed call to `on_failure`.

    Rasa waits five minutes for an action and, when it fails, goes on as if it had done nothing. It
    also opens a connection for each call; these take one of `connections`, which outlive the turn.
    """

    def __init__(
        self,
        endpoint: EndpointConfig,
        *,
        connections: Connections,
        seconds: float,
        on_failure: Callable[[TurnFailed], None],
    ) -> None:
        self.__dict__.update(vars(endpoint))
        # Not in the address, where Rasa puts it: errors say their address, and go into logs.
        self.headers = {**endpoint.headers, "Authorization": f"Bearer {endpoint.token}"}
        self.token = None
        self._connections = connections
        self._seconds = seconds
        self._on_failure = on_failure

    def session(self) -> contextlib.AbstractAsyncContextManager[aiohttp.ClientSession]:
        """The session for a call, not closed when the call is over."""
        return contextlib.nullcontext(self._connections.session())

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Call the action server. Raises what Rasa expects, with the failure reported before."""
        action = kwargs.get("json", {}).get("next_action", "action")
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self._seconds)
        try:
            return await super().request(*args, **kwargs)
        except ClientResponseError as exc:
            if exc.status == REJECTED:
                raise
            self._on_failure(ActionFailed(f"{action}: the action server answered {exc.status}"))
            # The body repeats the conversation and would end up in the log.
            raise ClientResponseError(exc.status, exc.message, "") from None
        except asyncio.TimeoutError:
            self._on_failure(ActionFailed(f"{action}: no answer within {self._seconds:g} s"))
            raise
        except aiohttp.ClientConnectorError:
            self._on_failure(ActionsUnavailable(f"{action}: the action server is starting or down"))
            raise
        except aiohttp.ClientError as exc:
            self._on_failure(ActionFailed(f"{action}: {type(exc).__name__} at the action server"))
            raise
