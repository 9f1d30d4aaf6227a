"""How often somebody may do something."""

from __future__ import annotations

import pytest

from handoff.core.errors import TooMany
from handoff.http.limits import Buckets, Tries


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


def test_tries_run_out_and_come_back() -> None:
    """After so many failures a key is refused until the first of them is old."""
    clock = Seconds()
    tries = Tries(2, 60, clock)
    tries.begin(["a", "x"])
    clock.now = 30.0
    tries.begin(["a", "y"])
    with pytest.raises(TooMany):
        tries.begin(["a", "z"])
    tries.begin(["z"])
    clock.now = 61.0
    tries.begin(["a"])


def test_a_refused_try_is_not_counted() -> None:
    """Trying on while refused does not make the wait longer."""
    clock = Seconds()
    tries = Tries(1, 60, clock)
    tries.begin(["a"])
    clock.now = 59.0
    with pytest.raises(TooMany):
        tries.begin(["a"])
    clock.now = 61.0
    tries.begin(["a"])


def test_a_success_is_taken_back_alone() -> None:
    """A try that went well does not count, and forgives no other."""
    tries = Tries(2, 60, Seconds())
    tries.begin(["a"])
    tries.begin(["a"])
    tries.forgive(["a"])
    tries.begin(["a"])
    with pytest.raises(TooMany):
        tries.begin(["a"])


def test_old_failures_are_forgotten() -> None:
    """Keys without a recent failure take no memory for ever."""
    clock = Seconds()
    tries = Tries(2, 60, clock)
    for n in range(10_000):
        tries.begin([str(n)])
    clock.now = 100.0
    tries.begin(["last"])
    assert len(tries._failures) == 1
