"""Value objects of channels: what the whole desk may know of each, and their catalogue. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from contracts.turn import Channel
from handoff.core.channel.capabilities import Capabilities
from handoff.core.errors import BadRequest, NotFound

PLAIN_TEXT = 1_000
"""Characters of a message on a channel of which nothing is known."""


class ReplyWindow(msgspec.Struct, frozen=True, kw_only=True):
    """What may be sent how long after the customer's last message."""

    everything: timedelta
    people: timedelta | None = None
    """So long an agent's own words may go; None: no longer than everything."""
    templates: bool = False
    """Whether approved templates may go at any time; agents are then offered nothing else."""

    @property
    def longer(self) -> timedelta:
        """So much longer than everything else an agent's own words may go."""
        return timedelta() if self.people is None else self.people - self.everything


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A way to know a customer: its name in the data, and words for agents."""

    how: str
    words: str


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A channel as every layer may ask of it; nothing else depends on which channel it is."""

    name: Channel
    label: str
    """What agents read, and customers where a sentence has to name it."""
    can: Capabilities = Capabilities(text=PLAIN_TEXT, body=PLAIN_TEXT)
    features: tuple[str, ...] = ("text",)
    """What an agent can use there, as the handoff packet lists it."""
    window: ReplyWindow | None = None
    """None: everything may be sent at any time."""
    follows_events: bool = False
    """Its customers are told by the stream of events: what is committed is sent. All others are
    told by the outbox."""
    names_buttons: bool = False
    """Its clients say which button of which message was pressed; elsewhere it has to be found out
    from what the platform gives back, or from a number."""
    shows_place: bool = False
    """Its page always shows the place in the queue, so that no message has to."""
    linkable: bool = False
    """A link that is sent elsewhere can open a conversation of it."""
    marked: bool = True
    """Whether the console's lists mark its conversations by its label."""
    number_proof: Proof | None = None
    """What a phone number that the CRM knows proves there; None: nothing."""


class Catalogue:
    """The profiles of a desk's channels, by name."""

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        self._profiles = {profile.name: profile for profile in profiles}

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._profiles.values())

    def of(self, name: Channel) -> Profile:
        """The profile; of a channel that a desk no longer has, one that promises nothing."""
        return self._profiles.get(name) or Profile(name=name, label=name)

    def known(self, name: str) -> Profile:
        """The profile; raises `NotFound` for a channel that is not registered."""
        if name not in self._profiles:
            raise NotFound("There is no such channel.")
        return self._profiles[name]

    def must_have(self, name: Channel | None) -> None:
        """Raise `BadRequest` for a channel, if one is asked for, that is not registered."""
        if name is not None and name not in self._profiles:
            raise BadRequest(f"There is no channel {name}; ask for {', '.join(self._profiles)}.")

    def showing_places(self) -> tuple[Channel, ...]:
        """The channels whose pages show the place in the queue."""
        return tuple(profile.name for profile in self if profile.shows_place)


NO_CHANNELS = Catalogue()
