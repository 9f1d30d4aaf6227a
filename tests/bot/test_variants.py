"""Which variant of a response is said."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.variants import VariedResponses

DOMAIN = Domain.from_dict({
    "responses": {
        "utter_greet": [{"text": "Hello {name}"}, {"text": "Hi {name}"}, {"text": "Welcome {name}"}]
    }
})  # fmt: skip


async def said(tracker: DialogueStateTracker, name: str = "utter_greet") -> str | None:
    """What the generator says next in a conversation, which then holds it."""
    words = VariedResponses(domain=DOMAIN)
    response = await words.generate(name, tracker, "webchat", name="Ada")
    if response is None:
        return None
    tracker.update(BotUttered(response["text"], metadata={"utter_action": name}))
    return str(response["text"])


def conversation(first: str) -> DialogueStateTracker:
    """A conversation with one message."""
    tracker = DialogueStateTracker.from_events("c-1", evts=[], domain=DOMAIN)
    tracker.update(UserUttered(first))
    return tracker


async def test_a_turn_that_is_run_again_says_the_same() -> None:
    """The choice follows from the conversation alone."""
    assert await said(conversation("hello")) == await said(conversation("hello"))


async def test_no_variant_comes_twice_before_all_have_come() -> None:
    """A response that recurs goes round its variants, with its placeholders filled."""
    tracker = conversation("hello")
    three = {await said(tracker) for _ in range(3)}
    assert three == {"Hello Ada", "Hi Ada", "Welcome Ada"}


async def test_conversations_begin_with_different_variants() -> None:
    """Where the round begins depends on what the customer said first."""
    assert len({await said(conversation(f"hello {n}")) for n in range(20)}) == 3


async def test_a_response_that_is_not_there_is_not_said() -> None:
    """Rasa is told that there is none."""
    assert await said(conversation("hello"), "utter_unknown") is None
