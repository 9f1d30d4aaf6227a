"""Metrics of the jobs for Prometheus: one set for every kind of them."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Gauge, Histogram

from handoff.jobs.engine.tally import Outcome

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Bounds of the histogram."""


class JobMetrics:
    """The tally of the jobs; see `Tally`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._seconds = Histogram(
            "warmdesk_job_seconds",
            "Jobs that were tried: how many, how long.",
            ["kind", "outcome"],
            buckets=SECONDS,
            registry=registry,
        )
        self._under_way = Gauge(
            "warmdesk_jobs_under_way", "Jobs that are being done.", ["kind"], registry=registry
        )
        self._lag = Gauge(
            "warmdesk_job_lag",
            "Seconds that the oldest job that is due, or the next round, is late.",
            ["kind"],
            registry=registry,
        )

    def ended(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """A try has come to an end."""
        self._seconds.labels(kind, outcome).observe(seconds)

    def under_way(self, kind: str, count: int) -> None:
        """So many are being done now."""
        self._under_way.labels(kind).set(count)

    def follow(self, kind: str, overdue: Callable[[], float]) -> None:
        """Ask how late a round is whenever somebody looks."""
        self._lag.labels(kind).set_function(overdue)

    def late(self, kind: str, seconds: float) -> None:
        """The oldest job that is due has been for so long."""
        self._lag.labels(kind).set(seconds)
