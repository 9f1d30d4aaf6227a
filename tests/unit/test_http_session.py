"""A client's HTTP session: made when it is needed, and given back."""

from __future__ import annotations

from handoff.http.client_session import HttpSession


async def test_a_session_is_made_once_and_anew_after_it_was_closed() -> None:
    """What was never used needs no closing; after closing the next use opens another one."""
    session = HttpSession()
    await session.close()
    first = session()
    assert session() is first
    await session.close()
    assert first.closed
    assert session() is not first
    await session.close()
