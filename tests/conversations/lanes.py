"""One Rasa with several action servers, each with a CRM of its own: scripts played side by side.

Rasa knows one address for its actions. A switch listens there and hands each call to the lane that
the conversation's id names.
"""

from __future__ import annotations

import json
import queue
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import requests

from contracts.business import SETTING
from tests.conversations.shop_crm import ShopCrm
from tests.rasa_server import (
    ANSWER_SECONDS,
    PATIENT,
    TOKEN,
    RunningBot,
    Server,
    free_port,
    running_bot,
)

LANES = 4
_MARK = "lane-"


class Lane:
    """An action server and the CRM that it works on."""

    def __init__(self, number: int, business: Path, folder: Path) -> None:
        self.name = f"{_MARK}{number}"
        self.crm = ShopCrm(folder / f"{self.name}.db")
        self.crm.reset()
        self.port = free_port()
        self.actions = Server(
            [sys.executable, "-m", "actions"],
            port=self.port,
            log=folder / f"{self.name}.log",
            env={
                "BOT_TOKEN": TOKEN,
                "ACTIONS_PORT": str(self.port),
                "SANIC_HOST": "127.0.0.1",
                "CRM_URL": self.crm.url,
                SETTING: str(business),
                **PATIENT,
            },
            probe="/health",
        )

    def conversation_id(self, name: str) -> str:
        """The id by which the switch knows that a conversation is this lane's."""
        return f"{self.name}:{name}"


class Desk(msgspec.Struct, frozen=True):
    """The bot, and the lanes that its actions may run in."""

    bot: RunningBot
    lanes: Sequence[Lane]


class Lanes:
    """Hands out lanes, each to one script at a time."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._free: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        for lane in lanes:
            self._free.put(lane)

    @contextmanager
    def one(self) -> Iterator[Lane]:
        """A lane that nobody else is in; waits for one."""
        lane = self._free.get()
        try:
            yield lane
        finally:
            self._free.put(lane)


@contextmanager
def running_desk(business: Path, folder: Path) -> Iterator[Desk]:
    """The bot of a business with its lanes, until the block ends."""
    lanes = [Lane(number, business, folder) for number in range(LANES)]
    with ExitStack() as stack:
        for lane in lanes:
            stack.callback(lane.actions.stop)
            lane.actions.start()
        switch = stack.enter_context(_switch(lanes))
        env = {"CRM_URL": lanes[0].crm.url, "ACTIONS_URL": switch, SETTING: str(business)}
        command = [sys.executable, "-m", "actions"]
        bot = stack.enter_context(running_bot(business, actions=command, folder=folder, env=env))
        for lane in lanes:
            lane.actions.wait_until_up()
        yield Desk(bot=bot, lanes=lanes)


@contextmanager
def _switch(lanes: Sequence[Lane]) -> Iterator[str]:
    """The address that Rasa calls, while calls to it reach the lanes."""
    ports = {lane.name: lane.port for lane in lanes}

    class Switch(BaseHTTPRequestHandler):
        """Passes each call on."""

        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            port = ports[json.loads(body)["sender_id"].partition(":")[0]]
            answer = requests.post(
                f"http://127.0.0.1:{port}{self.path}",
                body,
                headers={
                    "Content-Type": "application/json",
                    "Authorization": self.headers["Authorization"],
                },
                timeout=ANSWER_SECONDS,
            )
            self.send_response(answer.status_code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """The lanes have logs of their own."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Switch)
    with ThreadPoolExecutor(1) as running:
        running.submit(server.serve_forever)
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
