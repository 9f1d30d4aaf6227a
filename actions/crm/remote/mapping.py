"""Records of a mapping file: how a system is reached, and what stands for each method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

Value = Any
"""How one value is made: a JMESPath expression, `{of, table, otherwise}`, `{each, fields}`,
`{when, fields}`, `{from, fields}`, an object of such values, or a number, true, false or null as it
stands."""
Verdict = Literal["done", "not_found", "refused", "unavailable", "uncertain", "forbidden"]


class MappingRecord(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Base of what is written in a mapping file: a word that is unknown there is a mistake."""


class FromEnv(MappingRecord, frozen=True, kw_only=True):
    """A setting that stands in an environment variable."""

    env: str
    default: str | None = None


Setting = str | FromEnv


class Key(MappingRecord, frozen=True, kw_only=True):
    """A key that goes along with every call, with `prefix` before it, such as `Bearer `."""

    env: str
    name: str
    place: Literal["header", "query"] = msgspec.field(name="in", default="header")
    prefix: str = ""


class ClientCredentials(MappingRecord, frozen=True, kw_only=True):
    """OAuth 2 client credentials; id and secret are told as `basic` or in the `body`."""

    token_url: Setting
    client_id: FromEnv
    client_secret: FromEnv
    scope: str | None = None
    told_as: Literal["basic", "body"] = "basic"


class Auth(MappingRecord, frozen=True, kw_only=True):
    """How the desk shows who it is; neither of them where nobody asks."""

    key: Key | None = None
    client_credentials: ClientCredentials | None = None


class Limits(MappingRecord, frozen=True, kw_only=True):
    """What the system bears, and how many seconds a whole method may take."""

    per_second: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    at_once: Annotated[int, msgspec.Meta(ge=1)] = 4
    read_seconds: Annotated[float, msgspec.Meta(gt=0)] = 3.0
    write_seconds: Annotated[float, msgspec.Meta(gt=0)] = 10.0


class Rule(MappingRecord, frozen=True, kw_only=True):
    """What an answer means that has one of these statuses, and for which `when` holds."""

    verdict: Verdict = msgspec.field(name="is")
    status: int | tuple[int, ...] = ()
    when: str | None = None


class Errors(MappingRecord, frozen=True, kw_only=True):
    """How the system says no. `reason` finds its own words for it in the answer."""

    reason: str | None = None
    rules: tuple[Rule, ...] = ()


class Step(MappingRecord, frozen=True, kw_only=True):
    """One operation, once or for each element of a list; its answer is kept under `name`."""

    operation: str
    arguments: Mapping[str, Value] = {}
    for_each: str | None = None
    name: str | None = msgspec.field(name="as", default=None)
    writes: bool | None = None


class Way(MappingRecord, frozen=True, kw_only=True):
    """How a method is answered: by steps, and what is made of the answer of the last one."""

    steps: tuple[Step, ...]
    when: str | None = None
    only_if: str | None = None
    answer: Value = None
    errors: Errors = Errors()


class MappedMethod(MappingRecord, frozen=True, kw_only=True):
    """What stands for one method of a facet: the first way that holds, or why there is none."""

    ways: tuple[Way, ...] = ()
    denied: str | None = None


class Connection(MappingRecord, frozen=True, kw_only=True):
    """How the system is reached. `time_zone` is that of times which name none.

    `keeps_keys` says that it knows a write again by the key that the mapping sends along.
    """

    openapi: str
    currency: str
    server: Setting | None = None
    sandbox: bool = False
    keeps_keys: bool = False
    time_zone: str = "UTC"
    auth: Auth = Auth()
    limits: Limits = Limits()
    errors: Errors = Errors()
    ping: str | None = None


class ShopMapping(MappingRecord, frozen=True, kw_only=True):
    """A whole mapping file: the connection, and methods by facet and name."""

    connection: Connection
    methods: Mapping[tuple[str, str], MappedMethod]
