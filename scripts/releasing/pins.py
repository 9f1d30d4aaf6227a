"""Pure reading and writing of references to images, in a Dockerfile or a compose file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

_REFERENCE = (
    r"(?P<name>[a-z0-9][a-z0-9._/-]*):(?P<tag>[\w][\w.-]*)(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
_WRITTEN = re.compile(rf"^(?P<before>FROM |\s+image: ){_REFERENCE}(?=\s|$)", re.MULTILINE)
OWN = "warmdesk-"
"""How the names of images begin that are built here, and so are in no registry."""


class Reference(msgspec.Struct, frozen=True):
    """An image of somebody else's, as a file names it; `digest` is None where it is not pinned."""

    name: str
    tag: str
    digest: str | None = None

    def __str__(self) -> str:
        return f"{self.name}:{self.tag}" + ("" if self.digest is None else f"@{self.digest}")


def references(text: str) -> Iterator[Reference]:
    """The images of others that a file names, in its order."""
    for found in _WRITTEN.finditer(text):
        if not found["name"].startswith(OWN):
            yield Reference(found["name"], found["tag"], found["digest"])


def pinned(text: str, digests: Mapping[tuple[str, str], str]) -> str:
    """The same text, with the digest of each image whose name and tag are among them."""

    def write(found: re.Match[str]) -> str:
        key = (found["name"], found["tag"])
        if key not in digests:
            return found[0]
        return f"{found['before']}{Reference(*key, digests[key])}"

    return _WRITTEN.sub(write, text)
