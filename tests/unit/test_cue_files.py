"""Words to listen for as files: a business's over the engine's, each mistake told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.engine.words.cue_files import read_cues
from actions.engine.words.cues import Cue
from actions.engine.words.sheet import SheetsRefused
from actions.opening import open_business

DEMO_SHOP = Path(__file__).parents[2] / "listening"


def written(folder: Path, file: str, text: str) -> Path:
    """A business's folder of words."""
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / file).write_text(text)
    return folder


def refused(folder: Path) -> str:
    """What is told of a folder that cannot be used."""
    with pytest.raises(SheetsRefused) as no:
        read_cues(folder, "en")
    return str(no.value)


def test_every_business_listens_for_danger(tmp_path: Path) -> None:
    """Without a file of its own, and in a language that the engine has no words in."""
    assert read_cues(tmp_path, "en") == read_cues(tmp_path, "tlh")
    assert {"smoke", "shock", "fraud", "leak"} <= read_cues(tmp_path, "en").dangers.keys()


def test_a_business_adds_words(tmp_path: Path) -> None:
    """Its words are heard beside the engine's, and its skill takes the place of theirs."""
    own = "cues:\n  fire: {skill: workshop, words: [brakes fail*]}\n"
    fire = read_cues(written(tmp_path, "danger.yml", own), "en").dangers["fire"]
    assert fire.skill == "workshop"
    assert fire.heard("my brakes failed on the hill") == "brakes failed"
    assert fire.heard("it caught fire") == "caught fire"


def test_what_a_business_does_not_say_stays(tmp_path: Path) -> None:
    """A sign keeps its weight where only words are added."""
    own = "cues:\n  insult: {words: [muppet*]}\n"
    before = read_cues(tmp_path, "en").signs["insult"].weight
    insult = read_cues(written(tmp_path, "mood.yml", own), "en").signs["insult"]
    assert insult.weight == before
    assert insult.heard("you muppets") == "muppets"


def test_lists_fill_phrases(tmp_path: Path) -> None:
    """`{name}` is any word of a list, of the engine's as well as of one's own."""
    words = "['{part} snapped', '{device} hums']"
    own = f"lists: {{part: [fork, brake*]}}\ncues:\n  fire: {{words: {words}}}\n"
    fire = read_cues(written(tmp_path, "danger.yml", own), "en").dangers["fire"]
    assert fire.heard("the brakes snapped") == "brakes snapped"
    assert fire.heard("my laptop hums") == "laptop hums"


def test_a_kind_of_ones_own_needs_its_sentences(tmp_path: Path) -> None:
    """Where something would have to be said that has no words, the start is refused with the id."""
    (tmp_path / "business.yml").write_text("company: Spoke\nbot: Sprocket\n")
    (tmp_path / "texts" / "en").mkdir(parents=True)
    (tmp_path / "texts" / "en" / "a.yml").write_text("titles: {a.b: c}\n")
    (tmp_path / "listening").mkdir()
    written(tmp_path / "listening", "danger.yml", "cues:\n  brakes: {words: [brakes fail*]}\n")
    with pytest.raises(SheetsRefused, match=r"danger\.brakes.*\n.*danger_kind\.brakes"):
        open_business(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "cues:\n  fire: {word: [x]}\n",
            "en/danger.yml, line 2: cues / fire / word: “word:” is not known",
        ),
        (
            "cues:\n  fire:\n    words: ['(smoke']\n",
            "line 3: cues / fire / words / no. 1: “(smoke”",
        ),
        ("cues:\n  fire:\n    regexes: ['(smoke']\n", "line 3: cues / fire / regexes / no. 1"),
        (
            "cues:\n  fire:\n    together: [[[smoke], ['[*]']]]\n",
            "line 3: cues / fire / together / no. 1 / no. 2 / no. 1",
        ),
        (
            "cues:\n  fire:\n    words: ['{devise} hums']\n",
            "there is no list “devise”; did you mean “device”?",
        ),
        ("harmless: ['...']\ncues: {}\n", "line 1: harmless / no. 1"),
        ("fire: {}\n", "“fire:” is not known here"),
        ("cues: [", "this is no YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """Whoever wrote the file reads what to mend, and where."""
    assert told in refused(written(tmp_path, "danger.yml", text))


def test_words_together_are_of_one_sentence() -> None:
    """Near one another they tell something, over two sentences or a long way they do not."""
    cue = Cue(name="burnt", together=((("smell*",), ("burn*",)),))
    assert cue.heard("it smells as if something in there burns") is not None
    assert cue.heard("it smells. the sun burns") is None
    assert cue.heard(f"it smells {'of all sorts of things ' * 3}and the sun burns") is None


def test_who_says_more_means_more() -> None:
    """Harmless words count for nothing, unless what is told holds them and goes on."""
    cue = Cue(name="smoke", words=("smoke", "smoke alarm went off"), harmless=("smoke alarm",))
    assert cue.heard("is the smoke alarm in stock") is None
    assert cue.heard("the smoke alarm went off") == "smoke alarm went off"
    assert (
        Cue(name="fire", words=("cable fire",), harmless=("fire proof",)).heard("cable fire proof")
        is None
    )


def test_the_demo_shop_sends_danger_to_technicians() -> None:
    """Its own file is read with the others."""
    dangers = read_cues(DEMO_SHOP, "en").dangers
    assert dangers["smoke"].skill == "technical"
    assert dangers["smoke"].heard("the psu stinks") is not None
