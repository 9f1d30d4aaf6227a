"""What a console is shown first, on both databases."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from contracts.turn import Attachment, Customer
from handoff.core.errors import NotFound
from handoff.core.events import ConversationChanged, HandoffChanged
from handoff.core.states import HandoffState
from handoff.store.cases import offers
from handoff.store.conversations import log
from handoff.store.read_models import overview
from tests.desk import Desk, a_request, says


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head of two cases and pages of three messages."""
    monkeypatch.setattr(overview, "SHOWN_QUEUE", 2)
    monkeypatch.setattr(overview, "SHOWN", 3)


async def _wait(desk: Desk, count: int) -> None:
    for number in range(count):
        await desk.handed_off(f"v:{number}")
        desk.clock.forward(seconds=1)


@pytest.mark.usefixtures("short")
async def test_a_long_queue_shows_its_head_and_its_length(desk: Desk) -> None:
    """The console knows how many wait, and gets the rest behind what it has."""
    await _wait(desk, 5)
    sam = await desk.agent()
    seen = await desk.overview.snapshot(sam.id)
    assert (seen.waiting, len(seen.queue)) == (5, 2)
    rest = (await desk.overview.waiting(after=seen.queue[-1].handoff.id, limit=100)).entries
    places = [entry.handoff.created_at for entry in (*seen.queue, *rest)]
    assert places == sorted(places)
    assert len(places) == 5


@pytest.mark.usefixtures("short")
async def test_an_offer_from_far_back_is_in_sight(desk: Desk) -> None:
    """A case that is offered to the agent is shown although others stand before it."""
    await _wait(desk, 4)
    sam = await desk.agent(skills=("orders",))
    last = (await desk.overview.waiting(after=None, limit=100)).entries[-1].handoff
    async with desk.db.write() as tx:
        conversation = await log.lock(tx, last.conversation_id)
        await offers.make(tx, last, sam.id, desk.clock(), timedelta(seconds=30))
    seen = await desk.overview.snapshot(sam.id)
    assert [entry.offered_to for entry in seen.queue] == [None, None, sam.id]
    assert seen.queue[-1].conversation.id == conversation.id
    assert (await desk.overview.snapshot((await desk.agent("Kim")).id)).queue == seen.queue[:2]


async def test_every_change_of_a_handoff_says_what_it_was_before(desk: Desk) -> None:
    """From these, consoles count the queue: each state follows from the one before."""
    sam = await desk.agent()
    conversation = await desk.taken_by(sam)
    await desk.agent_actions.resolve(
        sam.id, conversation.id, epoch=conversation.epoch, disposition="solved", note=""
    )
    told = [each.event for each in desk.events if isinstance(each.event, HandoffChanged)]
    states: list[HandoffState | None] = [None, *(event.handoff.state for event in told)]
    assert [event.was for event in told] == states[:-1]
    assert states == [None, "queued", "offered", "assigned", "resolved"]


@pytest.mark.usefixtures("short")
async def test_a_long_conversation_comes_in_pages(desk: Desk) -> None:
    """Its end at first, then what was said before, without gap or repetition, down to the first."""
    for number in range(4):
        await desk.say(f"{number}")
    conversation = await desk.here()
    _, end, _ = await desk.overview.open(conversation.id)
    pages = [end]
    while page := await desk.overview.earlier(conversation.id, before=pages[0][0].seq):
        pages.insert(0, page)
    assert [len(page) for page in pages] == [2, 3, 3]
    assert [message.seq for page in pages for message in page] == list(range(1, 9))


async def test_a_list_says_that_files_came(desk: Desk) -> None:
    """Files without words are the last that was said, to whoever reads and whoever follows."""
    sam = await desk.agent()
    await desk.taken_by(sam)
    for text, shown in (("look", "look"), (None, "(a file)"), ("", "(a file)")):
        await desk.write(text, attachments=(Attachment(kind="image", ref="md_1"),))
        [held] = (await desk.overview.snapshot(sam.id)).conversations
        changed = [e.event for e in desk.events if isinstance(e.event, ConversationChanged)]
        assert (held.line.last_text, changed[-1].last_text) == (shown, shown)


async def test_there_is_nothing_before_nothing(desk: Desk) -> None:
    """A conversation that does not exist has no earlier messages, and says so."""
    with pytest.raises(NotFound):
        await desk.overview.earlier("cv_none", before=9)


def test_an_old_event_says_nothing_of_before() -> None:
    """Events that were kept before they said so can still be read."""
    assert msgspec.structs.fields(HandoffChanged)[3].default is None


async def test_what_a_customer_came_for_before(desk: Desk) -> None:
    """Whoever is verified is known from everywhere, with how it ended and who saw to it."""
    anna = Customer(id="c-0001", name="Anna", level="verified", how="site_token")
    sam = await desk.agent()
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.say("a person please", customer=anna, channel="whatsapp", address="n:1")
    await desk.routing.run_due()
    offer = (await desk.overview.snapshot(sam.id)).offers[0].offer
    first = await desk.agent_actions.accept(sam.id, offer.id)
    await desk.agent_actions.resolve(
        sam.id, first.id, epoch=first.epoch, disposition="solved", note="Sent again"
    )
    desk.clock.forward(days=2)
    await desk.say("a stranger", address="v:9")
    (case,) = await desk.overview.past((await desk.say("again", customer=anna)).conversation_id)
    assert (case.conversation_id, case.channel) == (first.id, "whatsapp")
    assert case.situation == "A graphics card has not arrived."
    assert (case.closing_note, case.disposition, case.agent_name) == ("Sent again", "solved", "Sam")


async def test_a_stranger_is_known_by_their_place(desk: Desk) -> None:
    """What came from the same browser before is shown, newest first."""
    sam = await desk.agent()
    ended = []
    for _ in range(2):
        taken = await desk.taken_by(sam)
        await desk.agent_actions.resolve(
            sam.id, taken.id, epoch=taken.epoch, disposition="solved", note=""
        )
        ended.insert(0, taken.id)
        desk.clock.forward(days=2)
        await desk.agent_actions.still_there([sam.id])
    now = (await desk.say("again")).conversation_id
    assert [case.conversation_id for case in await desk.overview.past(now)] == ended


async def test_who_has_proved_nothing_has_no_past_elsewhere(desk: Desk) -> None:
    """Somebody who only says who they are brings nothing of that customer to light."""
    anna = Customer(id="c-0001", name="Anna", level="verified", how="site_token")
    await desk.say("hello", customer=anna)
    claimed = Customer(id="c-0001", name="Anna", level="claimed")
    now = (await desk.say("I am Anna", customer=claimed, address="v:2")).conversation_id
    assert await desk.overview.past(now) == ()
