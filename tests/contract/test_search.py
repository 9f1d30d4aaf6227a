"""Finding what was said, noted and known, alike on each database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from contracts.turn import Customer, Parse
from handoff.core.channel.port import Inbound
from handoff.core.errors import BadRequest, Conflict
from handoff.core.model import Author
from handoff.store.conversations import drafts, log
from handoff.store.delivery import amendments
from handoff.store.read_models.overview import SHOWN
from handoff.store.read_models.search import Search, Wanted
from handoff.store.tables.conversations import conversations
from tests.desk import Desk, a_request, says


@pytest.fixture
def search(desk: Desk) -> Search:
    """The search."""
    return Search(desk.db)


async def texts(search: Search, text: str = "", **wanted: object) -> list[str]:
    """The texts that are found, latest first."""
    hits = await search.find(Wanted(text=text, **wanted))  # type: ignore[arg-type]
    return ["".join(piece.text for piece in hit.pieces) for hit in hits]


async def places(search: Search, text: str = "", **wanted: object) -> list[tuple[str, int]]:
    """Where it is found, latest first."""
    hits = await search.find(Wanted(text=text, **wanted))  # type: ignore[arg-type]
    return [(hit.conversation_id, hit.seq) for hit in hits]


async def test_what_was_said_is_found(desk: Desk, search: Search) -> None:
    """Words of customer and bot are found at once, latest first, with who said them and where."""
    await desk.say("my graphics card has not arrived")
    here = await desk.here()
    [answer, message] = await search.find(Wanted(text="graphics card"))
    assert (message.conversation_id, message.seq, message.author_kind) == (here.id, 1, "customer")
    assert (answer.seq, answer.author_kind, answer.author_name) == (2, "bot", "Warmdesk")
    assert [(piece.text, piece.hit) for piece in message.pieces] == [
        ("my ", False),
        ("graphics", True),
        (" ", False),
        ("card", True),
        (" has not arrived", False),
    ]
    assert (message.channel, message.owner, message.at) == ("webchat", "bot", desk.clock.now)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("arriv", True),
        ("ARRIVED graphics", True),
        ("muller", True),
        ("Müller,", True),
        ("nw-4711", True),
        ("4711", True),
        ("anna@example.com", True),
        ('"graphics card"', True),
        ('"card graphics"', False),
        ("graphics monitor", False),
        ("rrived", False),
        ('" OR NEAR( * ) & | ! :', None),
    ],
)
async def test_how_words_are_meant(
    desk: Desk, search: Search, query: str, found: bool | None
) -> None:
    """All words, each by its beginning, without case and accents; signs mean nothing."""
    await desk.write("Graphics card NW-4711 of Müller (anna@example.com) has not arrived")
    if found is None:
        query = f"{query} graphics"
        assert await texts(search, query) == []
        query = query.replace("OR NEAR", "")
    assert bool(await texts(search, query)) is (found is not False)


async def test_notes_are_found(desk: Desk, search: Search) -> None:
    """Internal notes are found as what they are."""
    sam = await desk.agent()
    conversation = await desk.taken_by(sam)
    await desk.agent_actions.note(
        sam.id, conversation.id, client_id="n-1", text="speaks Norwegian only"
    )
    [hit] = await search.find(Wanted(text="norwegian"))
    assert (hit.kind, hit.author_name, hit.agent_id) == ("note", "Sam", sam.id)


async def test_customers_are_found(desk: Desk, search: Search) -> None:
    """A customer is found by name, by the CRM's id and by phone number, as soon as it is known."""
    anna = Customer(id="c-0002", name="Anna Lindqvist", level="verified", how="site_token")
    await desk.say("hello", address="v:anna", customer=anna)
    here = await desk.here("v:anna")
    for query in ("lindqvist", "c-0002", "anna"):
        assert (here.id, 0) in await places(search, query)
    caller = {"address": "1001/4915112345678", "customer": Customer(), "client_id": "w-1"}
    await desk.customers.receive(Inbound(channel="whatsapp", text="hi", **caller))  # type: ignore[arg-type]
    [hit] = await search.find(Wanted(text="4915112345678"))
    assert (hit.channel, hit.seq) == ("whatsapp", 0)
    async with desk.db.write() as tx:
        conversation = await log.lock(tx, here.id)
        await log.change(tx, conversation, customer_name="Anna Berg")
    assert await places(search, "berg") == [(here.id, 0)]
    assert await places(search, "lindqvist") == []


async def test_a_reworded_message_is_found_by_its_new_words(desk: Desk, search: Search) -> None:
    """What its writer took back is found no more."""
    message = await desk.write("I want a refnud")
    async with desk.db.write() as tx:
        await amendments.reword(tx, message.conversation_id, message.seq, "I want a refund")
    assert await texts(search, "refund") == ["I want a refund"]
    assert await texts(search, "refnud") == []


async def test_what_is_rolled_back_is_not_found(desk: Desk, search: Search) -> None:
    """Words are kept in the transaction of their message, or not at all."""
    await desk.write("hello")
    renamed = conversations.update().values(customer_name="Nobody Atall")

    async def fail_behind() -> None:
        async with desk.db.write() as tx:
            await tx.connection.execute(renamed)
            raise Conflict

    with pytest.raises(Conflict):
        await fail_behind()
    assert await places(search, "nobody") == []


async def test_cases_are_filtered(desk: Desk, search: Search) -> None:
    """By reason, mood, topic, agent, channel and days; without words once a conversation."""
    sam = await desk.agent()
    heard = Parse(message_id="?", intent="order_missing", confidence=0.9)
    desk.bot.script.append(says("One moment.", handoff=a_request(), parses=(heard,)))
    await desk.say("this is an outrage, terrible and awful service!!", address="v:1")
    await desk.routing.run_due()
    offer = (await desk.overview.snapshot(sam.id)).offers[0].offer
    mine = await desk.agent_actions.accept(sam.id, offer.id)
    desk.clock.forward(days=1)
    await desk.say("hello there", address="v:2")
    other = await desk.here("v:2")
    assert await places(search, channel="webchat") == [(other.id, 0), (mine.id, 0)]
    fits = {"mood": "upset", "reason": "customer_asked", "agent_id": sam.id}
    for name, value in {**fits, "topic": "order_missing"}.items():
        assert await places(search, **{name: value}) == [(mine.id, 0)], name
    for name, value in {"mood": "friendly", "reason": "policy", "agent_id": "x"}.items():
        assert await places(search, **{name: value}) == [], name
    assert await places(search, channel="whatsapp") == []
    noon = desk.clock.now - timedelta(hours=12)
    assert await places(search, since=noon) == [(other.id, 0)]
    assert await places(search, until=noon) == [(mine.id, 0)]
    assert await places(search, "outrage", **fits) == [(mine.id, 1)]
    assert await places(search, "hello", **fits) == []
    assert await search.topics() == ("order_missing",)


async def test_ratings_are_filtered(desk: Desk, search: Search) -> None:
    """Conversations are found by how the customer rated the person."""
    sam = await desk.agent()
    conversation = await desk.taken_by(sam)
    await desk.agent_actions.resolve(
        sam.id, conversation.id, epoch=conversation.epoch, disposition="solved", note=""
    )
    handoff = (await desk.overview.open(conversation.id))[2]
    assert handoff is not None
    await desk.rate(handoff.id, 2, "slow")
    assert await places(search, rating=2) == [(conversation.id, 0)]
    assert await places(search, rating=5) == []


async def test_a_search_for_nothing_is_refused(search: Search) -> None:
    """Without a word and without a filter there is nothing to look for."""
    for text in ("", "  ", "!?"):
        with pytest.raises(BadRequest):
            await search.find(Wanted(text=text))


async def test_hits_come_page_by_page(desk: Desk, search: Search) -> None:
    """A page goes on behind the hit that the one before ended with."""
    for n in range(5):
        await desk.write(f"parcel {n}")
    first = await search.find(Wanted(text="parcel"), limit=2)
    rest = await search.find(Wanted(text="parcel"), limit=9, before=first[-1].id)
    assert [hit.seq for hit in (*first, *rest)] == [5, 4, 3, 2, 1]


async def test_a_link_opens_around_its_message(desk: Desk) -> None:
    """A conversation that is opened at an old message begins before it, and has no gap."""
    await desk.write("first")
    here = await desk.here()
    async with desk.db.write() as tx:
        conversation = await log.lock(tx, here.id)
        said = drafts.Draft(author=Author(kind="system"), kind="note", text="note")
        for _ in range(620):
            conversation, _ = await log.append(tx, conversation, said, desk.clock.now)
    _, usual, _ = await desk.overview.open(here.id)
    _, around, _ = await desk.overview.open(here.id, seq=70)
    assert (usual[0].seq, len(usual)) == (conversation.last_seq - SHOWN + 1, SHOWN)
    assert (around[0].seq, around[-1].seq) == (21, conversation.last_seq)
    assert [m.seq for m in around] == list(range(21, conversation.last_seq + 1))


async def test_the_words_agree_with_what_they_index(desk: Desk) -> None:
    """After changes of all kinds the index of words passes the database's own check."""
    message = await desk.write("one")
    async with desk.db.write() as tx:
        await amendments.reword(tx, message.conversation_id, message.seq, "two")
        if desk.db.is_sqlite:
            check = "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"
            await tx.connection.execute(sa.text(check))
        else:
            await tx.connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
            assert await tx.connection.scalar(sa.text("SELECT count(*) FROM search_texts")) == 2


# ruff: noqa: RUF001 - letters of other scripts are what this is about
SCRIPTS = {
    "Korean": ("주문한 신속배송이 아직 안 왔어요", ("배송", "신속배송", "왔어요"), ("주소",)),
    "Japanese": (
        "荷物の配達が遅いです。ガラスのランプ",
        ("配達", "遅い", "ガラス", "ｶﾞﾗｽ"),
        ("達配", "カラス"),
    ),
    "Chinese": ("我的包裹还没有到", ("包裹", "没有"), ("裹包",)),
    "Hindi": ("मेरी डिलीवरी कहाँ है", ("डिलीवरी", "कहाँ", "डिली"), ("डलवर",)),
    "Greek": (
        "Πού είναι η ΠΑΡΑΓΓΕΛΙΑ μου; ο δρόμος",
        ("παραγγελια", "δρομος", "ΔΡΌΜΟΣ"),
        ("ρομος",),
    ),
    "Russian": ("Где мой заказ? Ёлка разбита", ("заказ", "елка", "ЁЛКА", "разб"), ("каз",)),
    "Arabic": ("أين طَلَبِي رقم ١٢٣؟", ("اين", "طلبي", "123"), ("لبي",)),
    "Hebrew": ("איפה הַהַזְמָנָה שלי", ("ההזמנה", "שלי"), ("זמנה",)),
    "Thai": ("พัสดุของฉันยังไม่มา", ("พัสดุ", "ยังไม่มา"), ("มาไม่",)),
    "Turkish": ("SİPARİŞ nerede, İstanbul", ("sipariş", "istanbul", "siparis"), ("tanbul",)),
    "German": ("Die Straße in Köln, Größe 5", ("strasse", "STRASSE", "koln", "größe"), ("rasse",)),
}


@pytest.mark.parametrize("script", SCRIPTS)
async def test_every_word_is_found_as_written(desk: Desk, search: Search, script: str) -> None:
    """In every script each word finds its text, and what is none of its words does not."""
    text, there, absent = SCRIPTS[script]
    await desk.write(text)
    for word in there:
        assert await texts(search, word) == [text], word
    for word in absent:
        assert await texts(search, word) == [], word


async def test_texts_of_before_are_folded(desk: Desk, search: Search) -> None:
    """What an upgrade has left without words is found after a round of the bridge."""
    await desk.write("Größe 5")
    async with desk.db.write() as tx:
        await tx.connection.execute(sa.text("UPDATE search_texts SET words = NULL"))
    await search.fold()
    async with desk.db.read() as connection:
        query = "SELECT count(*) FROM search_texts WHERE words IS NULL"
        assert await connection.scalar(sa.text(query)) == 0
    assert await texts(search, "grosse") == ["Größe 5"]
