"""A press of a button: resolved once, from our own log, and true when it is written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from contracts.turn import Button
from handoff.core.errors import BadRequest
from handoff.core.model import Conversation, Message
from handoff.core.packet import Contact
from handoff.core.texts import PERSON_BUTTON
from handoff.store.conversations import log
from tests.desk import Desk, no_crm, says

ASKED = (Button(title="Yes", payload="/affirm"), PERSON_BUTTON)


class SlowCrm:
    """A CRM that takes its time: what happens meanwhile is run once, while it is read."""

    def __init__(self) -> None:
        self.meanwhile: list[Callable[[], Awaitable[None]]] = []

    async def read(self, conversation: Conversation) -> Contact:
        """A contact of which nothing is known."""
        while self.meanwhile:
            await self.meanwhile.pop()()
        return await no_crm(conversation)


@pytest.fixture
def crm() -> SlowCrm:
    """The CRM behind the desk."""
    return SlowCrm()


@pytest.fixture
async def desk(desk_url: str, crm: SlowCrm) -> AsyncIterator[Desk]:
    """A desk that waits for its CRM when it hands over."""
    made = Desk(desk_url, read_contact=crm.read)
    made.bot.script.append(says("Shall I?", buttons=ASKED))
    await made.say("start")
    yield made
    await made.close()


async def test_a_press_is_looked_up_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much follows from a press, the message that offered it is read a single time."""
    read = log.at_seq
    looked: list[int] = []

    async def noted(connection: object, conversation_id: str, seq: int) -> Message | None:
        looked.append(seq)
        return await read(connection, conversation_id, seq)  # type: ignore[arg-type]

    monkeypatch.setattr(log, "at_seq", noted)
    pressed = await desk.write(button=(2, 1))
    assert looked == [2]
    assert pressed.text == PERSON_BUTTON.title
    assert (await desk.here()).owner == "queue"


async def test_a_question_may_be_answered_while_the_crm_is_read(desk: Desk, crm: SlowCrm) -> None:
    """A press that another one overtakes is one of the past, and hands nothing over."""

    async def overtake() -> None:
        await desk.write(button=(2, 0))

    crm.meanwhile.append(overtake)
    late = await desk.write(button=(2, 1))
    assert late.button_id is None
    assert (await desk.here()).owner == "bot"
    assert "earlier question" in ((await desk.transcript())[-1][1] or "")


async def test_a_conversation_may_be_over_by_then(desk: Desk, crm: SlowCrm) -> None:
    """A button of a conversation that gave way to another one meanwhile is no button there."""

    async def begin_anew() -> None:
        before = await desk.here()
        await desk.endings.end(before.id)
        desk.clock.forward(hours=25)
        await desk.write("something else")

    before = await desk.here()
    crm.meanwhile.append(begin_anew)
    with pytest.raises(BadRequest, match="no such button"):
        await desk.write(button=(2, 1))
    now = await desk.here()
    assert now.id != before.id
    assert now.owner == "bot"
