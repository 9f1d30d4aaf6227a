"""What is compared: this bot, and stock Rasa on the same data."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import requests

from contracts.merging import sources
from contracts.turn import TURN_PATH, Message, Turn
from scripts.benchmarks.errors import CannotMeasure
from scripts.benchmarks.kept import Kept, digest
from scripts.benchmarks.servers import Took, run
from scripts.interpreters import RASAS, ROOT, THIS, Checkout
from scripts.model import is_current

STOCK = "rasa==3.6.21"
TOKEN = (
    "a-token-of-measurements-and-nothing-else"  # no secret: it opens servers that live for minutes
)
PLAIN = {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}


class Subject(ABC):
    """One assistant: how it is trained, served and spoken to. `folder` is where it may write."""

    name: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "output.log"
        self.kept = Kept(folder / "kept.json")

    @abstractmethod
    def train(self) -> Took:
        """Train from nothing, as a whole command with its imports."""

    def train_if_needed(self) -> None:
        """Train unless a model of this very data is there from an earlier measurement."""
        if not self.is_trained():
            self.train()

    @abstractmethod
    def is_trained(self) -> bool:
        """Whether there is a model of this data."""

    @abstractmethod
    def serving(self, port: int, actions_url: str) -> tuple[list[str], dict[str, str], Path]:
        """Command, environment and working directory of its server."""

    @abstractmethod
    def say(self, http: requests.Session, base: str, conversation: str, text: str) -> list[Any]:
        """One turn over HTTP; returns the replies. Raises `CannotMeasure` when it fails."""

    @abstractmethod
    def sources(self) -> Sequence[Path]:
        """The files that decide how well it understands, training data apart."""

    @abstractmethod
    def rasa(self) -> tuple[str, Path, dict[str, str]]:
        """Its Python, its configuration, and the environment to run Rasa's commands in."""

    @abstractmethod
    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], bytes]:
        """Path, headers and body of a turn, for callers with an HTTP client of their own."""


class Ours(Subject):
    """This checkout, or another one of the same project. `tracker_url` when its tracker store is
    not a SQLite file of its own."""

    name = "ours"

    def __init__(
        self, folder: Path, tracker_url: str | None = None, *, checkout: Checkout = THIS
    ) -> None:
        super().__init__(folder)
        self._checkout = checkout
        self._tracker_url = tracker_url or f"sqlite:///{folder / 'tracker.db'}"

    def train(self) -> Took:
        """With the same command that `scripts/serve` runs."""
        models = self.folder / "models"
        shutil.rmtree(models, ignore_errors=True)
        env = {
            **PLAIN,
            "BOT_MODELS": str(models),
            "TRAINING_STATE": str(self.folder / "state.json"),
        }
        training = [str(self._checkout.rasas), "-m", "bot.training"]
        return run(training, env=env, cwd=self._checkout.root, log=self.log)

    def is_trained(self) -> bool:
        """As `scripts/serve` sees it."""
        return is_current(self._checkout.root, self.folder / "models")

    def serving(self, port: int, actions_url: str) -> tuple[list[str], dict[str, str], Path]:
        """With the same command that `scripts/serve` runs, and a tracker store of its own."""
        env = {
            **PLAIN,
            "BOT_TOKEN": TOKEN,
            "BOT_PORT": str(port),
            "BOT_MODELS": str(self.folder / "models"),
            "TRACKER_URL": self._tracker_url,
            "ACTIONS_URL": actions_url,
        }
        return [str(self._checkout.rasas), "-m", "bot"], env, self._checkout.root

    def sources(self) -> Sequence[Path]:
        """The configuration, and the package that has the parts it names."""
        return [ROOT / "config.yml", ROOT / "bot" / "uv.lock", *sorted((ROOT / "bot").glob("*.py"))]

    def rasa(self) -> tuple[str, Path, dict[str, str]]:
        """Rasa's interpreter and this checkout's configuration, which names parts of `bot`."""
        return str(RASAS), ROOT / "config.yml", {**PLAIN, "PYTHONPATH": str(ROOT)}

    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], bytes]:
        """A bot turn, as the bridge would post it."""
        turn = Turn(
            turn_id=uuid.uuid4().hex,
            conversation_id=conversation,
            epoch=1,
            channel="webchat",
            messages=(Message(id="m1", text=text),),
        )
        return TURN_PATH, {"Authorization": f"Bearer {TOKEN}"}, msgspec.json.encode(turn)

    def say(self, http: requests.Session, base: str, conversation: str, text: str) -> list[Any]:
        """Replies of the turn, or the handoff that came instead."""
        result = _post(http, base, self.request(conversation, text))
        return list(result["replies"]) or [result["handoff"]]


class Stock(Subject):
    """Rasa as it is installed by pip, with the configuration of `rasa init`.

    Its environment is made once; jax and all else that Rasa asks for is in it.
    """

    name = "stock"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.python = self._environment()
        self.project = folder / "project"
        self._made_from = self.project / "models" / "made_from"
        self._prepare_project()

    def train(self) -> Took:
        """With `rasa train`; `--force`, so that nothing is taken from an earlier training."""
        shutil.rmtree(self.project / ".rasa", ignore_errors=True)
        shutil.rmtree(self.project / "models", ignore_errors=True)
        command = [str(self.python), "-m", "rasa", "train", "--force"]
        took = run(command, env=PLAIN, cwd=self.project, log=self.log)
        self._made_from.write_text(self.made_of())
        return took

    def made_of(self) -> str:
        """A digest of what it is trained from; our own configuration is no part of that."""
        return digest([self.default_config(), *(path for _, path in sources(ROOT).files())])

    def is_trained(self) -> bool:
        """Whether the last training was of this data."""
        made_from = self._made_from
        return made_from.exists() and made_from.read_text() == self.made_of()

    def serving(self, port: int, actions_url: str) -> tuple[list[str], dict[str, str], Path]:
        """With `rasa run` and Rasa's own defaults, the tracker store in memory among them."""
        endpoints = {"action_endpoint": {"url": f"{actions_url}/webhook", "token": TOKEN}}
        (self.project / "endpoints.yml").write_bytes(msgspec.yaml.encode(endpoints))
        command = [str(self.python), "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port)]
        return command, PLAIN, self.project

    def sources(self) -> Sequence[Path]:
        """The configuration; of Rasa there is one version."""
        return [self.default_config()]

    def rasa(self) -> tuple[str, Path, dict[str, str]]:
        """Its own environment, and the configuration of `rasa init`."""
        return str(self.python), self.default_config(), PLAIN

    def request(self, conversation: str, text: str) -> tuple[str, dict[str, str], bytes]:
        """A message to Rasa's REST channel."""
        body = msgspec.json.encode({"sender": conversation, "message": text})
        return "/webhooks/rest/webhook", {"Content-Type": "application/json"}, body

    def say(self, http: requests.Session, base: str, conversation: str, text: str) -> list[Any]:
        """Replies of the turn; stock Rasa may have none, which counts as a turn all the same."""
        return list(_post(http, base, self.request(conversation, text)))

    def _environment(self) -> Path:
        python = self.folder / "venv" / "bin" / "python"
        if not python.exists():
            uv = shutil.which("uv") or str(ROOT / ".tools/uv/bin/uv")
            made = [uv, "venv", "--quiet", "--python", str(RASAS), str(python.parents[1])]
            run(made, cwd=ROOT, log=self.log)
            # Rasa imports pkg_resources, which newer setuptools no longer has.
            packages = [STOCK, "setuptools<81"]
            into = [uv, "pip", "install", "--quiet", "--python", str(python), "--compile-bytecode"]
            run([*into, *packages], cwd=ROOT, log=self.log)
        return python

    def _prepare_project(self) -> None:
        shutil.rmtree(self.project / "data", ignore_errors=True)
        for number, data in enumerate(sources(ROOT).data):
            shutil.copytree(data, self.project / "data" / str(number))
        told = msgspec.yaml.encode(sources(ROOT).told())
        (self.project / "data" / "told.yml").write_bytes(told)
        shutil.copy(self.default_config(), self.project / "config.yml")
        domain = msgspec.yaml.encode(sources(ROOT).domain())
        (self.project / "domain.yml").write_bytes(domain)
        (self.project / "credentials.yml").write_text("rest:\n")

    def default_config(self) -> Path:
        """The configuration that `rasa init` writes."""
        where = "import pathlib, rasa; print(pathlib.Path(rasa.__file__).parent)"
        done = subprocess.run(
            [str(self.python), "-c", where], capture_output=True, text=True, check=True
        )
        return Path(done.stdout.strip()) / "cli" / "initial_project" / "config.yml"


def _post(http: requests.Session, base: str, request: tuple[str, dict[str, str], bytes]) -> Any:
    path, headers, body = request
    answer = http.post(base + path, data=body, headers=headers, timeout=60)
    if answer.status_code != requests.codes.ok:
        raise CannotMeasure(f"{path} answered {answer.status_code}: {answer.text[:200]}")
    return answer.json()
