"""Kinds of values that only the bridge's settings have: each a named type with its one advice."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta

from contracts.env import LONGEST, Kind, WebAddress, web_address
from handoff.core.retention import checked


def _origin(text: str) -> str:
    origin = text if text == "*" else web_address(text)
    if origin.count("/") not in (0, 2):
        raise ValueError("has a path")
    return origin


def _network(text: str) -> str:
    return str(ip_network(text))


SECRET_LENGTH = 32
"""Fewest characters of a secret that signs or opens something."""

Secret = Annotated[
    str,
    Meta(min_length=SECRET_LENGTH),
    Kind(
        "has {length} characters",
        f"write {SECRET_LENGTH} or more, such as what `openssl rand -hex 32` prints",
        private=True,
    ),
]
Password = Annotated[
    str,
    Meta(min_length=8),
    Kind("is too short", "write 8 or more characters, or leave it out", private=True),
]
Minutes = Annotated[
    float,
    Meta(gt=0, le=LONGEST),
    Kind("is {value!r}", "write a number of minutes above 0, such as {default}"),
]
Hours = Annotated[
    float,
    Meta(gt=0, le=LONGEST),
    Kind("is {value!r}", "write a number of hours above 0, such as {default}"),
]
Factor = Annotated[
    float,
    Meta(gt=0, le=LONGEST),
    Kind("is {value!r}", "write a number above 0, such as {default}"),
]
Email = Annotated[
    str,
    Meta(pattern=r"^[^@\s]+@[^@\s]+$"),
    Kind("is {value!r}", "write an address such as {default}"),
]
DatabaseUrl = Annotated[
    str,
    Meta(pattern=r"^(sqlite:///|postgresql://)."),
    Kind(
        "is no database",
        "write {default} or postgresql://name:password@host/db",
        private=True,
    ),
]
RecordsUrl = Annotated[
    str,
    Meta(pattern=r"^(sqlite:///|postgresql://)."),
    Kind(
        "is no database",
        "write sqlite:///path or postgresql://name:password@host/db, or leave it out",
        private=True,
    ),
]
CrmUrl = Annotated[
    str, Meta(pattern="://"), Kind("is no address", "write one such as {default}", private=True)
]
ClamdAddress = Annotated[
    str,
    Meta(pattern=r"^(unix:/.+|[^:/\s]+:\d{1,5})$"),
    Kind("is {value!r}", "write unix:/run/clamav/clamd.ctl or host:3310, or leave it out"),
]
RedisUrl = Annotated[
    str,
    Meta(pattern=r"^rediss?://"),
    Kind("is no address of Redis", "write redis://host:6379/0", private=True),
]
Servers = Annotated[
    tuple[WebAddress, ...],
    Meta(min_length=1),
    Kind("has no web address", "write one such as {default}", private=True),
]
Origin = Annotated[
    str, Kind("has {value!r}", "write https://shop.example without a path, or *", _origin)
]
Network = Annotated[str, Kind("is wrong: {problem}", "write one such as 10.1.0.0/16", _network)]
ModuleName = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$"),
    Kind("has {value!r}", "write names of modules that Python can import, such as our_desk.fax"),
]
RetainedFor = Annotated[
    str,
    Kind("is wrong: {problem}", "write kind=days, such as conversations=365,audit=730", checked),
]
NO_ENV: Mapping[str, str] = MappingProxyType({})
ChannelEnv = Annotated[Mapping[str, str], Kind("is no setting", "leave it out", private=True)]
