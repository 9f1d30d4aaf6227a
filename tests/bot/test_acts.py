"""Phrases of acts: how they are read, and what the trainers' gate finds wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from bot.errors import TrainingFailed
from bot.training import ACTS, LEARNS_ACTS, fingerprint, rasas_files, sources_of
from contracts.acts import ActPhrase, Kind, as_file, files, from_file, read_acts
from contracts.business import BusinessError
from contracts.listening import Act, Asked, Context
from contracts.merging import CORE, DATA
from scripts.trainer.act_checks import FEWEST_PHRASES, phrases_of_two_acts, too_few_of_an_act
from scripts.trainer.errors import NotTrained
from scripts.trainer.project import read

ROOT = Path(__file__).resolve().parents[2]
THANKS = "act: thanks\nsaid:\n  - phrases: |\n      - thanks\n      - ta\n"
EVERYWHERE = get_args(Context)


def written(folder: Path, content: str, name: str = "thanks.yml") -> Path:
    """A file of acts."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    return file


def said(*texts: str, kind: Kind, file: str = "data/acts/a.yml") -> tuple[ActPhrase, ...]:
    """Phrases of one kind, a line each."""
    return tuple(
        ActPhrase(text=text, kind=kind, place=f"{file}:{line}")
        for line, text in enumerate(texts, start=1)
    )


AGREES = Kind(act="agrees", after=("proposal", "step"))
ANSWERS = Kind(act="answers", after=("question", "step"))
ENOUGH = tuple(f"yes number {number}" for number in range(FEWEST_PHRASES))


def test_phrases_have_their_kind_and_their_line(tmp_path: Path) -> None:
    """Where nothing is said of contexts, it is all of them; places lead to the very line."""
    file = written(
        tmp_path,
        "act: asks_about\nsaid:\n  - asks: when\n    phrases: |\n      - when?\n"
        "  - asks: undo\n    after: [told, proposal]\n    phrases: |\n"
        "      - when?\n      - undo\n",
    )
    first, second, third = read_acts(file, "acts/a.yml")
    assert (first.text, first.kind) == (
        "when?",
        Kind(act="asks_about", after=EVERYWHERE, asks="when"),
    )
    assert second.kind == Kind(act="asks_about", after=("told", "proposal"), asks="undo")
    assert [one.place for one in (first, second, third)] == [
        "acts/a.yml:5",
        "acts/a.yml:9",
        "acts/a.yml:10",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("act: agree\nsaid: []\n", None),
        ("act: agree\nsaid:\n  - phrases: '- yes'\n", "act: there is no agree; write answers, "),
        (
            "act: agrees\nsaid:\n  - after: [proposals]\n    phrases: '- yes'\n",
            "after: there is no proposals; write nothing, told, ",
        ),
        (
            "act: asks_about\nsaid:\n  - phrases: '- when'\n",
            "say which question it is: asks: what, when, ",
        ),
        (
            "act: asks_about\nsaid:\n  - asks: whence\n    phrases: '- when'\n",
            "asks: there is no whence; write what, when, ",
        ),
        (
            "act: agrees\nsaid:\n  - asks: when\n    phrases: '- when'\n",
            "only asks_about has “asks”; take it out of agrees",
        ),
        ("act: agrees\nsaid:\n  - words: '- yes'\n", "unknown field `words`"),
        ("act: [\n", "a.yml: "),
    ],
)
def test_a_file_that_is_amiss_is_told_with_what_may_stand_there(
    tmp_path: Path, content: str, told: str | None
) -> None:
    """Each error names the file; one without groups says nothing and is none."""
    file = written(tmp_path, content)
    if told is None:
        assert read_acts(file, "a.yml") == ()
        return
    with pytest.raises(BusinessError) as error:
        read_acts(file, "a.yml")
    assert str(error.value).startswith("a.yml: ")
    assert told in str(error.value)


def test_a_lost_file_is_told(tmp_path: Path) -> None:
    """Reading says which file it was."""
    with pytest.raises(BusinessError, match=r"^a\.yml: "):
        read_acts(tmp_path / "none.yml", "a.yml")


def test_a_training_reads_what_was_written_for_it() -> None:
    """All phrases with their kinds, in one file."""
    phrases = said("yes", kind=AGREES) + said("since monday", kind=ANSWERS)
    assert from_file(as_file(phrases)) == [("yes", AGREES), ("since monday", ANSWERS)]


def test_every_act_and_every_question_has_phrases() -> None:
    """The core knows all of them, forty phrases or more an act, and after each context."""
    phrases = [one for file in files([CORE / DATA]) for one in read_acts(file, file.name)]
    for act in get_args(Act):
        assert len({one.plain for one in phrases if one.kind.act == act}) >= 40
    assert {one.kind.asks for one in phrases} == {*get_args(Asked), None}
    for context in EVERYWHERE:
        assert len({one.kind.act for one in phrases if context in one.kind.after}) >= 9


def test_a_business_adds_phrases_of_its_own(tmp_path: Path) -> None:
    """They are learned beside the core's, and named by its own folder."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    before = fingerprint(tmp_path)
    written(tmp_path / "data/acts", THANKS)
    phrases = sources_of(tmp_path).acts()
    assert [one.place for one in phrases[-2:]] == [
        "data/acts/thanks.yml:4",
        "data/acts/thanks.yml:5",
    ]
    assert phrases[0].place.startswith("core/data/acts/")
    assert fingerprint(tmp_path) != before


def test_the_component_is_told_where_the_phrases_are(tmp_path: Path) -> None:
    """Rasa gets a configuration that is else as it was written."""
    (tmp_path / "out").mkdir()
    (tmp_path / "domain.yml").write_text("intents: []\n")
    (tmp_path / "config.yml").write_text(f"pipeline:\n- name: {LEARNS_ACTS}\n- name: Other\n")
    written(tmp_path / "data/acts", THANKS)
    rasas_files(sources_of(tmp_path), tmp_path / "out")
    phrases = tmp_path / "out" / ACTS
    assert (tmp_path / "out/config.yml").read_text() == (
        f"pipeline:\n- name: {LEARNS_ACTS}\n  phrases: {phrases}\n- name: Other\n"
    )
    assert [text for text, _ in from_file(phrases.read_bytes())] == ["thanks", "ta"]


@pytest.mark.parametrize("content", ["pipeline: 3\n", "pipeline: [a]\n", "[\n", "language: en\n"])
def test_a_configuration_that_is_amiss_is_left_to_rasa(tmp_path: Path, content: str) -> None:
    """It tells better what is wrong."""
    (tmp_path / "out").mkdir()
    (tmp_path / "domain.yml").write_text("intents: []\n")
    (tmp_path / "config.yml").write_text(content)
    rasas_files(sources_of(tmp_path), tmp_path / "out")
    assert (tmp_path / "out/config.yml").read_text() == content


def test_acts_that_cannot_be_read_stop_training_and_gate(tmp_path: Path) -> None:
    """Both name the file."""
    (tmp_path / "out").mkdir()
    (tmp_path / "domain.yml").write_text("intents: []\n")
    written(tmp_path / "data/acts", "act: thankful\nsaid:\n  - phrases: '- ta'\n")
    with pytest.raises(TrainingFailed, match=r"^data/acts/thanks\.yml: act: there is no thankful"):
        rasas_files(sources_of(tmp_path), tmp_path / "out")
    with pytest.raises(NotTrained, match=r"^data/acts/thanks\.yml: act: there is no thankful"):
        read(tmp_path)


def test_a_phrase_of_two_acts_is_named_where_both_may_be_meant() -> None:
    """After the same it would be either; after different things it may be both."""
    other = said("YES", kind=ANSWERS, file="data/acts/b.yml")
    (line,) = phrases_of_two_acts([*said("yes", kind=AGREES), *other])
    assert line == (
        "data/acts/b.yml:1: “YES” is in agrees and in answers, both after step"
        " (see data/acts/a.yml:1): take one of them out"
    )
    elsewhere = said("yes", kind=Kind(act="answers", after=("question",)))
    assert list(phrases_of_two_acts([*said("yes", kind=AGREES), *elsewhere])) == []


def test_a_phrase_that_is_written_twice_is_named() -> None:
    """It would make itself look more important than it is."""
    (line,) = phrases_of_two_acts(said("yes", "yes", kind=AGREES))
    assert "“yes” is twice in agrees" in line


def test_an_act_of_few_phrases_is_named_with_what_to_do() -> None:
    """Ten different ones are needed."""
    assert list(too_few_of_an_act(said(*ENOUGH, kind=AGREES))) == []
    (line,) = too_few_of_an_act(said(*ENOUGH[1:], ENOUGH[1], kind=AGREES))
    assert line == (
        "data/acts/a.yml: agrees after proposal, step has 9 phrases, and needs 10: write more, or"
        " put them under an “after” that has more"
    )
    question = Kind(act="asks_about", after=EVERYWHERE, asks="when")
    (line,) = too_few_of_an_act(said("when", kind=question))
    assert line.startswith("data/acts/a.yml: asks_about (when) after nothing, told, ")
