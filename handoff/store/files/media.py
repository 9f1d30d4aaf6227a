"""File store of what customers and agents send each other: checked, kept, and given out again."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from contracts.turn import Attachment
from handoff.core.channel.capabilities import MB
from handoff.core.channel.inbound_events import MediaKind
from handoff.core.errors import NotFound, TooLong
from handoff.store.files import file_types, inspection
from handoff.store.files.scanner import Scanner

_REF = re.compile(r"md_[0-9a-f]{32}")
_KINDS: dict[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
LIMITS = {"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "file": 100 * MB}
"""Most that is fetched from a platform or taken from an agent, in bytes by kind."""
UNSENT = "uploaded"
"""The folder of what no message has taken along yet, inside of that of files."""
GONE = "This file is not kept any more."


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A file. `mime` is without parameters."""

    content: bytes
    mime: str
    name: str | None = None


class MediaStore(Protocol):
    """Where files are kept."""

    async def put(self, file: Stored) -> tuple[str, int]:
        """Keep a file as it passes inspection; returns its ref, which nobody can guess, and bytes.

        Raises `BadRequest` and `Unavailable`, see `inspection.passed`.
        """

    async def get(self, ref: str) -> Stored:
        """The file; raises `NotFound`."""

    async def drop(self, ref: str) -> None:
        """Have the file no more, wherever it was shown; nothing where it is gone already."""

    async def drop_unsent(self, owner: str) -> int:
        """Drop what somebody has uploaded and never sent; returns how many files."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What lies beside a file on the disk. `owner` is the visitor who uploaded it, if one did."""

    mime: str
    name: str | None = None
    owner: str | None = None


class FolderMedia:
    """Files in a folder, each with a note of its type beside it."""

    def __init__(self, folder: Path, scanner: Scanner | None = None) -> None:
        self._folder = folder
        self._scanner = scanner

    async def put(self, file: Stored) -> tuple[str, int]:
        """See `MediaStore.put`."""
        content = await inspection.passed(file.content, file.mime, self._scanner)
        ref = new_ref()
        await asyncio.to_thread(self._write, ref, msgspec.structs.replace(file, content=content))
        return ref, len(content)

    async def drop(self, ref: str) -> None:
        """See `MediaStore.drop`."""
        await asyncio.to_thread(self._unlink, ref)

    async def drop_unsent(self, owner: str) -> int:
        """See `MediaStore.drop_unsent`."""
        return await asyncio.to_thread(self._unlink_unsent, owner)

    async def get(self, ref: str) -> Stored:
        """See `MediaStore.get`."""
        return await asyncio.to_thread(self._read, ref)

    def _write(self, ref: str, file: Stored) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / ref).write_bytes(file.content)
        write_about(self._folder, ref, About(mime=file.mime, name=file.name))

    def _unlink(self, ref: str) -> None:
        for file in (self._folder / ref, about_file(self._folder, ref)):
            file.unlink(missing_ok=True)

    def _unlink_unsent(self, owner: str) -> int:
        folder, dropped = self._folder / UNSENT, 0
        for note in folder.glob("*.json"):
            with suppress(NotFound):
                if read_about(folder, note.stem).owner == owner:
                    (folder / note.stem).unlink(missing_ok=True)
                    note.unlink(missing_ok=True)
                    dropped += 1
        return dropped

    def _read(self, ref: str) -> Stored:
        about = read_about(self._folder, ref)
        try:
            content = (self._folder / ref).read_bytes()
        except OSError as exc:
            raise NotFound(GONE) from exc
        return Stored(content=content, mime=about.mime, name=about.name)


def new_ref() -> str:
    """What a file is called from now on."""
    return f"md_{secrets.token_hex(16)}"


def about_file(folder: Path, ref: str) -> Path:
    """Where it is written what a file is; raises `NotFound` for what is no ref."""
    if not _REF.fullmatch(ref):
        raise NotFound("There is no such file.")
    return folder / f"{ref}.json"


def read_about(folder: Path, ref: str) -> About:
    """What is known of a file; raises `NotFound`."""
    try:
        return msgspec.json.decode(about_file(folder, ref).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as exc:
        raise NotFound(GONE) from exc


def write_about(folder: Path, ref: str, about: About) -> None:
    """Write down what a file is."""
    about_file(folder, ref).write_bytes(msgspec.json.encode(about))


def kind_of(mime: str) -> MediaKind:
    """What an attachment of that type is."""
    return _KINDS.get(mime.partition("/")[0], "file")


def checked(
    file: Stored, limits: Mapping[str, int] = LIMITS, *, every_document: bool = False
) -> Stored:
    """The file, if it may be kept; raises `BadRequest` for its type and `TooLong` for its size.

    With `every_document` what is of no type that we know is one that is only saved.
    """
    mime = file_types.plain_type(file.mime)
    if every_document and mime not in file_types.TYPES:
        mime = file_types.OCTETS
    mime = mime if mime == file_types.OCTETS and every_document else file_types.accepted(mime)
    check_size(mime, len(file.content), limits)
    file_types.check_beginning(mime, file.content)
    return Stored(content=file.content, mime=mime, name=file_types.named(file.name, mime))


def check_size(mime: str, size: int, limits: Mapping[str, int]) -> None:
    """Raise `TooLong` for a file of so many bytes; `limits` are by kind."""
    limit = limits[kind_of(mime)]
    if size > limit:
        raise TooLong(f"A file of this type has at most {limit // MB} MB.")


async def keep(
    store: MediaStore,
    file: Stored,
    limits: Mapping[str, int] = LIMITS,
    *,
    every_document: bool = False,
) -> Attachment:
    """Check and keep a file, see `checked`.

    Raises `BadRequest`, `TooLong`, and `Unavailable` where no scanner can look into it.
    """
    file = checked(file, limits, every_document=every_document)
    ref, size = await store.put(file)
    return Attachment(kind=kind_of(file.mime), ref=ref, name=file.name, mime=file.mime, size=size)
