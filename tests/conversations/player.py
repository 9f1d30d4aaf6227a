"""Plays a script of a conversation through the bot-turn endpoint and checks what comes of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from contracts.turn import Button, Customer, HandoffRequest, IdentityWon, TurnResult
from scripts.playing.script import Script, Step
from tests.conversations.asked import Asked, Listener
from tests.conversations.lanes import Lane
from tests.rasa_server import RESULT, RunningBot


def play(script: Script, bot: RunningBot, lane: Lane) -> Asked:
    """Play a script on a fresh CRM; returns how many questions the bot asked in it."""
    crm = lane.crm
    crm.reset()
    before = crm.counts(list(script.writes))
    conversation = Conversation(script, bot, lane)
    for step in script.steps:
        with crm.broken(step.crm):
            conversation.take(step)
    more = {
        customer: {kind: count - before[customer][kind] for kind, count in counts.items()}
        for customer, counts in crm.counts(list(script.writes)).items()
    }
    changed = {
        customer: {kind: count for kind, count in counts.items() if count}
        for customer, counts in more.items()
    }
    assert changed == script.writes
    return conversation.asked


class Conversation:
    """A customer who talks to the bot; plays the bridge's part in it."""

    def __init__(self, script: Script, bot: RunningBot, lane: Lane) -> None:
        self.customer = script.customer
        self._bot = bot
        self._id = lane.conversation_id(f"{script.name}-{datetime.now(UTC).timestamp()}")
        self._listener = Listener(bot.tracker_url, self._id)
        self._buttons: dict[str, str] = {}

    @property
    def asked(self) -> Asked:
        """What the bot has asked so far."""
        return self._listener.asked

    def take(self, step: Step) -> None:
        """One turn, and what must hold of it."""
        self.customer = step.customer or self.customer
        result = self._turn(step)
        self._listener.hear_turn()
        self._buttons = {b.title: b.payload for reply in result.replies for b in reply.buttons}
        if result.identity is not None:
            self._believe(result.identity)
        check(step, result)

    def _turn(self, step: Step) -> TurnResult:
        fields: dict[str, Any] = {
            "conversation_id": self._id,
            "messages": self._messages(step),
            "metadata": {"customer": msgspec.to_builtins(self.customer)},
        }
        if step.event is not None:
            fields["event"] = msgspec.to_builtins(step.event)
        if step.since is not None:
            fields["since"] = msgspec.to_builtins(step.since)
        response = self._bot.turn(**fields)
        assert response.status_code == 200, response.text
        return RESULT.decode(response.content)

    def _messages(self, step: Step) -> list[dict[str, str]]:
        if step.event is not None:
            return []
        if step.presses is not None:
            payloads = [p for title, p in self._buttons.items() if title.startswith(step.presses)]
            assert len(payloads) == 1, f"{step.presses!r} is none or several of {self._buttons}"
            return [{"id": "m1", "button_id": payloads[0]}]
        said = [step.says] if isinstance(step.says, str) else step.says or []
        return [{"id": f"m{number}", "text": text} for number, text in enumerate(said)]

    def _believe(self, identity: IdentityWon) -> None:
        self.customer = Customer(
            id=identity.customer_id, level=identity.level, how=identity.how, scope=identity.scope
        )


def check(step: Step, result: TurnResult) -> None:
    """Compare a turn with what the script says of it."""
    told = "\n".join(reply.text or "" for reply in result.replies)
    shown: tuple[Button, ...] = tuple(b for reply in result.replies for b in reply.buttons)
    for pattern in step.hears:
        assert re.search(pattern, told, re.IGNORECASE), f"{pattern!r} is not in:\n{told}"
    everything = "\n".join([told, *(button.title for button in shown)])
    for pattern in step.never:
        assert not re.search(pattern, everything, re.IGNORECASE), f"{pattern!r} is in:\n{told}"
    if step.buttons is not None:
        assert [button.title for button in shown] == step.buttons
    if step.questions is not None:
        assert sum("?" in (reply.text or "") for reply in result.replies) == step.questions, told
    check_handoff(step, result.handoff)
    assert step.identity is None or msgspec.to_builtins(result.identity) == step.identity


def check_handoff(step: Step, handoff: HandoffRequest | None) -> None:
    """A handoff is there exactly where the script says so, and holds what the script names."""
    if step.handoff is None:
        assert handoff is None, f"an unexpected handoff: {handoff}"
        return
    assert handoff is not None, "no handoff"
    for name, expected in step.handoff.items():
        if name == "wants":
            check_wants(handoff, expected)
        elif name == "never":
            check_never(handoff, expected)
        else:
            assert_holds(msgspec.to_builtins(getattr(handoff, name)), expected, name)


def check_wants(handoff: HandoffRequest, expected: list[dict[str, str]]) -> None:
    """Each line in its place, the first first; an empty list is for nothing at all."""
    told = [
        {"said": one.words[0] if one.words else "", "about": one.about, "state": one.state}
        for one in handoff.summary.wants
    ]
    assert expected or not told, f"wanted as well: {told}"
    for place, want in enumerate(expected):
        assert place < len(told), f"no {want} in {told}"
        assert_holds(told[place], want, f"wants {told}, {place}")


def check_never(handoff: HandoffRequest, patterns: list[str]) -> None:
    """What whoever takes over does not read anywhere in what the bot wrote."""
    written = msgspec.json.encode(handoff).decode()
    for pattern in patterns:
        assert not re.search(pattern, written, re.IGNORECASE), f"{pattern!r} is in {written}"


def assert_holds(actual: Any, expected: Any, where: str) -> None:
    """Texts are regexes, mappings may hold more, lists hold something like each entry."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            assert isinstance(actual, dict), f"{where} is no mapping: {actual}"
            assert_holds(actual.get(name), value, f"{where}.{name}")
    elif isinstance(expected, list):
        for entry in expected:
            assert any(_holds(one, entry) for one in actual), f"{where} lacks {entry}: {actual}"
    elif isinstance(expected, str):
        assert re.search(expected, str(actual), re.IGNORECASE), f"{where} is {actual!r}"
    else:
        assert actual == expected, f"{where} is {actual!r}"


def _holds(actual: Any, expected: Any) -> bool:
    try:
        assert_holds(actual, expected, "entry")
    except AssertionError:
        return False
    return True
