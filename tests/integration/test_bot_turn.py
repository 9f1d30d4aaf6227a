"""The bot turn on the real Rasa server and a real action server, with a bot made for the tests."""

from __future__ import annotations

import concurrent.futures
import json
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from contracts.turn import TURN_PATH
from tests.rasa_server import TINY_ACTIONS, RunningBot, running_bot

pytestmark = pytest.mark.rasa

TINY_BOT = Path(__file__).parent / "tiny_bot"
ACTION_SECONDS = 5
TASK = {"name": "task", "data": {"step": "verify"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger and the switches of the tiny bot's actions, the tracker store and the logs."""
    return tmp_path_factory.mktemp("tiny")


@pytest.fixture(scope="module")
def bot(folder: Path) -> Iterator[RunningBot]:
    """The tiny bot, running, with a short deadline for its actions."""
    env = {"TINY_DIR": str(folder), "ACTION_SECONDS": str(ACTION_SECONDS)}
    with running_bot(TINY_BOT, actions=TINY_ACTIONS, folder=folder, env=env) as running:
        yield running


@pytest.fixture
def conversation() -> str:
    """A conversation that is new."""
    return uuid.uuid4().hex


@pytest.fixture
def switch(folder: Path) -> Iterator[Callable[[str], Path]]:
    """Turns a misbehaviour of the tiny actions on; it goes off at the end of the test."""
    on: list[Path] = []

    def turn_on(name: str) -> Path:
        on.append(folder / name)
        on[-1].touch()
        return on[-1]

    yield turn_on
    for path in on:
        path.unlink(missing_ok=True)


def texts(response: requests.Response) -> list[str]:
    """What the bot said."""
    assert response.status_code == 200, response.text
    return [reply["text"] for reply in response.json()["replies"]]


def error(response: requests.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return response.status_code, response.json()["error"]


def runs(folder: Path, turn_id: str) -> int:
    """How often the refund action ran for a turn."""
    path = folder / "runs"
    return path.read_text().splitlines().count(turn_id) if path.exists() else 0


def stored_events(bot: RunningBot, conversation: str) -> list[dict[str, Any]]:
    """Every event of a conversation in the tracker store."""
    query = "SELECT data FROM bot_events WHERE conversation_id = ? ORDER BY version, position"
    with sqlite3.connect(bot.tracker_url.removeprefix("sqlite:///")) as database:
        return [json.loads(data) for (data,) in database.execute(query, (conversation,))]


def wait_for(condition: Callable[[], bool]) -> None:
    """Return once `condition` holds; fail when it never does."""
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# Who may ask, and what is no turn


@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_without_the_token_nobody_is_answered(bot: RunningBot, token: str | None) -> None:
    """A turn without the right token is refused before its body is read."""
    assert error(bot.post(b"{", token=token)) == (401, "unauthorized")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "The body is not a turn"),
        (b'{"turn_id": "t"}', "conversation_id"),
        (b'{"turn_id":"t","conversation_id":"c","epoch":1,"channel":"webchat"}', "messages"),
        (
            b'{"turn_id":"t","conversation_id":"","epoch":1,"channel":"webchat",'
            b'"messages":[{"id":"m","text":"hi"}]}',
            "must not be empty",
        ),
        (
            b'{"turn_id":"t","conversation_id":"c","epoch":1,"channel":"webchat",'
            b'"messages":[{"id":"m"}]}',
            "neither text nor button_id nor attachments",
        ),
    ],
)
def test_what_is_no_turn_is_refused_with_its_reason(
    bot: RunningBot, body: bytes, says: str
) -> None:
    """A malformed turn is a 400 that says what is wrong with it."""
    response = bot.post(body)
    assert error(response) == (400, "bad_turn")
    assert says in response.json()["detail"]


def test_rasa_listens_on_loopback_only_and_has_no_other_door(bot: RunningBot) -> None:
    """Nothing but the turn's path answers, and only on 127.0.0.1."""
    port = int(bot.rasa.url.rsplit(":", 1)[1])
    assert listening_addresses(port) == {"0100007F"}
    for path in ("/webhooks/rest/webhook", "/model/parse", "/conversations/x/tracker", "/status"):
        assert requests.post(bot.rasa.url + path, json={}, timeout=10).status_code == 404
    assert requests.get(bot.rasa.url + TURN_PATH, timeout=10).status_code == 405


def listening_addresses(port: int) -> set[str]:
    """The hexadecimal addresses that a port is listened on, from the kernel's own table."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            if state == "0A" and int(address.rsplit(":", 1)[1], 16) == port:
                found.add(address.rsplit(":", 1)[0])
    return found


# What is said


def test_texts_in_a_row_are_one_message_and_parsed_one_by_one(
    bot: RunningBot, conversation: str
) -> None:
    """Two texts become one message of the tracker and two parses of the answer."""
    messages = [{"id": "a", "text": "hello"}, {"id": "b", "text": "good morning"}]
    answer = bot.turn(messages=messages, conversation_id=conversation)
    assert texts(answer) == ["Hello from the page."]
    parses = answer.json()["parses"]
    assert [(parse["message_id"], parse["intent"]) for parse in parses] == [
        ("a", "greet"),
        ("b", "greet"),
    ]
    assert len(parses[0]["ranking"]) == 5
    said = [event["text"] for event in stored_events(bot, conversation) if event["event"] == "user"]
    assert said == ["hello\ngood morning"]


def test_a_wish_for_a_person_wins_over_the_rest(bot: RunningBot, conversation: str) -> None:
    """Whoever asks for a person in any of their messages gets one."""
    messages = [
        {"id": "a", "text": "where is my parcel"},
        {"id": "b", "text": "i want to speak to a human"},
        {"id": "c", "text": "track my parcel"},
    ]
    answer = bot.turn(messages=messages, conversation_id=conversation)
    assert texts(answer) == ["A person will be with you."]
    assert answer.json()["handoff"]["reason"] == "customer_asked"


def test_a_typed_payload_never_runs_an_action(
    bot: RunningBot, conversation: str, folder: Path
) -> None:
    """A typed payload is only words; the same as a button runs its action."""
    for typed in ("/pay_out", "  / /pay_out", '/pay_out@1.0{"order_number": "1001"}'):
        answer = bot.say(typed, conversation, turn_id=f"{conversation}{typed}")
        assert answer.json()["parses"][0]["intent"] != "pay_out"
        assert runs(folder, f"{conversation}{typed}") == 0
    pressed = bot.press("/pay_out", conversation, turn_id=conversation)
    assert texts(pressed) == ["You get your money back."]
    assert runs(folder, conversation) == 1
    [parse] = pressed.json()["parses"]
    assert (parse["intent"], parse["confidence"]) == ("pay_out", 1.0)


def test_a_typed_restart_does_nothing(bot: RunningBot, conversation: str) -> None:
    """A customer cannot wipe the conversation by typing a command of Rasa's."""
    bot.say("where is my parcel", conversation)
    assert bot.say("/restart", conversation).status_code == 200
    assert "restart" not in [event["event"] for event in stored_events(bot, conversation)]


def test_responses_are_those_of_the_turns_channel(bot: RunningBot, conversation: str) -> None:
    """The channel of the turn picks the response, also within one conversation."""
    assert texts(bot.say("hello", conversation)) == ["Hello from the page."]
    assert texts(bot.say("hello", conversation, channel="whatsapp")) == ["Hello from your phone."]
    assert texts(bot.say("hello", conversation, channel="messenger")) == ["Hello."]


def test_one_utterance_is_one_reply(bot: RunningBot, conversation: str) -> None:
    """Text, buttons and image of one utterance stay together."""
    first = bot.say("where is my parcel", conversation).json()["replies"]
    payload = '/inform{"order_number": "1001"}'
    assert first == [
        {"text": "Which order?", "buttons": [{"title": "Order 1001", "payload": payload}]}
    ]
    second = bot.press(payload, conversation).json()["replies"]
    assert second == [{"text": "What happened?", "image": "https://example.org/box.png"}]


def test_an_attachment_alone_has_its_own_intent(bot: RunningBot, conversation: str) -> None:
    """A picture without words is understood as a picture, and actions get to know of it."""
    picture = {"kind": "image", "ref": "file-1"}
    messages = [{"id": "m1", "attachments": [picture]}]
    answer = bot.turn(messages=messages, conversation_id=conversation)
    assert texts(answer) == ["Thank you for the picture."]
    assert answer.json()["parses"][0]["intent"] == "share_attachment"
    [said] = [event for event in stored_events(bot, conversation) if event["event"] == "user"]
    assert said["metadata"]["attachments"] == [picture]


def test_a_text_of_nothing_is_still_answered(bot: RunningBot, conversation: str) -> None:
    """A lone slash or an unknown script is not understood, and says so."""
    for text in ("/", "???", "日本語"):
        answer = bot.say(text, conversation)
        assert texts(answer) == ["I did not get that."]
        assert answer.json()["parses"][0]["intent"] == "nlu_fallback"


def test_actions_see_who_writes_and_what_happened_since(bot: RunningBot, conversation: str) -> None:
    """The turn's metadata reaches the action as a plain dict."""
    since = {"outcome": "Replaced the card.", "agent_messages": ["It is on its way."]}
    answer = bot.say(
        "inspect the metadata",
        conversation,
        turn_id="inspected",
        epoch=7,
        since=since,
        metadata={"customer": {"id": "c1", "level": "verified"}, "locale": "de"},
    )
    told = json.loads(texts(answer)[0])
    (clause,) = told.pop("clauses")
    assert (clause["text"], clause["intents"][0]["name"]) == ("inspect the metadata", "inspect")
    assert told == {
        "turn_id": "inspected",
        "epoch": 7,
        "channel": "webchat",
        "locale": "de",
        "page": {},
        "customer": {
            "id": "c1",
            "name": None,
            "level": "verified",
            "how": None,
            "scope": None,
        },
        "since": since,
    }


def test_an_event_starts_a_turn_without_words(bot: RunningBot, conversation: str) -> None:
    """A task runs as its own intent, with its data as entities."""
    answer = bot.turn(event=TASK, conversation_id=conversation)
    assert texts(answer) == ["Step verify it is."]
    assert "parses" not in answer.json()


def test_an_event_that_the_bot_does_not_know_shows(bot: RunningBot, conversation: str) -> None:
    """An event without an intent in the domain is no reply, not a bewildered customer."""
    answer = bot.turn(event={"name": "rating", "data": {}}, conversation_id=conversation)
    assert error(answer) == (502, "no_reply")
    assert "event_rating" in answer.json()["detail"]


def test_identity_and_handoff_travel_beside_the_replies(bot: RunningBot, conversation: str) -> None:
    """What actions utter for the bridge is in the result and in no reply."""
    won = bot.say("verify my identity", conversation).json()
    assert won["identity"] == {"level": "verified", "how": "order_challenge", "scope": "1001"}
    assert won["replies"] == [{"text": "Thank you."}]
    asked = bot.say("human agent please", conversation).json()
    assert asked["handoff"]["summary"] == {"situation": "Wants a person."}
    assert asked["replies"] == [{"text": "A person will be with you."}]


# Forms


def test_an_answer_two_days_later_continues_the_form(bot: RunningBot, conversation: str) -> None:
    """Age is no reason to forget what was asked."""
    bot.say("where is my parcel", conversation)
    age(bot, conversation, seconds=2 * 24 * 3600)
    assert texts(bot.say("it is 2002", conversation)) == ["What happened?"]
    age(bot, conversation, seconds=2 * 24 * 3600)
    assert texts(bot.say("hello", conversation)) == ["Order 2002: hello"]


def age(bot: RunningBot, conversation: str, *, seconds: float) -> None:
    """Shift every stored event of a conversation into the past."""
    statement = (
        "UPDATE bot_events SET data = json_set(data, '$.timestamp',"
        " json_extract(data, '$.timestamp') - ?) WHERE conversation_id = ?"
    )
    with sqlite3.connect(bot.tracker_url.removeprefix("sqlite:///")) as database:
        changed = database.execute(statement, (seconds, conversation)).rowcount
    assert changed > 0


def test_after_an_agent_the_open_form_is_cancelled(bot: RunningBot, conversation: str) -> None:
    """The bot does not wait for the answer to a question that an agent's words came after."""
    bot.say("where is my parcel", conversation)
    since = {"outcome": "Sent the parcel again."}
    answer = bot.say("good morning", conversation, since=since)
    assert texts(answer) == ["Hello from the page."]
    bot.say("where is my parcel", conversation)
    assert texts(bot.say("it is 2002", conversation)) == ["What happened?"]


def test_at_turn_300_the_bot_still_knows_turn_5(bot: RunningBot, conversation: str) -> None:
    """The form opened at turn 270 resumes at turn 300, and what was said at turn 5 is known."""
    for number in range(1, 270):
        words = "hello" if number % 2 else "xyzzy"
        said = {"event": TASK} if number == 5 else {"messages": [{"id": "m", "text": words}]}
        assert bot.turn(conversation_id=conversation, **said).status_code == 200
    assert texts(bot.say("where is my parcel", conversation)) == ["Which order?"]
    for _ in range(29):
        # A digression in the form: understood, answered, and asked again.
        assert texts(bot.press("/crash", conversation)) == ["All in one piece.", "Which order?"]
    assert texts(bot.say("it is 4004", conversation)) == ["What happened?"]
    assert texts(bot.say("hello", conversation)) == ["Order 4004: hello"]
    assert texts(bot.press("/recall", conversation)) == ["Step verify it is."]
    users = [event for event in stored_events(bot, conversation) if event["event"] == "user"]
    assert len(users) == 302


# Exactly once


def test_a_repeated_turn_runs_once_and_answers_the_same(
    bot: RunningBot, conversation: str, folder: Path
) -> None:
    """The second delivery of a turn gets the first one's answer, byte for byte."""
    first = bot.say("i want a refund", conversation, turn_id=f"{conversation}-1")
    before = stored_events(bot, conversation)
    second = bot.say("i want a refund", conversation, turn_id=f"{conversation}-1")
    assert texts(first) == ["You get your money back."]
    assert first.content == second.content
    assert runs(folder, f"{conversation}-1") == 1
    assert stored_events(bot, conversation) == before


def test_a_repeat_of_a_running_turn_joins_it(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """Three deliveries at once are one run and three equal answers."""
    hold, turn_id = switch("hold"), f"{conversation}-1"
    with concurrent.futures.ThreadPoolExecutor() as pool:
        asked = [
            pool.submit(bot.say, "i want a refund", conversation, turn_id=turn_id) for _ in range(3)
        ]
        wait_for(lambda: runs(folder, turn_id) > 0)
        hold.unlink()
        answers = [future.result() for future in asked]
    assert [texts(answer) for answer in answers] == [["You get your money back."]] * 3
    assert runs(folder, turn_id) == 1


def test_a_caller_that_goes_away_does_not_stop_the_turn(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """The turn completes without its caller, and the retry gets its answer."""
    hold, turn_id = switch("hold"), f"{conversation}-1"
    with pytest.raises(requests.Timeout):
        bot.say("i want a refund", conversation, turn_id=turn_id, timeout=1.5)
    assert stored_events(bot, conversation) == []
    hold.unlink()
    wait_for(lambda: stored_events(bot, conversation) != [])
    retry = bot.say("i want a refund", conversation, turn_id=turn_id)
    assert texts(retry) == ["You get your money back."]
    assert runs(folder, turn_id) == 1


def test_turns_of_one_conversation_run_in_their_order(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """A turn that comes while another runs waits for it, and both are stored."""
    hold, turn_id = switch("hold"), f"{conversation}-1"
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first = pool.submit(bot.say, "i want a refund", conversation, turn_id=turn_id)
        wait_for(lambda: runs(folder, turn_id) > 0)
        second = pool.submit(bot.say, "hello", conversation)
        hold.unlink()
        assert texts(first.result()) == ["You get your money back."]
        assert texts(second.result()) == ["Hello from the page."]
    said = [event["text"] for event in stored_events(bot, conversation) if event["event"] == "user"]
    assert said == ["i want a refund", "hello"]


# Failures that show


def test_an_action_that_raises_shows_and_saves_nothing(
    bot: RunningBot, conversation: str, switch: Callable[[str], Path]
) -> None:
    """A failed action is a 502; the turn leaves no trace and works when sent again."""
    crash, turn_id = switch("crash"), f"{conversation}-1"
    failed = bot.say("please crash", conversation, turn_id=turn_id)
    assert error(failed) == (502, "action_failed")
    assert "action_crash" in failed.json()["detail"]
    assert stored_events(bot, conversation) == []
    crash.unlink()
    assert texts(bot.say("please crash", conversation, turn_id=turn_id)) == ["All in one piece."]


def test_a_failed_action_takes_nothing_from_the_conversation(
    bot: RunningBot, conversation: str, switch: Callable[[str], Path]
) -> None:
    """What was there before the failed turn is all that is there after it."""
    bot.say("where is my parcel", conversation)
    before = stored_events(bot, conversation)
    switch("crash")
    assert error(bot.press("/crash", conversation)) == (502, "action_failed")
    assert stored_events(bot, conversation) == before
    assert texts(bot.say("it is 2002", conversation)) == ["What happened?"]


def test_nothing_of_what_was_said_is_in_the_log(
    bot: RunningBot, conversation: str, switch: Callable[[str], Path]
) -> None:
    """Neither a failed action, which repeats the conversation, nor a button puts it in the log."""
    bot.say("where is my parcel", conversation)
    bot.say("the number is 4004", conversation)
    bot.say("Ottilie Sommer never got it", conversation)
    bot.say("where is my parcel", conversation)
    switch("crash")
    bot.press("/crash", conversation)
    assert "action_crash" in bot.rasa.tail(500)
    assert "Ottilie" not in bot.rasa.log.read_text()


def test_a_slow_action_is_given_up(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """An action past its deadline is a 502, and nothing is saved."""
    hold, turn_id = switch("hold"), f"{conversation}-1"
    failed = bot.say("i want a refund", conversation, turn_id=turn_id)
    assert error(failed) == (502, "action_failed")
    assert f"no answer within {ACTION_SECONDS} s" in failed.json()["detail"]
    assert stored_events(bot, conversation) == []
    hold.unlink()
    retry = bot.say("i want a refund", conversation, turn_id=turn_id)
    assert texts(retry) == ["You get your money back."]


def test_no_action_server_shows(bot: RunningBot, conversation: str) -> None:
    """Without the action server the turn says so, and is answered once it is back."""
    bot.actions.stop()
    failed = bot.say("verify me", conversation, turn_id=f"{conversation}-1")
    bot.actions.restart()
    assert error(failed) == (503, "actions_unavailable")
    assert stored_events(bot, conversation) == []
    assert texts(bot.say("verify me", conversation, turn_id=f"{conversation}-1")) == ["Thank you."]


def test_silence_shows(bot: RunningBot, conversation: str) -> None:
    """A turn with neither reply nor handoff is a 502, and nothing is saved."""
    assert error(bot.say("keep silent", conversation)) == (502, "no_reply")
    assert stored_events(bot, conversation) == []


@pytest.mark.parametrize(("payload", "says"), [("/remind", "reminder"), ("/spin", "too many")])
def test_what_a_turn_cannot_do_shows(
    bot: RunningBot, conversation: str, payload: str, says: str
) -> None:
    """A reminder, which nobody would hear, and actions without end are a 502."""
    failed = bot.press(payload, conversation)
    assert error(failed) == (502, "action_failed")
    assert says in failed.json()["detail"]
    assert stored_events(bot, conversation) == []


def test_a_malformed_handoff_shows(bot: RunningBot, conversation: str) -> None:
    """A handoff request that does not fit the contract is a 502, and nothing is saved."""
    failed = bot.say("make a blunder", conversation)
    assert error(failed) == (502, "action_failed")
    assert "malformed" in failed.json()["detail"]
    assert stored_events(bot, conversation) == []


def test_a_locked_store_shows_and_loses_nothing(bot: RunningBot, conversation: str) -> None:
    """While the database is locked a turn is a 503; afterwards the conversation goes on."""
    bot.say("where is my parcel", conversation)
    database = sqlite3.connect(bot.tracker_url.removeprefix("sqlite:///"), isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    failed = bot.say("it is 2002", conversation, turn_id=f"{conversation}-2")
    database.close()
    assert error(failed) == (503, "store_unavailable")
    again = bot.say("it is 2002", conversation, turn_id=f"{conversation}-2")
    assert texts(again) == ["What happened?"]


def test_a_broken_store_shows_and_loses_nothing(bot: RunningBot, conversation: str) -> None:
    """Without its tables a turn is a 503 instead of a conversation begun anew."""
    bot.say("where is my parcel", conversation)
    database = sqlite3.connect(bot.tracker_url.removeprefix("sqlite:///"))
    database.execute("ALTER TABLE bot_trackers RENAME TO elsewhere")
    failed = bot.say("it is 2002", conversation)
    database.execute("ALTER TABLE elsewhere RENAME TO bot_trackers")
    database.close()
    assert error(failed) == (503, "store_unavailable")
    assert texts(bot.say("it is 2002", conversation)) == ["What happened?"]


def test_a_stale_tracker_is_refused(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """When the conversation went on elsewhere meanwhile, the turn is a 503 and saves nothing."""
    bot.say("hello", conversation)
    hold, turn_id = switch("hold"), f"{conversation}-2"
    with concurrent.futures.ThreadPoolExecutor() as pool:
        asked = pool.submit(bot.say, "i want a refund", conversation, turn_id=turn_id)
        wait_for(lambda: runs(folder, turn_id) > 0)
        with sqlite3.connect(bot.tracker_url.removeprefix("sqlite:///")) as database:
            database.execute(
                "UPDATE bot_trackers SET version = version + 1 WHERE conversation_id = ?",
                (conversation,),
            )
        before = stored_events(bot, conversation)
        hold.unlink()
        assert error(asked.result()) == (503, "store_unavailable")
    assert stored_events(bot, conversation) == before


# Power cuts; last, as they restart the server


def test_a_power_cut_between_act_and_save_acts_once(
    bot: RunningBot, conversation: str, folder: Path, switch: Callable[[str], Path]
) -> None:
    """Killed after the refund and before its save, the retried turn refunds once and answers.

    A finished turn is answered from the store after the restart, without running again.
    """
    bot.say("where is my parcel", conversation)
    finished = bot.press("/crash", conversation, turn_id=f"{conversation}-2")
    hold, turn_id = switch("hold"), f"{conversation}-3"
    with concurrent.futures.ThreadPoolExecutor() as pool:
        asked = pool.submit(bot.press, "/refund", conversation, turn_id=turn_id)
        wait_for(lambda: runs(folder, turn_id) > 0)
        bot.rasa.kill9()
        assert isinstance(asked.exception(), requests.ConnectionError)
    hold.unlink()
    before = stored_events(bot, conversation)
    bot.rasa.restart()
    repeated = bot.press("/crash", conversation, turn_id=f"{conversation}-2")
    assert repeated.content == finished.content
    assert stored_events(bot, conversation) == before
    retry = bot.press("/refund", conversation, turn_id=turn_id)
    assert "You get your money back." in texts(retry)
    assert len(list(folder.glob(f"paid-{turn_id}"))) == 1
    assert runs(folder, turn_id) == 2
