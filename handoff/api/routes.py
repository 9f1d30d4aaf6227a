"""Routing table for operators' programs, made of what its handlers declare."""

from __future__ import annotations

from aiohttp import web

from handoff.api.operators import Operators
from handoff.api.revocations import Revocations
from handoff.http.routes import Route, answered_by, routes_of
from handoff.ops.metrics import Metrics


def add(router: web.UrlDispatcher, operators: Operators, *more: Revocations | Metrics) -> None:
    """Add all of them; only what nobody has to show a token for is for everybody.

    Raises `ValueError` for a route that no scope opens.
    """
    for route, handler in answered_by(operators, *more):
        if route.door == "token":
            if route.scope is None:
                raise ValueError(f"{route.path} is for programs: say which scope opens it")
            handler = operators.guarded(handler, scope=route.scope, act=route.act)
        router.add_route(route.method, route.path, handler)


def operators_routes() -> tuple[Route, ...]:
    """Every route for programs."""
    return (*routes_of(Operators), *routes_of(Revocations), *routes_of(Metrics))
