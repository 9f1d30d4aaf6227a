"""Routing table for operators' programs, made of what its handlers declare."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiohttp import web

from handoff.api.operators import Operators
from handoff.ops.metrics import Metrics
from handoff.transport.routes import Route, routes_of


def add(router: web.UrlDispatcher, operators: Operators, metrics: Metrics) -> None:
    """Add all of them; only what nobody has to show a token for is for everybody."""
    for handlers in (operators, metrics):
        for route in routes_of(type(handlers)):
            handler: Any = partial(route.run, handlers)
            if route.door == "token":
                handler = operators.guarded(handler, act=route.act)
            router.add_route(route.method, route.path, handler)


def operators_routes() -> tuple[Route, ...]:
    """Every route for programs."""
    return (*routes_of(Operators), *routes_of(Metrics))
