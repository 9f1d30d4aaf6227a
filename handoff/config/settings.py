"""Declarative settings of the bridge: the environment, and the file `.env` beneath it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from contracts.deadlines import ACTION_SECONDS, BOT_SECONDS, READER_SECONDS
from contracts.env import (
    HIGHEST_PORT,
    Count,
    EnvSettings,
    Folder,
    LogLevel,
    Port,
    Private,
    ReaderSeconds,
    Reading,
    Seconds,
    Switch,
    Text,
    WebAddress,
    read_env,
)
from handoff.config.env_file import read_env_file
from handoff.config.kinds import (
    NO_ENV,
    ChannelEnv,
    ClamdAddress,
    CrmUrl,
    DatabaseUrl,
    Email,
    Factor,
    Hours,
    Minutes,
    ModuleName,
    Network,
    Origin,
    Password,
    RecordsUrl,
    RedisUrl,
    RetainedFor,
    Secret,
    Servers,
)
from handoff.config.networks import THIS_MACHINE, is_of_this_machine
from handoff.core.errors import Misconfigured
from handoff.core.retention import USUAL

SECRETS = (
    *("SECRET_KEY", "SECRET_KEY_BEFORE", "IDENTITY_SECRET", "BOT_TOKEN"),
    *("ADMIN_API_TOKEN", "READER_KEY", "FIRST_AGENT_PASSWORD"),
)
"""None is the same as another: who learns one has learned no other."""


class Basics(EnvSettings, frozen=True, kw_only=True):
    """What the defaults of other settings follow from."""

    warmdesk_var: Text = "var"
    """Folder of everything that the desk writes."""
    business: Folder = Path()
    """Folder of what the company is: `business.yml` and all that belongs to it."""
    port: Port = 8080
    bots: Count = 1
    """Rasa servers that `scripts/serve` starts, on `bot_port` and the ports after it."""
    bot_port: Port = 5005
    actions_port: Port = 5055
    demo: Switch = False

    def bot_ports(self) -> range:
        """Ports of the Rasa servers, as far as there are ports."""
        return range(self.bot_port, min(self.bot_port + self.bots, HIGHEST_PORT + 1))

    def defaults(self) -> dict[str, str]:
        """Defaults of other settings, as they are written in the environment."""
        local = "http://127.0.0.1"
        return {
            "DATABASE_URL": f"sqlite:///{self.warmdesk_var}/desk.db",
            "TRACKER_URL": f"sqlite:///{self.warmdesk_var}/tracker.db",
            "CRM_URL": f"sqlite:///{self.warmdesk_var}/crm.db",
            "ERASURES_FILE": f"{self.warmdesk_var}/erasures.jsonl",
            "BOT_URLS": ",".join(f"{local}:{port}" for port in self.bot_ports()),
            "ACTIONS_URL": f"{local}:{self.actions_port}",
            "CHAT_ORIGINS": "*" if self.demo else "",
        }


class Settings(Basics, frozen=True, kw_only=True):
    """Every setting, checked."""

    host: Text = "127.0.0.1"
    """Address that the bridge listens on. Rasa and the action server always use 127.0.0.1."""
    database_url: DatabaseUrl
    tracker_url: DatabaseUrl
    crm_url: CrmUrl
    records_url: RecordsUrl | None = None
    """Where the desk keeps its own records; without it in the embedded CRM's database."""
    erasures_file: Text
    """Where it is kept whom the desk has forgotten, without saying who it was; no backup is to
    bring back an older one."""
    bot_urls: Servers
    """Base URLs of the Rasa servers, without a slash at their end; so is `actions_url`."""
    actions_url: WebAddress
    bot_token: Secret
    """Shared by the bridge and the bot."""
    secret_key: Secret
    """Signs agents' logins and visitors' tokens, and seals the secrets of second factors."""
    secret_key_before: Secret | None = None
    """What `secret_key` was, until everything that it has sealed is sealed anew."""
    identity_secret: Secret
    """Shared with the host site, which signs its customers' identities with it."""
    admin_api_token: Secret | None = None
    """Opens the whole of the operators' API; the console makes tokens for some of it."""
    chat_origins: tuple[Origin, ...]
    """Sites besides this one that may embed the widget; `("*",)` stands for all."""
    first_agent_email: Email = "sam@warmdesk.local"
    first_agent_password: Password | None = None
    public_host: Text | None = None
    """The name by which the internet reaches the desk; admins then need a second factor."""
    login_idle_minutes: Minutes = 120
    """So long a login holds that nobody uses."""
    log_level: LogLevel = "INFO"
    assets_debug: Switch = False
    """Serves the pages' modules one by one, as they are written, instead of their bundles."""
    crm_seconds: Seconds = 3
    """So long the CRM may take for each call."""
    reader_url: WebAddress | None = None
    """Where a language model answers that reads messages, as far as `/v1`."""
    reader_model: Text = "default"
    reader_key: Private | None = None
    reader_seconds: ReaderSeconds = READER_SECONDS
    action_seconds: Seconds = ACTION_SECONDS
    """So long one of the bot's actions may take, with all that it asks of the CRM."""
    bot_timeout_seconds: Seconds = BOT_SECONDS
    bot_away_seconds: Seconds = 120
    """So long without the bot, and waiting customers are offered a person."""
    offer_seconds: Seconds = 30
    """So long an offer waits for its agent."""
    agent_offline_seconds: Seconds = 60
    """So long after the last connection of an agent they count as offline."""
    relax_skill_seconds: Seconds = 60
    """So long a case waits for somebody with each of its skills, the least important first."""
    wait_limit_seconds: Seconds = 600
    """So long in the queue, and a customer is offered another way."""
    hours_file: Text | None = None
    """Opening hours of the desk; without them it never closes."""
    targets_file: Text | None = None
    """Service targets; without them nothing is promised."""
    proxies: tuple[Network, ...] = THIS_MACHINE
    """Networks of reverse proxies, whose word on where a request comes from is believed."""
    place_limit_factor: Factor = 1
    """So many times the usual number may be done from one address, which an office shares."""
    redis_url: RedisUrl | None = None
    """Lets several bridges share one PostgreSQL; without it there is one bridge."""
    reopen_hours: Hours = 24
    """So long after the end of a conversation the next message continues it."""
    idle_file: Text | None = None
    """When silent customers are warned, and their cases closed; without it by the usual rules."""
    retention_days: tuple[RetainedFor, ...] = USUAL
    """For how many days which kind of data is kept; see `handoff/core/retention.py`."""
    invitations_file: Text | None = None
    clamd_address: ClamdAddress | None = None
    """A scanner that looks into every file before it is kept: `unix:/path` or `host:port`."""
    channels: tuple[ModuleName, ...] = ()
    """Modules with channels of the company's own, beside those that the desk brings."""
    channel_env: ChannelEnv = NO_ENV
    """What no setting of the desk's claims: each channel reads its own settings from it."""

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """Check what `env` says; raises `Misconfigured` with a line for every wrong setting."""
        defaults = read_env(Basics, env).settings.defaults()
        reading = read_env(cls, env, defaults)
        if problems := [*reading.problems, *_problems_between(reading)]:
            raise Misconfigured("\n".join(problems))
        return msgspec.structs.replace(reading.settings, channel_env=_unclaimed(env))

    @classmethod
    def load(cls, file: Path = Path(".env")) -> Settings:
        """The settings of this process: its environment, and `file` for what that leaves open."""
        return cls.read({**read_env_file(file), **os.environ})

    @property
    def is_public(self) -> bool:
        """Whether others than this machine reach the desk."""
        return self.public_host is not None or not is_of_this_machine(self.host)

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """What seals, and then what has sealed before."""
        before = () if self.secret_key_before is None else (self.secret_key_before,)
        return (self.secret_key, *before)

    def environment(self) -> dict[str, str]:
        """The settings as `read` takes them, the channels' included."""
        own = super().environment()
        own.pop("CHANNEL_ENV")
        return {**self.channel_env, **own}


def _unclaimed(env: Mapping[str, str]) -> dict[str, str]:
    """What none of the desk's own settings is."""
    claimed = {field.encode_name for field in msgspec.structs.fields(Settings)}
    return {name: value for name, value in env.items() if name not in claimed and value.strip()}


def _problems_between(reading: Reading[Settings]) -> Iterator[str]:
    """What settings that are right by themselves cannot be together."""
    yield from _repeated(reading, "PORT", "BOT_PORT", "ACTIONS_PORT")
    yield from _problems_of_several_bots(reading.settings)
    yield from _problems_of_addresses(reading.settings)
    yield from _problems_of_a_public_host(reading.settings)
    yield from _repeated(reading, "DATABASE_URL", "TRACKER_URL", "CRM_URL")
    yield from _repeated(reading, *SECRETS)


def _repeated(reading: Reading[Settings], *names: str) -> Iterator[str]:
    """A problem for every one of `names` that says the same as an earlier one."""
    seen: dict[object, str] = {}
    for name in (n for n in names if n not in reading.wrong):
        value = getattr(reading.settings, name.lower())
        if value is not None and (twin := seen.setdefault(value, name)) != name:
            yield f"{name} is the same as {twin}; write another one"


def _problems_of_several_bots(settings: Settings) -> Iterator[str]:
    """What several bots beside each other cannot have."""
    if settings.bots == 1:
        return
    if not settings.tracker_url.startswith("postgresql://"):
        yield (
            "BOTS is above 1, so the bots share a database: write a TRACKER_URL that begins with "
            "postgresql://"
        )
    for name, port in (("PORT", settings.port), ("ACTIONS_PORT", settings.actions_port)):
        if settings.bot_port < port < settings.bot_port + settings.bots:
            yield f"{name} is a port of the bots; write another one"
    if settings.bot_port + settings.bots - 1 > HIGHEST_PORT:
        yield "BOT_PORT leaves no room for all bots; write a lower one"


def _problems_of_a_public_host(settings: Settings) -> Iterator[str]:
    """What is for trying on one machine, where others can reach it."""
    if not settings.is_public:
        return
    if settings.demo:
        yield (
            "DEMO lets anybody in as any customer, and HOST or PUBLIC_HOST opens the desk to "
            "others; write DEMO=0, or HOST=127.0.0.1 without PUBLIC_HOST"
        )
    elif "*" in settings.chat_origins:
        yield (
            "CHAT_ORIGINS is * while HOST or PUBLIC_HOST opens the desk to others; write the sites "
            "that embed the chat, or HOST=127.0.0.1 without PUBLIC_HOST"
        )


def _problems_of_addresses(settings: Settings) -> Iterator[str]:
    """What addresses do not go with the other settings."""
    if len(set(settings.bot_urls)) < len(settings.bot_urls):
        yield "BOT_URLS names a server twice; write each once"
    if settings.demo and not settings.crm_url.startswith(("sqlite://", "postgresql://")):
        yield "CRM_URL is no demo CRM; write DEMO=0 or leave it out"
    if settings.redis_url and not settings.database_url.startswith("postgresql://"):
        yield (
            "REDIS_URL is for several bridges on PostgreSQL; write "
            "DATABASE_URL=postgresql://name:password@host/db, or leave it out"
        )
