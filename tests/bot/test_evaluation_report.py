"""What an evaluation finds, compares and shows, on made-up guesses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from scripts.evaluation import history
from scripts.evaluation.errors import CannotEvaluate
from scripts.evaluation.learned import Learned
from scripts.evaluation.measures import (
    Guess,
    Point,
    Threshold,
    accuracy,
    at,
    confusions,
    curve,
    guesses,
    near_duplicates,
    scores,
    suspects,
)
from scripts.evaluation.page import Findings, page
from scripts.trainer.project import Phrase

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.timezone.utc)


def phrase(text: str, intent: str) -> Phrase:
    """A phrase of the intent's file."""
    return Phrase(text=text, intent=intent, place=f"data/nlu/{intent}.yml:7")


def guess(
    text: str, meant: str, taken: str, confidence: float = 0.8, runner_up: float = 0.1
) -> Guess:
    """What a phrase was taken for."""
    return Guess(
        phrase=phrase(text, meant), intent=taken, confidence=confidence, runner_up=runner_up
    )


FOUND = (
    guess("cancel it", "cancel", "cancel"),
    guess("stop it", "cancel", "track", 0.95),
    guess("halt it", "cancel", "track", 0.6),
    guess("where is it", "track", "track"),
    guess("any news", "track", "greet", 0.5, 0.45),
    guess("hello", "greet", "greet", 0.99),
)


def test_the_likeliest_intent_is_the_guess() -> None:
    """Each row of likelihoods gives its best and how likely the next best was."""
    likely = np.array([[0.2, 0.7, 0.1], [0.5, 0.1, 0.4]])
    found = guesses(
        [phrase("a", "x"), phrase("b", "x")], np.array(["cancel", "greet", "track"]), likely
    )
    assert [(one.intent, one.confidence, one.runner_up) for one in found] == [
        ("greet", 0.7, 0.2),
        ("cancel", 0.5, 0.4),
    ]


def test_accuracy_counts_best_guesses() -> None:
    """A guess counts however sure it is."""
    assert accuracy(FOUND) == 0.5


def test_the_worst_intent_comes_first() -> None:
    """Found and trusted are both counted; an intent that nothing is taken for has 0."""
    rows = scores((*FOUND, guess("bye", "goodbye", "greet")))
    assert [row.intent for row in rows] == ["goodbye", "track", "cancel", "greet"]
    assert (rows[0].found, rows[0].trusted, rows[0].f1) == (0.0, 0.0, 0.0)
    cancel = rows[2]
    assert (cancel.phrases, cancel.found, cancel.trusted) == (3, pytest.approx(1 / 3), 1.0)


def test_confusions_come_with_their_phrases() -> None:
    """The most frequent first, with the surest phrase first."""
    first, second = confusions(FOUND)
    assert (first.meant, first.taken) == ("cancel", "track")
    assert [one.phrase.text for one in first.guesses] == ["stop it", "halt it"]
    assert (second.meant, second.taken) == ("track", "greet")


def test_only_sure_mistakes_look_mislabelled() -> None:
    """A phrase is suspect when the bot is sure that it means something else."""
    assert [one.phrase.text for one in suspects(FOUND)] == ["stop it"]


def test_near_duplicates_are_of_two_intents() -> None:
    """Two phrases of one intent may say the same."""
    phrases = [phrase("a", "x"), phrase("b", "x"), phrase("c", "y"), phrase("d", "y")]
    meanings = np.array([[1.0, 0.0], [1.0, 0.0], [0.95, 0.312], [0.0, 1.0]])
    pairs = near_duplicates(phrases, meanings)
    assert [(pair.one.text, pair.other.text) for pair in pairs] == [("a", "c"), ("b", "c")]
    assert near_duplicates(phrases, np.zeros((4, 0))) == []


def test_a_threshold_wants_confidence_and_a_lead() -> None:
    """What is sure, but not ahead of the next best guess, is asked back about."""
    wanted = Threshold(confidence=0.5, lead=0.1)
    outside = (
        guess("a pizza", "food", "track", 0.7),
        guess("two pizzas", "food", "out_of_scope", 0.9),
        guess("pizza", "food", "greet", 0.3),
        guess("pasta", "food", "greet", 0.5, 0.48),
    )
    point = at(wanted, FOUND, outside)
    assert (point.right, point.wrong, point.taken) == (0.5, pytest.approx(2 / 6), 0.25)


def test_the_curve_falls() -> None:
    """A higher threshold believes no more than a lower one."""
    points = list(curve(FOUND, FOUND, 0.1))
    assert [point.confidence for point in points] == [step / 20 for step in range(1, 20)]
    for measure in ("right", "wrong", "taken"):
        values = [getattr(point, measure) for point in points]
        assert values == sorted(values, reverse=True)


def test_a_change_names_what_got_worse(tmp_path: Path) -> None:
    """Kept and read again, an evaluation tells the next one what is otherwise."""
    file = tmp_path / "last.json"
    assert history.read(file) is None
    history.write(file, history.summary(FOUND, NOW))
    last = history.read(file)
    assert last is not None
    now = (*FOUND[1:], guess("cancel it", "cancel", "track"), guess("new", "greet", "greet"))
    better = tuple(replace(one, intent=one.phrase.intent) for one in now[:2])
    change = history.change(last, (*better, *now[2:]))
    assert str(change) == (
        "+21.4 points since 2026-03-01 12:00 UTC; 1 phrase got worse: “cancel it”; "
        "2 phrases got better"
    )


def test_a_broken_record_is_told(tmp_path: Path) -> None:
    """The error names the file and what to do."""
    file = tmp_path / "last.json"
    file.write_text("{")
    with pytest.raises(CannotEvaluate, match="remove it"):
        history.read(file)


def test_nothing_trained_is_told(tmp_path: Path) -> None:
    """Without a model the error says how to come by one."""
    with pytest.raises(CannotEvaluate, match="run scripts/train first"):
        Learned(tmp_path / "none.tar.gz")


def test_the_page_shows_all_of_it() -> None:
    """What was found is on the page, and nothing in a phrase can break it."""
    nasty = guess("<script>alert(1)</script>", "greet", "track", 0.95)
    last = history.summary(FOUND, NOW)
    text = page(
        Findings(
            title="What the bot understands",
            guesses=(*FOUND, nasty),
            pairs=tuple(
                near_duplicates([phrase("go", "x"), phrase("leave", "y")], np.array([[1.0], [1.0]]))
            ),
            curve=tuple(curve(FOUND, FOUND, 0.1)),
            chosen=Point(confidence=0.5, right=0.9, wrong=0.05, taken=0.125),
            change=history.change(last, FOUND),
        )
    )
    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    for shown in (
        "42.9 %",
        "stop it",
        "12.5 %",
        "cancel taken for track: 2",
        ">leave<",
        "+0.0 points",
    ):
        assert shown in text
