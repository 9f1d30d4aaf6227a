"""Gate of files: what each must pass before it lies on the disk under a name that is given out."""

from __future__ import annotations

from handoff.store.files import pictures
from handoff.store.files.scanner import Scanner


async def passed(content: bytes, mime: str, scanner: Scanner | None) -> bytes:
    """A file as it is kept: looked into by the scanner, pictures without what cameras add.

    Raises `BadRequest` for what is harmful or no picture, `Unavailable` where nobody can tell.
    """
    if scanner is not None:
        await scanner.check(content)
    if mime in pictures.KINDS:
        return await pictures.without_metadata(content, mime)
    return content
