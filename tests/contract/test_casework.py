"""What agents do with cases beside talking, on each database: marks, quotes, readers, mentions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contracts.turn import Attachment
from handoff.core.errors import BadRequest, Conflict, NotFound
from handoff.core.events import HandoffChanged, LabelsChanged, ViewersChanged
from handoff.core.model import Viewer
from handoff.store.cases.labels import Labels
from handoff.store.cases.viewers import Viewers
from handoff.store.conversations.drafts import Content
from handoff.store.read_models.search import Search, Wanted
from handoff.usecases.agent.labelling import Labelling
from tests.desk import Desk

LOST = timedelta(seconds=60)


@pytest.fixture
def labels(desk: Desk) -> Labels:
    """What keeps the list."""
    return Labels(desk.db, desk.clock)


@pytest.fixture
def labelling(desk: Desk) -> Labelling:
    """What marks conversations."""
    return desk.labelling


@pytest.fixture
def viewers(desk: Desk) -> Viewers:
    """What knows who reads where."""
    return Viewers(desk.db, desk.clock, lost_after=LOST)


async def waiting(desk: Desk) -> list[str]:
    """The conversations in the queue, in the order in which they are served."""
    return [entry.conversation.id for entry in (await desk.overview.waiting(after=None)).entries]


def heard_of(desk: Desk, conversation_id: str) -> tuple[Viewer, ...]:
    """Who reads there, as the last event says."""
    told = [item.event for item in desk.events if isinstance(item.event, ViewersChanged)]
    return [each for each in told if each.conversation_id == conversation_id][-1].readers


async def test_labels_are_kept_by_name(desk: Desk, labels: Labels) -> None:
    """They are listed by name with who wrote them last, and every console is told of a change."""
    late = await labels.add("  Late   parcel ", editor="Sam")
    await labels.add("Fragile", editor="Sam")
    changed = await labels.change(late.id, "Lost parcel", editor="Kim")
    assert [label.name for label in await labels.listed()] == ["Fragile", "Lost parcel"]
    assert (late.name, changed.edited_by) == ("Late parcel", "Kim")
    await labels.remove(late.id)
    told = [item.event.labels for item in desk.events if isinstance(item.event, LabelsChanged)]
    assert [[label.name for label in each] for each in told][-1] == ["Fragile"]
    assert len(told) == 4


async def test_a_label_is_there_once(labels: Labels) -> None:
    """Two labels never have one name, in capitals or not; what is gone is not found."""
    label = await labels.add("Straße", editor="Sam")
    other = await labels.add("Road", editor="Sam")
    with pytest.raises(Conflict):
        await labels.add("STRASSE", editor="Sam")
    with pytest.raises(Conflict):
        await labels.change(other.id, "straße", editor="Sam")
    assert (await labels.change(label.id, "STRASSE", editor="Sam")).name == "STRASSE"
    for lost in (labels.remove("lb_1"), labels.change("lb_1", "New", editor="Sam")):
        with pytest.raises(NotFound):
            await lost


async def test_a_list_of_labels_has_an_end(labels: Labels, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most nothing is added, until one is removed."""
    monkeypatch.setattr("handoff.store.cases.labels.MOST", 1)
    first = await labels.add("One", editor="Sam")
    with pytest.raises(Conflict, match="Remove one"):
        await labels.add("Two", editor="Sam")
    await labels.remove(first.id)
    await labels.add("Two", editor="Sam")


async def test_a_conversation_has_its_labels(
    desk: Desk, labels: Labels, labelling: Labelling
) -> None:
    """They are put on in the order of the list, shown in the queue, searched for, and taken off."""
    sam = await desk.agent()
    await desk.agent_actions.set_presence(sam.id, "away")
    parcel, fragile = [await labels.add(name, editor="Sam") for name in ("Parcel", "Fragile")]
    here = await desk.handed_off()
    await desk.write("hello", address="v:2")
    await labelling.label(sam.id, here.id, [parcel.id, fragile.id])
    assert (await desk.here()).labels == (fragile.id, parcel.id)
    [entry] = (await desk.overview.waiting(after=None)).entries
    assert entry.conversation.labels == (fragile.id, parcel.id)
    told = [item.event for item in desk.events if isinstance(item.event, HandoffChanged)][-1]
    assert (told.why, told.conversation.labels) == ("marked", (fragile.id, parcel.id))
    search = Search(desk.db)
    found = await search.find(Wanted(label=parcel.id))
    assert [hit.conversation_id for hit in found] == [here.id]
    assert {hit.conversation_id for hit in await search.find(Wanted(text="hello"))} != {here.id}
    assert not await search.find(Wanted(text="hello", label=parcel.id))
    await labels.remove(parcel.id)
    assert not await search.find(Wanted(label=parcel.id))
    await labelling.label(sam.id, here.id, [])
    assert (await desk.here()).labels == ()


async def test_the_same_labels_again_change_nothing(
    desk: Desk, labels: Labels, labelling: Labelling
) -> None:
    """No event tells of what is as it was, and a label that is gone is refused."""
    sam = await desk.agent()
    label = await labels.add("Parcel", editor="Sam")
    here = await desk.taken_by(sam)
    await labelling.label(sam.id, here.id, [label.id])
    count = len(desk.events)
    await labelling.label(sam.id, here.id, [label.id])
    assert len(desk.events) == count
    with pytest.raises(NotFound):
        await labelling.label(sam.id, here.id, ["lb_gone"])
    assert (await desk.here()).labels == (label.id,)


async def test_priority_orders_the_queue(desk: Desk, labelling: Labelling) -> None:
    """A step of priority is worth three minutes of waiting, and can be taken back."""
    sam = await desk.agent()
    await desk.agent_actions.set_presence(sam.id, "away")
    first = await desk.handed_off("v:1")
    desk.clock.forward(minutes=4)
    second = await desk.handed_off("v:2")
    assert await waiting(desk) == [first.id, second.id]
    await labelling.prioritise(sam.id, second.id, "high")
    assert await waiting(desk) == [first.id, second.id]
    await labelling.prioritise(sam.id, second.id, "urgent")
    assert await waiting(desk) == [second.id, first.id]
    await labelling.prioritise(sam.id, second.id, "normal")
    assert await waiting(desk) == [first.id, second.id]


async def test_priority_can_change_while_a_case_is_offered(
    desk: Desk, labelling: Labelling
) -> None:
    """The offer stays as it is; an accepted case keeps the priority, and tells its agent's list."""
    sam = await desk.agent()
    here = await desk.handed_off()
    await desk.routing.run_due()
    await labelling.prioritise(sam.id, here.id, "urgent")
    [entry] = (await desk.overview.waiting(after=None)).entries
    assert (entry.offered_to, entry.handoff.priority) == (sam.id, "urgent")
    offer = (await desk.overview.snapshot(sam.id)).offers[0].offer
    await desk.agent_actions.accept(sam.id, offer.id)
    await labelling.prioritise(sam.id, here.id, "high")
    [held] = (await desk.overview.snapshot(sam.id)).conversations
    assert held.line.priority == "high"


async def test_only_a_case_has_a_priority(desk: Desk, labelling: Labelling) -> None:
    """What nobody has handed over waits for nobody."""
    sam = await desk.agent()
    await desk.say("hello")
    with pytest.raises(Conflict):
        await labelling.prioritise(sam.id, (await desk.here()).id, "high")


async def test_an_answer_says_what_it_answers(desk: Desk) -> None:
    """The quote has the place, the writer and the beginning of what is quoted."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    asked = await desk.write(f"It is   the blue\none. {'x' * 300}")
    said = await desk.agent_actions.say(
        sam.id, here.id, epoch=here.epoch, client_id="a1", text="Thanks", quote=asked.seq
    )
    quote = (said.custom or {})["quote"]
    assert (quote["seq"], quote["author"], quote["conversation_id"]) == (
        asked.seq,
        "customer",
        here.id,
    )
    assert quote["text"].startswith("It is the blue one. xxx")
    assert len(quote["text"]) == 200


async def test_what_customers_do_not_see_is_not_quoted(desk: Desk) -> None:
    """A note, or what is not there, cannot be quoted to a customer; a file can."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    note = await desk.agent_actions.note(sam.id, here.id, client_id="n1", text="Sounds tired")
    picture = await desk.write(None, attachments=(Attachment(kind="image", ref="r"),))
    say = {"epoch": here.epoch, "text": "Hello", "content": Content()}
    for number, seq in enumerate((note.seq, 999)):
        with pytest.raises(BadRequest):
            await desk.agent_actions.say(sam.id, here.id, client_id=f"a{number}", quote=seq, **say)  # type: ignore[arg-type]
    said = await desk.agent_actions.say(sam.id, here.id, client_id="b", quote=picture.seq, **say)  # type: ignore[arg-type]
    assert (said.custom or {})["quote"]["text"] == "(something that is not text)"


async def test_readers_come_and_go(desk: Desk, viewers: Viewers) -> None:
    """Each agent counts once, with what they write; who opens another conversation has left."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    other = await desk.handed_off("v:2")
    await viewers.look("sid1", kim.id, here.id)
    await viewers.look("sid2", kim.id, here.id, "note")
    assert await viewers.of(here.id) == (Viewer(agent_id=kim.id, writing="note"),)
    await viewers.look("sid2", kim.id, here.id, None)
    assert heard_of(desk, here.id) == (Viewer(agent_id=kim.id),)
    await viewers.look("sid1", kim.id, other.id)
    await viewers.gone("sid2")
    assert await viewers.of(here.id) == heard_of(desk, here.id) == ()
    assert await viewers.of(other.id) == (Viewer(agent_id=kim.id),)
    with pytest.raises(NotFound):
        await viewers.look("sid1", kim.id, "cv_none")


async def test_looking_again_tells_nobody(desk: Desk, viewers: Viewers) -> None:
    """Only what is new is an event."""
    sam = await desk.agent()
    here = await desk.taken_by(sam)
    await viewers.look("sid1", sam.id, here.id, "reply")
    count = len(desk.events)
    await viewers.look("sid1", sam.id, here.id, "reply")
    await viewers.gone("sid9")
    assert len(desk.events) == count


async def test_a_console_that_was_lost_reads_no_more(desk: Desk, viewers: Viewers) -> None:
    """Whom no bridge says to be there is forgotten after a while, such as after a crash."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    await viewers.look("lost", kim.id, here.id)
    await viewers.look("there", sam.id, here.id)
    desk.clock.forward(seconds=45)
    await viewers.keep(["there"])
    assert len(await viewers.of(here.id)) == 2
    desk.clock.forward(seconds=45)
    await viewers.keep(["there"])
    assert heard_of(desk, here.id) == (Viewer(agent_id=sam.id),)


async def test_whom_a_note_names_is_told(desk: Desk) -> None:
    """The notice leads to the note until it is read; nobody is told of their own words."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    await desk.agent("Tom", role="trainer")
    here = await desk.taken_by(sam)
    note = await desk.agent_actions.note(
        kim.id, here.id, client_id="n1", text="@Sam ask for the photo. @Kim @Tom"
    )
    assert (await desk.overview.snapshot(kim.id)).notices == ()
    [told] = (await desk.overview.snapshot(sam.id)).notices
    assert (told.conversation_id, told.seq) == (here.id, note.seq)
    assert told.text == "Kim, about a customer: @Sam ask for the photo. @Kim @Tom"
    await desk.agent_actions.dismiss(sam.id, told.id)
    assert (await desk.overview.snapshot(sam.id)).notices == ()


async def test_a_long_note_is_told_in_short(desk: Desk) -> None:
    """The notice has the beginning of it."""
    sam, kim = await desk.agent("Sam"), await desk.agent("Kim")
    here = await desk.taken_by(sam)
    await desk.agent_actions.note(kim.id, here.id, client_id="n1", text=f"@Sam\n{'look ' * 100}")
    [told] = (await desk.overview.snapshot(sam.id)).notices
    assert told.text.startswith("Kim, about a customer: @Sam look look")
    assert told.text.endswith("…")
