"""Whole conversations on WhatsApp and Messenger, through a Graph API that refuses as Meta does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from contracts.turn import ASK_FOR_PERSON, Button, Reply, TurnResult
from scripts.simulating import webhooks
from scripts.simulating.phones import Phone
from tests.bridge import Console, eventually
from tests.desk import a_request, says
from tests.pictures import PNG
from tests.platforms import APP, NUMBER, PAGE, Platforms, shown

YES_NO = (Button(title="Yes", payload="/affirm"), Button(title="No", payload="/deny"))
ANNA = "447700900001"
"""The number of the demo's first customer."""

Of = Callable[[Platforms], Phone]
PHONES = pytest.mark.parametrize(
    "of", [Platforms.whatsapp, Platforms.messenger], ids=["whatsapp", "messenger"]
)


async def until(holds: Callable[[], Awaitable[Any]], what: str = "it") -> Any:
    """What `holds` gives, as soon as that is true of anything."""
    for _ in range(400):
        if found := await holds():
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"{what} did not come to be")


async def only(platforms: Platforms) -> dict[str, Any]:
    """The one conversation that there is."""
    (found,) = await until(platforms.conversations)
    return dict(found)


async def opened(platforms: Platforms, console: Console) -> Any:
    """The one conversation, as a console shows it."""
    return await console.ask("open", conversation_id=(await only(platforms))["id"])


async def taken(platforms: Platforms, phone: Phone) -> tuple[Console, dict[str, Any]]:
    """An agent who has the phone's conversation, and what their messages must name."""
    console = await platforms.bridge.console()
    platforms.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    phone.says("a person please")
    conversation_id = await console.take_next()
    await shown(phone, "has joined")
    return console, {
        "conversation_id": conversation_id,
        "epoch": await console.epoch(conversation_id),
    }


@PHONES
async def test_a_message_is_answered(platforms: Platforms, of: Of) -> None:
    """The bot's answer comes to the phone, the customer sees it being written and read marks."""
    phone = of(platforms)
    phone.says("hello")
    line = await shown(phone, "echo hello")
    conversation = await only(platforms)
    assert conversation["channel"] == phone.channel
    assert phone.typing_until == 0.0
    attended = [r for r in platforms.graph.requests if "status" in r or "sender_action" in r]
    assert attended

    async def state() -> Any:
        lines = await platforms.transcript(conversation["id"])
        return [each["state"] for each in lines if each["text"] == "echo hello"] == ["delivered"]

    await until(state, "delivered")
    phone.reads()
    assert line["state"] == "read"

    async def read() -> Any:
        lines = await platforms.transcript(conversation["id"])
        return [each["state"] for each in lines if each["text"] == "echo hello"] == ["read"]

    await until(read, "read")


@PHONES
async def test_buttons_are_pressed(platforms: Platforms, of: Of) -> None:
    """A press reaches the bot as the payload that it issued; a past one does not."""
    phone, bot = of(platforms), platforms.bridge.bot
    bot.script += [says("Shall I?", buttons=YES_NO), says("Done.")]
    phone.says("start")
    line = await shown(phone, "Shall I?")
    phone.presses(line["id"], line["choices"][0])
    await shown(phone, "Done.")
    assert bot.seen[1].messages[0].button_id == "/affirm"
    phone.presses(line["id"], line["choices"][1])
    await shown(phone, "earlier question")
    assert len(bot.seen) == 2


@PHONES
async def test_a_number_answers_a_numbered_text(platforms: Platforms, of: Of) -> None:
    """Too many choices come as a numbered text, whose numbers are understood."""
    phone, bot = of(platforms), platforms.bridge.bot
    many = tuple(Button(title=f"Order {n}", payload=f"/order{n}") for n in range(14))
    bot.script += [says("Which one?", buttons=many), says("That one.")]
    phone.says("start")
    line = await shown(phone, "14. Order 13")
    assert not line.get("choices")
    phone.says("3.")
    await shown(phone, "That one.")
    assert bot.seen[1].messages[0].button_id == "/order2"


async def test_four_choices_are_a_list(platforms: Platforms) -> None:
    """A row of a list is a press as well."""
    phone, bot = platforms.whatsapp(), platforms.bridge.bot
    four = tuple(Button(title=f"Order {n}", payload=f"/order{n}") for n in range(4))
    bot.script += [says("Which one?", buttons=four), says("That one.")]
    phone.says("start")
    line = await shown(phone, "Which one?")
    assert line["list"] == "Choose"
    phone.presses(line["id"], line["choices"][3])
    await shown(phone, "That one.")
    assert bot.seen[1].messages[0].button_id == "/order3"


async def test_a_template_s_button_is_words(platforms: Platforms) -> None:
    """A payload that we never issued is never run: what counts is its title."""
    phone = platforms.whatsapp()
    phone.presses("wamid.x", {"id": "/refund", "title": "Unsubscribe"})
    await shown(phone, "echo Unsubscribe")
    assert platforms.bridge.bot.seen[0].messages[0].button_id is None


@PHONES
async def test_pictures_go_both_ways(platforms: Platforms, of: Of) -> None:
    """A customer's picture is shown to the agent, who sends a document back."""
    phone = of(platforms)
    console, say = await taken(platforms, phone)
    key = platforms.graph.keep_file(PNG, "image/png", "leak.png")
    graph = platforms.graph_url
    phone.sends_file("image", key, f"{graph}/files/{key}", "image/png", "leak.png")

    async def came() -> Any:
        lines = (await opened(platforms, console))["messages"]
        return next((each["attachments"] for each in lines if each["attachments"]), None)

    (attachment,) = await until(came, "the picture")
    assert (attachment["kind"], attachment["mime"]) == ("image", "image/png")
    url = f"{platforms.bridge.url}/api/console/media/{attachment['ref']}"
    async with platforms.bridge.http.get(url, headers=console.cookie) as answer:
        assert (answer.status, await answer.read()) == (200, PNG)
    async with platforms.bridge.http.get(url) as answer:
        assert answer.status == 401
    ref = await _upload(platforms, console, b"%PDF-1.4 label", "application/pdf", "label.pdf")
    await console.ask("send", client_id="f1", text="Your label", files=[ref], **say)
    line = await eventually(
        lambda: next((x for x in phone.lines if (x.get("file") or {}).get("media")), None)
    )
    assert platforms.graph.files[line["file"]["media"]][0] == b"%PDF-1.4 label"
    await shown(phone, "Your label")


async def _upload(
    platforms: Platforms, console: Console, content: bytes, mime: str, name: str
) -> str:
    headers = {**console.cookie, "X-Requested-With": "warmdesk", "Content-Type": mime}
    url = f"{platforms.bridge.url}/api/console/media?name={name}"
    async with platforms.bridge.http.post(url, data=content, headers=headers) as answer:
        body = await answer.json()
        assert answer.status == 200, body
        return str(body["attachment"]["ref"])


@pytest.mark.parametrize(
    ("content", "mime", "status"),
    [
        (b"MZ", "application/x-msdownload", 400),
        (b"<html>", "image/png", 400),
        (b"", "image/png", 400),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 5_000_001, "image/png", 413),
    ],
)
async def test_files_are_checked(
    platforms: Platforms, content: bytes, mime: str, status: int
) -> None:
    """Strange types, wrong contents and large files are refused with a reason."""
    console = await platforms.bridge.console()
    headers = {**console.cookie, "X-Requested-With": "warmdesk", "Content-Type": mime}
    url = f"{platforms.bridge.url}/api/console/media"
    async with platforms.bridge.http.post(url, data=content, headers=headers) as answer:
        assert answer.status == status, await answer.text()


@PHONES
async def test_a_file_that_cannot_be_had_is_not_lost(platforms: Platforms, of: Of) -> None:
    """The message says in the transcript that its file could not be fetched, and so is the customer
    told: the bot, which would promise that a colleague sees it, is not asked."""
    phone = of(platforms)
    phone.sends_file("image", "404404", f"{platforms.graph_url}/files/404404", "image/png", "x")
    await shown(phone, "could not be fetched")
    lines = await platforms.transcript((await only(platforms))["id"])
    (attachment,) = lines[0]["attachments"]
    assert attachment.get("ref") is None
    assert "could not be fetched" in attachment["name"]
    assert platforms.bridge.bot.seen == []


@PHONES
async def test_a_voice_message_is_for_people(platforms: Platforms, of: Of) -> None:
    """The bot says that it cannot listen and offers a person, who gets its case and can."""
    phone = of(platforms)
    key = platforms.graph.keep_file(b"OggS voice", "audio/ogg", "voice.ogg")
    phone.sends_file("audio", key, f"{platforms.graph_url}/files/{key}", "audio/ogg", "voice")
    line = await shown(phone, "can't listen")
    assert platforms.bridge.bot.seen == []
    console = await platforms.bridge.console()
    platforms.bridge.bot.script.append(says("One moment.", handoff=a_request()))
    phone.presses(line["id"], line["choices"][0])
    await console.take_next()
    (turn,) = platforms.bridge.bot.seen
    assert turn.messages[0].button_id == ASK_FOR_PERSON
    seen = await opened(platforms, console)
    (voice,) = seen["messages"][0]["attachments"]
    assert voice["kind"] == "audio"
    assert voice["ref"]
    packet = seen["handoff"]["packet"]
    assert packet["facts"] == {"order_number": "10432"}
    assert packet["summary"]["suggested_next_step"].startswith("First listen")


@PHONES
async def test_a_place_is_told(platforms: Platforms, of: Of) -> None:
    """The bot gets the coordinates."""
    of(platforms).shares_place(52.5, 13.4)
    await eventually(lambda: platforms.bridge.bot.seen)
    (place,) = platforms.bridge.bot.seen[0].messages[0].attachments
    assert (place.kind, place.latitude, place.longitude) == ("location", 52.5, 13.4)


@PHONES
async def test_reactions_and_edits_are_seen(platforms: Platforms, of: Of) -> None:
    """They change the transcript and wake nobody."""
    phone = of(platforms)
    console = await platforms.bridge.console()
    mine = phone.says("helo")
    line = await shown(phone, "echo helo")
    phone.edits(mine, "hello")
    phone.reacts(line["id"], "👍")

    async def changed() -> Any:
        lines = (await opened(platforms, console))["messages"]
        said = [(each["text"], each["custom"]) for each in lines]
        edited = next((c for t, c in said if t == "hello" and c), {})
        liked = next((c for t, c in said if t == "echo helo" and c), {})
        return edited.get("edited") and liked.get("reaction") == "👍"

    await until(changed, "edit and reaction")
    phone.reacts(line["id"], "")

    async def taken_back() -> Any:
        lines = (await opened(platforms, console))["messages"]
        return not any((each["custom"] or {}).get("reaction") for each in lines)

    await until(taken_back, "no reaction")
    assert len(platforms.bridge.bot.seen) == 1


@PHONES
async def test_a_handoff_and_the_way_back(platforms: Platforms, of: Of) -> None:
    """Bot, agent, resolved with a rating, and bot again, in one conversation."""
    phone = of(platforms)
    console, say = await taken(platforms, phone)
    await console.ask("typing", conversation_id=say["conversation_id"])
    await console.ask("send", client_id="a1", text="I am on it.", **say)
    await shown(phone, "I am on it.")
    phone.says("thank you")
    await console.next("event", lambda e: e["data"].get("message", {}).get("text") == "thank you")
    await console.ask("resolve", disposition="solved", note="Sent again", **say)
    line = await shown(phone, "How did it go?")
    phone.presses(line["id"], line["choices"][4])
    await shown(phone, "Thank you for telling us")
    phone.says("one more thing")
    await shown(phone, "echo one more thing")
    assert platforms.bridge.bot.seen[-1].since is not None
    assert len(await platforms.conversations()) == 1


@PHONES
async def test_somebody_else_s_hand(platforms: Platforms, of: Of) -> None:
    """Once somebody answers outside the desk the bot is silent, and the agents see who it was."""
    phone = of(platforms)
    phone.says("hello")
    await shown(phone, "echo hello")
    phone.is_answered_elsewhere("I am Tom from the shop")

    async def silent() -> Any:
        return (await only(platforms))["owner"] == "agent"

    await until(silent, "silence")
    phone.says("are you a bot?")
    await asyncio.sleep(0.5)
    assert len(platforms.bridge.bot.seen) == 1
    console = await platforms.bridge.console()
    lines = (await opened(platforms, console))["messages"]
    elsewhere = next(each for each in lines if each["text"] == "I am Tom from the shop")
    assert (elsewhere["author"]["name"], elsewhere["state"]) == (
        "Somebody outside the desk",
        None,
    )
    assert not [r for r in platforms.graph.sent() if "Tom" in str(r)]


async def test_control_comes_back(platforms: Platforms) -> None:
    """When the Page's inbox is done with the thread, the bot may speak again."""
    phone = platforms.messenger()
    phone.says("hello")
    await shown(phone, "echo hello")
    phone.is_answered_elsewhere("a person")
    await asyncio.sleep(0.3)
    phone.gives_control_back(APP)
    await asyncio.sleep(0.3)
    phone.says("again")
    await shown(phone, "echo again")


async def test_our_own_echo_changes_nothing(platforms: Platforms) -> None:
    """What we sent comes back as an echo with our app's id, and nothing comes of it."""
    phone = platforms.messenger()
    phone.says("hello")
    line = await shown(phone, "echo hello")
    message = {"mid": line["id"], "text": "echo hello", "is_echo": True, "app_id": int(APP)}
    told = webhooks.messenger(PAGE, phone.customer, echo=True, message=message)
    assert await platforms.hooks.post("messenger", told) == 200
    phone.says("again")
    await shown(phone, "echo again")
    assert (await only(platforms))["owner"] == "bot"


async def test_a_number_that_the_crm_knows_is_verified(platforms: Platforms) -> None:
    """Its customer is verified for everything; a stranger's number for nothing."""
    platforms.whatsapp(ANNA, "Whoever").says("hello")
    await eventually(lambda: platforms.bridge.bot.seen)
    customer = platforms.bridge.bot.seen[0].metadata.customer
    assert (customer.id, customer.name, customer.level, customer.how) == (
        *("c-0001", "Anna Lindqvist"),
        *("verified", "whatsapp_number"),
    )
    platforms.whatsapp("49151", "Zoë").says("hello")
    await eventually(lambda: len(platforms.bridge.bot.seen) == 2)
    stranger = platforms.bridge.bot.seen[1].metadata.customer
    assert (stranger.id, stranger.name, stranger.level) == (None, "Zoë", "anonymous")


async def test_a_username_is_no_number(platforms: Platforms) -> None:
    """A customer without a number is answered by their id, and is verified by nothing."""
    phone = platforms.whatsapp("US.13491208655302741918", "Sheena")
    phone.says("hello")
    await shown(phone, "echo hello")
    (sent,) = platforms.graph.sent()
    assert (sent.get("recipient"), sent.get("to")) == ("US.13491208655302741918", None)
    assert platforms.bridge.bot.seen[0].metadata.customer.level == "anonymous"


async def test_a_changed_number_is_the_same_customer(platforms: Platforms) -> None:
    """After the platform has told us, the conversation goes on at the new number."""
    old = platforms.whatsapp("49151")
    old.says("hello")
    await shown(old, "echo hello")
    system = {"type": "user_changed_number", "wa_id": "49152", "body": "changed"}
    message = {"from": "49151", "id": "wamid.s", "timestamp": "1", "type": "system"}
    told = webhooks.whatsapp(NUMBER, messages=[{**message, "system": system}])
    assert await platforms.hooks.post("whatsapp", told) == 200
    new = platforms.whatsapp("49152")
    new.says("it is me")
    await shown(new, "echo it is me")
    assert (await only(platforms))["address"] == f"{NUMBER}/49152"


async def test_a_hidden_number_is_the_same_customer(platforms: Platforms) -> None:
    """Whoever shows only an id that came with a number before goes on where they were."""
    contact = {"profile": {"name": "Zoë"}, "wa_id": "49151", "user_id": "DE.42"}
    text = {"type": "text", "timestamp": "1767600000", "text": {"body": "hello"}}
    first = {**text, "from": "49151", "id": "wamid.1"}
    await platforms.hooks.post(
        "whatsapp", webhooks.whatsapp(NUMBER, contacts=[contact], messages=[first])
    )
    hidden = {"profile": {"name": "Zoë"}, "user_id": "DE.42"}
    second = {**text, "from_user_id": "DE.42", "id": "wamid.2"}
    await platforms.hooks.post(
        "whatsapp", webhooks.whatsapp(NUMBER, contacts=[hidden], messages=[second])
    )
    await eventually(lambda: sum(len(t.messages) for t in platforms.bridge.bot.seen) == 2)
    assert (await only(platforms))["address"] == f"{NUMBER}/DE.42"


async def test_a_customer_goes_on_elsewhere(platforms: Platforms) -> None:
    """Who signed in on the web and then writes from their number goes on in one thread."""
    page = await platforms.bridge.page(identity=await platforms.bridge.identity("c-0001"))
    await page.send("from the web")
    await page.shows("echo from the web")
    phone = platforms.whatsapp(ANNA)
    phone.says("from the phone")
    await shown(phone, "echo from the phone")
    await page.shows("from the phone")
    await page.shows("echo from the phone")
    conversation = await only(platforms)
    assert conversation["channel"] == "whatsapp"
    console = await platforms.bridge.console()
    lines = (await opened(platforms, console))["messages"]
    assert [each["channel"] for each in lines] == ["webchat"] * 2 + ["whatsapp"] * 2
    await page.send("and back")
    await page.shows("echo and back")
    synced = await page.ask("sync")
    assert len(synced["messages"]) == 6
    assert not [line for line in phone.lines if "and back" in str(line.get("text"))]


async def test_an_open_page_sees_what_begins_elsewhere(platforms: Platforms) -> None:
    """Only the same customer's page does, edits included; internal notes stay inside."""
    mine = await platforms.bridge.page(identity=await platforms.bridge.identity("c-0001"))
    other = await platforms.bridge.page(identity=await platforms.bridge.identity("c-0002"))
    for page in (mine, other):
        await page.ask("sync")
    phone = platforms.whatsapp(ANNA)
    console, say = await taken(platforms, phone)
    line = phone.says("from the fone")
    await mine.shows("from the fone")
    phone.edits(line, "from the phone")
    await mine.next("update", lambda update: update.get("text") == "from the phone")
    await console.ask("note", client_id="n1", text="a note", conversation_id=say["conversation_id"])
    await console.ask("send", client_id="s1", text="from the desk", **say)
    await mine.shows("from the desk")
    states = [each["conversation_id"] for each in mine.all("state")]
    assert states[-1] == say["conversation_id"]
    assert "a note" not in mine.texts()
    assert other.texts() == []


async def test_signing_in_is_a_button_on_messenger(platforms: Platforms) -> None:
    """Where the bot asks for it; whoever came back goes on with the bot."""
    phone, bot = platforms.messenger(), platforms.bridge.bot
    asking = Reply(text="Please sign in.", custom={"sign_in": True})
    bot.script.append(TurnResult(replies=(asking,)))
    phone.says("where is my order")
    line = await shown(phone, "Please sign in.")
    assert line["login"]
    phone.links(await platforms.bridge.identity("c-0001"))
    line = await shown(phone, "signed in now")
    phone.presses(line["id"], line["choices"][0])
    await shown(phone, "echo go on")
    assert bot.seen[-1].metadata.customer.id == "c-0001"


async def test_an_account_is_linked(platforms: Platforms) -> None:
    """A token of the host site links Messenger to its customer; another one's is refused."""
    phone = platforms.messenger()
    phone.says("hello")
    await shown(phone, "echo hello")
    phone.links(await platforms.bridge.identity("c-0001"))

    async def linked() -> Any:
        return (await only(platforms))["customer_id"] == "c-0001"

    await until(linked, "the link")
    phone.links(await platforms.bridge.identity("c-0002"))
    phone.links("nonsense")
    console = await platforms.bridge.console()

    async def refused() -> Any:
        lines = (await opened(platforms, console))["messages"]
        return len([each for each in lines if each["kind"] == "note"]) == 2

    await until(refused, "the refusals")
    phone.says("who am I")
    await shown(phone, "echo who am I")
    customer = platforms.bridge.bot.seen[-1].metadata.customer
    assert (customer.id, customer.how) == ("c-0001", "account_linking")


async def test_a_long_answer_is_not_sent_twice_in_part(platforms: Platforms) -> None:
    """When the second of three sends fails, only it and the third are tried again."""
    phone = platforms.whatsapp()
    long = " ".join(["A sentence of some length is written here."] * 250)
    platforms.bridge.bot.script.append(TurnResult(replies=(Reply(text=long),)))
    platforms.graph.script += [{}, {"code": 131000}]
    phone.says("tell me everything")
    await eventually(lambda: len([x for x in phone.lines if x["from"] == "business"]) == 3)
    texts = [line["text"] for line in phone.lines if line["from"] == "business"]
    assert " ".join(texts) == long
    assert all(len(text) <= 4_096 for text in texts)


async def test_a_late_answer_is_not_sent_twice(platforms: Platforms) -> None:
    """A send that was answered with 500 is left alone, and a status then tells that it came."""
    phone = platforms.whatsapp()
    platforms.graph.script.append({"status": 502})
    phone.says("hello")
    await eventually(lambda: len(platforms.graph.sent()) == 1)
    tracker = platforms.graph.sent()[0]["biz_opaque_callback_data"]
    status = {"id": "wamid.late", "status": "delivered", "biz_opaque_callback_data": tracker}
    told = webhooks.whatsapp(NUMBER, statuses=[{**status, "recipient_id": "49151"}])
    assert await platforms.hooks.post("whatsapp", told) == 200
    conversation = await only(platforms)

    async def delivered() -> Any:
        lines = await platforms.transcript(conversation["id"])
        return lines[-1]["state"] == "delivered"

    await until(delivered, "delivered")
    assert len(platforms.graph.sent()) == 1


async def test_a_window_that_has_closed(platforms: Platforms) -> None:
    """What is refused for that is held and said; a template goes; the rest goes after an answer."""
    phone = platforms.whatsapp()
    console, say = await taken(platforms, phone)
    platforms.graph.script += [{"code": 131047}]
    await console.ask("send", client_id="h1", text="Are you there?", **say)

    async def held() -> Any:
        lines = (await opened(platforms, console))["messages"]
        last = next(each for each in lines if each["text"] == "Are you there?")
        return last["state"] == "failed" and last["custom"] == {"undelivered": "window_closed"}

    await until(held, "held")
    template = {"name": "we_have_news", "parameters": ["Zoë"]}
    await console.ask("send", client_id="t1", template=template, **say)
    line = await eventually(lambda: next((x for x in phone.lines if x.get("template")), None))
    assert line["text"] == "[we_have_news] Zoë"
    phone.says("yes, here")
    await shown(phone, "Are you there?")
    lines = (await opened(platforms, console))["messages"]
    assert "Hello Zoë, we have news." in [each["text"] for each in lines]
    wrong = await console.ask("send", client_id="t2", template={"name": "no"}, **say)
    assert wrong["error"]["code"] == "bad_request"


async def test_a_failed_status_holds_too(platforms: Platforms) -> None:
    """That the window was closed may come only afterwards, in a status."""
    phone = platforms.whatsapp()
    platforms.graph.script.append({"failed": 131047})
    phone.says("hello")
    conversation = await only(platforms)

    async def held() -> Any:
        lines = await platforms.transcript(conversation["id"])
        return lines[-1]["state"] == "failed"

    await until(held, "held")
    phone.says("again")
    await shown(phone, "echo hello")
    await shown(phone, "echo again")


async def test_a_failed_status_is_tried_again(platforms: Platforms) -> None:
    """An error of the platform's own that comes in a status is tried again."""
    phone = platforms.whatsapp()
    platforms.graph.script.append({"failed": 131000})
    phone.says("hello")
    await shown(phone, "echo hello")


async def test_a_stopped_line(platforms: Platforms) -> None:
    """A token that has ended stops everything and loses nothing; resumed, it drains in order."""
    bridge, phones = platforms.bridge, [platforms.whatsapp(f"4915{n}") for n in range(3)]
    console = await bridge.console()
    platforms.graph.always["whatsapp"] = {"code": 190, "status": 401}
    for phone in phones:
        phone.says("one")
    stop = await console.next("event", lambda e: e["type"] == "channel.changed")
    assert stop["data"]["stopped"]["code"] == "whatsapp_190"
    for phone in phones:
        phone.says("two")
    await eventually(lambda: len(bridge.bot.seen) == 6)
    await asyncio.sleep(0.5)
    assert [line for phone in phones for line in phone.lines if line["from"] == "business"] == []
    snapshot = await console.ask("snapshot")
    assert [each["channel"] for each in snapshot["stopped_channels"]] == ["whatsapp"]
    _, health = await bridge.call("GET", "/health")
    assert (health["status"], health["stopped"]) == ("degraded", {"whatsapp": "whatsapp_190"})
    platforms.messenger().says("other channels go on")
    await shown(platforms.messenger(), "other channels go on")
    assert (await console.ask("resume", channel="whatsapp"))["error"]["code"] == "forbidden"
    platforms.graph.always.clear()
    await _resume(platforms)
    for phone in phones:
        await shown(phone, "echo two")
        said = [line["text"] for line in phone.lines if line["from"] == "business"]
        assert said == ["echo one", "echo two"]


async def test_a_stopped_line_goes_on_by_http(platforms: Platforms) -> None:
    """Supervisors may say so without a console; agents, strangers and foreign pages may not."""
    bridge, phone = platforms.bridge, platforms.whatsapp()
    console = await bridge.console()
    platforms.graph.always["whatsapp"] = {"code": 190, "status": 401}
    phone.says("hello")
    await console.next("event", lambda e: e["type"] == "channel.changed")
    platforms.graph.always.clear()

    async def resume(**headers: str) -> tuple[int, Any]:
        path = "/api/console/channels/whatsapp/resume"
        return await bridge.call("POST", path, headers=headers)

    ours = {"X-Requested-With": "warmdesk"}
    assert (await resume(**ours))[0] == 401
    assert (await resume(**console.cookie))[0] == 403
    assert (await resume(**ours, **console.cookie))[0] == 403
    kim = await bridge.member("Kim", "supervisor")
    assert (await kim.call("POST", "channels/pigeon/resume"))[0] == 404
    assert await kim.call("POST", "channels/whatsapp/resume") == (200, {"resumed": True})
    await shown(phone, "echo hello")
    assert await kim.call("POST", "channels/whatsapp/resume") == (200, {"resumed": False})


async def _resume(platforms: Platforms) -> None:
    kim = await platforms.bridge.member("Kim", "supervisor")
    console = await platforms.bridge.console_of(kim.agent, kim.cookie)
    assert await console.ask("resume", channel="whatsapp") == {}


async def test_what_can_never_be_delivered_is_said(platforms: Platforms) -> None:
    """It is marked as failed with the platform's code, and the next message goes."""
    phone = platforms.whatsapp()
    platforms.graph.script.append({"code": 131026})
    phone.says("one")
    conversation = await only(platforms)

    async def failed() -> Any:
        lines = await platforms.transcript(conversation["id"])
        return lines[-1]["state"] == "failed"

    await until(failed, "failed")
    phone.says("two")
    await shown(phone, "echo two")


async def test_nothing_private_is_logged(
    platforms: Platforms, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither tokens nor addresses of files nor words end up in what the bridge writes."""
    phone = platforms.messenger()
    platforms.graph.script.append({"code": 613})
    phone.sends_file("image", "1", f"{platforms.graph_url}/files/secret-place", "image/png", "x")
    phone.says("my secret words")
    await shown(phone, "my secret words")
    out, err = capfd.readouterr()
    for private in ("page-token", "secret-place", "my secret words", "app-secret"):
        assert private not in out + err
