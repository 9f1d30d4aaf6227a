"""What presses a customer: urgency, the law, and coming back about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.port import Crm
from actions.engine.business.business import business
from actions.engine.case import crm_access
from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.mood import HEATED, heat_of
from actions.engine.talk.noticed import Noticed, with_message
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

NUMBER = "30011"


@pytest.fixture
def crm() -> Iterator[Crm]:
    """The demo customers."""
    one = whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True))
    crm_access.use(one)
    yield one
    crm_access.use(None)


def noticed(text: str) -> Noticed:
    """What is noticed of a message by itself."""
    return with_message(Noticed(), text, business().cues)


async def come_back(crm: Crm, times: int, *, number: str = NUMBER) -> None:
    """Earlier conversations of Anna's about an order."""
    for time in range(times):
        await crm.history.add_note(
            "c-0001",
            text="asked where it is",
            author="Eva",
            idempotency_key=f"earlier-{number}-{time}",
            order_number=number,
            conversation_id=f"earlier-{number}-{time}",
        )


@pytest.mark.parametrize(
    "text",
    [
        "I need it by friday",
        "the depot shuts at 6",
        "my rent goes out tomorrow",
        "this is urgent!!",
        "asap please",
        "my exam is on monday",
        "we leave for the airport tomorrow morning",
        "before the weekend, or it's too late",
        "in 2 hours I have to be gone",
        "I can't work without it",
        "the wedding is this saturday",
        "im standing outside your shop",
    ],
)
def test_urgency_is_noticed(text: str) -> None:
    """Deadlines of many kinds raise the priority of whatever comes of it."""
    assert noticed(text).urgent
    assert noticed(text).priority == "high"


@pytest.mark.parametrize(
    "text",
    [
        "no rush",
        "it's not urgent",
        "I ordered it on friday",
        "it arrived before christmas",
        "what is the warranty on ram",
        "where is my order",
    ],
)
def test_what_has_time_is_not_urgent(text: str) -> None:
    """A day in the past, and who says that there is time, press nobody."""
    assert noticed(text).priority == "normal"


@pytest.mark.parametrize(
    "text",
    [
        "this is the fourth time I write about it",
        "my 5th email now",
        "for the third time: where is it",
        "I've told you three times already",
        "i keep having to explain the same thing",
        "every time I contact you I get another answer",
        "ten phone calls and nothing",
    ],
)
def test_who_says_that_they_came_back_is_heard(text: str) -> None:
    """In whatever words the times are counted."""
    assert noticed(text).came_back


@pytest.mark.parametrize(
    "text",
    ["I rebooted it three times", "it beeps four times", "the third monitor", "two emails, please"],
)
def test_counting_other_things_is_no_coming_back(text: str) -> None:
    """Beeps, reboots and monitors may be counted."""
    assert not noticed(text).came_back


@pytest.mark.parametrize(
    "text",
    [
        "I'll go to trading standards",
        "you will hear from my lawyer",
        "then it's a chargeback",
        "see you in court",
        "the ombudsman will be interested",
        "I am going to sue",
    ],
)
def test_a_threat_of_the_law_is_noticed_and_heated(text: str) -> None:
    """It is acknowledged in words, and an agent knows of it."""
    assert noticed(text).legal
    assert heat_of(text) >= HEATED


@pytest.mark.parametrize(
    "text",
    [
        "are you deaf",
        "are you even reading this",
        "unbelievable",
        "this is the fourth time",
        "do you read what people write?",
        "thanks for nothing",
        "great service guys",
        "oh brilliant, wrong one again",
        "how hard can it be",
        "you keep asking me the same thing",
        "last chance",
        "I will never order from you again",
        "you had one job",
        "is this a joke",
    ],
)
def test_anger_in_plain_words_is_heated(text: str) -> None:
    """Without capitals, insults or exclamation marks."""
    assert heat_of(text) >= HEATED


@pytest.mark.parametrize(
    "text",
    [
        "the quality is unbelievable, thank you",
        "unbelievable price, is it still on",
        "I'm not angry, just asking",
        "can you read my serial number from the picture",
        "great service, thank you",
        "is anyone able to tell me the size",
        "I'd never use a lawyer for that",
        "stupid question, which cable do I need",
    ],
)
def test_friendly_words_are_not_heated(text: str) -> None:
    """Praise, and what only sounds like it, stay calm."""
    assert heat_of(text) < HEATED


async def test_who_came_back_is_offered_a_person_at_once(crm: Crm) -> None:
    """It is said, once, with a person one tap away; and the packet has it."""
    stage = Stage(ANNA)
    said = "this is the fourth time I ask: where is my graphics card"
    stage.hear(said, "order_missing", entities={"product": "graphics card"})
    await stage.run(ActionListen())
    [told] = [one for one in stage.said if one["text"] == stage.would_say("came_back.told")]
    assert told["buttons"][0]["title"] == "Talk to a person"
    stage.hear("this is the fourth time, a person please", "contact_human_agent")
    await stage.run(ActionListen())
    assert stage.would_say("came_back.told") not in stage.words
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert stage.handoff["priority"] == "high"
    assert "fourth time" in stage.handoff["facts"]["came_back"]


async def test_the_crm_tells_of_earlier_contacts(crm: Crm) -> None:
    """The fourth contact about one order is noticed though nobody counts aloud."""
    await come_back(crm, 3)
    stage = Stage(ANNA)
    await stage.open(f"where is order {NUMBER}", entities={"order_number": NUMBER})
    assert stage.would_say("came_back.told") in stage.words
    assert stage.slots["noticed"]["came_back"].endswith(f"about order {NUMBER} of late")


async def test_few_contacts_or_of_other_orders_are_no_coming_back(crm: Crm) -> None:
    """Two about it, and three about another order, are nothing to speak of."""
    await come_back(crm, 2)
    await come_back(crm, 3, number="30012")
    stage = Stage(ANNA)
    await stage.open(f"where is order {NUMBER}", entities={"order_number": NUMBER})
    assert stage.would_say("came_back.told") not in stage.words


async def test_a_silent_crm_is_no_coming_back(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is not missed by the customer."""

    async def silent(*_: object, **__: object) -> None:
        raise CrmUnavailable

    await come_back(crm, 3)
    monkeypatch.setattr(crm.history, "tickets", silent, raising=False)
    stage = Stage(ANNA)
    await stage.open(f"where is order {NUMBER}", entities={"order_number": NUMBER})
    assert stage.would_say("came_back.told") not in stage.words
