"""Boundary validation: what comes from outside becomes a struct or a clear error. Pure."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec

from handoff.core.errors import BadRequest

_T = TypeVar("_T")

ClientId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:-]{1,64}$")]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of everything that a client may send: an unknown field is an error."""


class Nothing(Request, frozen=True, kw_only=True):
    """A call without content."""


class ConversationRequest(Request, frozen=True, kw_only=True):
    """A conversation."""

    conversation_id: Id


def convert(data: Any, into: type[_T]) -> _T:
    """Decoded JSON as a struct; raises `BadRequest`."""
    try:
        return msgspec.convert(storable(data), into)
    except msgspec.ValidationError as exc:
        raise BadRequest(f"This cannot be read: {exc}.") from exc


def storable(data: Any) -> Any:
    """The same without what no database takes: zero characters and halves of surrogate pairs."""
    if isinstance(data, str):
        return data.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {key: storable(value) for key, value in data.items()}
    return [storable(item) for item in data] if isinstance(data, list) else data
