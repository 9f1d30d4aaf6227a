"""Record of an article: what a company tells customers in writing, in passages under headings."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

FOLDER = "articles"
"""Where they stand in a business's folder: a folder for each language, a file for each article."""
Audience = Literal["everyone", "customers", "agents"]
"""Whom it is for: `customers` are those who are signed in; what is for `agents` they never hear."""


class ArticlesRefused(Exception):
    """Articles that cannot be used as they are; the message has a line for each problem."""


class Unit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said whole or not at all: a sentence, an item of a list, or a row of a table.

    `text` is without Markdown's marks. `starts` is set where it begins a line of its own. `line` is
    that of the file, from 1.
    """

    text: str
    line: int
    starts: bool = False


class Passage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands under one heading, up to the next.

    `heading` names those above it as well, from the outermost on; it is empty before the first one.
    `written` is the Markdown as it stands, tables and lists included.
    """

    heading: str
    line: int
    written: str
    units: tuple[Unit, ...]


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an article says of itself.

    `address` is where customers can read it. After the day `until` it is told no more. `topics` are
    intents that do or look up what it tells of. `source` says where it was pulled from.
    """

    title: str
    address: str = ""
    audience: Audience = msgspec.field(name="for", default="everyone")
    until: dt.date | None = None
    topics: tuple[str, ...] = ()
    source: str = ""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article; `name` is its place below the folder of articles, such as `en/returns`."""

    name: str
    language: str
    head: Head
    passages: tuple[Passage, ...]

    @property
    def place(self) -> str:
        """Its file, as messages call it."""
        return f"{FOLDER}/{self.name}.md"


def as_file(articles: tuple[Article, ...]) -> bytes:
    """All articles as the one file that a training reads."""
    return msgspec.json.encode(articles)


def from_file(content: bytes) -> tuple[Article, ...]:
    """What `as_file` wrote."""
    return msgspec.json.decode(content, type=tuple[Article, ...])
