"""Context variable: for which conversation a system is being written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_conversation: ContextVar[str | None] = ContextVar("conversation", default=None)


@contextmanager
def writing_for(conversation_id: str) -> Iterator[None]:
    """Within the block, what becomes of writes concerns that conversation's customer."""
    before = _conversation.set(conversation_id)
    try:
        yield
    finally:
        _conversation.reset(before)


def concerned() -> str | None:
    """The id of the conversation; None where nobody waits for what becomes of it."""
    return _conversation.get()
