"""Reading an article in a conversation: told, chosen, judged, and handed on with the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.articles.decision import ANSWER_FROM, ASK_FROM
from actions.engine.case import crm_access
from actions.engine.conversation.articles import ActionArticleHelped, ActionReadArticle, spoken
from actions.engine.conversation.handoff import ActionHandOver
from actions.engine.conversation.tone import ActionListen
from actions.engine.talk.base import RUN_NEXT
from contracts.findings import Finding
from tests.unit.actions_stage import ANNA, Stage
from tests.whole_crm import whole

SURE = ANSWER_FROM + 0.1
SOMEWHAT = ASK_FROM + 0.01


@pytest.fixture(autouse=True)
def _crm() -> Iterator[None]:
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)


def finding(name: str, likeness: float = SURE, **more: Any) -> Finding:
    """An article that says something."""
    return Finding(
        article=f"en/{name}",
        title=f"All of {name}",
        said=f"It is so with {name}.",
        address=f"https://shop.example/{name}",
        likeness=likeness,
        **more,
    )


async def asks(
    stage: Stage, *found: Finding, text: str = "what about it?", intent: str = "nlu_fallback"
) -> str | None:
    """The customer asks, and articles say this; the action that follows, which ran."""
    ranking = [{"name": "small_matter", "confidence": 0.1}]
    stage.hear(text, intent, findings=msgspec.to_builtins(found), parse={"intent_ranking": ranking})
    return await follows(stage)


async def follows(stage: Stage) -> str | None:
    """What listening calls for; of what articles do, it runs."""
    await stage.run(ActionListen())
    name = stage.slots.get(RUN_NEXT)
    for action in (ActionReadArticle(), ActionArticleHelped()):
        if action.name() == name:
            await stage.run(action)
    return name if isinstance(name, str) else None


async def presses(stage: Stage, title: str) -> str | None:
    """The customer presses a button of the last turn."""
    shown = [one for said in stage.said for one in said["buttons"]]
    payload = next(one["payload"] for one in shown if one["title"] == title)
    intent, brace, entities = payload.removeprefix("/").partition("{")
    values = msgspec.json.decode(brace + entities) if brace else {}
    stage.hear(payload, intent, entities=values)
    return await follows(stage)


def titles(stage: Stage) -> list[str]:
    """The buttons of the last turn."""
    return [one["title"] for said in stage.said for one in said["buttons"]]


def use(stage: Stage) -> dict[str, Any]:
    """What came of articles last."""
    found = dict(stage.slots["article_use"])
    found.pop("turn_id")
    return found


async def test_a_stranger_hears_what_an_article_says() -> None:
    """Its own sentences, its title and its link, and then whether that helped."""
    stage = Stage(listens=True)
    assert await asks(stage, finding("paste")) == "action_read_article"
    assert "It is so with paste.\n\n" in stage.words
    assert "“All of paste”: https://shop.example/paste" in stage.words
    assert titles(stage) == ["Yes, thanks", "No, it didn't"]
    assert use(stage) == {
        "outcome": "answered",
        "words": "what about it?",
        "article": "en/paste",
    }


async def test_a_yes_ends_it() -> None:
    """It helped, and that is counted."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste"))
    assert await presses(stage, "Yes, thanks") == "action_article_helped"
    assert use(stage)["outcome"] == "helped"
    assert titles(stage) == []


async def test_a_typed_no_goes_to_the_next_one_and_then_to_a_person() -> None:
    """With what was read under what was tried."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste"), finding("fans", SOMEWHAT))
    stage.hear("no", "deny")
    assert await follows(stage) == "action_article_helped"
    assert "It is so with fans." in stage.words
    assert await presses(stage, "No, it didn't") == "action_article_helped"
    assert "utter_offer_person_after_article" in stage.words
    stage.hear("/contact_human_agent", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert list(stage.handoff["summary"]["tried"]) == [
        {"action": "Help article “All of paste”", "result": "did not help"},
        {"action": "Help article “All of fans”", "result": "did not help"},
    ]
    assert use(stage)["outcome"] == "person"
    assert stage.slots["articles"] is None


async def test_what_was_read_is_told_to_whoever_takes_over() -> None:
    """Also where nobody said whether it helped."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste"))
    stage.hear("a person please", "contact_human_agent")
    await stage.run(ActionHandOver())
    assert stage.handoff is not None
    assert list(stage.handoff["summary"]["tried"]) == [
        {"action": "Help article “All of paste”", "result": "read"}
    ]


async def test_titles_are_asked_about_and_one_is_pressed() -> None:
    """What fits somewhat is no answer yet; what was asked at first is what is counted."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste", SOMEWHAT), finding("fans", SOMEWHAT))
    assert titles(stage) == ["All of paste", "All of fans", "Something else"]
    assert use(stage) == {"outcome": "asked", "words": "what about it?"}
    assert await presses(stage, "All of fans") == "action_read_article"
    assert "It is so with fans." in stage.words
    assert use(stage)["words"] == "what about it?"


@pytest.mark.parametrize("text", ["the second one", "the one about fans"])
async def test_titles_are_chosen_in_words(text: str) -> None:
    """By their place, or by what they say."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste", SOMEWHAT), finding("fans", SOMEWHAT))
    stage.hear(text, "inform")
    assert await follows(stage) == "action_read_article"
    assert "It is so with fans." in stage.words


async def test_a_yes_takes_the_only_title() -> None:
    """It was the only thing that was asked."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste", SOMEWHAT))
    stage.hear("yes", "affirm")
    assert await follows(stage) == "action_read_article"
    assert "It is so with paste." in stage.words


async def test_titles_are_not_asked_about_twice_in_a_row() -> None:
    """Then a person is offered, as for whatever is not understood twice."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste", SOMEWHAT))
    assert await asks(stage, finding("fans", SOMEWHAT)) is None


async def test_what_fits_badly_changes_nothing() -> None:
    """The bot asks again as it always did; what was asked is kept for the report of gaps."""
    stage = Stage(ANNA, listens=True)
    text = "what about my cat, Anna Lindqvist, 0151 2345678?"
    assert await asks(stage, finding("paste", ASK_FROM - 0.1), text=text) is None
    assert use(stage) == {"outcome": "nothing", "words": "what about my cat, … …, …?"}


async def test_what_the_bot_understands_is_not_for_articles() -> None:
    """A topic, or a simple answer, comes before the same thing in an article."""
    stage = Stage(listens=True)
    assert await asks(stage, finding("paste"), intent="opening_hours") != "action_read_article"
    assert "article_use" not in stage.slots


@pytest.mark.parametrize(
    "text", ["it was order 30512", "THIS IS RIDICULOUS!!! WHAT A JOKE, I AM FURIOUS!!!"]
)
async def test_orders_and_anger_are_not_for_articles(text: str) -> None:
    """Nobody who is angry, or names an order of theirs, is given something to read."""
    stage = Stage(ANNA, listens=True)
    assert await asks(stage, finding("paste"), text=text) != "action_read_article"


async def test_an_article_is_read_in_the_middle_of_a_case() -> None:
    """The case goes on by name, and its question comes again; nothing else is asked."""
    stage = Stage(ANNA, listens=True)
    await stage.open("where is my parcel", "order_missing")
    assert stage.form is not None
    before = stage.case
    assert await asks(stage, finding("paste"), text="is there paste on a cooler?") == (
        "action_read_article"
    )
    assert "It is so with paste." in stage.words
    assert "utter_back_to" in stage.words
    assert "Yes, thanks" not in titles(stage)
    assert stage.form is not None
    assert stage.case == before


async def test_in_a_case_only_questions_are_answered() -> None:
    """Anything else is a word to what is open."""
    stage = Stage(ANNA, listens=True)
    await stage.open("where is my parcel", "order_missing")
    assert await asks(stage, finding("paste"), text="it sits on the card") is None


async def test_a_no_with_nothing_told_is_no_answer_to_an_article() -> None:
    """A button that is pressed late does nothing to what is over."""
    stage = Stage(listens=True)
    await asks(stage, finding("paste"))
    await presses(stage, "Yes, thanks")
    stage.hear("/deny", "deny")
    assert await follows(stage) is None


@pytest.mark.parametrize("action", [ActionReadArticle(), ActionArticleHelped()])
async def test_nothing_is_told_without_being_called_for(
    action: ActionReadArticle | ActionArticleHelped,
) -> None:
    """Whoever runs them with nothing to tell has a mistake to mend."""
    stage = Stage()
    stage.hear("hello", "greet")
    with pytest.raises(ValueError, match="an article was to be"):
        await stage.run(action)


async def test_without_a_short_sentence_the_link_is_told() -> None:
    """And without an address the title."""
    stage = Stage(listens=True)
    await asks(stage, Finding(article="en/a", title="About a", said="", likeness=SURE))
    assert "“About a”." in stage.words
    assert "http" not in stage.words
    told = spoken(finding("paste", heading="How much"))
    assert told.startswith("It is so with paste.\n\n")
    assert "“All of paste › How much”" in told  # noqa: RUF001


async def followed(text: str, *alone: Finding, behind: tuple[Finding, ...] = ()) -> Stage:
    """A general question was answered, and this follows, which articles say something to."""
    stage = Stage(listens=True)
    stage.hear("do you ship to belfast", "delivery_abroad")
    found = msgspec.to_builtins(alone)
    stage.hear(
        text,
        "nlu_fallback",
        findings=found,
        found_in_context=msgspec.to_builtins(behind),
        parse={"intent_ranking": [{"name": "small_matter", "confidence": 0.1}]},
    )
    await follows(stage)
    return stage


@pytest.mark.parametrize("behind", [False, True])
async def test_a_further_question_is_answered_by_an_article(behind: bool) -> None:
    """By its own words, or with those before it; only what fits surely is told."""
    sure, some = (finding("customs"),), (finding("customs", SOMEWHAT),)
    stage = await followed("and who pays the duties?", *(() if behind else sure), behind=sure)
    assert "It is so with customs." in stage.words
    stage = await followed("and who pays the duties?", behind=some)
    assert "customs" not in stage.words


async def test_what_only_adds_to_a_subject_is_no_question() -> None:
    """Nobody is lectured who has asked for nothing."""
    stage = await followed("she lives there", finding("customs"), behind=(finding("customs"),))
    assert stage.slots.get(RUN_NEXT) == "action_hear"
