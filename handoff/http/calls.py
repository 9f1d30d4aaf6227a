"""Declared calls: what a client may send over socket.io, said where its handler stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, get_type_hints

import msgspec

from handoff.core.permissions import Permission

_G = TypeVar("_G")
_W = TypeVar("_W")
_R = TypeVar("_R")
_A = TypeVar("_A")
_DECLARED = "__declared_call__"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call: its name on the wire, what it needs and takes, and the method that answers it.

    `run` takes the group that the method belongs to, who calls, and what was sent.
    """

    name: str
    request: type[Any]
    needs: Permission | None
    audited: bool
    run: Callable[[Any, Any, Any], Awaitable[Any]]

    @property
    def answer(self) -> Any:
        """What it is acknowledged with, as its method is annotated; None for nothing."""
        answer = get_type_hints(self.run)["return"]
        return None if answer is type(None) else answer

    @property
    def meaning(self) -> str:
        """What it is for: the sentence with which its method begins."""
        return (self.run.__doc__ or "").partition("\n")[0]


def takes(
    request: type[_R], *, needs: Permission | None = None, audited: bool = True
) -> Callable[[Callable[[_G, _W, _R], Awaitable[_A]]], Callable[[_G, _W, _R], Awaitable[_A]]]:
    """Declare a method as a call: it is acknowledged with its answer or `{error}`.

    Not `audited` is what neither shows nor changes anything, or what the transcript itself keeps:
    each message and note says who wrote it and when, and a second commit would only make customers
    wait.
    """

    def declare(
        method: Callable[[_G, _W, _R], Awaitable[_A]],
    ) -> Callable[[_G, _W, _R], Awaitable[_A]]:
        name = method.__name__.removeprefix("on_")
        call = Call(name=name, request=request, needs=needs, audited=audited, run=method)
        setattr(method, _DECLARED, call)
        return method

    return declare


def calls_of(group: type) -> tuple[Call, ...]:
    """The calls that the methods of a class declare, in their order."""
    found = (getattr(method, _DECLARED, None) for method in vars(group).values())
    return tuple(call for call in found if call is not None)
