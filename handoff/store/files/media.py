"""File store of what customers and agents send each other: checked, kept, and given out again."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from contracts.turn import Attachment
from handoff.core.channel.capabilities import MB
from handoff.core.channel.inbound_events import MediaKind
from handoff.core.errors import BadRequest, NotFound, TooLong

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
TYPES = (
    *("image/jpeg", "image/png", "image/webp", "image/gif", "audio/", "video/mp4", "video/3gpp"),
    *("application/pdf", "text/plain", "text/csv"),
    *("application/msword", "application/vnd.openxmlformats-officedocument."),
    *("application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
)
"""What is stored, whichever channel it comes from or goes to."""
LIMITS = {"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "file": 100 * MB}
"""Most that is fetched from a platform or taken from an agent, in bytes by kind."""
GONE = "This file is not kept any more."


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
    """What lies beside a file on the disk. `owner` is the visitor who uploaded it, if one did."""

    mime: str
    name: str | None = None
    owner: str | None = None


class FolderMedia:
    """Files in a folder, each with a note of its type beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, file: Stored) -> str:
        """See `MediaStore.put`."""
        ref = new_ref()
        await asyncio.to_thread(self._write, ref, file)
        return ref

    async def get(self, ref: str) -> Stored:
        """See `MediaStore.get`."""
        return await asyncio.to_thread(self._read, ref)

    def _write(self, ref: str, file: Stored) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / ref).write_bytes(file.content)
        write_about(self._folder, ref, About(mime=file.mime, name=file.name))

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


def checked(file: Stored) -> Stored:
    """The file, if it may be kept; raises `BadRequest` for its type and `TooLong` for its size."""
    mime = accepted(file.mime)
    check_size(mime, len(file.content), LIMITS)
    check_beginning(mime, file.content)
    return Stored(content=file.content, mime=mime, name=plain_name(file.name))


def accepted(mime: str) -> str:
    """A media type without its parameters; raises `BadRequest` for one that is not taken."""
    plain = mime.partition(";")[0].strip().lower()
    if not plain.startswith(TYPES):
        raise BadRequest("Files of this type are not taken: send a picture, a PDF or a document.")
    return plain


def check_size(mime: str, size: int, limits: Mapping[str, int]) -> None:
    """Raise `TooLong` for a file of so many bytes; `limits` are by kind."""
    limit = limits[kind_of(mime)]
    if size > limit:
        raise TooLong(f"A file of this type has at most {limit // MB} MB.")


def check_beginning(mime: str, content: bytes) -> None:
    """Raise `BadRequest` for a file that begins as none of its type does, or is empty."""
    begins = _MAGIC.get(mime)
    if not content or (begins and not content.startswith(begins)):
        raise BadRequest("The file is damaged, or is not of the type that it says.")


def plain_name(name: str | None) -> str | None:
    """A file's name in one line, of what can be read, and without a way into another folder."""
    words = " ".join((name or "").replace("/", " ").split())
    return "".join(char for char in words if char.isprintable())[:200] or None


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
