"""Client of the operators' API, for the packet with which a conversation was handed over."""

from __future__ import annotations

from typing import Any

import aiohttp

from scripts.showing.desk import DeskFailed

PAGE = 500


async def packet_of(home: str, token: str, conversation_id: str) -> dict[str, Any] | None:
    """The latest packet of a conversation; None when it was never handed over.

    Raises `DeskFailed` when the desk does not tell.
    """
    headers = {"Authorization": f"Bearer {token}"}
    before: dict[str, str] = {}
    try:
        async with aiohttp.ClientSession(home, headers=headers) as http:
            while True:
                query = {"limit": str(PAGE), **before}
                async with http.get("/api/handoffs", params=query) as answer:
                    answer.raise_for_status()
                    page = await answer.json()
                for handoff in page["handoffs"]:
                    if handoff["conversation_id"] == conversation_id:
                        return dict(handoff["packet"])
                if page["next"] is None:
                    return None
                before = {"before": page["next"]}
    except aiohttp.ClientError as exc:
        raise DeskFailed(f"the desk does not tell its handoffs: {exc}") from exc
