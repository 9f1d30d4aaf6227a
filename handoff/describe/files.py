"""List of the files that are generated, wholly or in part, from what is declared."""

from __future__ import annotations

from pathlib import Path

from handoff.describe.chat import chat_types_file
from handoff.describe.console import shapes_file, types_file
from handoff.describe.protocol import written_into

PAGE = "docs/protocol.md"


def described(root: Path) -> dict[str, str]:
    """What should be in each file, by its path from the root of the checkout."""
    return {
        "handoff/web/widget/wire.d.ts": chat_types_file(),
        "handoff/web/console/types.d.ts": types_file(),
        "handoff/web/console/shapes.js": shapes_file(),
        PAGE: written_into((root / PAGE).read_text(encoding="utf-8")),
    }
