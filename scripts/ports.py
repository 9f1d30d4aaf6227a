"""Ports for servers that are started for a while, and may run beside others."""

from __future__ import annotations

import contextlib
import secrets
import socket

LOWEST, ABOVE = 15_000, 32_768
"""The kernel takes the ports of its own choice, as for outgoing connections, from above these."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that nobody else is likely to get."""
    while True:
        port = LOWEST + secrets.randbelow(ABOVE - LOWEST)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
