"""Source of settings: the `.env` file beside the desk, for what the environment leaves open."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from dotenv.parser import parse_stream

from handoff.core.errors import Misconfigured


def read_env_file(file: Path) -> dict[str, str]:
    """What a `.env` file says, nothing expanded; `{}` when there is none."""
    try:
        content = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as exc:
        raise Misconfigured(f"{file} cannot be read ({exc}); mend or remove it") from exc
    bindings = list(parse_stream(StringIO(content)))
    broken = [b for b in bindings if b.error or (b.key is not None and b.value is None)]
    if broken:
        raise Misconfigured(
            "\n".join(f"{file}, line {_line(b.original)}: write NAME=value" for b in broken)
        )
    return {b.key: b.value for b in bindings if b.key is not None and b.value is not None}


def _line(original: object) -> int:
    """Number of the first line of a binding that has something on it."""
    text, line = getattr(original, "string", ""), int(getattr(original, "line", 0))
    blank = re.match(r"\s*", text)
    return line + (blank.group().count("\n") if blank else 0)
