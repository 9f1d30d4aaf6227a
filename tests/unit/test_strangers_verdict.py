"""What came of a stranger's message is judged by what the bot took it for, and by nothing else."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from scripts.listening.cases import CannotListen, Opening, read_human, read_openings
from scripts.listening.player import Played
from scripts.listening.report import Heard, line, summary, write
from scripts.listening.taken import Taken, taken
from scripts.listening.verdict import Exchange, Outcome, locked, outcome, repeated, wish_kept

RIGHT = (frozenset({"hold_order", "delivery_options"}),)
TWO = (frozenset({"track_order"}), frozenset({"change_order"}))


def opening(**other: object) -> Opening:
    """A first message about holding an order."""
    told: dict[str, object] = {"id": "x1", "text": "keep it back till friday", "kind": "delivery"}
    return Opening(**{"right": RIGHT, **told, **other})  # type: ignore[arg-type]


def turn(*topics: str, kept: tuple[str, ...] = (), asked_back: bool = False) -> Exchange:
    """A message that was taken for these."""
    actions = ("action_clarify",) if asked_back else ("action_listen",)
    return Exchange(said="…", taken=Taken(topics=topics, kept=kept, actions=actions))


@pytest.mark.parametrize(
    ("right", "turns", "what"),
    [
        (RIGHT, [turn("hold_order")], Outcome.AT_ONCE),
        (RIGHT, [turn("nlu_fallback", asked_back=True), turn("hold_order")], Outcome.AFTER_ONE),
        (RIGHT, [turn("hold_order", asked_back=True)], Outcome.NOT_FOUND),
        (RIGHT, [turn("x", asked_back=True), turn("y", asked_back=True)], Outcome.NOT_FOUND),
        (RIGHT, [turn("cancel_order")], Outcome.MISREAD),
        (RIGHT, [turn("cancel_order", "hold_order")], Outcome.MISREAD),
        (RIGHT, [turn("out_of_scope")], Outcome.REFUSED),
        (TWO, [turn("track_order", kept=("change_order",))], Outcome.AT_ONCE),
        (TWO, [turn("track_order")], Outcome.PARTLY),
        ((frozenset({"danger"}),), [Exchange(said="", taken=Taken(actions=("action_danger",)))],
         Outcome.AT_ONCE),
        ((), [turn("hold_order")], Outcome.UNJUDGED),
    ],
)  # fmt: skip
def test_a_first_message_is_judged(
    right: tuple[frozenset[str], ...], turns: list[Exchange], what: Outcome
) -> None:
    """Every need must be met; being asked back once is not being misread."""
    assert outcome(opening(right=right), turns) is what


def test_a_general_question_needs_no_proof_of_who_asks() -> None:
    """What a good agent answers at once must not ask for an order's secrets."""
    asks = Exchange(said="", taken=Taken(responses=("utter_ask_identity",)))
    assert locked(opening(first_best_reply="answer at once with the price"), [asks])
    assert not locked(opening(first_best_reply="ask order number"), [asks])
    assert not locked(opening(first_best_reply="ask the order number, stop it at once"), [asks])
    assert not locked(opening(first_best_reply="answer at once"), [turn("hold_order")])


def test_the_same_words_twice_are_a_repeat() -> None:
    """Whatever was said in between."""
    said = [Exchange(said="a", answer=("One?", "Two.")), Exchange(said="b", answer=("One?",))]
    assert repeated(said) == ("One?",)
    assert repeated(said[:1]) == ()


def test_a_packet_keeps_the_first_or_the_last_wish() -> None:
    """In the customer's own words, wherever in the summary; small words do not count."""
    said = ["please refund the keyboard, money back only", "no replacement please"]
    packet = {"summary": {"wants": [{"words": "refund the keyboard, money back only"}]}}
    assert wish_kept(said, packet)
    assert not wish_kept(said, {"summary": {"situation": "Their parcel is late."}})
    assert wish_kept(said, {"said_since": [{"text": "no replacement please"}]})


def test_cases_are_read_with_what_is_right(tmp_path: Path) -> None:
    """Topics side by side are one need; a list within the list is another."""
    (tmp_path / "openings.jsonl").write_text(
        json.dumps({"id": "a", "text": "hi", "kind": "order", "needs": ["x"], "more": 1}) + "\n"
        + json.dumps({"id": "b", "text": "ho"}) + "\n"
    )  # fmt: skip
    (tmp_path / "human_openings.jsonl").write_text('{"text": "t", "any_of": ["track_order"]}\n')
    right = tmp_path / "right.yml"
    right.write_text("a: [[track_order], [change_order, place_order]]\n")
    first, second = read_openings(tmp_path, right)
    assert first.right == (frozenset({"track_order"}), frozenset({"change_order", "place_order"}))
    assert second.right == ()
    (human,) = read_human(tmp_path)
    assert human.right == (frozenset({"track_order"}),)


@pytest.mark.parametrize("written", [None, "no JSON\n"])
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, written: str | None) -> None:
    """A folder without the file, and a file of another kind."""
    if written is not None:
        (tmp_path / "openings.jsonl").write_text(written)
    with pytest.raises(CannotListen, match=r"openings\.jsonl"):
        read_openings(tmp_path, tmp_path / "right.yml")
    (tmp_path / "openings.jsonl").write_text("")
    (tmp_path / "right.yml").write_text("- a list\n")
    with pytest.raises(CannotListen, match=r"right\.yml"):
        read_openings(tmp_path, tmp_path / "right.yml")


def test_turns_are_read_from_the_tracker_store(tmp_path: Path) -> None:
    """What is heard instead belongs to the same turn, and counts before what was heard first."""

    def user(turn_id: str, intent: str) -> dict[str, object]:
        parse = {"intent": {"name": intent}}
        return {"event": "user", "metadata": {"turn_id": turn_id}, "parse_data": parse}

    events = [
        {"event": "action", "name": "action_listen"},
        user("t1", "track_order"),
        {"event": "slot", "name": "parked", "value": [{"intent": {"name": "get_invoice"}}]},
        user("t1", "order_missing"),
        {"event": "slot", "name": "case", "value": {"topic": "order_missing"}},
        {"event": "bot", "metadata": {"utter_action": "utter_ask_identity"}},
        user("t2", "nlu_fallback"),
        {"event": "action", "name": "action_clarify"},
    ]
    file = tmp_path / "tracker.db"
    with sqlite3.connect(file) as store:
        store.execute("CREATE TABLE bot_events (conversation_id, version, position, type, data)")
        rows = [("c", 1, at, "", json.dumps(event)) for at, event in enumerate(events)]
        store.executemany("INSERT INTO bot_events VALUES (?, ?, ?, ?, ?)", rows)
    first, second = taken(file, "c")
    assert first.topics == ("order_missing", "track_order")
    assert (first.kept, first.responses) == (("get_invoice",), ("utter_ask_identity",))
    assert second.asked_back
    assert not first.asked_back


def test_the_report_counts_by_kind_and_keeps_transcripts(tmp_path: Path) -> None:
    """A row a kind, all of them, and a file for each case under what came of it."""
    played = Played(exchanges=(turn("hold_order"),), conversation_id="c", owner="bot")
    wrong = Played(
        exchanges=(turn("cancel_order"),),
        conversation_id="d",
        owner="queue",
        packet={"summary": {"situation": "…"}},
    )
    heard = [
        Heard(case=opening(), played=played),
        Heard(case=opening(id="x2", text="please hold everything"), played=wrong),
    ]
    said = "\n".join(summary(heard))
    assert "understood at once or after one question: 1 of 2 (50 %)" in said
    assert "delivery" in said
    assert "x2" in line(heard[1])
    assert "misread" in line(heard[1])
    for one in heard:
        write(tmp_path, one)
    assert (tmp_path / "at-once" / "x1.md").read_text().startswith("# x1")
    assert (tmp_path / "misread" / "x2.md").exists()


@pytest.mark.parametrize("response", ["utter_did_you_mean", "utter_ask_anew", "utter_own_words"])
def test_whoever_asks_what_is_meant_asks_back(response: str) -> None:
    """By the question that is put, whichever action puts it."""
    assert Taken(actions=("action_hear",), responses=(response,)).asked_back
    assert not Taken(actions=("action_hear",), responses=("utter_look_now",)).asked_back
