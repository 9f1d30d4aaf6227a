"""What is written to the terminal: lines, and one line that keeps changing while we wait."""

from __future__ import annotations

import sys
import time
from typing import TextIO

PLAIN_STEP_SECONDS = 10
"""Where lines cannot be overwritten, how far apart the lines of a wait are."""


class Terminal:
    """Writes to `out`; overwrites the line of a wait when `out` is a terminal."""

    def __init__(self, out: TextIO = sys.stdout) -> None:
        self._out = out
        self._overwrites = out.isatty()
        self._waiting = ""
        self._since = self._said = time.monotonic()

    def say(self, text: str) -> None:
        """Write lines that stay."""
        self._write(f"{self._clear()}{text}\n")

    def wait(self, text: str) -> None:
        """Say what is being waited for, and since how many seconds. Meant to be called often."""
        now = time.monotonic()
        if text != self._waiting:
            self._waiting, self._since, self._said = text, now, now
            self._write(f"{self._clear()}{text} …" if self._overwrites else f"{text} …\n")
        elif now - self._said >= (1 if self._overwrites else PLAIN_STEP_SECONDS):
            self._said = now
            line = f"{text} … {self.waited} s"
            self._write(f"{self._clear()}{line}" if self._overwrites else f"{line}\n")

    @property
    def waited(self) -> int:
        """Seconds since the present wait began."""
        return round(time.monotonic() - self._since)

    def _clear(self) -> str:
        return "\r\x1b[K" if self._overwrites else ""

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
