"""How often the desk itself does something."""

from __future__ import annotations

from handoff.http.paces import Buckets


class Seconds:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_empties_and_fills_again() -> None:
    """So many at once, then as many as time brings, each key for itself."""
    clock = Seconds()
    buckets = Buckets(3, 0.5, clock)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b")
    clock.now = 2.0
    assert [buckets.take("a"), buckets.take("a")] == [True, False]
    clock.now = 1_000.0
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_full_buckets_are_forgotten() -> None:
    """Keys that no longer limit anything take no memory for ever."""
    clock = Seconds()
    buckets = Buckets(1, 1.0, clock)
    for n in range(10_000):
        buckets.take(str(n))
    clock.now = 10.0
    buckets.take("last")
    assert len(buckets._levels) == 1
