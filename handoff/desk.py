"""What the parts of the bridge share, and the clock that they go by."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from actions.crm.port import Crm
from actions.crm.registry import open_crm
from handoff import sockets
from handoff.account_links import AccountLinks
from handoff.accounts import Accounts
from handoff.arrivals import Arrivals
from handoff.audit import Audit
from handoff.bot import BotClient
from handoff.bot_tasks import BotTasks
from handoff.channels.webchat import WebChat
from handoff.channels.webchat_tokens import ChatTokens, IdentityTokens
from handoff.chat_links import ChatLinks
from handoff.claim import Claim
from handoff.clocks import Clocks
from handoff.config.files import read_hours, read_invitations, read_targets
from handoff.console.auth import TRIES, TRIES_SECONDS, Logins
from handoff.contacts import CrmContacts
from handoff.database import Database
from handoff.file_links import FileLinks
from handoff.floor import Floor
from handoff.health import Endpoint, Watch, read_training
from handoff.incidents import Incidents
from handoff.keys import derive
from handoff.limits import Tries
from handoff.live_floor import FloorReader
from handoff.media import FolderMedia
from handoff.metrics import Metrics
from handoff.origins import Origins
from handoff.passwords import Passwords
from handoff.platforms import platforms
from handoff.service import CustomerService
from handoff.settings import Settings
from handoff.tail import Tail
from handoff.timekeeping import Timekeeper
from handoff.transfers import Transfers
from handoff.uploads import Uploads


def now() -> datetime:
    """The bridge's clock."""
    return datetime.now(timezone.utc)


class Desk:
    """What the parts of the bridge share, built from the settings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.db = Database(settings.database_url)
        self.crm: Crm = open_crm(settings.crm_url, seconds=settings.crm_seconds)
        self.bot = BotClient(
            settings.bot_urls, settings.bot_token, seconds=settings.bot_timeout_seconds
        )
        self.actions = Endpoint(settings.actions_url)
        self.training = partial(read_training, Path(settings.warmdesk_var) / "training.json")
        self.bot_watch = Watch(self.bot, self.training)
        self.actions_watch = Watch(self.actions)
        self.contacts = CrmContacts(self.crm, now)
        self.incidents = Incidents(self.crm, now)
        self.accounts = Accounts(self.db, now)
        self.hours = read_hours(settings.hours_file)
        self.invitations = read_invitations(settings.invitations_file)
        self.clocks = Clocks(self.db, Timekeeper(self.hours, read_targets(settings.targets_file)))
        self.live_floor = FloorReader(self.db, now)
        self.floor = Floor(self.db, now)
        self.transfers = Transfers(
            self.db, now, self.contacts.read, offer_for=timedelta(seconds=settings.offer_seconds)
        )
        self.service = CustomerService(
            self.db,
            now,
            self.contacts.read,
            reopen_after=timedelta(hours=settings.reopen_hours),
        )
        self.bot_tasks = BotTasks(self.db, now)
        self.origins = Origins(settings.chat_origins)
        self.chat_tokens = ChatTokens(derive(settings.secret_key, "chat token"), now)
        self.identities = IdentityTokens(settings.identity_secret, now)
        self.chat_links = ChatLinks(
            self.service, key=derive(settings.secret_key, "chat link"), clock=now
        )
        self.audit = Audit(self.db, now)
        passwords = Passwords()
        self.links = AccountLinks(
            self.accounts, passwords, key=derive(settings.secret_key, "account link"), clock=now
        )
        self.logins = Logins(
            self.accounts,
            passwords,
            key=derive(settings.secret_key, "agent login"),
            clock=now,
            tries=Tries(TRIES, TRIES_SECONDS),
        )
        self.metrics = Metrics(self.db, now)
        self.sio = sockets.server(self.origins, settings.redis_url)
        self.claim = None if self.db.is_sqlite else Claim(self.db, shares=bool(settings.redis_url))
        self.tail = Tail(self.db, settings.redis_url) if settings.redis_url else None
        self.redis_watch = None if self.tail is None else Watch(self.tail)
        self.file_links = FileLinks(derive(settings.secret_key, "file link"), now)
        self.chat = WebChat(
            self.sio, self.service, self.accounts, self.bot_watch, self.file_links.path
        )
        media = Path(settings.warmdesk_var) / "media"
        self.media = FolderMedia(media)
        self.uploads = Uploads(media, now)
        self.platforms = platforms(settings, self.db, self.media, self.service.conversation, now)
        self.arrivals = Arrivals(
            self.db, now, self.service, self.platforms, self.crm, self.identities
        )

    async def close(self) -> None:
        """Give everything back, the database last."""
        await self.bot.close()
        await self.actions.close()
        for platform in self.platforms.values():
            await platform.close()
        await self.crm.close()
        if self.tail is not None:
            await self.tail.close()
        await self.db.close()
