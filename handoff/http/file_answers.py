"""Response builder: a kept file as an answer over HTTP, whoever asks for it."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from handoff.store.files.media import Stored

SHOWN = ("image/", "audio/", "video/")
"""What a browser shows in its place; the rest is saved to the disk."""


def file_answer(file: Stored) -> web.Response:
    """The file, in which nothing can run."""
    how = "inline" if file.mime.startswith(SHOWN) else "attachment"
    return web.Response(
        body=file.content,
        content_type=file.mime,
        headers={
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name or 'file')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        },
    )
