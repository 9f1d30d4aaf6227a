"""`scripts/business`: a folder that is made, and what is said of one that was spoilt."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.business import BusinessError, read_profile
from scripts.businesses import __main__ as command
from scripts.businesses.checking import problems
from scripts.businesses.founding import found

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bikes(tmp_path: Path) -> Path:
    """A business that was just founded."""
    folder = tmp_path / "bikes"
    found(folder, company="Spoke & Chain", bot="Sprocket")
    return folder


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command, given in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.businesses", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_founded_is_in_order(bikes: Path) -> None:
    """Nothing is missing in it, and it has its names."""
    assert problems(bikes) == []
    profile = read_profile(bikes)
    assert (profile.company, profile.bot) == ("Spoke & Chain", "Sprocket")


def test_the_demo_shop_is_in_order() -> None:
    """The checkout's own business passes its own check."""
    assert problems(ROOT) == []


def test_a_bicycle_shop_by_files_alone_is_in_order() -> None:
    """So does the one that the page about adopting the desk names as an example."""
    assert problems(ROOT / "tests" / "businesses" / "bikes") == []


def test_the_command_makes_checks_and_tells(tmp_path: Path) -> None:
    """Paths count from where it is given; the next steps are told."""
    made = run("new", "bikes", "--name", "Spoke & Chain", "--bot", "Sprocket", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert f"BUSINESS={tmp_path / 'bikes'} scripts/train" in made.stdout
    checked = run("check", "bikes", cwd=tmp_path)
    assert (checked.returncode, checked.stdout) == (
        0,
        "Nothing is missing, and nothing contradicts.\n",
    )


def test_the_command_ends_with_1_and_the_reasons(tmp_path: Path) -> None:
    """A line for each on stderr, for either of its two works."""
    again = run("new", ".", "--name", "A", "--bot", "B", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    again = run("new", ".", "--name", "A", "--bot", "B", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (
        1,
        "scripts/business: . is there already; name a folder that is not.\n",
    )
    (tmp_path / "domain.yml").write_text("intents: [lonely]\n")
    checked = run("check", cwd=tmp_path)
    assert checked.returncode == 1
    assert "data/nlu/lonely.yml: lonely has 0 phrases, and needs 15\n" in checked.stderr


@pytest.mark.parametrize("name", ["", " ", "{company}", "x" * 81])
def test_a_name_that_cannot_be_said_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written for it."""
    with pytest.raises(BusinessError, match="a name is missing or has braces"):
        found(tmp_path / "shop", company=name, bot="Sprocket")
    assert not (tmp_path / "shop").exists()


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    """Whatever it is, it is somebody's."""
    (tmp_path / "shop").write_text("mine")
    with pytest.raises(BusinessError, match="is there already"):
        found(tmp_path / "shop", company="A", bot="B")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With what the system says."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BusinessError, match=r"file/shop cannot be written: "):
        found(tmp_path / "file" / "shop", company="A", bot="B")


def test_the_command_tells_of_a_folder_that_is_no_business(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check says it in the words of the profile's reader."""
    monkeypatch.setattr(sys, "argv", ["business", "check", str(tmp_path)])
    assert command.main() == 1
    assert "there is no" in capsys.readouterr().err


def rewritten(file: str, old: str, new: str) -> Callable[[Path], object]:
    """A change of some words of a file."""

    def change(folder: Path) -> object:
        text = (folder / file).read_text()
        assert old in text
        return (folder / file).write_text(text.replace(old, new))

    return change


def removed(file: str) -> Callable[[Path], object]:
    """A file less."""
    return lambda folder: (folder / file).unlink()


def added(file: str, text: str) -> Callable[[Path], object]:
    """A file more."""
    return lambda folder: (folder / file).write_text(text)


SUGGESTING = """
from actions.engine.business.business import Parts, Suggestion

PARTS = Parts(
    nothing_open=("cancel_repair",), order_named=(Suggestion(intent="mend", title="shop.mend"),)
)
"""
SAYING = """
from actions.engine.business.business import Parts
from actions.engine.words.texts import say

PARTS = Parts()


def told(cause: str) -> str:
    return say("repair.begun") + say(f"repair.over.{cause}") + say(f"{cause}.late")
"""
COMPOSING = """
from actions.engine.business.business import Parts
from actions.engine.words.texts import say

PARTS = Parts()


def told(cause: str) -> str:
    return say("repair.begun") + say(f"repair.over.{cause}")
"""
RULE_OF_THE_CORE = """
rules:
  - {rule: hello, steps: [{intent: greet}, {action: utter_greet}]}
"""


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (removed("data/nlu/opening_hours.yml"), "opening_hours has 0 phrases, and needs 15"),
        (removed("data/rules/opening_hours.yml"), "no rule says what follows opening_hours"),
        (removed("domain.yml"), "domain.yml: "),
        (
            rewritten("domain.yml", "      opening_hours: Opening hours\n", ""),
            "opening_hours has no title",
        ),
        (
            added("data/rules/hello.yml", RULE_OF_THE_CORE),
            "data/rules/hello.yml: greet is every business's",
        ),
        (
            rewritten("texts/en/matters.yml", "  opening_hours:", "  opening_times:"),
            "texts/en/matters.yml: there is no intent opening_times in domain.yml",
        ),
        (
            rewritten("intake/quote_request.yml", "intent: quote_request", "intent: quotation"),
            "intake/quote_request.yml: there is no intent quotation in domain.yml",
        ),
        (
            rewritten("intake/quote_request.yml", "heard: utter_quote", "heard: utter_offer"),
            "there is no response utter_offer_request_heard in domain.yml",
        ),
        (rewritten("intake/quote_request.yml", "kind: words", "kind: word"), "intake/"),
        (
            added("business.yml", "company: A\nbot: B\nbeside: [lottery]\n"),
            "business.yml: there is no intent lottery in domain.yml",
        ),
        (added("texts/en/more.yml", "sentences: {a: [only one]}"), "needs two variants"),
        (rewritten("policy.yml", "tiers: [standard]", "tiers: []"), "policy.yml: tiers"),
        (removed("policy.yml"), "policy.yml has no {policy.hours.weekdays}"),
        (
            rewritten("domain.yml", "{policy.hours.weekdays}", "9:00 to 17:00"),
            "utter_opening_hours",
        ),
        (added("topics.py", "PARTS = 1\n"), "PARTS is no `Parts`"),
        (added("topics.py", SAYING), "topics.py:9: there is no text repair.begun in en"),
        (
            added("texts/en/more.yml", 'titles: {button.yess: "Aye"}'),
            "texts/en: button.yess is said by nothing",
        ),
        (added("topics.py", SUGGESTING), "cancel_repair is suggested"),
        (added("topics.py", SUGGESTING), "mend is suggested, and there is no intent"),
        (added("topics.py", SUGGESTING), "by the title shop.mend, and no text has this id"),
        (removed("tests/nlu/held_out.yml"), "tests/nlu/held_out.yml: "),
        (
            rewritten("tests/nlu/held_out.yml", "      - what hours do you keep\n", ""),
            "tests/nlu/held_out.yml: opening_hours has 3 phrases, and needs 4",
        ),
        (
            rewritten("tests/nlu/held_out.yml", "intent: opening_hours", "intent: open"),
            "tests/nlu/held_out.yml: there is no intent open in domain.yml",
        ),
        (removed("conversations/first.yml"), "conversations/: there are no scripts"),
        (added("conversations/more.yml", "- {name: x}\n"), "conversations/: "),
        (
            rewritten("conversations/first.yml", "topic: quote_request", "topic: quotation"),
            "is about quotation, which is no intent",
        ),
    ],
)
def test_what_is_missing_or_contradicts_is_named(
    bikes: Path, spoil: Callable[[Path], object], told: str
) -> None:
    """In a line, with its file where it is one."""
    spoil(bikes)
    assert any(told in line for line in problems(bikes)), problems(bikes)


def test_what_python_says_is_used_and_there(bikes: Path) -> None:
    """By its whole name, or by one that is composed."""
    sentences = """
sentences:
  repair.begun: [On it., Begun.]
  repair.over.tyre: [Done., Over.]
"""
    (bikes / "topics.py").write_text(COMPOSING)
    (bikes / "texts" / "en" / "more.yml").write_text(sentences)
    assert problems(bikes) == []


def test_an_article_against_the_policy_is_told(bikes: Path) -> None:
    """With both places, so that the gate of trainers fails for it as well."""
    (bikes / "policy.yml").write_text(
        f"{(bikes / 'policy.yml').read_text()}\nwindows:\n  return: 14 days\n"
    )
    folder = bikes / "articles" / "en"
    folder.mkdir(parents=True)
    text = "---\ntitle: Back\n---\nSend it back within 30 days of delivery.\n"
    (folder / "back.md").write_text(text)
    (line,) = problems(bikes)
    assert line.startswith("articles/en/back.md:4: “30 days”, and policy.yml:")
