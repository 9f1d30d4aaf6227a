"""Composition of the console's namespace: the groups of calls that it is made of."""

from __future__ import annotations

from handoff.console.live.agents import AgentCalls
from handoff.console.live.cases import CaseCalls
from handoff.console.live.channels import ChannelCalls
from handoff.console.live.conversations import ConversationCalls
from handoff.console.live.desk import DeskCalls
from handoff.console.live.messages import MessageCalls
from handoff.console.live.queue import QueueCalls
from handoff.console.live.search import SearchCalls
from handoff.console.live.wallboard import WallboardCalls
from handoff.http.calls import Call, calls_of

GROUPS: tuple[type, ...] = (
    DeskCalls,
    ConversationCalls,
    QueueCalls,
    MessageCalls,
    CaseCalls,
    SearchCalls,
    AgentCalls,
    ChannelCalls,
    WallboardCalls,
)


def console_calls() -> tuple[Call, ...]:
    """Every call of a console."""
    return tuple(call for group in GROUPS for call in calls_of(group))
