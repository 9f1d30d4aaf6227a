"""What customers, and whoever answers on the shop's phone, delete and edit, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from contracts.rewording import Rewording
from contracts.turn import Attachment, Customer
from handoff.bot_link.client import BotAway
from handoff.core.channel.inbound_events import Answered, Edited, Media, Reacted, Sender
from handoff.core.channel.port import Inbound
from handoff.core.model import ELSEWHERE
from handoff.jobs.redacting import Redacting
from handoff.store.delivery.redactions import Redaction
from handoff.store.files.media import Stored
from handoff.store.privacy.erasures import Came
from handoff.store.read_models.search import Search, Wanted
from handoff.store.tables.delivery import redactions
from tests.contract.test_platform_sql import HERE, Stage, a_message
from tests.desk import START, a_request, says

SECRET = "my card number is on the back of this"


class KeptFiles:
    """Where the files of these tests are."""

    def __init__(self) -> None:
        self.there = {"md_1", "md_2"}

    async def put(self, _file: Stored) -> tuple[str, int]:
        """Nothing is kept here."""
        raise NotImplementedError

    async def get(self, _ref: str) -> Stored:
        """Nor given out."""
        raise NotImplementedError

    async def drop(self, ref: str) -> None:
        """Forget one."""
        self.there.discard(ref)

    async def drop_unsent(self, _owner: str) -> int:
        """Nobody uploads anything."""
        raise NotImplementedError


class Listener:
    """A bot that writes down what it is to forget."""

    def __init__(self) -> None:
        self.told: list[Rewording] = []
        self.away = True

    async def reword(self, told: Rewording) -> None:
        """Be away at first."""
        if self.away:
            self.away = False
            raise BotAway("connection_refused")
        self.told.append(told)


class NobodyErased:
    """There is no erasure in these tests."""

    async def do(self, _item: Redaction) -> Came | None:
        """Do nothing."""
        raise NotImplementedError


@pytest.fixture
async def desk(desk_url: str) -> AsyncIterator[Stage]:
    """A desk on each database."""
    made = Stage(desk_url)
    yield made
    await made.close()


async def _fetched(media: Media) -> Attachment:
    return Attachment(kind="image", ref=f"md_{media.id}", name="card.jpg", mime="image/jpeg")


def _change(target: str, **more: Any) -> Edited:
    sender = Sender(id="49151", phone="49151")
    return Edited(
        account="1001", key=f"{target}:{more}", at=START, sender=sender, target=target, **more
    )


def _echo(key: str, **more: Any) -> Answered:
    return Answered(
        account="1001", key=key, at=START, sender=Sender(id="49151", phone="49151"), **more
    )


async def _lines(desk: Stage) -> list[Any]:
    return list(await desk.customers.transcript((await desk.at()).id))


async def _found(desk: Stage, words: str) -> int:
    return len(await Search(desk.db).find(Wanted(text=words)))


async def test_a_deletion_reaches_everything(desk: Stage) -> None:
    """Text, file, quotes, packet, search and what the bot has heard: nothing of it is left."""
    desk.files.fetch = _fetched  # type: ignore[method-assign,assignment]
    desk.bot.script.append(says("One moment.", handoff=a_request()))
    await desk.tells(a_message("1", text=SECRET, media=(Media(kind="image", id="1"),)))
    await desk.tells(a_message("2", text="as I wrote", reply_to="1"))
    assert await _found(desk, "card number") >= 1
    await desk.tells(_change("1", revoked=True))
    first, answer = [one for one in await _lines(desk) if one.author.kind == "customer"]
    assert (first.text, first.attachments) == ("(deleted by the customer)", ())
    assert answer.custom["quote"]["text"] == "(deleted by the customer)"
    assert await _found(desk, "card number") == 0
    async with desk.db.read() as connection:
        packets = (await connection.execute(sa.text("SELECT packet FROM handoffs"))).scalars().all()
    assert packets
    assert SECRET not in str(packets)


async def test_what_is_elsewhere_is_owed_until_it_is_forgotten(desk: Stage) -> None:
    """The file goes, the bot is told as soon as it is there, and then nobody owes anything."""
    desk.files.fetch = _fetched  # type: ignore[method-assign,assignment]
    desk.bot.script.append(says("I see."))
    await desk.tells(a_message("1", text=SECRET, media=(Media(kind="image", id="1"),)))
    await desk.tells(_change("1", revoked=True))
    files, bot = KeptFiles(), Listener()
    work = Redacting(desk.db, desk.clock, files, bot, NobodyErased())
    await work.look()
    assert files.there == {"md_2"}
    assert bot.told == []
    desk.clock.forward(seconds=60)
    await work.look()
    (told,) = bot.told
    assert (told.old, told.new) == (SECRET, "(deleted by the customer)")
    async with desk.db.read() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(redactions)) == 0
        for table in ("events", "turns", "messages"):
            rows = (await connection.execute(sa.text(f"SELECT * FROM {table}"))).all()
            assert SECRET not in str(rows), table


async def test_what_was_taken_back_in_time_is_not_answered(desk: Stage) -> None:
    """The bot hears only what is still there."""
    await desk.customers.receive(_inbound("1", "forget this"))
    await desk.customers.receive(_inbound("2", "hello"))
    await desk.tells(_change("1", revoked=True))
    assert [[m.text for m in turn.messages] for turn in desk.bot.seen] == [["hello"]]
    await desk.customers.receive(_inbound("3", "and this"))
    await desk.tells(_change("3", revoked=True))
    assert len(desk.bot.seen) == 1


def _inbound(key: str, text: str) -> Any:
    return Inbound(
        channel="whatsapp",
        address=HERE,
        client_id=key,
        provider_id=key,
        customer=Customer(),
        text=text,
    )


async def test_an_edit_reaches_quotes_and_search(desk: Stage) -> None:
    """What it says now is quoted and found; what it said before is not."""
    desk.bot.script.append(says("Which one?"))
    await desk.tells(a_message("1", text="a red lamp"), a_message("2", text="yes", reply_to="1"))
    await desk.tells(_change("1", text="a green lamp"))
    said = [one for one in await _lines(desk) if one.author.kind == "customer"]
    assert said[0].text == "a green lamp"
    assert said[1].custom["quote"]["text"] == "a green lamp"
    assert [await _found(desk, words) for words in ("red", "green")] == [0, 1]


async def test_a_long_message_is_taken_back_whole(desk: Stage) -> None:
    """Every piece that it became goes."""
    await desk.tells(a_message("1", text=" ".join(["word"] * 3_000)))
    await desk.tells(_change("1", revoked=True))
    said = [one.text for one in await _lines(desk) if one.author.kind == "customer"]
    assert said == ["(deleted by the customer)"] * 3


async def test_the_phone_begins_a_conversation(desk: Stage) -> None:
    """Whoever wrote first from the shop's phone has it: the bot does not answer the customer."""
    await desk.tells(_echo("e1", text="Your lamp is here, come by"))
    conversation = await desk.at()
    assert (conversation.owner, conversation.agent_id) == ("agent", ELSEWHERE)
    await desk.tells(a_message("1", text="thanks, when?"))
    assert (await desk.at()).id == conversation.id
    assert desk.bot.seen == []
    assert [one.text for one in await _lines(desk)] == [
        "Your lamp is here, come by",
        "thanks, when?",
    ]


async def test_the_phones_messages_are_shown_as_what_they_are(desk: Stage) -> None:
    """Quote, picture, edit, reaction and deletion, and only of the business's own messages."""
    desk.files.fetch = _fetched  # type: ignore[method-assign,assignment]
    await desk.tells(a_message("1", text="which lamp?"))
    await desk.tells(
        _echo("e1", text="this one", media=(Media(kind="image", id="2"),), reply_to="1")
    )
    shown = (await _lines(desk))[-1]
    assert shown.custom["quote"]["text"] == "which lamp?"
    assert [one.ref for one in shown.attachments] == ["md_2"]
    await desk.tells(_change("e1", text="that one", echo=True))
    await desk.tells(_change("1", text="hm", echo=True), _change("e1", text="no", echo=False))
    liked = Reacted(
        account="1001", key="r", at=START, sender=Sender(id="49151"), target="1", emoji="👍"
    )
    await desk.tells(liked)
    first, *_, last = await _lines(desk)
    assert (first.text, first.custom["reaction"]) == ("which lamp?", "👍")
    assert last.text == "that one"
    await desk.tells(_change("e1", revoked=True, echo=True))
    gone = (await _lines(desk))[-1]
    assert (gone.text, gone.attachments) == ("(deleted by whoever wrote it)", ())
