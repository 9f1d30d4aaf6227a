"""Composition of the console: what answers its routes, and its namespace."""

from __future__ import annotations

from handoff.channels.typing_router import TypingRouter
from handoff.console.http import routes
from handoff.console.http.accounts import ConsoleAccounts
from handoff.console.http.api import ConsoleApi
from handoff.console.http.api_tokens import ConsoleTokens
from handoff.console.http.audit import ConsoleAudit
from handoff.console.http.blocks import ConsoleBlocks
from handoff.console.http.channel_views import channel_view
from handoff.console.http.channels import ConsoleChannels
from handoff.console.http.entry import Entry
from handoff.console.http.files import ConsoleFiles
from handoff.console.http.guard import Guard
from handoff.console.http.labels import ConsoleLabels
from handoff.console.http.links import ConsoleLinks
from handoff.console.http.own_account import OwnAccount
from handoff.console.http.privacy import ConsolePrivacy
from handoff.console.http.replies import ConsoleReplies
from handoff.console.http.skills import ConsoleSkills
from handoff.console.live.agents import AgentCalls
from handoff.console.live.cases import CaseCalls
from handoff.console.live.channels import ChannelCalls
from handoff.console.live.conversations import ConversationCalls
from handoff.console.live.desk import DeskCalls
from handoff.console.live.following import CatchUp
from handoff.console.live.messages import MessageCalls
from handoff.console.live.namespace import ConsoleNamespace
from handoff.console.live.queue import QueueCalls
from handoff.console.live.saying import Saying
from handoff.console.live.search import SearchCalls
from handoff.console.live.wallboard import WallboardCalls
from handoff.console.reports.reports import ConsoleReports
from handoff.container.clock import now
from handoff.container.desk import Desk
from handoff.core.retention import days_by_kind
from handoff.store.cases.canned_replies import CannedReplies
from handoff.store.cases.labels import Labels
from handoff.store.cases.skills import Skills
from handoff.store.read_models.overview import Overview
from handoff.store.read_models.search import Search
from handoff.usecases.agent.blocking import Blocking
from handoff.usecases.agent.labelling import Labelling
from handoff.usecases.agent.reading import Reading
from handoff.usecases.privacy.holdings import Holdings
from handoff.usecases.supervisor.insights import CrmInsights
from handoff.usecases.supervisor.reports import Reports


def guard(desk: Desk) -> Guard:
    """Who lets callers through to the routes."""
    return Guard(desk.logins, desk.audit)


def console_namespace(desk: Desk) -> ConsoleNamespace:
    """The consoles' events."""
    return ConsoleNamespace(
        desk.consoles, desk.logins, desk.presence, desk.audit, desk.agent_actions, groups(desk)
    )


def groups(desk: Desk) -> tuple[object, ...]:
    """What answers the calls, group by group."""
    overview = Overview(desk.db)
    channels = tuple(channel_view(each.profile, each.templates) for each in desk.channels)
    saying = Saying(desk.media, channels)
    typing = TypingRouter(desk.open_channels)
    catch_up = CatchUp(desk.db, desk.customer_messages)
    skills = Skills(desk.db, now)
    return (
        DeskCalls(overview, desk.accounts, catch_up, saying, desk.bot_watch),
        ConversationCalls(
            overview, desk.customer_messages, desk.viewers, desk.contacts.read, typing
        ),
        QueueCalls(overview, desk.agent_actions),
        MessageCalls(desk.agent_actions, saying, Reading(desk.db)),
        CaseCalls(desk.agent_actions, desk.transfers, Labelling(desk.db), desk.bot_tasks, skills),
        SearchCalls(Search(desk.db)),
        AgentCalls(desk.agent_actions, desk.kept_logins),
        ChannelCalls(desk.agent_actions),
        WallboardCalls(desk.wallboard, desk.transfers, skills, desk.sio),
    )


def handlers(desk: Desk) -> routes.Handlers:
    """What answers the routes."""
    entry, skills = Entry(desk.logins), Skills(desk.db, now)
    return routes.Handlers(
        api=ConsoleApi(desk.logins, entry, desk.links, desk.audit, desk.incidents, desk.limits),
        own=OwnAccount(desk.logins, entry, desk.links, desk.second_factor),
        channels=ConsoleChannels(desk.agent_actions),
        files=ConsoleFiles(desk.media, desk.limits),
        replies=ConsoleReplies(CannedReplies(desk.db, now)),
        labels=ConsoleLabels(Labels(desk.db, now)),
        skills=ConsoleSkills(skills),
        accounts=ConsoleAccounts(desk.accounts, skills, desk.links, desk.second_factor, desk.audit),
        audit=ConsoleAudit(desk.audit),
        tokens=ConsoleTokens(desk.api_tokens, desk.audit),
        privacy=ConsolePrivacy(
            desk.privacy,
            Holdings(desk.db, desk.crm),
            desk.audit,
            days_by_kind(desk.settings.retention_days),
        ),
        links=ConsoleLinks(desk.chat_links, desk.sign_outs),
        blocks=ConsoleBlocks(Blocking(desk.db, now)),
        reports=ConsoleReports(Reports(desk.db, CrmInsights(desk.crm)), desk.audit, now),
    )
