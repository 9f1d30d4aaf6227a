"""Files over HTTP: what agents send, and what they see of customers'."""

from __future__ import annotations

from aiohttp import web

from handoff.core.errors import TooLong
from handoff.core.model import Agent
from handoff.store.files.media import MediaStore, Stored, keep
from handoff.transport.file_answers import file_answer
from handoff.transport.json_http import answer

LARGEST = 100_000_000


class ConsoleFiles:
    """The routes under `/api/console/media`."""

    def __init__(self, store: MediaStore) -> None:
        self._store = store

    async def take(self, request: web.Request, _agent: Agent) -> web.Response:
        """`POST /api/console/media?name=…`: the file itself is the body."""
        content = bytearray()
        async for chunk in request.content.iter_chunked(65_536):
            content += chunk
            if len(content) > LARGEST:
                raise TooLong("A file has at most 100 MB.")
        file = Stored(
            content=bytes(content), mime=request.content_type, name=request.query.get("name")
        )
        return answer({"attachment": await keep(self._store, file)})

    async def give(self, request: web.Request, _agent: Agent) -> web.Response:
        """`GET /api/console/media/{ref}`."""
        return file_answer(await self._store.get(request.match_info["ref"]))
