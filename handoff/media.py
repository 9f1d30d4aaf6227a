"""Files that customers and agents send each other: checked, kept, and given out again."""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path
from typing import Protocol

import msgspec

from bot.wire import Attachment
from handoff.channels.capabilities import TYPES, WHATSAPP
from handoff.channels.heard import MediaKind
from handoff.errors import BadRequest, NotFound, TooLong

_REF = re.compile(r"md_[0-9a-f]{32}")
_MAGIC: dict[str, tuple[bytes, ...]] = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
}
"""How files of a type begin: what a browser is to show must be what it says."""
_KINDS: dict[str, MediaKind] = {"image": "image", "audio": "audio", "video": "video"}
LIMITS = WHATSAPP.sizes


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A file. `mime` is without parameters."""

    content: bytes
    mime: str
    name: str | None = None


class MediaStore(Protocol):
    """Where files are kept."""

    async def put(self, file: Stored) -> str:
        """Keep a file; returns its ref, which nobody can guess."""

    async def get(self, ref: str) -> Stored:
        """The file; raises `NotFound`."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What lies beside a file on the disk."""

    mime: str
    name: str | None = None


class FolderMedia:
    """Files in a folder, each with a note of its type beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, file: Stored) -> str:
        """See `MediaStore.put`."""
        ref = f"md_{secrets.token_hex(16)}"
        await asyncio.to_thread(self._write, ref, file)
        return ref

    async def get(self, ref: str) -> Stored:
        """See `MediaStore.get`."""
        if not _REF.fullmatch(ref):
            raise NotFound("There is no such file.")
        return await asyncio.to_thread(self._read, ref)

    def _write(self, ref: str, file: Stored) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / ref).write_bytes(file.content)
        about = About(mime=file.mime, name=file.name)
        (self._folder / f"{ref}.json").write_bytes(msgspec.json.encode(about))

    def _read(self, ref: str) -> Stored:
        try:
            about = msgspec.json.decode((self._folder / f"{ref}.json").read_bytes(), type=About)
            content = (self._folder / ref).read_bytes()
        except (OSError, msgspec.MsgspecError) as exc:
            raise NotFound("This file is not kept any more.") from exc
        return Stored(content=content, mime=about.mime, name=about.name)


def kind_of(mime: str) -> MediaKind:
    """What an attachment of that type is."""
    return _KINDS.get(mime.partition("/")[0], "file")


def checked(file: Stored) -> Stored:
    """The file, if it may be kept; raises `BadRequest` for its type and `TooLong` for its size."""
    mime = file.mime.partition(";")[0].strip().lower()
    if not mime.startswith(TYPES):
        raise BadRequest("Files of this type are not taken: send a picture, a PDF or a document.")
    limit = LIMITS[kind_of(mime)]
    if len(file.content) > limit:
        raise TooLong(f"A file of this type has at most {limit // 1_000_000} MB.")
    begins = _MAGIC.get(mime)
    if not file.content or (begins and not file.content.startswith(begins)):
        raise BadRequest("The file is damaged, or is not of the type that it says.")
    name = " ".join(file.name.replace("/", " ").split())[:200] if file.name else None
    return Stored(content=file.content, mime=mime, name=name)


async def keep(store: MediaStore, file: Stored) -> Attachment:
    """Check and keep a file; raises `BadRequest` and `TooLong`."""
    file = checked(file)
    return Attachment(
        kind=kind_of(file.mime),
        ref=await store.put(file),
        name=file.name,
        mime=file.mime,
        size=len(file.content),
    )
