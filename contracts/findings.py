"""What articles say to a message, as the Rasa server tells the action server."""

from __future__ import annotations

import datetime as dt

import msgspec

from contracts.articles import Audience

MOST = 3
"""So many articles are told of at most, the likeliest first."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The passage of an article that says most to a message, of each article one.

    `said` is what it says to it, cut by `contracts.excerpts`: whole sentences of the article. It is
    empty where none is short enough. `likeness` is how well the passage fits: about 0 for nothing
    in common, and 1 for the same words; `actions.engine.articles` says what that is worth.
    """

    article: str
    title: str
    said: str
    likeness: float
    heading: str = ""
    address: str = ""
    audience: Audience = "everyone"
    until: dt.date | None = None
    topics: tuple[str, ...] = ()
