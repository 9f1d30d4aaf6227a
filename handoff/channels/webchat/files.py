"""Route handlers of the web chat's files: what customers send, and what they are shown."""

from __future__ import annotations

import msgspec
from aiohttp import web

from contracts.turn import Attachment
from handoff.channels.webchat.admission import Admission
from handoff.channels.webchat.tokens import Visitor
from handoff.core.errors import HandoffError
from handoff.core.payloads import Request
from handoff.http.file_answers import file_answer
from handoff.http.file_links import FileLinks
from handoff.http.json_http import answer, error_answer
from handoff.http.limit_rules import UPLOADS, UPLOADS_OF_PLACE
from handoff.http.limits import Limits
from handoff.http.origins import Origins, permit
from handoff.http.routes import route
from handoff.store.files.media import MediaStore
from handoff.store.files.uploads import Uploads

CHUNK = 65_536


class FileName(Request, frozen=True, kw_only=True):
    """What the file is called."""

    name: str | None = None


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """The file as a message of its visitor names it."""

    attachment: Attachment


class ChatFiles:
    """The routes under `/api/chat/media`.

    How often somebody uploads is limited by who they are and by where they do it from: a new
    visitor costs nothing.
    """

    def __init__(
        self,
        uploads: Uploads,
        store: MediaStore,
        links: FileLinks,
        *,
        admission: Admission,
        origins: Origins,
        limits: Limits,
    ) -> None:
        self._uploads = uploads
        self._store = store
        self._links = links
        self._admission = admission
        self._origins = origins
        self._limits = limits

    @route(
        "POST",
        "/api/chat/media",
        door="visitor",
        query=FileName,
        answer=Uploaded,
        statuses=(403, 413, 429, 503),
        shared=True,
    )
    async def take(self, request: web.Request) -> web.Response:
        """Keep a file, which is the body; its type is the `Content-Type`.

        Errors are readable across origins, too.
        """
        origin = self._origins.admit(request)
        try:
            visitor = await self._visitor(request)
            attachment = await self._uploads.receive(
                request.content.iter_chunked(CHUNK),
                mime=request.content_type,
                name=request.query.get("name"),
                owner=visitor.address,
                size=request.content_length,
            )
            response = answer(Uploaded(attachment=attachment))
        except HandoffError as exc:
            response = error_answer(exc)
        permit(response, origin)
        return response

    @route("GET", "/api/chat/media/{ref}", answer="*/*")
    async def give(self, request: web.Request) -> web.Response:
        """The file, for whoever was shown that address, on any site."""
        response = file_answer(await self._store.get(self._links.ref(request.match_info["ref"])))
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    async def _visitor(self, request: web.Request) -> Visitor:
        """Who uploads. Raises `Unauthorized`, `TooMany`."""
        token = request.headers.get("Authorization", "").partition(" ")[2]
        visitor = (await self._admission.read(token)).visitor
        await self._limits.take(UPLOADS_OF_PLACE, self._limits.place(request))
        await self._limits.take(UPLOADS, visitor.address)
        return visitor
