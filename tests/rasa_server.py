"""A real Rasa server and a real action server for tests, as processes of their own.

    with running_bot(project, actions=[...], folder=tmp_path) as bot:
        bot.say("hello").json()["replies"]

The model is trained once and kept under `.pytest_cache` for as long as its sources stay the same.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from contracts.articles import FOLDER as ARTICLES
from contracts.business import FILE
from contracts.turn import TURN_PATH, Turn, TurnResult
from scripts.interpreters import MAIN, RASAS
from scripts.model import fingerprint, is_current, train
from scripts.ports import free_port

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".pytest_cache" / "rasa"
START_SECONDS = 240.0
PATIENT = {"CRM_SECONDS": "10", "ACTION_SECONDS": "50"}
"""What is not about deadlines is to pass on a machine that others keep busy, too."""
ANSWER_SECONDS = 240.0
TINY_ACTIONS = [
    *(str(MAIN), "-m", "tests.actions_server", "tests.integration.tiny_bot.tiny_actions"),
    "{port}",
]
"""The action server of the tiny bot."""
TOKEN = "test-token"  # no secret: it opens a server that lives for one test run

# msgspec looks into a type when it first meets it, and two threads must not do that at once.
RESULT = msgspec.json.Decoder(TurnResult)
_TURN = msgspec.json.Decoder(Turn)

_running: list[Server] = []


class Server:
    """A process that answers HTTP on 127.0.0.1 once it is up. Its output goes to `log`."""

    def __init__(
        self,
        command: list[str],
        *,
        port: int,
        log: Path,
        env: dict[str, str],
        cwd: Path = ROOT,
        probe: str = "/",
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._probe = probe
        self.log = log
        self._command = command
        self._env = {**os.environ, **env}
        self._cwd = cwd
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; see `wait_until_up`."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._cwd, env=self._env, stdout=log, stderr=log
            )
        _running.append(self)

    def wait_until_up(self) -> None:
        """Return once it answers anything at all. Fails the test when it ends before."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            with contextlib.suppress(requests.RequestException):
                requests.get(self.url + self._probe, timeout=5)
                return
            time.sleep(0.1)
        pytest.fail(f"{self._command} did not start:\n{self.tail()}")

    @property
    def runs(self) -> bool:
        """Whether it was started and not ended since."""
        return self._process is not None

    def kill9(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Start it again, whatever became of it, and wait until it is up."""
        self.stop()
        self.start()
        self.wait_until_up()

    def tail(self, lines: int = 60) -> str:
        """The last lines of its output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
        _running.remove(self)


class RunningBot:
    """A Rasa server with its action server. `turn` and `say` are what the bridge would call."""

    def __init__(self, rasa: Server, actions: Server, env: dict[str, str]) -> None:
        self.rasa = rasa
        self.actions = actions
        self.tracker_url = env["TRACKER_URL"]
        self._env = env
        self._numbers = itertools.count(1)

    @contextlib.contextmanager
    def beside(self) -> Iterator[RunningBot]:
        """One more Rasa server on the same tracker store and action server."""
        port = free_port()
        env = {**self._env, "BOT_PORT": str(port)}
        log = self.rasa.log.with_name(f"rasa-{port}.log")
        rasa = Server([str(RASAS), "-m", "bot"], port=port, log=log, env=env)
        rasa.start()
        try:
            rasa.wait_until_up()
            yield RunningBot(rasa, self.actions, env)
        finally:
            rasa.stop()

    def post(
        self, body: bytes, *, token: str | None = TOKEN, timeout: float = ANSWER_SECONDS
    ) -> requests.Response:
        """Post any body to the turn's path."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return requests.post(self.rasa.url + TURN_PATH, body, headers=headers, timeout=timeout)

    def turn(self, timeout: float = ANSWER_SECONDS, **fields: Any) -> requests.Response:
        """Post a turn; `turn_id`, `epoch` and `channel` have defaults."""
        number = next(self._numbers)
        defaults = {"turn_id": f"turn-{number}-{time.time_ns()}", "epoch": 1, "channel": "webchat"}
        turn = _TURN.decode(msgspec.json.encode({**defaults, **fields}))
        return self.post(msgspec.json.encode(turn), timeout=timeout)

    def say(self, text: str, conversation_id: str, **fields: Any) -> requests.Response:
        """Post a turn of one typed message."""
        messages = [{"id": "m1", "text": text}]
        return self.turn(messages=messages, conversation_id=conversation_id, **fields)

    def press(self, payload: str, conversation_id: str, **fields: Any) -> requests.Response:
        """Post a turn of one pressed button."""
        messages = [{"id": "m1", "button_id": payload}]
        return self.turn(messages=messages, conversation_id=conversation_id, **fields)


@contextlib.contextmanager
def running_bot(
    project: Path,
    *,
    actions: list[str],
    folder: Path,
    config: Path | None = None,
    env: dict[str, str] | None = None,
) -> Iterator[RunningBot]:
    """Train `project` (a business, or a plain Rasa project) if needed and run it until the end.

    `actions` is the action server's command; it gets `ACTIONS_PORT`, `SANIC_HOST` and `BOT_TOKEN`
    and every `{port}` in it is filled in. `env` goes to both servers; `folder` keeps their logs
    and the tracker store.
    """
    models = trained(project, config)
    bot_port, actions_port = free_port(), free_port()
    tracker_url = f"sqlite:///{folder / 'tracker.db'}"
    both = {
        "BOT_TOKEN": TOKEN,
        "BOT_PORT": str(bot_port),
        "BOT_MODELS": str(models),
        "TRACKER_URL": tracker_url,
        "ACTIONS_PORT": str(actions_port),
        "ACTIONS_URL": f"http://127.0.0.1:{actions_port}",
        "SANIC_HOST": "127.0.0.1",
        **PATIENT,
        **(env or {}),
    }
    rasa = Server([str(RASAS), "-m", "bot"], port=bot_port, log=folder / "rasa.log", env=both)
    action_server = Server(
        [part.format(port=actions_port) for part in actions],
        port=actions_port,
        log=folder / "actions.log",
        env=both,
        probe="/health",
    )
    servers = (rasa, action_server)
    try:
        for server in servers:
            server.start()
        for server in servers:
            server.wait_until_up()
        yield RunningBot(rasa, action_server, both)
    finally:
        for server in servers:
            server.stop()


def trained(project: Path, config: Path | None = None) -> Path:
    """The folder of a model of `project`, trained unless one of the same sources is there.

    `TRAINED_MODELS` may name a folder that has one already, as `scripts/train` does.
    """
    with tempfile.TemporaryDirectory(prefix="rasa-") as temporary:
        copy = Path(temporary)
        own = project / "config.yml"
        shutil.copy(config or (own if own.exists() else ROOT / own.name), copy / own.name)
        for name in (FILE, "domain.yml"):
            if (project / name).exists():
                shutil.copy(project / name, copy)
        for name in ("data", ARTICLES):
            if (project / name).is_dir():
                shutil.copytree(project / name, copy / name)
        given = os.environ.get("TRAINED_MODELS")
        if given and is_current(copy, Path(given)):
            return Path(given)
        models = CACHE / fingerprint(copy)
        with _alone(models):
            if not is_current(copy, models):
                train(copy, models)
    return models


@contextlib.contextmanager
def _alone(models: Path) -> Iterator[None]:
    """Of all processes that want a model one trains it, and the others wait for it."""
    models.parent.mkdir(parents=True, exist_ok=True)
    with models.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def add_logs(report: pytest.TestReport) -> None:
    """Show what the servers said last below a test that failed while they ran."""
    if report.failed:
        for server in _running:
            report.sections.append((f"log {server.log.name}", server.tail()))
