"""Tokens of programs, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from handoff.core.errors import Conflict, NotFound
from handoff.store.accounts.api_tokens import PREFIX, ApiTokens
from handoff.store.tables.accounts import api_tokens
from tests.desk import Desk


@pytest.fixture
def tokens(desk: Desk) -> ApiTokens:
    """What keeps them."""
    return ApiTokens(desk.db, desk.clock)


async def test_a_token_is_shown_once_and_kept_as_a_hash(desk: Desk, tokens: ApiTokens) -> None:
    """What a program shows is long, random, and nowhere in the database."""
    assert not await tokens.any()
    token, shown = await tokens.make(" Reports ", ("handoffs", "handoffs"), maker="Ada")
    assert (token.name, token.scopes, token.made_by) == ("Reports", ("handoffs",), "Ada")
    assert shown.startswith(PREFIX)
    assert len(shown) >= 32
    async with desk.db.read() as connection:
        (row,) = (await connection.execute(sa.select(api_tokens))).mappings()
    assert shown not in str(dict(row))
    assert await tokens.any()


async def test_a_token_is_known_by_what_is_shown_alone(tokens: ApiTokens) -> None:
    """Neither its id, nor its hash, nor half of it, nor what is no text opens anything."""
    token, shown = await tokens.make("Reports", ("handoffs",), maker="Ada")
    found = await tokens.whose(shown)
    assert found is not None
    assert found.id == token.id
    for other in (token.id, shown[:-1], shown.upper(), "", "\ud800", "\0"):
        assert await tokens.whose(other) is None


async def test_a_revoked_token_opens_nothing(tokens: ApiTokens) -> None:
    """At once, and for good; its name may be given again."""
    token, shown = await tokens.make("Reports", ("handoffs",), maker="Ada")
    assert (await tokens.revoke(token.id)).name == "Reports"
    assert await tokens.whose(shown) is None
    assert await tokens.listed() == ()
    with pytest.raises(NotFound):
        await tokens.revoke(token.id)
    again, _ = await tokens.make("Reports", ("metrics",), maker="Ada")
    assert [each.id for each in await tokens.listed()] == [again.id]


async def test_names_are_told_apart(tokens: ApiTokens) -> None:
    """Two that are good never have one name, since the audit log goes by it."""
    await tokens.make("Reports", ("handoffs",), maker="Ada")
    with pytest.raises(Conflict):
        await tokens.make("Reports", ("metrics",), maker="Eva")
    await tokens.make("Alerts", ("metrics",), maker="Eva")
    assert [each.name for each in await tokens.listed()] == ["Alerts", "Reports"]


async def test_use_is_written_down_to_a_minute(desk: Desk, tokens: ApiTokens) -> None:
    """Admins see which tokens nobody uses, and a busy one costs no write for each call."""
    _, shown = await tokens.make("Reports", ("handoffs",), maker="Ada")
    first = desk.clock()
    for seconds in (0, 30, 61):
        await tokens.whose(shown)
        (token,) = await tokens.listed()
        assert token.used_at == (first if seconds < 60 else token.used_at)
        desk.clock.forward(seconds=31)
    (token,) = await tokens.listed()
    assert token.used_at is not None
    assert token.used_at > first
