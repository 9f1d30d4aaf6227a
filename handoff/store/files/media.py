"""File store of what customers and agents send each other: checked, kept, and given out again."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from contracts.turn import Attachment
from handoff.core.errors import NotFound
from handoff.store.files import file_types, inspection
from handoff.store.files.file_sizes import LIMITS, check_size, kind_of
from handoff.store.files.landing import land
from handoff.store.files.scanner import Scanner

_REF = re.compile(r"md_[0-9a-f]{32}")
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

    async def receive(
        self, body: AsyncIterable[bytes], *, mime: str, name: str | None, size: int | None = None
    ) -> Attachment:
        """Keep a file as it comes; `size` is what its sender says that it has.

        Raises `BadRequest`, `TooLong` and `Unavailable`, see `landing.land`.
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

    def attachment(self, ref: str, size: int) -> Attachment:
        """The file as messages name it."""
        return Attachment(
            kind=kind_of(self.mime), ref=ref, name=self.name, mime=self.mime, size=size
        )


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

    async def receive(
        self, body: AsyncIterable[bytes], *, mime: str, name: str | None, size: int | None = None
    ) -> Attachment:
        """See `MediaStore.receive`."""
        mime = file_types.accepted(mime)
        check_size(mime, size or 0, LIMITS)
        ref, about = new_ref(), About(mime=mime, name=file_types.named(name, mime))
        path = self._folder / UNSENT / ref
        await asyncio.to_thread(path.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
        written = await land(path, body, mime, LIMITS, self._scanner)
        await asyncio.to_thread(self._settle, path, about)
        return about.attachment(ref, written)

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

    def _settle(self, path: Path, about: About) -> None:
        os.replace(path, self._folder / path.name)
        write_about(self._folder, path.name, about)

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
    return About(mime=file.mime, name=file.name).attachment(ref, size)
