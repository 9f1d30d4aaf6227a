"""What the desk is told from outside: the environment, and the file `.env` beneath it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from handoff.config.env_file import read_env_file
from handoff.config.env_reader import HIGHEST_PORT, Given, LogLevel
from handoff.config.networks import THIS_MACHINE
from handoff.core.errors import Misconfigured

_PRIVATE = ("token", "secret", "password", "_url")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting, checked. A field's name in the environment is its name in capitals."""

    host: str
    """Address that the bridge listens on. Rasa and the action server always use 127.0.0.1."""
    port: int
    bots: int
    """Rasa servers that `scripts/serve` starts, on `bot_port` and the ports after it."""
    bot_port: int
    actions_port: int
    database_url: str
    tracker_url: str
    crm_url: str
    bot_urls: tuple[str, ...]
    """Base URLs of the Rasa servers, without a slash at their end; so is `actions_url`."""
    actions_url: str
    bot_token: str
    """Shared by the bridge and the bot."""
    secret_key: str
    """Signs agents' logins and visitors' tokens."""
    identity_secret: str
    """Shared with the host site, which signs its customers' identities with it."""
    admin_api_token: str | None
    """Opens the operators' API, which is off without it."""
    demo: bool
    chat_origins: tuple[str, ...]
    """Sites besides this one that may embed the widget; `("*",)` stands for all."""
    first_agent_email: str
    first_agent_password: str | None
    log_level: LogLevel
    assets_debug: bool
    """Serves the pages' modules one by one, as they are written, instead of their bundles."""
    warmdesk_var: str
    """Folder of everything that the desk writes."""
    crm_seconds: float
    """So long the CRM may take for each call."""
    action_seconds: float
    """So long one of the bot's actions may take, with all that it asks of the CRM."""
    bot_timeout_seconds: float
    bot_away_seconds: float
    """So long without the bot, and waiting customers are offered a person."""
    offer_seconds: float
    """So long an offer waits for its agent."""
    agent_offline_seconds: float
    """So long after the last connection of an agent they count as offline."""
    relax_skill_seconds: float
    """So long a case waits for somebody with each of its skills, the least important first."""
    wait_limit_seconds: float
    """So long in the queue, and a customer is offered another way."""
    hours_file: str | None
    """Opening hours of the desk; without them it never closes."""
    targets_file: str | None
    """Service targets; without them nothing is promised."""
    proxies: tuple[str, ...]
    """Networks of reverse proxies, whose word on where a request comes from is believed."""
    redis_url: str | None
    """Lets several bridges share one PostgreSQL; without it there is one bridge."""
    reopen_hours: float
    """So long after the end of a conversation the next message continues it."""
    invitations_file: str | None
    meta_verify_token: str | None
    """What Meta shows when it asks whether a webhook is ours."""
    meta_app_secret: str | None
    """Signs Meta's webhooks."""
    meta_graph_url: str
    meta_graph_version: str
    whatsapp_token: str | None
    whatsapp_phone_number_id: tuple[str, ...]
    whatsapp_templates: str
    """JSON, as `channels.templates` reads it."""
    messenger_page_id: str | None
    messenger_page_token: str | None
    messenger_app_id: str | None
    messenger_login_url: str | None

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Settings:
        """Check what `env` says; raises `Misconfigured` with a line for every wrong setting."""
        given = Given(env)
        settings = _settings(given)
        given.must_differ("PORT", "BOT_PORT", "ACTIONS_PORT")
        given.problems += _problems_of_several_bots(settings)
        given.must_differ("DATABASE_URL", "TRACKER_URL", "CRM_URL")
        given.must_differ("SECRET_KEY", "IDENTITY_SECRET", "BOT_TOKEN")
        if given.problems:
            raise Misconfigured("\n".join(given.problems))
        return settings

    @classmethod
    def load(cls, file: Path = Path(".env")) -> Settings:
        """The settings of this process: its environment, and `file` for what that leaves open."""
        return cls.read({**read_env_file(file), **os.environ})

    def environment(self) -> dict[str, str]:
        """The settings as `read` takes them, defaults included."""
        values = {field: getattr(self, field) for field in self.__struct_fields__}
        return {field.upper(): _text(value) for field, value in values.items()}

    def missing_for(self, channel: Literal["whatsapp", "messenger"]) -> tuple[str, ...]:
        """Names of the settings without which the channel is off."""
        meta = ("meta_verify_token", "meta_app_secret")
        own = {
            "whatsapp": ("whatsapp_token", "whatsapp_phone_number_id"),
            "messenger": ("messenger_page_id", "messenger_page_token", "messenger_app_id"),
        }
        needed = (*meta, *own[channel])
        return tuple(field.upper() for field in needed if not getattr(self, field))

    def __repr__(self) -> str:
        """Nothing secret: settings end up in logs and tracebacks."""
        shown = [f for f in self.__struct_fields__ if not any(word in f for word in _PRIVATE)]
        return f"Settings({', '.join(f'{f}={getattr(self, f)!r}' for f in shown)}, …)"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _settings(given: Given) -> Settings:
    """Read each setting once. Wrong ones are noted in `given` and stand in as their default."""
    var = given.text("WARMDESK_VAR", "var")
    port, bot_port = given.port("PORT", 8080), given.port("BOT_PORT", 5005)
    actions_port, bots = given.port("ACTIONS_PORT", 5055), given.count("BOTS", 1)
    demo = given.switch("DEMO", default=False)
    return Settings(
        host=given.text("HOST", "127.0.0.1"),
        port=port,
        bots=bots,
        bot_port=bot_port,
        actions_port=actions_port,
        database_url=given.database("DATABASE_URL", f"sqlite:///{var}/desk.db"),
        tracker_url=given.database("TRACKER_URL", f"sqlite:///{var}/tracker.db"),
        crm_url=given.crm("CRM_URL", f"sqlite:///{var}/crm.db", demo=demo),
        bot_urls=given.urls("BOT_URLS", [f"http://127.0.0.1:{bot_port + n}" for n in range(bots)]),
        actions_url=given.url("ACTIONS_URL", f"http://127.0.0.1:{actions_port}"),
        bot_token=given.secret("BOT_TOKEN"),
        secret_key=given.secret("SECRET_KEY"),
        identity_secret=given.secret("IDENTITY_SECRET"),
        admin_api_token=given.password("ADMIN_API_TOKEN"),
        demo=demo,
        chat_origins=given.origins("CHAT_ORIGINS", ("*",) if demo else ()),
        first_agent_email=given.email("FIRST_AGENT_EMAIL", "sam@warmdesk.local"),
        first_agent_password=given.password("FIRST_AGENT_PASSWORD"),
        log_level=given.log_level("LOG_LEVEL", "INFO"),
        assets_debug=given.switch("ASSETS_DEBUG", default=False),
        warmdesk_var=var,
        crm_seconds=given.amount("CRM_SECONDS", 3),
        action_seconds=given.amount("ACTION_SECONDS", 8),
        bot_timeout_seconds=given.amount("BOT_TIMEOUT_SECONDS", 30),
        bot_away_seconds=given.amount("BOT_AWAY_SECONDS", 120),
        offer_seconds=given.amount("OFFER_SECONDS", 30),
        agent_offline_seconds=given.amount("AGENT_OFFLINE_SECONDS", 60),
        relax_skill_seconds=given.amount("RELAX_SKILL_SECONDS", 60),
        wait_limit_seconds=given.amount("WAIT_LIMIT_SECONDS", 600),
        hours_file=given.text("HOURS_FILE", "") or None,
        targets_file=given.text("TARGETS_FILE", "") or None,
        reopen_hours=given.amount("REOPEN_HOURS", 24),
        invitations_file=given.text("INVITATIONS_FILE", "") or None,
        proxies=given.networks("PROXIES", THIS_MACHINE),
        redis_url=given.redis("REDIS_URL", "DATABASE_URL"),
        meta_verify_token=given.password("META_VERIFY_TOKEN"),
        meta_app_secret=given.password("META_APP_SECRET"),
        meta_graph_url=given.url("META_GRAPH_URL", "https://graph.facebook.com"),
        meta_graph_version=given.matching("META_GRAPH_VERSION", r"v[0-9]+\.[0-9]+", "v25.0"),
        whatsapp_token=given.password("WHATSAPP_TOKEN"),
        whatsapp_phone_number_id=given.ids("WHATSAPP_PHONE_NUMBER_ID"),
        whatsapp_templates=given.templates("WHATSAPP_TEMPLATES"),
        messenger_page_id=next(iter(given.ids("MESSENGER_PAGE_ID")), None),
        messenger_page_token=given.password("MESSENGER_PAGE_TOKEN"),
        messenger_app_id=next(iter(given.ids("MESSENGER_APP_ID")), None),
        messenger_login_url=given.url("MESSENGER_LOGIN_URL", "") or None,
    )


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
