"""Composition root: what the parts of the bridge share, each opened after what it stands on."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from actions.crm.port import Crm
from actions.crm.registry import open_crm
from contracts import region as regions
from contracts.business import BusinessError, BusinessProfile, read_profile
from handoff.bot_link.client import BotClient
from handoff.bot_link.health import Endpoint, Watch, read_training
from handoff.channels import registry
from handoff.channels.base.opening import Lent
from handoff.channels.webhooks.handler import UpdateHandler
from handoff.channels.webhooks.worker import Webhooks
from handoff.config.files import read_hours, read_idle, read_invitations, read_targets
from handoff.config.keys import derive
from handoff.config.settings import Settings
from handoff.console.http.auth import Logins
from handoff.console.live.connected import Consoles
from handoff.console.live.presence import PresenceKeeper
from handoff.container.clock import now
from handoff.container.privacy import privacy_of
from handoff.container.retention import retention_of
from handoff.core.errors import Misconfigured
from handoff.core.identity_tokens import IdentityTokens
from handoff.core.sla.rules import Timekeeper
from handoff.http import sockets
from handoff.http.limits import Limits
from handoff.http.origins import Origins
from handoff.ops.metrics import Metrics
from handoff.store.accounts.accounts import Accounts
from handoff.store.accounts.api_tokens import ApiTokens
from handoff.store.accounts.audit import Audit
from handoff.store.accounts.customer_sign_outs import CustomerSignOuts
from handoff.store.accounts.logins import KeptLogins
from handoff.store.accounts.passwords import Passwords
from handoff.store.accounts.seal import Seal
from handoff.store.accounts.second_factors import SecondFactors
from handoff.store.cases.sla import SlaTimers
from handoff.store.cases.viewers import Viewers
from handoff.store.db.database import Database
from handoff.store.db.event_follower import EventFollower
from handoff.store.delivery.webhook_inbox import WebhookInbox
from handoff.store.files.media import FolderMedia
from handoff.store.files.scanner import Clamd
from handoff.store.instance_lock.postgresql import InstanceLock
from handoff.store.read_models.wallboard import WallboardReader
from handoff.usecases.agent.account_links import AccountLinks
from handoff.usecases.agent.agent_actions import AgentActions
from handoff.usecases.agent.incidents import Incidents
from handoff.usecases.agent.second_factor import SecondFactorCheck
from handoff.usecases.agent.transfers import Transfers
from handoff.usecases.casework.bot_tasks import BotTasks
from handoff.usecases.casework.contacts import CrmContacts
from handoff.usecases.customer.chat_links import ChatLinks
from handoff.usecases.customer.inbound import CustomerMessages
from handoff.usecases.customer.sign_outs import SignOuts


class Closes(Protocol):
    """Something that holds connections until it is closed."""

    async def close(self) -> None:
        """Give them back."""


_C = TypeVar("_C", bound=Closes)


class Desk:
    """What the parts of the bridge share, built from the settings.

    Whatever has to be closed is handed to `closing` as soon as it is there, so that it is closed
    after all that was built upon it, also when something later cannot be built.
    """

    def __init__(self, settings: Settings, closing: AsyncExitStack) -> None:
        self._closing = closing
        self.settings = settings
        self._reach_others(settings)
        self._serve_customers(settings)
        self._serve_agents(settings)
        self._open_sockets(settings)
        self._open_channels(settings)

    def _reach_others(self, settings: Settings) -> None:
        """The database, and what the desk asks: the CRM, the bot, the action server."""
        self.channels = registry.configured(settings)
        self.profile = _profile(settings)
        regions.use(self.profile.region)
        catalogue, bot_name = registry.catalogue(self.channels), self.profile.bot
        self.db = self._closed(Database(settings.database_url, catalogue, bot_name=bot_name))
        crm = open_crm(
            settings.crm_url,
            seconds=settings.crm_seconds,
            records_url=settings.records_url,
            env=settings.environment(),
        )
        self.crm: Crm = self._closed(crm)
        self.bot = self._closed(
            BotClient(settings.bot_urls, settings.bot_token, seconds=settings.bot_timeout_seconds)
        )
        self.actions = self._closed(Endpoint(settings.actions_url))
        self.training = partial(read_training, Path(settings.warmdesk_var) / "training.json")
        self.bot_watch = Watch(self.bot, self.training)
        self.actions_watch = Watch(self.actions)
        self.contacts = CrmContacts(self.crm, now)
        self.incidents = Incidents(self.crm, now)
        self.metrics = Metrics(self.db, now)
        self.limits = self._closed(
            Limits(
                derive(settings.secret_key, "limits"),
                redis_url=settings.redis_url,
                place_factor=settings.place_limit_factor,
            )
        )

    def _serve_customers(self, settings: Settings) -> None:
        """What holds for customers: opening hours, targets, their messages, who they are."""
        self.hours = read_hours(settings.hours_file)
        self.idle_rules = read_idle(settings.idle_file)
        self.invitations = read_invitations(settings.invitations_file)
        self.sla_timers = SlaTimers(
            self.db, Timekeeper(self.hours, read_targets(settings.targets_file))
        )
        self.customer_messages = CustomerMessages(
            self.db,
            now,
            self.contacts.read,
            reopen_after=timedelta(hours=settings.reopen_hours),
        )
        self.identities = IdentityTokens(settings.identity_secret, now)
        self.customer_sign_outs = CustomerSignOuts(self.db, now)
        self.sign_outs = SignOuts(self.customer_messages, self.customer_sign_outs)
        self.chat_links = ChatLinks(
            self.customer_messages,
            self.db.channels,
            key=derive(settings.secret_key, "chat link"),
            clock=now,
        )

    def _serve_agents(self, settings: Settings) -> None:
        """What holds for agents: their accounts and logins, what they do, who is there."""
        self.accounts = Accounts(self.db, now)
        self.audit = Audit(self.db, now)
        self.api_tokens = ApiTokens(self.db, now)
        self.wallboard = WallboardReader(self.db, now)
        self.agent_actions = AgentActions(self.db, now)
        self.transfers = Transfers(
            self.db, now, self.contacts.read, offer_for=timedelta(seconds=settings.offer_seconds)
        )
        self.bot_tasks = BotTasks(self.db, now)
        self.consoles = Consoles(now)
        self.viewers = Viewers(
            self.db, now, lost_after=timedelta(seconds=settings.agent_offline_seconds)
        )
        self.presence = PresenceKeeper(self.consoles, self.agent_actions, self.viewers)
        passwords = Passwords()
        self.links = AccountLinks(
            self.accounts, passwords, key=derive(settings.secret_key, "account link"), clock=now
        )
        self.kept_logins = KeptLogins(self.db, now)
        self.second_factors = SecondFactors(self.db, Seal(settings.secret_keys))
        self.second_factor = SecondFactorCheck(self.second_factors, now)
        self.logins = Logins(
            self.accounts,
            passwords,
            self.kept_logins,
            self.second_factor,
            key=derive(settings.secret_key, "agent login"),
            clock=now,
            limits=self.limits,
            idle=timedelta(minutes=settings.login_idle_minutes),
            admins_need_factor=settings.is_public,
        )

    def _open_sockets(self, settings: Settings) -> None:
        """The sockets of pages and consoles, and the place among bridges of the same kind."""
        self.origins = Origins(settings.chat_origins)
        self.sio = sockets.server(
            self.origins,
            settings.redis_url,
            refused=self.metrics.cut,
            throttled=self.metrics.throttled,
        )
        self.instance_lock = (
            None if self.db.is_sqlite else InstanceLock(self.db, shares=bool(settings.redis_url))
        )
        self.event_follower = (
            self._closed(EventFollower(self.db, settings.redis_url)) if settings.redis_url else None
        )
        self.redis_watch = None if self.event_follower is None else Watch(self.event_follower)

    def _open_channels(self, settings: Settings) -> None:
        """The ways in and out: the files that they carry, and each channel's own."""
        media = Path(settings.warmdesk_var) / "media"
        self.scanner = Clamd(settings.clamd_address) if settings.clamd_address else None
        self.media = FolderMedia(media, self.scanner)
        self.privacy = privacy_of(settings, self.db, self.crm, self.bot, self.media)
        self.retention = retention_of(settings, self.db)
        self.inbox = WebhookInbox(self.db)
        self.open_channels = registry.opened(self.channels, self._lent(media))
        for channel in self.open_channels.values():
            self._closing.push_async_callback(channel.close)
        self.webhooks = Webhooks(self.db, now, self.inbox, self._update_handler())

    def _lent(self, media: Path) -> Lent:
        """What each channel may use."""
        return Lent(
            db=self.db,
            clock=now,
            customer_messages=self.customer_messages,
            keep=self.inbox.keep,
            accounts=self.accounts,
            crm=self.crm,
            bot=self.bot_watch,
            media=self.media,
            scanner=self.scanner,
            folder=media,
            identities=self.identities,
            sign_outs=self.customer_sign_outs,
            invitations=self.invitations,
            chat_links=self.chat_links,
            origins=self.origins,
            limits=self.limits,
            sio=self.sio,
            key=partial(derive, self.settings.secret_key),
        )

    def _update_handler(self) -> UpdateHandler:
        """What acts on webhooks, for the channels that have such."""
        platforms = {
            name: channel.platform
            for name, channel in self.open_channels.items()
            if channel.platform is not None
        }
        return UpdateHandler(
            self.db,
            now,
            self.customer_messages,
            platforms,
            self.crm,
            self.identities,
            country=self.profile.home,
        )

    def _closed(self, part: _C) -> _C:
        """The part, which is closed in its turn."""
        self._closing.push_async_callback(part.close)
        return part


def _profile(settings: Settings) -> BusinessProfile:
    """What the company and its bot are called. Raises `Misconfigured` where no business tells."""
    try:
        return read_profile(settings.business)
    except BusinessError as exc:
        raise Misconfigured(str(exc)) from exc
