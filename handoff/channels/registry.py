"""Registry of channels, a list of plugins: those of the house, and those that settings name."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from contracts.env import EnvSettings, read_env
from handoff.channels.base.plugin import ChannelPlugin
from handoff.channels.messenger.channel import CHANNEL as MESSENGER
from handoff.channels.webchat.channel import CHANNEL as WEBCHAT
from handoff.channels.whatsapp.channel import CHANNEL as WHATSAPP
from handoff.config.settings import Settings
from handoff.core.channel.profile import Catalogue, Profile
from handoff.core.channel.templates import Template
from handoff.core.errors import Misconfigured

if TYPE_CHECKING:
    from handoff.channels.base.opening import Lent, OpenChannel

BUILT_IN: tuple[ChannelPlugin[Any], ...] = (WEBCHAT, WHATSAPP, MESSENGER)
HOUSE = Catalogue(plugin.profile for plugin in BUILT_IN)
"""What every layer may know of the channels that the desk brings."""
_log = structlog.get_logger(__name__)


class Configured(msgspec.Struct, frozen=True, kw_only=True):
    """A channel with what the environment says of it."""

    plugin: ChannelPlugin[Any]
    settings: EnvSettings

    @property
    def profile(self) -> Profile:
        """What every layer may know of it."""
        return self.plugin.profile

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the settings without which the channel is off."""
        needed = (field for field in self.plugin.needs if not getattr(self.settings, field))
        return tuple(field.upper() for field in needed)

    @property
    def templates(self) -> tuple[Template, ...]:
        """What agents may send there after the reply window has closed."""
        return self.plugin.templates(self.settings)

    def open(self, lent: Lent) -> OpenChannel:
        """The channel, ready to run."""
        return self.plugin.open(self.settings, lent)


def configured(settings: Settings) -> tuple[Configured, ...]:
    """All channels of a desk, on or off; raises `Misconfigured` with a line for every problem."""
    plugins = (*BUILT_IN, *map(_named, settings.channels))
    names = [plugin.profile.name for plugin in plugins]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Misconfigured(f"CHANNELS brings {', '.join(twice)} a second time; leave it out")
    readings = [read_env(plugin.settings, settings.channel_env) for plugin in plugins]
    problems = [problem for reading in readings for problem in reading.problems]
    if problems:
        # Channels may share settings, whose problems are told once.
        raise Misconfigured("\n".join(dict.fromkeys(problems)))
    return tuple(
        Configured(plugin=plugin, settings=reading.settings)
        for plugin, reading in zip(plugins, readings, strict=True)
    )


def catalogue(channels: Sequence[Configured]) -> Catalogue:
    """What every layer may know of these channels."""
    return Catalogue(channel.profile for channel in channels)


def opened(channels: Sequence[Configured], lent: Lent) -> Mapping[str, OpenChannel]:
    """The channels whose settings are complete, ready to run, by name."""
    return {channel.profile.name: channel.open(lent) for channel in channels if not channel.missing}


def say_what_is_off(channels: Sequence[Configured]) -> None:
    """Tell whoever starts the desk which channels are off, and what they lack."""
    for channel in (each for each in channels if each.plugin.needs):
        name, missing = channel.profile.name, channel.missing
        if missing:
            _log.warning("channel_off", channel=name, missing=",".join(missing))
        else:
            _log.info("channel_on", channel=name)


def _named(module: str) -> ChannelPlugin[Any]:
    """The plugin that a module of `CHANNELS` has as `CHANNEL`; raises `Misconfigured`."""
    try:
        found = getattr(importlib.import_module(module), "CHANNEL", None)
    except ImportError as exc:
        raise Misconfigured(
            f"CHANNELS names {module}, which cannot be imported ({exc}); put it on PYTHONPATH, "
            "or leave it out"
        ) from exc
    if not isinstance(found, ChannelPlugin):
        raise Misconfigured(f"CHANNELS names {module}, which has no channel as CHANNEL")
    return found
