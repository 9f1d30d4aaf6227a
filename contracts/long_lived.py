"""Shelter from the garbage collector: what a server has loaded at its start is not looked through.

A full collection of the bridge took 80 to 160 ms, in which nobody was answered. Nearly all that it
walked through were modules, routes and tables, which live as long as the process.
"""

from __future__ import annotations

import gc


async def shelter(_app: object = None) -> None:
    """Leave all that lives by now out of every later collection; the last step of a start."""
    gc.collect()
    gc.freeze()
