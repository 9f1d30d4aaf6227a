"""Words of a customer without what says who they are, for what outlives the chat."""

from __future__ import annotations

import re

_LONGEST = 200
_PERSONAL = re.compile(r"\S+@\S+|\+?\d[\d\s/()-]{7,}\d")


def without_personal(text: str, name: str | None) -> str:
    """A customer's words without their name, addresses of e-mail, and telephone numbers."""
    text = _PERSONAL.sub("…", text[:_LONGEST])
    words = [re.escape(part) for part in (name or "").split() if len(part) > 1]
    return re.sub(rf"\b({'|'.join(words)})\b", "…", text, flags=re.IGNORECASE) if words else text
