"""What the relay is compared with: a socket.io server that commits one row and passes it on."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from typing import Any

import socketio
from aiohttp import web


class Bare(socketio.AsyncNamespace):
    """Two sockets join a room by their number; what one sends the other gets, after a commit."""

    def __init__(self, path: str) -> None:
        super().__init__("/bare")
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, text TEXT)")

    async def on_join(self, sid: str, room: str) -> None:
        """Take part."""
        await self.enter_room(sid, room)

    async def on_say(self, sid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Commit, and pass on."""
        self._db.execute("INSERT INTO said (text) VALUES (?)", (data["text"],))
        await self.emit("said", data, room=data["room"], skip_sid=sid)
        return {}


async def serve(port: int, path: str) -> None:
    """Until killed."""
    sio = socketio.AsyncServer(async_mode="aiohttp", namespaces=["/bare"])
    sio.register_namespace(Bare(path))
    app = web.Application()
    sio.attach(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
