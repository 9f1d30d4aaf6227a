"""The routes for operators' programs, each with how the audit log calls it."""

from __future__ import annotations

from aiohttp import web

from handoff.middlewares import Handler
from handoff.operators import Operators


def add(router: web.UrlDispatcher, of: Operators, show_metrics: Handler) -> None:
    """Add all of them."""
    guarded = of.guarded
    router.add_get("/api/openapi.json", of.openapi)
    route = router.add_route
    route("GET", "/api/conversations", guarded(of.conversations, act="conversations.read"))
    route("GET", "/api/conversations/{id}/messages", guarded(of.messages, act="open"))
    route("GET", "/api/handoffs", guarded(of.handoffs, act="handoffs.read"))
    route("GET", "/api/insights", guarded(of.insights))
    route("GET", "/api/dead-letters", guarded(of.dead_letters))
    route("GET", "/metrics", guarded(show_metrics))
    route("GET", "/api/incidents", guarded(of.incidents))
    route("POST", "/api/incidents", guarded(of.add_incident, act="incident.add"))
    route("PUT", "/api/incidents/{id}", guarded(of.change_incident, act="incident.change"))
    route("POST", "/api/incidents/{id}/end", guarded(of.end_incident, act="incident.end"))
