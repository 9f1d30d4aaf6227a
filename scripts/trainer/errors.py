"""Why there is no new model."""

from __future__ import annotations

from collections.abc import Iterable


class NotTrained(Exception):
    """The bot stays as it is; `lines` say what is to be mended, each naming its file."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
