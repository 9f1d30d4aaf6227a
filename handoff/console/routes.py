"""The console's routes over HTTP, each with what it needs and how the audit log calls it."""

from __future__ import annotations

import msgspec
from aiohttp import web

from handoff.console.accounts import ConsoleAccounts
from handoff.console.api import ConsoleApi
from handoff.console.audit import ConsoleAudit
from handoff.console.channels import ConsoleChannels
from handoff.console.files import ConsoleFiles
from handoff.console.guard import Guard
from handoff.console.labels import ConsoleLabels
from handoff.console.links import ConsoleLinks
from handoff.console.replies import ConsoleReplies
from handoff.console.reports import ConsoleReports

ROOT = "/api/console"


class Handlers(msgspec.Struct, frozen=True, kw_only=True):
    """What answers the routes."""

    api: ConsoleApi
    channels: ConsoleChannels
    files: ConsoleFiles
    replies: ConsoleReplies
    labels: ConsoleLabels
    accounts: ConsoleAccounts
    audit: ConsoleAudit
    links: ConsoleLinks
    reports: ConsoleReports


def add(router: web.UrlDispatcher, guard: Guard, of: Handlers) -> None:
    """Add all of them. What is not guarded is for people who are not logged in."""
    router.add_post(f"{ROOT}/login", of.api.log_in)
    router.add_post(f"{ROOT}/password", of.api.choose_password)
    router.add_post(f"{ROOT}/logout", guard.of("own_login", of.api.log_out, act="logout"))
    router.add_get(f"{ROOT}/me", guard.of("own_login", of.api.me, act=None))
    resume = guard.of("channels", of.channels.resume, act="resume")
    router.add_post(f"{ROOT}/channels/{{name}}/resume", resume)
    router.add_post(f"{ROOT}/media", guard.of("answer", of.files.take, act="file.add"))
    router.add_get(f"{ROOT}/media/{{ref}}", guard.of("desk", of.files.give, act="file.read"))
    link = guard.of("answer", of.links.make, act="conversation.link")
    router.add_post(f"{ROOT}/conversations/{{id}}/link", link)
    _add_incidents(router, guard, of.api)
    _add_replies(router, guard, of.replies)
    _add_labels(router, guard, of.labels)
    _add_accounts(router, guard, of.accounts)
    router.add_get(f"{ROOT}/audit", guard.of("audit", of.audit.page, act="audit.read"))
    router.add_get(f"{ROOT}/audit.csv", guard.of("audit", of.audit.export, act="audit.export"))
    # It writes to the audit log itself: which days, and of whom.
    router.add_get(f"{ROOT}/reports", guard.of("bot_reports", of.reports.page, act=None))
    csv = guard.of("bot_reports", of.reports.export, act=None)
    router.add_get(f"{ROOT}/reports/{{name}}.csv", csv)


def _add_incidents(router: web.UrlDispatcher, guard: Guard, api: ConsoleApi) -> None:
    every, one = f"{ROOT}/incidents", f"{ROOT}/incidents/{{id}}"
    router.add_get(every, guard.of("incidents", api.incidents, act=None))
    router.add_post(every, guard.of("incidents", api.add_incident, act="incident.add"))
    router.add_put(one, guard.of("incidents", api.change_incident, act="incident.change"))
    router.add_post(f"{one}/end", guard.of("incidents", api.end_incident, act="incident.end"))


def _add_replies(router: web.UrlDispatcher, guard: Guard, replies: ConsoleReplies) -> None:
    every, one = f"{ROOT}/replies", f"{ROOT}/replies/{{id}}"
    router.add_get(every, guard.of("answer", replies.listed, act=None))
    router.add_post(every, guard.of("replies", replies.add, act="reply.add"))
    router.add_put(one, guard.of("replies", replies.change, act="reply.change"))
    router.add_delete(one, guard.of("replies", replies.remove, act="reply.remove"))


def _add_labels(router: web.UrlDispatcher, guard: Guard, labels: ConsoleLabels) -> None:
    every, one = f"{ROOT}/labels", f"{ROOT}/labels/{{id}}"
    router.add_get(every, guard.of("desk", labels.listed, act=None))
    router.add_post(every, guard.of("labels", labels.add, act="label.add"))
    router.add_put(one, guard.of("labels", labels.change, act="label.change"))
    router.add_delete(one, guard.of("labels", labels.remove, act="label.remove"))


def _add_accounts(router: web.UrlDispatcher, guard: Guard, accounts: ConsoleAccounts) -> None:
    # They write to the audit log themselves: whose account it was, and what became of it.
    every, one = f"{ROOT}/accounts", f"{ROOT}/accounts/{{id}}"
    router.add_get(every, guard.of("accounts", accounts.listed, act=None))
    router.add_post(every, guard.of("accounts", accounts.invite, act=None))
    router.add_put(one, guard.of("accounts", accounts.edit, act=None))
    router.add_post(f"{one}/disable", guard.of("accounts", accounts.disable, act=None))
    router.add_post(f"{one}/enable", guard.of("accounts", accounts.enable, act=None))
    router.add_post(f"{one}/link", guard.of("accounts", accounts.link, act=None))
