"""Routing table of the console over HTTP, made of what its handlers declare."""

from __future__ import annotations

from typing import get_type_hints

import msgspec
from aiohttp import web

from handoff.console.http.accounts import ConsoleAccounts
from handoff.console.http.api import ConsoleApi
from handoff.console.http.api_tokens import ConsoleTokens
from handoff.console.http.audit import ConsoleAudit
from handoff.console.http.blocks import ConsoleBlocks
from handoff.console.http.channels import ConsoleChannels
from handoff.console.http.files import ConsoleFiles
from handoff.console.http.guard import Guard
from handoff.console.http.labels import ConsoleLabels
from handoff.console.http.links import ConsoleLinks
from handoff.console.http.own_account import OwnAccount
from handoff.console.http.privacy import ConsolePrivacy
from handoff.console.http.replies import ConsoleReplies
from handoff.console.http.skills import ConsoleSkills
from handoff.console.reports.reports import ConsoleReports
from handoff.http.routes import Route, answered_by, routes_of

ROOT = "/api/console"


class Handlers(msgspec.Struct, frozen=True, kw_only=True):
    """What answers the routes."""

    api: ConsoleApi
    own: OwnAccount
    channels: ConsoleChannels
    files: ConsoleFiles
    replies: ConsoleReplies
    labels: ConsoleLabels
    skills: ConsoleSkills
    accounts: ConsoleAccounts
    audit: ConsoleAudit
    tokens: ConsoleTokens
    privacy: ConsolePrivacy
    links: ConsoleLinks
    blocks: ConsoleBlocks
    reports: ConsoleReports


def add(router: web.UrlDispatcher, guard: Guard, of: Handlers) -> None:
    """Add all of them. What needs nothing is for people who are not logged in."""
    for route, handler in answered_by(*msgspec.structs.astuple(of)):
        if route.needs is not None:
            handler = guard.of(route.needs, handler, act=route.act, fresh=route.fresh)
        router.add_route(route.method, f"{ROOT}{route.path}", handler)


def console_routes() -> tuple[Route, ...]:
    """Every route of the console, without its root."""
    groups = get_type_hints(Handlers).values()
    return tuple(route for group in groups for route in routes_of(group))
