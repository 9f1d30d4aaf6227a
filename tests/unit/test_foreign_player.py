"""Conversations of the foreign shop's customers without a desk: played, judged, put in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from scripts.foreign_shop.by_hand import AtTheKeyboard
from scripts.foreign_shop.customer import Customer, Move
from scripts.foreign_shop.errors import CannotPlay
from scripts.foreign_shop.packets import Wanted, done, lacking, wanted
from scripts.foreign_shop.player import Exchange, Played, play
from scripts.foreign_shop.report import Result, line, summary
from scripts.foreign_shop.tasks import TASKS, Act, Brief, Data, Task, batches, read_tasks, users_of
from scripts.foreign_shop.transcripts import write
from scripts.foreign_shop.verdict import Verdict, read_verdict
from scripts.showing.chat import Bubble, NoAnswer

GOODS = ("Desk Lamp", "T-Shirt", "Makeup Kit", "Smart Watch")
DATA = Data(
    users={
        key: {
            "email": f"{key}@example.com",
            "name": {"first_name": key.capitalize(), "last_name": "Miller"},
            "address": {"zip": "10115"},
        }
        for key in ("ada", "bo", "cy")
    },
    orders={
        "#W1111111": {
            "order_id": "#W1111111",
            "user_id": "ada",
            "status": "pending",
            "items": [{"name": "Desk Lamp"}],
        },
        "#W2222222": {
            "order_id": "#W2222222",
            "user_id": "bo",
            "status": "delivered",
            "items": [{"name": "T-Shirt"}],
        },
    },
    products={str(at): {"name": name} for at, name in enumerate(GOODS)},
)


def task(task_id: str, *acts: dict[str, str]) -> Task:
    """Somebody who wants to return a lamp, with calls that name users."""
    return Task(
        id=task_id,
        user=Brief(reason_for_call="You want to return the lamp."),
        actions=tuple(Act(name="act", arguments=act) for act in acts),
    )


def bubble(text: str, *titles: str) -> Bubble:
    """Something that the desk says."""
    buttons = tuple((f"b{at}", title) for at, title in enumerate(titles))
    return Bubble(seq=1, by="bot", text=text, buttons=buttons)


class FakeChat:
    """A desk that says what it is told to; it calls a person after the last, if it shall."""

    def __init__(self, *turns: str, hands_over: bool = False, news: str = "") -> None:
        self._turns: Iterator[str] = iter(turns)
        self._left = len(turns)
        self._hands_over = hands_over
        self._news = news
        self.heard: list[str] = []
        self.owner = "bot"
        self.conversation_id = "c1"

    async def say(self, text: str) -> Sequence[Bubble]:
        """Answer in turn; after the last there is no answer."""
        self.heard.append(text)
        said = next(self._turns, None)
        if said is None:
            raise NoAnswer("The desk did not answer.")
        self._left -= 1
        if self._hands_over and not self._left:
            self.owner = "queue"
        return [bubble(said, *(("Yes", "No") if said.endswith("!") else ()))]

    async def press(self, button_id: str) -> Sequence[Bubble]:
        """The same."""
        return await self.say(button_id)

    async def news(self, seconds: float) -> Sequence[Bubble]:
        """What was promised."""
        return [bubble(self._news)] if self._news else []


async def played(chat: Any, reason: str = "You want to return the lamp.", **more: int) -> Played:
    """A conversation with it."""
    return await play(chat, Customer(Brief(reason_for_call=reason)), **more)


def result(verdict: Verdict, **more: Any) -> Result:
    """What came of a conversation of one message."""
    talk = Played(
        exchanges=[Exchange(move=Move(text="Hello"), answer=[bubble("Which?", "red")])],
        said=("Hello",),
        owner="queue" if "lacking" in more else "bot",
        conversation_id="c1",
        seconds=2.0,
        failed=more.pop("failed", None),
    )
    return Result(task_id="7", played=talk, verdict=verdict, **more)


async def test_a_conversation_is_played_to_its_end() -> None:
    """Until the customer leaves, with buttons where there are any."""
    chat = FakeChat("I'd take it back!", "Done.", "Goodbye.")
    talk = await played(chat)
    assert chat.heard == ["I want to return the lamp.", "b0", "Thank you."]
    assert (talk.messages, talk.questions, talk.handed_over, talk.failed) == (3, 1, False, None)
    assert talk.said == ("I want to return the lamp.",)


async def test_a_conversation_ends_where_a_person_takes_over() -> None:
    """What then comes is the agent's."""
    talk = await played(FakeChat("A colleague will see to it.", hands_over=True))
    assert talk.handed_over
    assert talk.messages == 1


async def test_by_hand_the_last_words_before_a_person_are_shown() -> None:
    """Nothing is asked for then."""
    lines, shown = iter(["hello"]), list[str]()
    person = AtTheKeyboard(task("7"), lambda _: next(lines), shown.append)
    await play(FakeChat("A colleague will see to it.", hands_over=True), person)  # type: ignore[arg-type]
    assert shown[-1] == "  bot: A colleague will see to it."


async def test_a_desk_that_does_not_answer_is_told_of() -> None:
    """The conversation counts all the same."""
    talk = await played(FakeChat())
    assert talk.failed == "The desk did not answer."
    assert talk.messages == 1


async def test_no_conversation_goes_on_for_ever() -> None:
    """Two that talk past each other are parted."""
    chat = FakeChat(*(f"What is {word}?" for word in ("a", "b", "c", "d", "e")))
    assert (await played(chat, most=3)).messages == 3


async def test_promised_news_is_waited_for() -> None:
    """The customer hears it before they go on."""
    chat = FakeChat("Sent off; I'll tell you.", "Goodbye.", news="It is done.")
    talk = await played(chat)
    assert [one.text for one in talk.exchanges[0].answer][-1] == "It is done."


def test_by_hand_the_brief_is_shown_and_buttons_are_numbers() -> None:
    """An empty line, or the end of the input, ends it."""
    lines, shown = iter(["", "hello", "2", "9", ""]), list[str]()
    person = AtTheKeyboard(task("7"), lambda _: next(lines), shown.append)
    assert person.opens() == "hello"
    assert any("You want to return the lamp." in one for one in shown)
    asked = [bubble("Which?", "red", "blue")]
    assert person.replies(asked) == Move(text="blue", button_id="b1")
    assert "    [2] blue" in shown
    assert person.replies(asked) == Move(text="9")
    assert person.replies(asked) is None
    assert person.said == ["hello", "9"]


def test_by_hand_the_end_of_the_input_is_the_end() -> None:
    """As Ctrl-D is elsewhere."""

    def ended(_: str) -> str:
        raise EOFError

    assert AtTheKeyboard(task("7"), ended, lambda _: None).replies([bubble("Yes?")]) is None


def test_a_task_names_its_users_by_whatever_its_calls_give() -> None:
    """Id, order, e-mail, or name and zip."""
    by_name = {"first_name": "Cy", "last_name": "miller", "zip": "10115"}
    for act, user in (
        ({"user_id": "ada"}, "ada"),
        ({"order_id": "#W2222222"}, "bo"),
        ({"email": "ADA@example.com"}, "ada"),
        (by_name, "cy"),
    ):
        assert users_of(task("1", act), DATA) == {user}
    assert users_of(task("1", {"product_id": "1"}, {"email": "x@example.com"}), DATA) == frozenset()


def test_tasks_share_a_shop_where_they_touch_different_users() -> None:
    """Who names nobody has the shop alone, and so has everybody where that is wished."""
    ada, bo, again = (task(str(n), {"user_id": u}) for n, u in enumerate(("ada", "bo", "ada")))
    nobody = task("3")
    tasks = (ada, nobody, bo, again)
    assert batches(tasks, DATA, apart=False) == ((ada, bo), (nobody,), (again,))
    assert batches(tasks, DATA, apart=True) == ((ada,), (nobody,), (bo,), (again,))


def test_a_folder_without_tasks_is_named(tmp_path: Path) -> None:
    """With what to do; so is a task that is not there, or a file that is none."""
    with pytest.raises(CannotPlay, match="name the folder"):
        read_tasks(tmp_path / TASKS)
    (tmp_path / TASKS).write_text('[{"id": "1", "user": {"reason_for_call": "x"}}]')
    with pytest.raises(CannotPlay, match="no task 2; there are 1"):
        read_tasks(tmp_path / TASKS, ["2"])
    assert [one.id for one in read_tasks(tmp_path / TASKS, ["1"])] == ["1"]
    (tmp_path / TASKS).write_text("[{")
    with pytest.raises(CannotPlay, match="cannot be read"):
        read_tasks(tmp_path / TASKS)


def test_the_judges_words_are_read() -> None:
    """What belongs to users of other tasks is theirs; what belongs to nobody counts."""
    assert read_verdict("right\n", DATA).right
    said = "wrong: missing orders #W1111111; unasked users bo; unasked orders #W9999999"
    assert read_verdict(said, DATA, ["bo"]) == Verdict(
        missing=("orders #W1111111",), unasked=("orders #W9999999",)
    )
    assert read_verdict("wrong: unasked users bo", DATA, ["bo"]).right
    with pytest.raises(CannotPlay, match="no verdict: KeyError"):
        read_verdict("Traceback\nKeyError", DATA)


def test_what_is_wanted_is_found_in_what_was_said() -> None:
    """Goods by what people call them, orders with or without W, acts by any of their words."""
    said = ["Send the tshirts back from #W2222222.", "And swap the t shirt; home kit."]
    assert wanted(said, GOODS) == Wanted(
        goods=frozenset({"tshirt", "kit"}),
        orders=frozenset({"2222222"}),
        acts=frozenset({"return", "exchange"}),
    )
    assert wanted(["What is the price difference with HomeKit?"], GOODS) == Wanted()


def test_a_packet_is_complete_when_the_bot_wrote_what_was_wanted() -> None:
    """The transcript, which is in every packet, counts for nothing."""
    wishes = wanted(["Return the desk lamp and the watch from #W1111111."], GOODS)
    packet = {
        "summary": {"situation": "The customer would send back the lamp."},
        "facts": {"order_number": "W1111111"},
        "transcript": {"recent": [{"text": "the watch"}]},
    }
    assert lacking(packet, wishes) == ("watch",)
    assert lacking({**packet, "proposal": "Refund the Smart Watch."}, wishes) == ()


def test_what_is_done_need_not_be_in_the_packet() -> None:
    """The shop shows it."""
    order = DATA.orders["#W1111111"]
    after = {"#W1111111": {**order, "status": "cancelled"}}
    wishes = wanted(["Cancel the lamp of #W1111111, and return the watch."], GOODS)
    assert wishes.without(done(DATA.orders, after)).listed() == ("return", "watch")
    assert done(DATA.orders, DATA.orders) == Wanted()


def test_a_line_tells_what_came_of_a_task() -> None:
    """What was written unasked weighs more than what is missing."""
    missing, unasked = ("orders #W1",), ("users bo",)
    assert "right" in line(result(Verdict()))
    assert "missing orders #W1" in line(result(Verdict(missing=missing), lacking=()))
    both = line(result(Verdict(missing=missing, unasked=unasked), lacking=("lamp",)))
    assert both.split()[1] == "unasked"
    assert both.endswith("handed over, packet lacks lamp")
    assert "packet complete" in line(result(Verdict(missing=missing), lacking=()))
    assert "without a packet" in line(result(Verdict(missing=missing), lacking=None))
    failed = result(Verdict(), failed="No answer.")
    assert line(failed).endswith("No answer.")
    assert "1 ended because the desk did not answer" in summary([failed])


def test_the_sum_stands_beside_what_must_be_reached() -> None:
    """In numbers and shares; an empty share is none."""
    told = "\n".join(
        summary([result(Verdict()), result(Verdict(missing=("orders #W1",)), lacking=())])
    )
    assert "1 of 2 (50%) right, must be ≥ 40%" in told
    assert "0 of 2 (0%) with something written unasked, must be ≤ 2%" in told
    assert "1 of 1 (100%) of those not right handed over with a complete packet" in told
    assert "0 of 0 of those not right" in "\n".join(summary([result(Verdict())]))


def test_a_transcript_holds_brief_words_and_verdict(tmp_path: Path) -> None:
    """One file for each task and run."""
    write(tmp_path / "new", task("7"), result(Verdict()), 2)
    text = (tmp_path / "new" / "7-2.md").read_text()
    for part in ("You want to return the lamp.", "**Customer:** Hello", "⟦red⟧", "right"):
        assert part in text
