"""When silent customers are warned and their conversations closed, and when the desk owes more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from handoff.core.model import Author, AuthorKind, Message
from handoff.core.sla.hours import ALWAYS, Hours
from handoff.core.sla.idle import IdleRules, Rule, Silence, State, StateRules, owes, step
from handoff.core.states import DeliveryState

SINCE = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
"""Friday afternoon."""
WEEKDAYS = Hours(
    days=dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ("09:00-17:00",))
)


def silence(**more: Any) -> Silence:
    """A case whose customer was written to on Friday afternoon."""
    about = {"conversation_id": "cv", "channel": "webchat", "state": "agent", "skill": "orders"}
    return Silence(**{**about, "since": SINCE, **more})


def at(rules: IdleRules, hours: float, **more: Any) -> str | None:
    """What is due so many hours later."""
    opening = more.pop("opening", ALWAYS)
    return step(rules, silence(**more), opening, SINCE + timedelta(hours=hours))


def test_a_silent_customer_is_warned_and_then_let_go() -> None:
    """The usual rules: after 20 hours and 23, never at once, and with the bot not at all."""
    usual = IdleRules()
    assert [at(usual, hours) for hours in (19.9, 20, 400)] == [None, "warn", "warn"]
    told = SINCE + timedelta(hours=20)
    assert [at(usual, hours, warned_at=told) for hours in (22.9, 23)] == [None, "close"]
    late = SINCE + timedelta(hours=400)
    assert [at(usual, hours, warned_at=late) for hours in (402.9, 403)] == [None, "close"]
    assert at(usual, 10_000, state="bot") is None


def test_without_a_warning_it_is_closed_alone() -> None:
    """A rule may do without, and one without an end closes nothing."""
    assert at(IdleRules(agent=Rule(close_after="30m")), 0.5) == "close"
    assert at(IdleRules(agent=Rule()), 10_000) is None


@pytest.mark.parametrize(
    ("state", "channel", "due"),
    [
        ("agent", "webchat", None),
        ("agent", "whatsapp", "close"),
        ("bot", "whatsapp", None),
        ("bot", "webchat", "close"),
    ],
)
def test_channels_and_states_have_rules_of_their_own(
    state: State, channel: str, due: str | None
) -> None:
    """A channel's word counts first, and says nothing of the other state."""
    rules = IdleRules(
        agent=Rule(close_after="9h"),
        bot=Rule(close_after="1h"),
        channels={"whatsapp": StateRules(agent=Rule(close_after="1h"), bot=Rule())},
    )
    assert at(rules, 2, state=state, channel=channel) == due


def test_silence_counts_in_opening_time_where_that_is_asked_for() -> None:
    """Two hours of Friday and two of Monday are four; a desk that never opens closes nothing."""
    rules = IdleRules(agent=Rule(close_after="4h"), opening_time=True)
    assert at(rules, 66, opening=WEEKDAYS) is None
    assert at(rules, 68, opening=WEEKDAYS) == "close"
    assert at(IdleRules(agent=Rule(close_after="4h")), 4, opening=WEEKDAYS) == "close"
    assert at(rules, 10_000, opening=Hours(days={})) is None


def said(text: str, *, kind: AuthorKind = "agent", state: DeliveryState | None = "sent") -> Message:
    """Something that was written to the customer."""
    return Message(
        id="m",
        conversation_id="cv",
        seq=1,
        kind="text",
        channel="webchat",
        author=Author(kind=kind),
        text=text,
        at=SINCE,
        state=state,
    )


@pytest.mark.parametrize(
    "promise",
    [
        "I'll call the carrier and write to you tomorrow.",
        "I\u2019ll let you know.",
        "We will send a new one.",
        "I'm going to ask my colleague.",
        "Ich melde mich morgen bei Ihnen.",
        "Wir prüfen das.",
        "Je vous rappelle demain.",
        "Voy a preguntar y le aviso.",
    ],
)
def test_what_was_promised_is_owed(promise: str) -> None:
    """A case in which an agent has promised something is not the customer's silence."""
    assert owes([said(promise)])
    assert not owes([said(promise, kind="bot")])


def test_what_did_not_arrive_is_owed() -> None:
    """Who was never reached cannot answer."""
    question = "Which colour is the light?"
    assert not owes([said(question)])
    assert owes([said(question, state="queued"), said(question)])
    assert owes([said(question, state="failed")])


def test_a_rule_that_warns_too_late_is_refused() -> None:
    """The warning comes before the end; what else is wrong is said by its form."""
    late = IdleRules(agent=Rule(warn_after="2h", close_after="90m"))
    assert late.problems() == ["agent: warn_after must come before close_after"]
    alone = IdleRules(channels={"whatsapp": StateRules(bot=Rule(warn_after="2h"))})
    assert alone.problems() == ["channels.whatsapp.bot: warn_after must come before close_after"]
    assert IdleRules().problems() == []
    for wrong in ("agent: {close_after: soon}", "agents: {}", "agent: {close_after: 5}"):
        with pytest.raises(msgspec.ValidationError):
            msgspec.yaml.decode(wrong, type=IdleRules)
