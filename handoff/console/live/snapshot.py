"""View model of the snapshot that a console begins with."""

from __future__ import annotations

from typing import get_args

from msgspec import structs

from actions.crm.complaint import RootCause
from handoff.bot_link.health import State
from handoff.console.http.channel_views import ChannelView
from handoff.console.http.views import (
    AgentView,
    ConversationView,
    DispositionView,
    LabelView,
    MeView,
    NoticeView,
    OfferView,
    QueueItemView,
    SlaTimerView,
    View,
    agent_view,
    conversation_view,
    dispositions,
    label_view,
    me_view,
    notice_view,
    offer_view,
    queue_item,
    sla_timer_view,
)
from handoff.core.bot_task_rules import CATALOGUE, BotTask
from handoff.core.model import Agent, StoppedChannel
from handoff.store.read_models.overview import Snapshot


class SnapshotView(View, frozen=True, kw_only=True):
    """Everything that a console shows at first."""

    cursor: int
    agent: MeView
    agents: tuple[AgentView, ...]
    dispositions: tuple[DispositionView, ...]
    root_causes: tuple[RootCause, ...]
    waiting: int
    queue: tuple[QueueItemView, ...]
    offers: tuple[OfferView, ...]
    conversations: tuple[ConversationView, ...]
    waiting_bot: State
    stopped_channels: tuple[StoppedChannel, ...]
    channels: tuple[ChannelView, ...]
    notices: tuple[NoticeView, ...]
    clocks: tuple[SlaTimerView, ...]
    labels: tuple[LabelView, ...]
    bot_tasks: tuple[BotTask, ...]


def snapshot_view(
    snapshot: Snapshot,
    colleagues: tuple[Agent, ...],
    *,
    bot: State,
    channels: tuple[ChannelView, ...] = (),
) -> SnapshotView:
    """The floor's snapshot as consoles take it."""
    return SnapshotView(
        cursor=snapshot.cursor,
        agent=me_view(snapshot.agent),
        agents=tuple(agent_view(agent) for agent in colleagues),
        dispositions=dispositions(),
        root_causes=get_args(RootCause),
        waiting=snapshot.waiting,
        queue=tuple(
            queue_item(entry.handoff, entry.conversation, entry.offered_to)
            for entry in snapshot.queue
        ),
        offers=tuple(offer_view(each.offer, each.conversation_id) for each in snapshot.offers),
        conversations=tuple(
            conversation_view(held.conversation, **structs.asdict(held.line))
            for held in snapshot.conversations
        ),
        waiting_bot=bot,
        stopped_channels=snapshot.stopped,
        channels=channels,
        notices=tuple(notice_view(notice) for notice in snapshot.notices),
        clocks=tuple(sla_timer_view(clock) for clock in snapshot.clocks),
        labels=tuple(map(label_view, snapshot.labels)),
        bot_tasks=CATALOGUE,
    )
