"""The console put together: what answers its routes, and its namespace."""

from __future__ import annotations

from datetime import timedelta

from handoff.channels.typing_marks import TypingMarks
from handoff.console import routes
from handoff.console.accounts import ConsoleAccounts
from handoff.console.api import ConsoleApi
from handoff.console.audit import ConsoleAudit
from handoff.console.channels import ConsoleChannels
from handoff.console.connected import Casework
from handoff.console.files import ConsoleFiles
from handoff.console.guard import Guard
from handoff.console.labels import ConsoleLabels
from handoff.console.links import ConsoleLinks
from handoff.console.replies import ConsoleReplies
from handoff.console.reports import ConsoleReports
from handoff.console.saying import Saying
from handoff.console.socket import ConsoleNamespace
from handoff.console.sync import CatchUp
from handoff.console.wallboard import SupervisorNamespace
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.core.channel.templates import read_templates
from handoff.store.cases.canned_replies import CannedReplies
from handoff.store.cases.labels import Labels
from handoff.store.cases.viewers import Readers
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.search import Search
from handoff.usecases.agent.labelling import Marking
from handoff.usecases.customer.threads import Threads
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports


def guard(desk: Desk) -> Guard:
    """Who lets callers through to the routes."""
    return Guard(desk.logins, desk.audit)


def console_namespace(desk: Desk) -> ConsoleNamespace:
    """The consoles' events."""
    return SupervisorNamespace(
        reader=desk.live_floor,
        logins=desk.logins,
        accounts=desk.accounts,
        floor=desk.floor,
        overview=Overview(desk.db),
        transfers=desk.transfers,
        service=desk.service,
        catch_up=CatchUp(desk.db, desk.service),
        typing=TypingMarks(desk.chat, desk.platforms, Threads(desk.db, now)),
        audit=desk.audit,
        search=Search(desk.db),
        casework=_casework(desk),
        saying=Saying(desk.media, read_templates(desk.settings.whatsapp_templates)),
        read_contact=desk.contacts.read,
        bot=desk.bot_watch,
        clock=now,
    )


def handlers(desk: Desk) -> routes.Handlers:
    """What answers the routes."""
    return routes.Handlers(
        api=ConsoleApi(desk.logins, desk.links, desk.audit, desk.incidents),
        channels=ConsoleChannels(desk.floor),
        files=ConsoleFiles(desk.media),
        replies=ConsoleReplies(CannedReplies(desk.db, now)),
        labels=ConsoleLabels(Labels(desk.db, now)),
        accounts=ConsoleAccounts(desk.accounts, desk.links, desk.audit),
        audit=ConsoleAudit(desk.audit),
        links=ConsoleLinks(desk.chat_links),
        reports=ConsoleReports(
            Reports(desk.db, CrmInsights(desk.crm), desk.hours.timezone), desk.audit, now
        ),
    )


def _casework(desk: Desk) -> Casework:
    lost_after = timedelta(seconds=desk.settings.agent_offline_seconds)
    readers = Readers(desk.db, now, lost_after=lost_after)
    return Casework(marking=Marking(desk.db), readers=readers, bot_tasks=desk.bot_tasks)
