"""Strangers at the web chat: what they write, and what they do when asked what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from scripts.listening.cases import Dialogue, Opening
from scripts.listening.taken import taken
from scripts.listening.verdict import Exchange
from scripts.showing.chat import Bubble, Chat, NoAnswer, chatting
from scripts.showing.desk import Desk
from scripts.showing.packets import packet_of

_ASIDE = re.compile(r"^\[[^\]]*\]\s*")
"""A remark of the case's author before a turn, such as how much time has passed."""


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """The desk, the database that tells what its bot took things for, and titles of topics."""

    desk: Desk
    trackers: Path
    titles: Mapping[str, str]
    operators_token: str


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation that is over."""

    exchanges: tuple[Exchange, ...]
    conversation_id: str | None
    owner: str
    packet: Mapping[str, Any] | None = None
    """What a person got with it."""


async def play_opening(stage: Stage, one: Opening, address: str) -> Played:
    """Write the first message; when asked what is meant, choose what is, or say it plainly."""
    async with chatting(stage.desk, None, address=address) as chat:
        answer = await _answered(chat, text=one.text)
        steps = [_step(chat, one.text, answer)]
        if _now(stage, chat, steps)[0].taken.asked_back and chat.owner == "bot":
            wanted = {
                stage.titles[name] for right in one.right for name in right & set(stage.titles)
            }
            steps.append(await _clears_up(chat, one, wanted, answer))
        return await _played(stage, chat, steps)


async def play_dialogue(
    stage: Stage, one: Dialogue, customer_id: str | None, address: str
) -> Played:
    """Write turn after turn, whatever the desk says."""
    async with chatting(stage.desk, customer_id, address=address) as chat:
        steps = []
        for turn in one.turns:
            said = _ASIDE.sub("", turn)
            steps.append(_step(chat, said, await _answered(chat, text=said)))
        return await _played(stage, chat, steps)


async def _clears_up(
    chat: Chat, one: Opening, wanted: set[str], answer: Sequence[Bubble]
) -> Exchange:
    offered = {title: key for bubble in answer for key, title in bubble.buttons}
    title = next((title for title in offered if title in wanted), None)
    if title is not None:
        pressed = await _answered(chat, button_id=offered[title])
        return msgspec.structs.replace(_step(chat, title, pressed), pressed=True)
    said = "; ".join(one.needs) or one.text
    return _step(chat, said, await _answered(chat, text=said))


async def _answered(
    chat: Chat, *, text: str = "", button_id: str | None = None
) -> Sequence[Bubble]:
    """The answer; nothing where a person has the conversation and nobody answers."""
    try:
        return await (chat.press(button_id) if button_id else chat.say(text))
    except NoAnswer:
        return ()


def _step(chat: Chat, said: str, answer: Sequence[Bubble]) -> Exchange:
    return Exchange(
        said=said,
        answer=tuple(one.text for one in answer),
        buttons=tuple(title for one in answer for _, title in one.buttons),
        owner=chat.owner,
    )


async def _played(stage: Stage, chat: Chat, steps: Sequence[Exchange]) -> Played:
    home, token = stage.desk.home, stage.operators_token
    handed_over = chat.conversation_id and chat.owner != "bot"
    packet = await packet_of(home, token, str(chat.conversation_id)) if handed_over else None
    return Played(
        exchanges=_now(stage, chat, steps),
        conversation_id=chat.conversation_id,
        owner=chat.owner,
        packet=packet,
    )


def _now(stage: Stage, chat: Chat, steps: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The steps with what the bot took each for; those after a handoff were never the bot's."""
    turns = taken(stage.trackers, chat.conversation_id) if chat.conversation_id else []
    paired = [
        msgspec.structs.replace(step, taken=turn) for step, turn in zip(steps, turns, strict=False)
    ]
    return (*paired, *steps[len(paired) :])
