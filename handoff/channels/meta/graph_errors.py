"""Pure rules of the Graph API's errors: what each means for the message that met it."""

from __future__ import annotations

from datetime import timedelta

from contracts.turn import Channel
from handoff.core.channel.port import WINDOW_CLOSED, LineStopped, Undelivered

LATER = frozenset({1, 2, 4, 17, 32, 613, 80007, 130429, 131000, 131016, 131056, 131057})
STOPS = frozenset({0, 3, 190, 368, 131005, 131031, 131042, 131048, *range(200, 300)})
PAIR = 131056
PERMISSION = 10
"""Stops the line, unless its subcode says that it is only about the reply window."""
WINDOW = frozenset({131047, 1545041, 2018278, 2018065})
UNCERTAIN = timedelta(seconds=30)
"""So long a send without an answer is left alone: a status may still tell what became of it."""


def verdict(channel: Channel, code: int | None, subcode: int | None = None) -> Undelivered:
    """Whether to try again, when, or to send nothing more at all."""
    if code in WINDOW or subcode in WINDOW:
        return Undelivered(WINDOW_CLOSED, retry=False)
    if code in STOPS or code == PERMISSION:
        return LineStopped(f"{channel}_{code}")
    if code in LATER:
        return Undelivered(f"{channel}_{code}", retry=True, growth=4 if code == PAIR else 2)
    return Undelivered(f"{channel}_{code if code is not None else 'failed'}", retry=False)


def of_answer(channel: Channel, status: int, code: int | None, subcode: int | None) -> Undelivered:
    """What an answer means that is not 200. One without a code says less."""
    if code is None and status == 401:
        return LineStopped(f"{channel}_401")
    if code is None and status == 429:
        return Undelivered(f"{channel}_429", retry=True)
    if code is None and status >= 500:
        return uncertain(channel, str(status))
    return verdict(channel, code, subcode)


def uncertain(channel: Channel, what: str) -> Undelivered:
    """Nobody knows whether it was sent: there is no key that would make sending twice harmless."""
    return Undelivered(f"{channel}_{what}", retry=True, after=UNCERTAIN)
