"""View model of channels: what consoles know of each of them. Pure."""

from __future__ import annotations

from contracts.turn import Channel
from handoff.console.http.views import View, shown_as
from handoff.core.channel.profile import Profile
from handoff.core.channel.templates import Template


class ChannelView(View, frozen=True, kw_only=True):
    """A channel: what it is called, and what agents can do with it.

    Where `templates_only` is true nothing but `templates` goes after the reply window. `proofs`
    are the words for what proves a customer on this channel alone.
    """

    name: Channel
    label: str
    marked: bool
    """Whether lists mark its conversations."""
    linkable: bool
    templates_only: bool
    templates: tuple[Template, ...]
    proofs: dict[str, str]


def channel_view(profile: Profile, templates: tuple[Template, ...]) -> ChannelView:
    """A channel as consoles take it."""
    proof = profile.number_proof
    return shown_as(
        ChannelView,
        profile,
        templates_only=profile.window is not None and profile.window.templates,
        templates=templates,
        proofs={} if proof is None else {proof.how: proof.words},
    )
