"""Factory: what runs a kind of job, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Union

from handoff.jobs.engine.background import Background, Job, Stream
from handoff.jobs.engine.rounds import RoundKind, Rounds
from handoff.jobs.engine.tally import Tally
from handoff.jobs.engine.worker import Kind, Worker

AnyKind = Union[Stream, RoundKind, Kind[Any, Any, Any]]  # noqa: UP007 - read at run time
"""Rows of a table, a look at everything again and again, or something to follow."""


def background(kinds: Iterable[AnyKind], tally: Tally) -> Background:
    """Everything that goes on beside the requests, from the one list of it."""
    return Background([_job(kind, tally) for kind in kinds])


def _job(kind: AnyKind, tally: Tally) -> Job:
    if isinstance(kind, Kind):
        return Worker(kind, tally)
    return Rounds(kind, tally) if isinstance(kind, RoundKind) else kind
