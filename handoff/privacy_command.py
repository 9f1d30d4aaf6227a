"""Command of privacy: `scripts/privacy export|erase|replay|retain`, for who has the machine."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import sys
from pathlib import Path

from handoff.config.settings import Settings
from handoff.container.privacy import PrivacyDesk, open_privacy
from handoff.container.retention import retention_of
from handoff.core.errors import BadRequest
from handoff.store.privacy.erasures import Erasure
from handoff.store.privacy.people import Who

_OURS_ALONE = 0o600
OWED = 3
"""The exit status where a store is still owed it: the bridge goes on trying."""


async def run(settings: Settings, arguments: argparse.Namespace) -> int:
    """Do what was asked for; returns the exit status. Raises `HandoffError`."""
    async with open_privacy(settings) as desk:
        match arguments.does:
            case "export":
                return await _export(desk, _who(arguments), Path(arguments.to))
            case "erase":
                return await _erase(desk, _who(arguments), asked=arguments.yes)
            case "retain":
                return await _retain(settings, desk)
        return await _replay(desk, arguments.file)


def _who(arguments: argparse.Namespace) -> Who:
    named = (arguments.customer, arguments.conversation, arguments.address)
    if sum(each is not None for each in named) != 1:
        raise BadRequest("Say who is meant by one of --customer, --conversation and --address.")
    if arguments.address is None:
        return Who(customer_id=arguments.customer, conversation_id=arguments.conversation)
    channel, _, address = arguments.address.partition(":")
    if not channel or not address:
        raise BadRequest(
            "Write an address as the name of its channel, a colon, and what it is there."
        )
    return Who(channel=channel, address=address)


async def _export(desk: PrivacyDesk, who: Who, file: Path) -> int:
    archive = await desk.privacy.export(who)
    await asyncio.to_thread(_write, file, archive.content)
    sys.stdout.write(f"{file}\n")
    for each in archive.missing:
        sys.stderr.write(f"Not in it: {each}.\n")
    return OWED if archive.missing else 0


async def _erase(desk: PrivacyDesk, who: Who, *, asked: bool) -> int:
    found = await desk.privacy.find(who)
    count = len(found.conversation_ids)
    if not asked and not await asyncio.to_thread(_confirmed, count):
        sys.stderr.write("Nothing was erased.\n")
        return 1
    erasure = await desk.privacy.erase(who, by=f"{getpass.getuser()} (command)")
    return _told(await desk.settled(erasure))


async def _replay(desk: PrivacyDesk, file: str | None) -> int:
    kept = await desk.marks.read(Path(file) if file else None)
    done = await desk.privacy.replay(kept)
    for erasure in kept:
        await desk.settled(erasure)
    sys.stdout.write(f"{done} erasures done again.\n")
    return 0


async def _retain(settings: Settings, desk: PrivacyDesk) -> int:
    done = await retention_of(settings, desk.db).all()
    await desk.work.look()
    for kind, count in done.items():
        sys.stdout.write(f"{kind}: {count} forgotten\n")
    sys.stdout.write("Nothing else is past its time.\n")
    return 0


def _confirmed(count: int) -> bool:
    sys.stderr.write(f"{count} conversations will be erased for good. Write yes to go on: ")
    return sys.stdin.readline().strip() == "yes"


def _told(erasure: Erasure) -> int:
    """A line for each store."""
    lines = (f"{each.store}: {each.state.replace('_', ' ')}\n" for each in erasure.receipts)
    sys.stdout.write(f"{erasure.id}\n{''.join(lines)}")
    return 0 if erasure.done_at is not None else OWED


def _write(file: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(file, flags, _OURS_ALONE), "wb") as out:
        out.write(content)
