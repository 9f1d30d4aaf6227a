"""How often somebody may do something, counted alone or together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytest_redis import factories
from redis import Redis

from handoff.core.errors import TooMany
from handoff.http.counts_in_memory import CountsInMemory
from handoff.http.limit_rules import Rule
from handoff.http.limits import Limits
from tests.limit_clock import LimitClock

KEY = b"k" * 32
RULE = Rule(name="unit", most=3)
OF_PLACE = Rule(name="unit_of_place", most=3, of_place=True)

redis_server = factories.redis_proc()
redis_client = factories.redisdb("redis_server")


async def taken(limits: Limits, rule: Rule, key: str, times: int = 10) -> int:
    """How often it went well."""
    done = 0
    for _ in range(times):
        try:
            await limits.take(rule, key)
            done += 1
        except TooMany:
            pass
    return done


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> LimitClock:
    """Time, which stands."""
    return LimitClock(monkeypatch)


async def test_so_many_at_once_and_more_with_time(clock: LimitClock) -> None:
    """Each key has its own number, which comes back once its time is over."""
    limits = Limits(KEY)
    assert await taken(limits, RULE, "a") == 3
    assert await taken(limits, RULE, "b") == 3
    clock.now += 2 * RULE.seconds
    assert await taken(limits, RULE, "a") == 3


async def test_looking_counts_nothing(clock: LimitClock) -> None:
    """Who only looks is refused once there is nothing left, and takes nothing."""
    limits = Limits(KEY)
    for _ in range(5):
        await limits.look(RULE, "a")
    assert await taken(limits, RULE, "a") == 3
    with pytest.raises(TooMany):
        await limits.look(RULE, "a")


async def test_what_is_forgiven_begins_anew(clock: LimitClock) -> None:
    """After a success the failures of that key are gone, and those of no other."""
    limits = Limits(KEY)
    assert (await taken(limits, RULE, "a"), await taken(limits, RULE, "b")) == (3, 3)
    await limits.forgive(RULE, "a")
    assert (await taken(limits, RULE, "a"), await taken(limits, RULE, "b")) == (3, 0)


async def test_an_address_may_be_an_office(clock: LimitClock) -> None:
    """What holds for all behind one address is widened by a setting, and nothing else is."""
    limits = Limits(KEY, place_factor=2)
    assert await taken(limits, OF_PLACE, "a") == 6
    assert await taken(limits, RULE, "a") == 3


async def test_how_long_to_wait_is_told(clock: LimitClock) -> None:
    """A rule without words of its own tells the time."""
    limits, rule = Limits(KEY), Rule(name="tries", most=1, seconds=600, says=None)
    await limits.take(rule, "a")
    with pytest.raises(TooMany, match="10 minutes"):
        await limits.take(rule, "a")


async def test_without_redis_a_bridge_counts_alone(clock: LimitClock) -> None:
    """A Redis that does not answer neither stops anybody nor lets everybody through."""
    limits = Limits(KEY, redis_url="redis://127.0.0.1:1/0")
    assert await taken(limits, RULE, "a") == 3
    await limits.close()


@pytest.mark.redis
class TestTogether:
    """Two bridges on one Redis."""

    @pytest.fixture
    async def two(
        self, redis_server: Any, redis_client: Redis[Any]
    ) -> AsyncIterator[tuple[Limits, Limits]]:
        """Their limits."""
        where = f"redis://{redis_server.host}:{redis_server.port}/0"
        both = Limits(KEY, redis_url=where), Limits(KEY, redis_url=where)
        yield both
        for each in both:
            await each.close()

    async def test_bridges_count_together(
        self, two: tuple[Limits, Limits], redis_client: Redis[Any]
    ) -> None:
        """What was taken at one is gone at the other; the keys say nothing of whose they are."""
        first, second = two
        assert await taken(first, RULE, "ada@example.com") == 3
        assert await taken(second, RULE, "ada@example.com") == 0
        with pytest.raises(TooMany):
            await second.look(RULE, "ada@example.com")
        assert b"ada" not in b"".join(redis_client.keys())
        await second.forgive(RULE, "ada@example.com")
        assert await taken(first, RULE, "ada@example.com") == 3


async def test_what_is_over_takes_no_memory(
    clock: LimitClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counters that limit nobody any more are forgotten in rounds, and those that do are kept."""
    monkeypatch.setattr("handoff.http.counts_in_memory.SWEEP_SECONDS", 0.0)
    counts = CountsInMemory()
    for n in range(100):
        await counts.incr(f"old-{n}", 60)
    clock.now += 61
    assert await counts.incr("new", 60) == 1
    assert await counts.incr("new", 60) == 2
    assert set(counts.storage) == set(counts.expirations) == set(counts.locks) == {"new"}
