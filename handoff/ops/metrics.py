"""Metrics for Prometheus: what the desk counts of itself. Nothing personal, no ids."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from handoff.core.clock import Clock
from handoff.core.events import HandoffChanged, MessageAdded, MessageUpdated, OfferChanged, Recorded
from handoff.http.routes import route
from handoff.ops.job_metrics import JobMetrics
from handoff.store.db.database import Database
from handoff.store.read_models import gauges

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30)
"""Bounds of the histogram of the bot's answers."""

GAUGES = {
    "queue": "Customers in the queue.",
    "queue_age": "Seconds that the longest has been in the queue.",
    "offers": "Offers that nobody has answered yet.",
    "outbox": "Messages that are to be sent.",
    "outbox_age": "Seconds that the oldest of them is overdue.",
    "held": "Messages that wait until their customer writes again.",
    "dead_letters": "Messages that were given up.",
    "turns": "Turns of the bot that are not done.",
    "turns_age": "Seconds since the oldest of them was made.",
    "crm_tasks": "Notes, ratings and tickets that the CRM does not have yet.",
    "crm_tasks_failed": "Notes, ratings and tickets that the CRM refused.",
}


class Metrics:
    """Counters that follow the events, and gauges that are read when somebody asks."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._registry = CollectorRegistry()
        self.jobs = JobMetrics(self._registry)
        self._bot = self._histogram("bot_seconds", "Calls of the bot.", "outcome")
        self._messages = self._counter("messages", "Messages in the log.", "author")
        self._failed = self._counter("undelivered", "How often messages were given up or held.")
        self._handoffs = self._counter("handoffs", "Moves of cases.", "why")
        self._offers = self._counter("offer_ends", "What became of offers.", "state")
        self._throttled = self._counter("throttled", "Calls that were one too many.", "call")
        self._cut = self._counter("sockets_cut", "Connections that were cut.", "why")
        self._forgotten = self._counter("forgotten", "What was past its time and went.", "kind")
        self._gauges = {name: self._gauge(name, text) for name, text in GAUGES.items()}
        self._agents = self._gauge("agents", "Agents.", "presence")
        self._targets = self._gauge(
            "targets", "Open cases near a service target, or past it.", "target", "state"
        )
        db.subscribe(self._count, own=True)

    def bot_called(self, outcome: str, seconds: float) -> None:
        """The bot was asked: `answered`, or the code of what went wrong."""
        self._bot.labels(outcome).observe(seconds)

    def throttled(self, call: str) -> None:
        """A call was refused as one too many: the pattern of its route, or its name on a socket."""
        self._throttled.labels(call).inc()

    def cut(self, why: str) -> None:
        """A connection was cut: `binary`, `malformed`, `flood`, `unread` or `unjoined`."""
        self._cut.labels(why).inc()

    def forgotten(self, kind: str, count: int) -> None:
        """So much of a kind of data was past its time, and is gone."""
        self._forgotten.labels(kind).inc(count)

    @route("GET", "/metrics", door="token", scope="metrics", answer="text/plain")
    async def show(self, _request: web.Request) -> web.StreamResponse:
        """The gauges and counters, in Prometheus' text format."""
        now = await gauges.read(self._db, self._clock())
        for name, gauge in self._gauges.items():
            gauge.set(getattr(now, name))
        for kind, seconds in now.late.items():
            self.jobs.late(kind, seconds)
        for presence in ("available", "away", "offline"):
            self._agents.labels(presence).set(now.agents.get(presence, 0))
        for of, count in now.targets.items():
            self._targets.labels(*of).set(count)
        response = web.Response(body=generate_latest(self._registry))
        response.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
        return response

    def _count(self, recorded: tuple[Recorded, ...]) -> None:
        for item in recorded:
            event = item.event
            if isinstance(event, MessageAdded):
                self._messages.labels(event.message.author.kind).inc()
            elif isinstance(event, MessageUpdated) and event.state == "failed":
                self._failed.inc()
            elif isinstance(event, HandoffChanged):
                self._handoffs.labels(event.why).inc()
            elif isinstance(event, OfferChanged) and event.offer.state != "pending":
                self._offers.labels(event.offer.state).inc()

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"warmdesk_{name}", text, labels, registry=self._registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"warmdesk_{name}", text, labels, registry=self._registry)

    def _histogram(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(f"warmdesk_{name}", text, labels, registry=self._registry, buckets=SECONDS)
