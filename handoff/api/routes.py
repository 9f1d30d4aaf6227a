"""The routes for operators' programs, each with how the audit log calls it."""

from __future__ import annotations

from aiohttp import web

from handoff.api.operators import Operators
from handoff.ops.metrics import Metrics


def add(router: web.UrlDispatcher, operators: Operators, metrics: Metrics) -> None:
    """Add all of them; only the description is for everybody."""
    guarded, add = operators.guarded, router.add_route
    router.add_get("/api/openapi.json", operators.openapi)
    add("GET", "/api/conversations", guarded(operators.conversations, act="conversations.read"))
    add("GET", "/api/conversations/{id}/messages", guarded(operators.messages, act="open"))
    add("POST", "/api/conversations/{id}/link", guarded(operators.link, act="conversation.link"))
    add("GET", "/api/handoffs", guarded(operators.handoffs, act="handoffs.read"))
    add("GET", "/api/insights", guarded(operators.insights))
    add("GET", "/api/dead-letters", guarded(operators.dead_letters))
    add("GET", "/metrics", guarded(metrics.show))
    add("GET", "/api/incidents", guarded(operators.incidents))
    add("POST", "/api/incidents", guarded(operators.add_incident, act="incident.add"))
    add("PUT", "/api/incidents/{id}", guarded(operators.change_incident, act="incident.change"))
    add("POST", "/api/incidents/{id}/end", guarded(operators.end_incident, act="incident.end"))
