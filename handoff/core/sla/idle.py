"""Pure rules of idle conversations: when silent customers are warned, and when it is closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Literal

import msgspec

from contracts.turn import Channel
from handoff.core.model import Message, Record
from handoff.core.sla.hours import Hours

State = Literal["agent", "bot"]
"""Who waits for the customer: an agent with their case, or the bot."""
Step = Literal["warn", "close"]
Span = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{0,4}[mh]$")]
_UNITS = {"m": "minutes", "h": "hours"}

_PROMISE = re.compile(
    r"\b(?:i|we)(?:'ll| will| am going to| are going to|'m going to|'re going to)\b"
    r"|\b(?:ich|wir) (?:melde|melden|werde|werden|kl[äa]re|kl[äa]ren|pr[üu]fe|pr[üu]fen"
    r"|frage|fragen"
    r"|k[üu]mmere|k[üu]mmern|schaue|schauen|schicke|schicken|rufe|rufen)\b"
    r"|\b(?:je|on|nous) (?:vais|va|allons|vous (?:rappelle|tiens|recontacte|[ée]cris|envoie))\b"
    r"|\b(?:voy a|vamos a|le (?:llamo|llamar[ée]|escribo|escribir[ée]|aviso|avisar[ée])"
    r"|nos pondremos)\b",
    re.IGNORECASE,
)


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Spans of a customer's silence: `90m`, `20h`. Without `close_after` nothing is closed."""

    warn_after: Span | None = None
    close_after: Span | None = None


class StateRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule for each state; None: the desk's."""

    agent: Rule | None = None
    bot: Rule | None = None


class IdleRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules of a desk, and of the channels that differ.

    As they come they warn and close while platforms still take what is said.
    """

    agent: Rule = Rule(warn_after="20h", close_after="23h")
    bot: Rule = Rule()
    opening_time: bool = False
    """Whether silence counts only while the desk is open for the case's skill."""
    channels: dict[Channel, StateRules] = {}

    def of(self, channel: Channel, state: State) -> Rule:
        """The rule for a state on a channel."""
        own = self.channels.get(channel, StateRules())
        return (own.agent or self.agent) if state == "agent" else (own.bot or self.bot)

    def problems(self) -> list[str]:
        """A sentence for each rule that warns when it is too late."""
        rules = {"agent": self.agent, "bot": self.bot}
        for channel, each in self.channels.items():
            own = {f"channels.{channel}.agent": each.agent, f"channels.{channel}.bot": each.bot}
            rules |= {name: rule for name, rule in own.items() if rule is not None}
        return [
            f"{name}: warn_after must come before close_after"
            for name, rule in rules.items()
            if rule.warn_after and not _is_before(rule.warn_after, rule.close_after)
        ]


class Silence(Record, frozen=True, kw_only=True):
    """A conversation that waits for its customer. `since` is when they were last written to."""

    conversation_id: str
    channel: Channel
    state: State
    skill: str
    since: datetime
    warned_at: datetime | None = None


def step(rules: IdleRules, silence: Silence, hours: Hours, now: datetime) -> Step | None:
    """What is due of a silent conversation; who is to be warned is closed only after that."""
    rule = rules.of(silence.channel, silence.state)
    if rule.close_after is None:
        return None
    counted = hours if rules.opening_time else None
    if rule.warn_after is not None and silence.warned_at is None:
        at = _reached(counted, silence.skill, silence.since, _span(rule.warn_after))
        return "warn" if at is not None and at <= now else None
    closes = _reached(counted, silence.skill, silence.since, _span(rule.close_after))
    if closes is None or closes > now:
        return None
    if silence.warned_at is not None and rule.warn_after is not None:
        left = _span(rule.close_after) - _span(rule.warn_after)
        after = _reached(counted, silence.skill, silence.warned_at, left)
        if after is None or after > now:
            return None
    return "close"


def owes(last_words: Iterable[Message]) -> bool:
    """Whether the desk owes something, by what was said since the customer was last heard: an
    agent has promised something, or what was written to them did not arrive."""
    return any(
        one.state in ("queued", "failed")
        or (one.author.kind == "agent" and _PROMISE.search((one.text or "").replace("\u2019", "'")))
        for one in last_words
        if one.kind == "text" and one.author.kind in ("agent", "bot")
    )


def _reached(hours: Hours | None, skill: str, start: datetime, span: timedelta) -> datetime | None:
    return start + span if hours is None else hours.reached(skill, start, span)


def _span(text: str) -> timedelta:
    return timedelta(**{_UNITS[text[-1]]: int(text[:-1])})


def _is_before(one: str, other: str | None) -> bool:
    return other is not None and _span(one) < _span(other)
