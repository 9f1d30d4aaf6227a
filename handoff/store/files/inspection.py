"""Gate of files: what each must pass before it lies on the disk under a name that is given out."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from handoff.store.files import pictures
from handoff.store.files.scanner import Scanner


async def passed(content: bytes, mime: str, scanner: Scanner | None) -> bytes:
    """A file as it is kept: looked into by the scanner, pictures without what cameras add.

    Raises `BadRequest` for what is harmful or no picture, `Unavailable` where nobody can tell.
    """
    if scanner is not None:
        await scanner.check(io.BytesIO(content))
    if mime in pictures.KINDS:
        return await pictures.without_metadata(content, mime)
    return content


async def pass_file(path: Path, mime: str, scanner: Scanner | None) -> int:
    """The same of a file on the disk, of which only pictures are read whole; returns its bytes."""
    if scanner is not None:
        with await asyncio.to_thread(path.open, "rb") as file:
            await scanner.check(file)
    if mime in pictures.KINDS:
        content = await asyncio.to_thread(path.read_bytes)
        kept = await pictures.without_metadata(content, mime)
        if kept is not content:
            await asyncio.to_thread(path.write_bytes, kept)
    return (await asyncio.to_thread(path.stat)).st_size
