"""Route handlers of files: what agents send, and what they see of customers'."""

from __future__ import annotations

import msgspec
from aiohttp import web

from contracts.turn import Attachment
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.http.file_answers import file_answer
from handoff.http.json_http import answer
from handoff.http.limit_rules import AGENT_UPLOADS
from handoff.http.limits import Limits
from handoff.http.routes import route
from handoff.store.files.media import MediaStore

CHUNK = 65_536


class FileName(Request, frozen=True, kw_only=True):
    """What the file is called."""

    name: str | None = None


class FileKept(msgspec.Struct, frozen=True, kw_only=True):
    """The file as messages name it."""

    attachment: Attachment


class ConsoleFiles:
    """The routes under `/api/console/media`."""

    def __init__(self, store: MediaStore, limits: Limits) -> None:
        self._store = store
        self._limits = limits

    @route(
        "POST",
        "/media",
        needs="answer",
        act="file.add",
        query=FileName,
        answer=FileKept,
        statuses=(413, 429),
    )
    async def take(self, request: web.Request, agent: Agent) -> web.Response:
        """Keep a file, which is the body; its type is the `Content-Type`."""
        await self._limits.take(AGENT_UPLOADS, agent.id)
        attachment = await self._store.receive(
            request.content.iter_chunked(CHUNK),
            mime=request.content_type,
            name=request.query.get("name"),
            size=request.content_length,
        )
        return answer(FileKept(attachment=attachment))

    @route("GET", "/media/{ref}", needs="desk", act="file.read", answer="*/*")
    async def give(self, request: web.Request, _agent: Agent) -> web.Response:
        """The file."""
        return file_answer(await self._store.get(request.match_info["ref"]))
