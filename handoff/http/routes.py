"""Declared routes: what is called over HTTP, said where its handler stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any, Literal, TypeVar

import msgspec
from aiohttp import web

from handoff.core.api_scopes import Scope
from handoff.core.permissions import Permission

_H = TypeVar("_H", bound=Callable[..., Awaitable[web.StreamResponse]])
_DECLARED = "__declared_route__"

Method = Literal["GET", "POST", "PUT", "DELETE"]
Door = Literal["nobody", "visitor", "login", "token"]
"""Who is at the door: nobody in particular, somebody with the token of a visitor or the login of an
agent, or a program with its token."""
Handler = Callable[..., Awaitable[web.StreamResponse]]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A route: how it is called, for whom it is, what it takes and answers.

    `act` is how the audit log calls it; None is for what reads nothing of customers, and for
    handlers that write more than that themselves.
    """

    method: Method
    path: str
    door: Door
    needs: Permission | None = None
    scope: Scope | None = None
    """What a program's token has to be for."""
    act: str | None = None
    query: type[Any] | None = None
    body: type[Any] | None = None
    answer: Any = None
    """A struct; a media type for what is not JSON; None for `{}`."""
    name: str | None = None
    """What programs generated from its description call it."""
    keyed: bool = False
    """The header `Idempotency-Key` names a try: the same key again gives the first answer."""
    statuses: tuple[int, ...] = ()
    """Of its refusals, those that few routes have."""
    fresh: bool = False
    """The caller's password must have been shown a short while ago."""
    shared: bool = False
    """Pages of other sites may call it, and their browsers ask first, by OPTIONS."""
    run: Callable[..., Awaitable[web.StreamResponse]]

    @property
    def meaning(self) -> str:
        """What it is for: the sentence with which its handler begins."""
        return (self.run.__doc__ or "").partition("\n")[0]


def route(method: Method, path: str, **more: Any) -> Callable[[_H], _H]:
    """Declare a method as the handler of a route; `more` are the fields of `Route`.

    Whoever needs a permission has to be logged in; nobody has to show anything unless it is said.
    """

    def declare(handler: _H) -> _H:
        door: Door = "login" if more.get("needs") else "nobody"
        declared = Route(method=method, path=path, run=handler, **{"door": door, **more})
        setattr(handler, _DECLARED, declared)
        return handler

    return declare


def routes_of(group: type) -> tuple[Route, ...]:
    """The routes that the methods of a class declare, in their order."""
    found = (getattr(method, _DECLARED, None) for method in vars(group).values())
    return tuple(declared for declared in found if declared is not None)


def answered_by(*handlers: object) -> Iterator[tuple[Route, Handler]]:
    """The routes that the methods of these objects declare, each with what answers it."""
    for each in handlers:
        for declared in routes_of(type(each)):
            yield declared, partial(declared.run, each)


def definitions(*handlers: object) -> tuple[web.RouteDef, ...]:
    """The same as a router takes them, with nobody at the door: handlers look for themselves."""
    return tuple(
        web.route(declared.method, declared.path, handler)
        for declared, handler in answered_by(*handlers)
    )
