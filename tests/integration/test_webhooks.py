"""What Meta's platforms get for an answer when they call us, and what is kept of it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from itertools import chain
from typing import Any

import pytest

from handoff.core import texts
from scripts.simulating.webhooks import messenger, whatsapp
from tests import samples
from tests.bridge import Bridge, eventually
from tests.integration.conftest import StartBridge
from tests.platforms import APP_SECRET, NUMBER, PAGE, SETTINGS, VERIFY, Platforms

CHANNELS = ("whatsapp", "messenger")


def signed(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    """The headers of a webhook."""
    mark = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={mark}"}


async def post(bridge: Bridge, channel: str, body: bytes, headers: dict[str, str]) -> int:
    """The status of a webhook's answer."""
    url = f"{bridge.url}/webhooks/{channel}"
    async with bridge.http.post(url, data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize("channel", CHANNELS)
async def test_the_handshake(platforms: Platforms, channel: str) -> None:
    """The right token gets the challenge back as it is, any other one 403."""
    url = f"{platforms.bridge.url}/webhooks/{channel}"
    right = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
    async with platforms.bridge.http.get(url, params=right) as answer:
        assert (answer.status, await answer.text()) == (200, "1158201444")
    for wrong in ({"hub.verify_token": "no"}, {"hub.mode": "unsubscribe"}):
        async with platforms.bridge.http.get(url, params={**right, **wrong}) as answer:
            assert answer.status == 403
    async with platforms.bridge.http.get(url) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("channel", CHANNELS)
async def test_only_what_is_signed_is_taken(platforms: Platforms, channel: str) -> None:
    """A missing, malformed or wrong signature is refused, and nothing is stored."""
    body = json.dumps(_text(channel, "hello"), ensure_ascii=False).encode()
    for headers in (
        {},
        {"X-Hub-Signature-256": "sha256=ü"},
        {"X-Hub-Signature-256": "nonsense"},
        signed(body, "another secret"),
        signed(body + b" "),
    ):
        assert await post(platforms.bridge, channel, body, headers) == 401
    await asyncio.sleep(0.3)
    assert await platforms.conversations() == []


async def test_the_signature_is_over_the_bytes_as_they_came(platforms: Platforms) -> None:
    """Accents, emoji and blanks of the platform's own way of writing JSON do not matter."""
    body = json.dumps(_text("whatsapp", "¿Dónde está? 📦"), indent=3, ensure_ascii=False).encode()
    assert await post(platforms.bridge, "whatsapp", body, signed(body)) == 200
    escaped = json.dumps(_text("whatsapp", "niño 📦", key="wamid.b")).encode()
    assert await post(platforms.bridge, "whatsapp", escaped, signed(escaped)) == 200
    (conversation,) = await _until_conversations(platforms, 1)
    await eventually(lambda: len(platforms.bridge.bot.seen) >= 1)
    lines = await _until_lines(platforms, conversation["id"], "customer", 2)
    assert lines == ["¿Dónde está? 📦", "niño 📦"]


async def test_the_same_update_many_times_is_one_message(platforms: Platforms) -> None:
    """Twenty copies at the same moment, and again later, are stored and answered once."""
    body = json.dumps(_text("whatsapp", "hello")).encode()
    send = [post(platforms.bridge, "whatsapp", body, signed(body)) for _ in range(20)]
    assert set(await asyncio.gather(*send)) == {200}
    await eventually(lambda: platforms.bridge.bot.seen)
    assert await post(platforms.bridge, "whatsapp", body, signed(body)) == 200
    await asyncio.sleep(0.5)
    assert len(platforms.bridge.bot.seen) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"a": NaN}',
        b"[" * 100_000,
        b'{"object": "page", "entry": ' + b"9" * 6_000 + b"}",
    ],
)
async def test_what_is_no_json_is_refused(platforms: Platforms, body: bytes) -> None:
    """A signed body that cannot be read is our caller's mistake, never ours."""
    assert await post(platforms.bridge, "whatsapp", body, signed(body)) == 400


ODD: list[Any] = [
    *(None, [], "text", 7, {}, {"object": "page"}, {"object": "page", "entry": {}}),
    {"object": "page", "entry": [None, [], {"messaging": [None, 3, {"message": None}]}]},
    {"object": "whatsapp_business_account", "entry": [{"changes": [{"field": "messages"}]}]},
    {"object": "whatsapp_business_account", "entry": [{"changes": ["x", {"value": []}]}]},
    whatsapp(NUMBER, messages=[{"id": "a\0b\ud800", "from": "1", "type": "text", "text": {}}]),
    whatsapp(NUMBER, messages=[{"id": "x" * 250, "from": 4, "timestamp": "9" * 400, "type": "?"}]),
]


@pytest.mark.parametrize("payload", ODD)
async def test_odd_json_is_taken(platforms: Platforms, payload: Any) -> None:
    """What parses is answered 200, whatever it is, and the next message is answered as well."""
    body = json.dumps(payload).encode()
    for channel in CHANNELS:
        assert await post(platforms.bridge, channel, body, signed(body)) == 200
    good = json.dumps(_text("messenger", "still there?")).encode()
    assert await post(platforms.bridge, "messenger", good, signed(good)) == 200
    await eventually(
        lambda: [t for t in platforms.bridge.bot.seen if t.messages[0].text == "still there?"]
    )


async def test_too_much_is_refused(platforms: Platforms) -> None:
    """A body above 4 MB is not read to its end."""
    body = b" " * 4_100_000
    assert await post(platforms.bridge, "whatsapp", body, signed(body)) == 413


async def test_a_channel_without_its_settings_is_off(start_bridge: StartBridge) -> None:
    """With a setting missing there is no webhook, and the other channel is not touched."""
    bridge = await start_bridge(channel_env={**SETTINGS, "WHATSAPP_TOKEN": ""})
    body = json.dumps(_text("whatsapp", "hello")).encode()
    assert await post(bridge, "whatsapp", body, signed(body)) == 404
    assert await post(bridge, "messenger", body, signed(body)) == 200


async def test_somebody_else_s_number_is_not_answered(platforms: Platforms) -> None:
    """What is told of an account that is not ours is kept, and nobody is answered."""
    body = json.dumps(_text("whatsapp", "hello", account="555")).encode()
    assert await post(platforms.bridge, "whatsapp", body, signed(body)) == 200
    await asyncio.sleep(0.5)
    assert await platforms.conversations() == []


NO_TURN = ("reaction", "edit", "system", "status", "field=", "sticker", "echo", "deliver", "reads")
NO_TURN += ("referrals", "optin", "handover", "linking", "unsupported", "order", "audio")


ANSWERED = {
    "unsupported": texts.INSTEAD["unsupported"],
    "audio": texts.INSTEAD["voice"],
    "order": texts.INSTEAD["order"],
}
SAID = {
    "whatsapp/interactive_list_reply.json": ["Priority Mail Express"],
    "whatsapp/multi_entry_batch.json": [
        "Does it come in another color?",
        "second message in the same change",
        "Cancel",
        "Body Text",
    ],
}
"""What customers said where the index does not say it."""
FILE_ALONE = ("pywa_image", "pywa_media_with_url", "attachment_image")
"""Files that no platform has here, without words: the customer is told, and the bot has no turn."""


@pytest.mark.parametrize("row", samples.rows())
async def test_a_sample_through_the_whole_bridge(
    tmp_path: Any, migrated: Any, row: dict[str, Any]
) -> None:
    """Each sample is answered 200, and becomes a bot turn only when it is one of the customer's."""
    channel = row["file"].partition("/")[0]
    # Where a sample's number was blacked out it is no number, which no setting would take.
    payload = json.loads(json.dumps(samples.read(row["file"])).replace("REDACTED", NUMBER))
    ids = _accounts(payload)
    env = {"WHATSAPP_PHONE_NUMBER_ID": ",".join(ids), "MESSENGER_PAGE_ID": next(iter(ids), "1")}
    made = Platforms(Bridge(tmp_path, migrated))
    try:
        await made.start(**env)
        body = json.dumps(payload, ensure_ascii=False).encode()
        assert await post(made.bridge, channel, body, signed(body)) == 200
        last = json.dumps(_text(channel, "the end", account=ids[0], sender="77")).encode()
        assert await post(made.bridge, channel, last, signed(last)) == 200
        await eventually(
            lambda: [t for t in made.bridge.bot.seen if t.messages[0].text == "the end"]
        )
        await asyncio.sleep(0.2)
        await _until_it_has_come(made, row)
        turns = [t for t in made.bridge.bot.seen if t.messages[0].text != "the end"]
        silent = (*NO_TURN, *FILE_ALONE)
        assert bool(turns) is not any(word in f"{row['kind']} {row['file']}" for word in silent)
    finally:
        await made.bridge.stop()
        await made.stop()


def _has_come(row: dict[str, Any], transcripts: list[list[str]]) -> bool:
    """Whether they hold what a sample's customers said, each in order, and the desk's answer."""
    about = f"{row['kind']} {row['file']}"
    answers = {answer for word, answer in ANSWERED.items() if word in about}
    only = row.get("text") or ("postback" in row["kind"] and row["payload"])
    said = SAID.get(row["file"], [only] if only else [])
    kept = [[text for text in each if text in said] for each in transcripts]
    in_order = all(each == sorted(each, key=said.index) for each in kept)
    complete = sorted(chain(*kept)) == sorted(said) and answers <= set(chain(*transcripts))
    return in_order and complete


async def _until_it_has_come(made: Platforms, row: dict[str, Any]) -> None:
    for _ in range(400):
        if _has_come(row, await _transcripts(made)):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(row["expect"])


async def _transcripts(made: Platforms) -> list[list[str]]:
    """What was said, conversation by conversation."""
    found = [await made.transcript(each["id"]) for each in await made.conversations()]
    return [[line["text"] for line in lines] for lines in found]


def _accounts(payload: Any) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entry in payload["entry"]:
        if payload["object"] == "page":
            found[str(entry["id"])] = None
        for change in entry.get("changes", []):
            metadata = change["value"].get("metadata", {"phone_number_id": "1"})
            found[metadata["phone_number_id"]] = None
    return tuple(found)


def _text(
    channel: str,
    text: str,
    *,
    key: str = "wamid.a",
    account: str | None = None,
    sender: str = "49151",
) -> dict[str, Any]:
    if channel == "messenger":
        message = {"mid": f"m-{text}", "text": text}
        return messenger(account or PAGE, sender, message=message)
    message = {"from": sender, "id": key, "timestamp": "1767600000", "type": "text"}
    return whatsapp(account or NUMBER, messages=[{**message, "text": {"body": text}}])


async def _until_conversations(platforms: Platforms, count: int) -> list[dict[str, Any]]:
    for _ in range(200):
        found = await platforms.conversations()
        if len(found) >= count:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(f"{count} conversations did not come")


async def _until_lines(platforms: Platforms, key: str, who: str, count: int) -> list[str]:
    for _ in range(200):
        lines = await platforms.transcript(key)
        said = [line["text"] for line in lines if line["author"]["kind"] == who]
        if len(said) >= count:
            return said
        await asyncio.sleep(0.02)
    raise AssertionError(f"{count} lines of the {who} did not come")
