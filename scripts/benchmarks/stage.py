"""The servers of a measurement: one action server on a seeded CRM, and a bot that calls it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import requests

from scripts.benchmarks.servers import Server, answers_http, run
from scripts.benchmarks.subjects import TOKEN, Subject
from scripts.interpreters import ROOT, THIS, Checkout
from scripts.ports import free_port

FIRST_WORDS = "hello"
MESSAGES = ROOT / "tests" / "nlu" / "held_out.yml"


class Stage:
    """A bot that answers. `started` is the time from its start to its first answer, in seconds."""

    def __init__(self, subject: Subject, server: Server, port: int) -> None:
        self.subject = subject
        self.server = server
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.http = requests.Session()
        self.started = server.wait_until(self._answers)

    def say(self, conversation: str, text: str) -> None:
        """One turn. Raises `CannotMeasure` when nothing comes back."""
        self.subject.say(self.http, self.base, conversation, text)

    def _answers(self) -> bool:
        path, headers, body = self.subject.request("first-words", FIRST_WORDS)
        answer = self.http.post(self.base + path, data=body, headers=headers, timeout=60)
        return answer.status_code == requests.codes.ok and bool(answer.json())


@contextlib.contextmanager
def action_server(folder: Path, checkout: Checkout = THIS) -> Iterator[str]:
    """The real action server on the demo's CRM; gives its URL."""
    with serving_actions(folder, checkout) as (_, url):
        yield url


@contextlib.contextmanager
def serving_actions(folder: Path, checkout: Checkout = THIS) -> Iterator[tuple[Server, str]]:
    """The same, with its process."""
    folder.mkdir(parents=True, exist_ok=True)
    log, port = folder / "actions.log", free_port()
    env = {
        "BOT_TOKEN": TOKEN,
        "CRM_URL": crm_url(folder),
        "ACTIONS_PORT": str(port),
    }
    python, root = str(checkout.main), checkout.root
    run([python, "-m", "actions.crm.seed"], env=env, cwd=root, log=log)
    url = f"http://127.0.0.1:{port}"
    with Server([python, "-m", "actions"], env=env, cwd=root, log=log) as server:
        server.wait_until(lambda: answers_http(f"{url}/health"))
        yield server, url


def crm_url(folder: Path) -> str:
    """The CRM of the action server whose folder this is."""
    return f"sqlite:///{folder.resolve() / 'crm.db'}"


@contextlib.contextmanager
def on_stage(subject: Subject, actions_url: str) -> Iterator[Stage]:
    """Serve a trained subject until the block ends."""
    port = free_port()
    command, env, cwd = subject.serving(port, actions_url)
    with Server(command, env=env, cwd=cwd, log=subject.log) as server:
        yield Stage(subject, server, port)


def first_messages() -> list[str]:
    """What customers may open with, in words that no bot was trained on; one a phrase, in order."""
    entries = msgspec.yaml.decode(MESSAGES.read_bytes())["nlu"]
    lines = (line for entry in entries for line in entry["examples"].splitlines())
    return [line.removeprefix("- ") for line in lines]
