"""Which variant of a response is said."""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.variants import VariedResponses

DOMAIN = Domain.from_dict({
    "responses": {
        "utter_greet": [{"text": f"{word} {{name}}"} for word in ("Hello", "Hi", "Welcome")],
        "utter_opening_hours": [{"text": "From 8 to 20."}, {"text": "8 to 20, every day."}],
        "utter_back_to": [{"text": "Back to that."}],
        "utter_nothing_to_add": [{"text": "That is all I know."}, {"text": "I know no more."}],
    },
    "intents": ["opening_hours", "greet"],
})  # fmt: skip


async def said(tracker: DialogueStateTracker, name: str = "utter_greet") -> str | None:
    """What the generator says next in a conversation, which then holds it."""
    words = VariedResponses(domain=DOMAIN)
    response = await words.generate(name, tracker, "webchat", name="Ada")
    if response is None:
        return None
    tracker.update(BotUttered(response["text"], metadata={"utter_action": name}))
    return str(response["text"])


def conversation(first: str, intent: str = "") -> DialogueStateTracker:
    """A conversation with one message."""
    tracker = DialogueStateTracker.from_events("c-1", evts=[], domain=DOMAIN)
    tracker.update(UserUttered(first, intent={"name": intent} if intent else None))
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


async def test_an_answer_that_was_heard_in_all_its_words_is_not_said_again() -> None:
    """Who asks the same a third time hears that there is no more to it."""
    tracker = conversation("when are you open", "opening_hours")
    three = [await said(tracker, "utter_opening_hours") for _ in range(3)]
    assert set(three[:2]) == {"From 8 to 20.", "8 to 20, every day."}
    assert three[2] in ("That is all I know.", "I know no more.")


async def test_a_variant_heard_by_another_name_is_passed_over() -> None:
    """What counts are the words, whoever said them."""
    tracker = conversation("when are you open", "opening_hours")
    tracker.update(BotUttered("From 8 to 20."))
    assert await said(tracker, "utter_opening_hours") == "8 to 20, every day."


async def test_greetings_and_lead_ins_may_come_again() -> None:
    """They answer nothing that could be answered in other words."""
    tracker = conversation("hello", "greet")
    assert (await said(tracker, "utter_back_to"), await said(tracker, "utter_back_to")) == (
        "Back to that.",
        "Back to that.",
    )
    assert len([await said(tracker) for _ in range(4)]) == 4
