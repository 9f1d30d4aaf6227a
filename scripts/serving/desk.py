"""The desk from its start to its end: bridge first, then training, then the bot and its actions."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from handoff.config.settings import Settings
from scripts.serving.checks import home_page
from scripts.serving.prepare import Login
from scripts.serving.supervision import Process, Supervisor, bots
from scripts.serving.terminal import Terminal
from scripts.simulating.wiring import graph_url

LOOK_SECONDS = 0.5


class Desk:
    """Starts the processes in their order and tells the terminal how it goes.

    `_pids` are the processes last seen, by name; `_model` is when the bot's model was made.
    """

    def __init__(
        self,
        settings: Settings,
        supervisor: Supervisor,
        terminal: Terminal,
        login: Login,
        *,
        simulate: bool = False,
    ) -> None:
        self._settings = settings
        self._supervisor = supervisor
        self._terminal = terminal
        self._login = login
        self._simulate = simulate
        self._var = Path(settings.warmdesk_var)
        self._models = models_folder(settings)
        self._home = home_page(settings)
        self._bots = bots(settings)
        self._pids: dict[str, int] = {}
        self._model: int | None = None

    def run(self) -> None:
        """Start everything and look after it; ends only by an exception, such as Ctrl-C."""
        if self._simulate:
            self._supervisor.start("simulator")
        self._supervisor.start("bridge")
        self._wait_for("The bridge is starting", lambda: self._health() is not None)
        self._terminal.say(self._welcome())
        self._train()
        self._start_bot()
        self._watch()

    def _train(self) -> None:
        self._supervisor.start("training")
        for processes in self._looks():
            training = processes["training"]
            if training.ended:
                break
            if self._training().get("state") == "training":
                self._terminal.wait("The bot is being trained")
        if training.exit_status == 0:
            return
        reason = str(self._training().get("detail", "")).strip()
        self._terminal.say(
            f"The bot could not be trained. {reason}\n"
            f"Mend it, then run scripts/train. All of it is in {self._var}/log/training.log."
        )

    def _start_bot(self) -> None:
        """Start the bot and its actions. Without a model, wait for one to be trained."""
        self._supervisor.start("actions")
        self._wait_for("The bot has no model yet", lambda: model_time(self._models) is not None)
        self._model = model_time(self._models)
        for bot in self._bots:
            self._supervisor.start(bot.name)
        self._wait_for("The bot is starting", self._bot_answers)
        self._terminal.say(f"The bot is answering after {self._terminal.waited} s: {self._home}")

    def _watch(self) -> None:
        """Look on; tell of each new model, which the bots take over by themselves."""
        for _ in self._looks():
            model = model_time(self._models)
            if model in (self._model, None):
                continue
            self._model = model
            self._terminal.say("There is a new model; the bot goes on with it.")

    def _bot_answers(self) -> bool:
        health = self._health() or {}
        return health.get("bot") == "up" and health.get("actions") == "up"

    def _wait_for(self, what: str, holds: Callable[[], bool]) -> None:
        for _ in self._looks():
            if holds():
                return
            self._terminal.wait(what)

    def _looks(self) -> Iterator[dict[str, Process]]:
        """The processes, again and again; says which have died and were started again."""
        while True:
            processes = self._supervisor.processes()
            for process in processes.values():
                self._notice(process)
            yield processes
            time.sleep(LOOK_SECONDS)

    def _notice(self, process: Process) -> None:
        if not process.pid:
            return
        before = self._pids.get(process.name)
        self._pids[process.name] = process.pid
        if before not in (None, process.pid) and process.name != "training":
            log = self._var / "log" / f"{process.name}.log"
            self._terminal.say(f"{process.name} had stopped and was started again; see {log}.")

    def _health(self) -> dict[str, Any] | None:
        """What the bridge says of the desk; None while it does not answer."""
        try:
            with urllib.request.urlopen(f"{self._home}health", timeout=2) as answer:
                found = json.load(answer)
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _training(self) -> dict[str, Any]:
        try:
            found = json.loads((self._var / "training.json").read_text())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _welcome(self) -> str:
        demo = " (demo: sign in as any of its customers)" if self._settings.demo else ""
        return (
            f"\n  Chat page  {self._home}{demo}\n"
            f"  Console    {self._home}console\n"
            f"{self._phones()}"
            f"  Log in as  {self._login.email}\n"
            f"  Password   {self._password()}\n"
            f"\n  Logs are in {self._var}/log; Ctrl-C stops everything.\n"
        )

    def _phones(self) -> str:
        url = graph_url(self._settings)
        return f"  Phones     {url}/ (WhatsApp and Messenger)\n" if self._simulate else ""

    def _password(self) -> str:
        if self._login.password is None:
            return "as before (forgotten? scripts/serve --new-password)"
        if self._settings.first_agent_password:
            return "as in FIRST_AGENT_PASSWORD"
        return f"{self._login.password}  (shown only now)"


def models_folder(settings: Settings) -> Path:
    """Where the bot's models are: BOT_MODELS, else beside what they are made of."""
    return Path(os.environ.get("BOT_MODELS", "").strip() or settings.business / "models")


def model_time(models: Path) -> int | None:
    """When the newest model was made, in nanoseconds; None when there is none."""
    made = [model.stat().st_mtime_ns for model in models.glob("*.tar.gz")]
    return max(made, default=None)
