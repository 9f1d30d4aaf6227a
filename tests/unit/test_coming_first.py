"""What comes before anything else a message says: danger, machines, another language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.case import crm_access
from actions.engine.conversation.coming_first import (
    ActionDanger,
    ActionLeaveAutomatic,
    ActionOtherLanguage,
)
from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.tone import ActionListen
from actions.engine.listening.languages import languages
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

OUT_OF_OFFICE = (
    "Automatic reply: I am out of the office until 7 January and will reply on my return."
)


@pytest.fixture(autouse=True)
def crm() -> Iterator[None]:
    """The demo customers."""
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


async def listen(
    stage: Stage, text: str, intent: str = "nlu_fallback", **more: object
) -> str | None:
    """The customer writes; the action that comes first is run, and its name returned."""
    stage.hear(text, intent, **more)
    await stage.run(ActionListen())
    first: str | None = stage.slots.get("run_next")
    actions = {
        one.name(): one for one in (ActionDanger(), ActionLeaveAutomatic(), ActionOtherLanguage())
    }
    if first in actions:
        await stage.run(actions[first])
    return first


async def test_danger_brings_the_safe_thing_and_a_person() -> None:
    """First what to do, then who comes; urgent, with the right skill, in the customer's words."""
    stage = Stage(ANNA)
    assert await listen(stage, "theres smoke coming out of my psu") == "action_danger"
    first, second, _ = (one["text"] for one in stage.said)
    assert "unplug" in first.lower() or "pull the plug" in first.lower()
    assert "112" in first
    assert "colleague" in second
    assert stage.handoff is not None
    assert (stage.handoff["reason"], stage.handoff["priority"]) == ("danger", "urgent")
    assert stage.handoff["skill"] == "technical"
    assert "smoke coming out of my psu" in stage.handoff["summary"]["situation"]
    assert stage.handoff["summary"]["situation"].startswith("DANGER: smoke")
    assert stage.handoff["facts"]["danger"].startswith("DANGER: smoke")
    assert stage.events[-2]["name"] == "action_listen"
    assert stage.slots["run_next"] is None


async def test_danger_comes_before_the_open_question() -> None:
    """In the middle of a case no further question is asked, and no step is to be tried."""
    stage = Stage(ANNA)
    await stage.open("my pc is so loud", "troubleshoot_noise")
    assert stage.slots["requested_slot"]
    assert (
        await listen(stage, "ok tried that. also it smells burnt", "troubleshoot_noise")
        == "action_danger"
    )
    assert stage.form is None
    assert stage.slots["requested_slot"] is None
    assert stage.handoff is not None


async def test_danger_comes_before_anger() -> None:
    """A second heated message that tells of danger gets the safe thing, not sympathy."""
    stage = Stage(ANNA)
    await listen(stage, "this is ridiculous, I'm fed up", "complaint")
    assert (
        await listen(stage, "YOU IDIOTS MY CHARGER IS ON FIRE!!!", "complaint") == "action_danger"
    )


def ranked(confidence: float) -> dict[str, object]:
    """A parse in which danger comes first, this sure."""
    return {"intent_ranking": [{"name": "report_danger", "confidence": confidence}]}


async def test_what_may_be_danger_is_asked_about() -> None:
    """Where neither words nor the classifier are sure, nobody is told to pull a plug."""
    stage = Stage(ANNA)
    stage.slots["titles"] = {"report_danger": "Something is dangerous"}
    assert await listen(stage, "hmm the thing over there", "report_danger") is None
    stage.hear("hmm the thing over there", "report_danger", parse=ranked(0.5))
    await stage.run(ActionDanger())
    assert stage.handoff is None
    assert "utter_did_you_mean" in stage.words


async def test_a_yes_to_danger_brings_the_safe_thing() -> None:
    """Whether a button says so, or words that the classifier is sure of."""
    for text, parse in (("/report_danger", {}), ("hmm the thing over there", ranked(0.95))):
        stage = Stage(ANNA)
        stage.hear(text, "report_danger", parse=parse)
        await stage.run(ActionDanger())
        assert stage.handoff is not None
        assert stage.handoff["facts"]["danger"].startswith("DANGER: something")


async def test_what_only_sounds_like_danger_answers_the_open_question() -> None:
    """A PC that goes off as if unplugged is a symptom: a rule's guess at danger gives way to it."""
    stage = Stage(ANNA)
    await stage.open("my pc freezes when gaming", "troubleshoot_crash")
    answer = "no, it goes off completely, as if somebody pulled the plug"
    stage.hear(answer, "report_danger")
    await stage.run(ActionDanger())
    assert stage.handoff is None
    assert not stage.said
    taken = [one["parse_data"]["intent"]["name"] for one in stage.events if one["event"] == "user"]
    assert taken[-2:] == ["report_danger", "inform"]


async def test_what_surely_is_danger_answers_nothing() -> None:
    """In the middle of a case as well, where nothing looks harmless."""
    in_a_case = Stage(ANNA)
    await in_a_case.open("my pc freezes when gaming", "troubleshoot_crash")
    in_a_case.hear("hmm the thing over there", "report_danger", parse=ranked(0.95))
    await in_a_case.run(ActionDanger())
    assert in_a_case.handoff is not None


async def test_a_button_of_danger_quotes_nothing() -> None:
    """What was pressed is no words of the customer."""
    stage = Stage(ANNA)
    assert await listen(stage, "/report_breach", "report_breach") is None
    await stage.run(ActionDanger())
    assert stage.handoff is not None
    assert "/report" not in str(stage.handoff)


async def test_danger_in_another_language_is_answered_in_it() -> None:
    """A few words are enough, and what to do is said in that language."""
    stage = Stage(ANNA)
    assert await listen(stage, "Hilfe es riecht verbrannt aus dem Netzteil") == "action_danger"
    assert "Stecker" in stage.words
    assert stage.handoff is not None
    assert stage.handoff["priority"] == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        OUT_OF_OFFICE,
        "This is an automated message, please do not reply.",
        "Thank you for contacting Huber GmbH. We have received your message and will be in touch.",
        "Delivery Status Notification (Failure)\nYour message couldn't be delivered to a@b.example",
        "Auto-Submitted: auto-replied\nHello, your request has been received.",
        "Your ticket has been created, an agent will reply shortly. Reference 4471.",
        "I'm currently on annual leave and will be back on Monday, for urgent matters contact Eva.",
        "Abwesenheitsnotiz: Ich bin bis zum 3. nicht im Haus.",
        "This mailbox is not monitored.",
    ],
)
async def test_a_machine_is_left_alone(text: str) -> None:
    """It hears once that a person is waited for, and then nothing, however often it writes."""
    stage = Stage()
    assert await listen(stage, text) == "action_leave_automatic"
    assert len(stage.said) == 1
    for _ in range(5):
        assert await listen(stage, text) == "action_leave_automatic"
        assert [one["custom"] for one in stage.said] == [{"silence": "automatic reply"}]
    assert stage.case.tried[0].action == "Automatic reply"
    assert len(stage.case.tried) == 1


@pytest.mark.parametrize(
    "text",
    [
        "is this an automated message? I want a human",
        "I know this is an automated reply, but where is my order",
        "stop sending me your automated messages",
        "thank you for your message, I will send the photos tomorrow",
        "I'm out of the office tomorrow, can you deliver on Friday?",
        "the delivery has failed twice now",
        "your email could not be opened",
        "I got an out of office reply from your colleague",
    ],
)
async def test_a_person_is_no_machine(text: str) -> None:
    """Who speaks of automatic replies is answered as ever."""
    assert await listen(Stage(), text) != "action_leave_automatic"


async def test_an_agent_sees_that_machines_wrote() -> None:
    """The packet says how often, and that they were left alone."""
    stage = Stage()
    await listen(stage, OUT_OF_OFFICE)
    await listen(stage, OUT_OF_OFFICE)
    stage.hear("a person please", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert stage.handoff["facts"]["automatic_replies"] == "2"
    assert stage.handoff["summary"]["tried"][0]["action"] == "Automatic reply"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wo bleibt denn meine Bestellung, ich warte seit zwei Wochen", "de"),
        ("je n'ai pas encore reçu mon colis", "fr"),
        ("quiero devolver el monitor, no funciona", "es"),
        ("non ho ancora ricevuto la tastiera", "it"),
        ("ik heb mijn pakket nog niet ontvangen", "nl"),
        ("ainda não recebi a minha encomenda", "pt"),
        ("jeszcze nie dostałem paczki", "pl"),
        ("guten tag", "de"),
        ("hola", "es"),
    ],
)
async def test_another_language_is_noticed(text: str, code: str) -> None:
    """It is said in that language, with a person one tap away."""
    stage = Stage()
    assert await listen(stage, text) == "action_other_language"
    said = languages().languages[code]
    assert stage.said[0]["text"] == said.noticed
    titles = [one["title"] for one in stage.said[0]["buttons"]]
    assert titles == [said.person, said.english]


async def test_who_goes_on_in_it_gets_a_person() -> None:
    """The message and its language are in the packet."""
    stage = Stage()
    await listen(stage, "wo bleibt denn meine Bestellung, ich warte seit zwei Wochen")
    assert await listen(stage, "ja bitte") == "action_other_language"
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "language"
    assert stage.handoff["facts"]["language"] == "de"
    assert stage.handoff["facts"]["in_their_language"].startswith("wo bleibt denn")


async def test_who_presses_the_button_gets_a_person_with_it() -> None:
    """A pressed wish for a person keeps what was written before."""
    stage = Stage()
    await listen(stage, "je n'ai pas encore reçu mon colis")
    stage.hear("/contact_human_agent", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert stage.handoff["facts"]["in_their_language"] == "je n'ai pas encore reçu mon colis"


@pytest.mark.parametrize(
    "text",
    [
        "Radeon RX 7900 XTX Nitro+ OC",
        "be quiet! Dark Rock Pro 5",
        "Musterstraße 12, 10115 Berlin",
        "Calle Mayor 5, 28013 Madrid",
        "my name is José María Aznar de la Torre",
        "hola, where is my order",
        "merci beaucoup for the quick reply",
        "danke",
        "plz halp my pc no boot",
        "wher is me order mate",
        "asdf qwer zxcv",
        "yes",
    ],
)
async def test_names_and_bad_english_are_no_other_language(text: str) -> None:
    """Products, addresses, names, slang and a foreign thank-you are taken as they are."""
    assert await listen(Stage(), text) != "action_other_language"


async def test_an_address_that_was_asked_for_is_no_other_language() -> None:
    """Where an address is waited for, the language of its words tells nothing."""
    stage = Stage(ANNA)
    stage.slots["case"] = {"topic": "change_shipping_address", "waiting_for": "new_address"}
    assert (
        await listen(stage, "rue de la Paix, je crois que c'est le numéro douze", "inform") is None
    )
