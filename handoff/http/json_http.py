"""Boundary of JSON over HTTP: what comes in becomes a struct or an error; one way to answer."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from aiohttp import web

from handoff.core.errors import BadRequest, HandoffError
from handoff.core.payloads import convert

_T = TypeVar("_T")


class Failure(HandoffError):
    """Something went wrong on our side. It has been noted; please try again."""

    code = "internal"
    status = 500


async def read_body(request: web.Request, into: type[_T]) -> _T:
    """The JSON body as a struct; raises `BadRequest`.

    Other content types are refused: a form on a foreign page can send them without asking us.
    """
    if request.content_type != "application/json":
        raise BadRequest("Send JSON, with the header Content-Type: application/json.")
    try:
        data = msgspec.json.decode(await request.read())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise BadRequest("The body is not valid JSON.") from exc
    return convert(data, into)


def read_query(request: web.Request, into: type[_T]) -> _T:
    """The query string as a struct, empty values left out; raises `BadRequest`."""
    given = {name: value for name, value in request.query.items() if value}
    try:
        return msgspec.convert(given, into, strict=False)
    except msgspec.ValidationError as exc:
        raise BadRequest(f"This cannot be read: {exc}.") from exc


def error_body(error: HandoffError) -> dict[str, Any]:
    """The form of every error on the wire."""
    return {"error": {"code": error.code, "message": error.message}}


def answer(content: Any, *, status: int = 200) -> web.Response:
    """A struct, or whatever msgspec encodes, as a JSON answer."""
    return web.Response(
        body=msgspec.json.encode(content), status=status, content_type="application/json"
    )


def error_answer(error: HandoffError) -> web.Response:
    """An error as an answer over HTTP."""
    return answer(error_body(error), status=error.status)
