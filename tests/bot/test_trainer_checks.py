"""The gate for trainers: what it finds wrong, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from scripts.trainer import checks
from scripts.trainer.checks import problems
from scripts.trainer.errors import NotTrained
from scripts.trainer.project import Phrase, Project, read

ROOT = Path(__file__).parents[2]
FOUND = read(ROOT)
MAIN = ("order_missing", "track_order", "contact_human_agent")
FEWEST_OF_THE_MAIN = 40


def said(*texts: str, intent: str = "gift_wrapping") -> tuple[Phrase, ...]:
    """Phrases of one file, a line each."""
    places = (f"data/nlu/{intent}.yml:{line}" for line in range(1, len(texts) + 1))
    return tuple(
        Phrase(text=text, intent=intent, place=place)
        for text, place in zip(texts, places, strict=True)
    )


SOUND = Project(
    intents=("gift_wrapping",),
    phrases=said(*(f"wrap it in paper {number}" for number in range(15))),
    variants={"utter_gift_wrapping": 2},
    titles={"gift_wrapping": "Wrap a gift"},
    asked_for={"gift_wrapping": "data/rules/gift_wrapping.yml"},
    said={"utter_gift_wrapping": "data/rules/gift_wrapping.yml"},
)


def test_this_project_is_in_order() -> None:
    """What is in the repository passes its own gate."""
    assert problems(FOUND) == []


@pytest.mark.parametrize("intent", MAIN)
def test_the_main_intents_have_more(intent: str) -> None:
    """Forty different phrases for those that matter most."""
    assert len({p.plain for p in FOUND.phrases if p.intent == intent}) >= FEWEST_OF_THE_MAIN


def test_each_phrase_has_its_line() -> None:
    """The place leads to the very line."""
    for phrase in FOUND.phrases:
        file, _, line = phrase.place.rpartition(":")
        assert phrase.text in (ROOT / file).read_text().splitlines()[int(line) - 1]


def test_nothing_is_wrong_with_a_sound_topic() -> None:
    """Fifteen phrases, two variants, a rule and a title are enough."""
    assert problems(SOUND) == []


def test_a_phrase_in_two_intents_is_named_with_both_places() -> None:
    """Capitals, closing marks and annotations make no difference."""
    twice = said("Wrap it in [paper](product) 3?", intent="greet")
    (line,) = checks.phrases_of_two_places((*SOUND.phrases, *twice))
    assert line == (
        "data/nlu/greet.yml:1: “Wrap it in [paper](product) 3?” is in gift_wrapping and in greet"
        " (see data/nlu/gift_wrapping.yml:4)"
    )


def test_a_phrase_written_twice_in_one_intent_is_named() -> None:
    """It would make itself look more important than it is."""
    (line,) = checks.phrases_of_two_places((*SOUND.phrases, *said("wrap it in paper 3")))
    assert "twice in gift_wrapping" in line


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"phrases": SOUND.phrases[:14]},
            "data/nlu/gift_wrapping.yml: gift_wrapping has 14 phrases, and needs 15",
        ),
        ({"phrases": ()}, "data/nlu/gift_wrapping.yml: gift_wrapping has 0 phrases, and needs 15"),
        (
            {"phrases": (*SOUND.phrases, *said("by the way", intent="wraping"))},
            "data/nlu/wraping.yml:1: there is no intent wraping in domain.yml",
        ),
        (
            {"asked_for": {}},
            "domain.yml: no rule says what follows gift_wrapping (data/rules/gift_wrapping.yml)",
        ),
        (
            {"titles": {}},
            "domain.yml: gift_wrapping has no title (slots, titles), so it is never offered",
        ),
        ({"said": {}}, "domain.yml: nothing says utter_gift_wrapping"),
        (
            {"variants": {"utter_gift_wrapping": 1}},
            "domain.yml: utter_gift_wrapping has 1 variants, and needs 2",
        ),
        (
            {"variants": {}},
            "data/rules/gift_wrapping.yml: there is no response utter_gift_wrapping in domain.yml",
        ),
    ],
)
def test_what_is_missing_is_named_with_its_file(change: dict[str, object], line: str) -> None:
    """One line for one thing to mend."""
    assert problems(replace(SOUND, **change)) == [line]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("domain.yml", "intents: [a\n", "domain.yml: "),
        ("domain.yml", "responses: {}\n", "domain.yml: Object missing required field `intents`"),
        ("data/nlu/a.yml", "nlu:\n  - intent: [a]\n", "data/nlu/a.yml: Expected `str | null`"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    name: str, text: str, told: str, tmp_path: Path
) -> None:
    """The reason comes behind its name."""
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "domain.yml").write_text("intents: []\n")
    (tmp_path / name).write_text(text)
    with pytest.raises(NotTrained) as refused:
        read(tmp_path)
    assert str(refused.value).startswith(told)


def test_answers_quote_the_policy_by_its_names() -> None:
    """A figure of its own, and a name that the policy does not have, are told with the response."""
    said_so = replace(
        SOUND,
        words={
            "utter_gift_wrapping": (
                "It costs {policy.fees.wrapping} and is there within {policy.windows.return}.",
                "It is there within 30 days, with your {thing}.",
            )
        },
        figures={"policy.windows.return": "14 days"},
    )
    assert problems(said_so) == [
        "domain.yml: utter_gift_wrapping: policy.yml has no {policy.fees.wrapping}",
        "domain.yml: utter_gift_wrapping: “30 days” stands there by itself; add it to policy.yml, "
        "and write its name in braces",
    ]


def test_a_project_without_a_policy_may_say_figures() -> None:
    """There is nothing that they could contradict."""
    free = replace(SOUND, words={"utter_gift_wrapping": ("It is there within 30 days.",)})
    assert problems(free) == []


def test_a_policy_that_is_wrong_is_told_before_any_training(tmp_path: Path) -> None:
    """All of it at once."""
    (tmp_path / "domain.yml").write_text("intents: []\n")
    (tmp_path / "policy.yml").write_text("tiers: [plain]\nwindows: {return: soon}\nfess: {}\n")
    with pytest.raises(NotTrained) as wrong:
        read(tmp_path)
    assert [line.partition(": ")[2].partition(":")[0] for line in wrong.value.lines] == [
        "fess",
        "windows.return",
    ]
