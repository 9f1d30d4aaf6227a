"""Plugin contract of a channel: what it brings to a desk that knows no platform by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from contracts.env import EnvSettings
from handoff.core.channel.profile import Profile
from handoff.core.channel.templates import Template

if TYPE_CHECKING:
    # Whoever only reads settings must not load databases and sockets for it.
    from handoff.channels.base.opening import Lent, OpenChannel
    from handoff.channels.base.wire import Wire

S = TypeVar("S", bound=EnvSettings)


def has_no_templates(_settings: EnvSettings) -> tuple[Template, ...]:
    """For channels without templates."""
    return ()


class ChannelPlugin(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """What a channel brings. A module that offers one has it under the name `CHANNEL`."""

    profile: Profile
    settings: type[S]
    """Read from the environment; a field's name there is its name in capitals."""
    needs: tuple[str, ...] = ()
    """Fields without which the channel is off."""
    open: Callable[[S, Lent], OpenChannel]
    templates: Callable[[S], tuple[Template, ...]] = has_no_templates
    wire: Callable[[], Wire] | None = None
    """How its own pages speak with the desk, to be described; a platform's are its own affair."""
