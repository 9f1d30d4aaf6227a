"""The supervisor that keeps the desk's processes running, and what we ask of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Any
from xmlrpc.client import Fault, ServerProxy

import msgspec
from supervisor.xmlrpc import Faults, SupervisorTransport

from handoff.config.settings import Settings
from scripts.interpreters import MAIN, RASAS
from scripts.serving.errors import CannotServe

START_SECONDS = 15.0
STOP_SECONDS = 20.0


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """A process of the desk. `once`: it ends by itself and is not started again. `port` is where
    one of several bots listens."""

    name: str
    module: str
    python: Path = MAIN
    once: bool = False
    port: int | None = None


class Process(msgspec.Struct, frozen=True, kw_only=True):
    """How a process stands. `state` is the supervisor's word for it."""

    name: str
    state: str
    pid: int
    exit_status: int

    @property
    def ended(self) -> bool:
        """Whether it is over and not about to be started again."""
        return self.state in ("EXITED", "FATAL", "STOPPED", "UNKNOWN")


def programs(settings: Settings) -> tuple[Program, ...]:
    """The processes of a desk."""
    return (
        Program(name="bridge", module="handoff"),
        Program(name="training", module="bot.training", python=RASAS, once=True),
        Program(name="actions", module="actions"),
        *bots(settings),
        Program(name="simulator", module="scripts.simulating"),
    )


def bots(settings: Settings) -> tuple[Program, ...]:
    """The Rasa servers: the first is called `bot`, the others have numbers."""
    return tuple(
        Program(
            name="bot" if number == 0 else f"bot-{number + 1}",
            module="bot",
            python=RASAS,
            port=settings.bot_port + number,
        )
        for number in range(settings.bots)
    )


def configuration(programs: tuple[Program, ...], var: Path, socket: Path) -> str:
    """The supervisor's configuration file. Its paths count from the folder it is started in."""
    logs = _escaped(var / "log")
    parts = [_HEAD.format(logs=logs, socket=_escaped(socket), account=_account())]
    parts += [_program(program, logs) for program in programs]
    # Processes of one group are stopped together instead of one after the other.
    parts.append(f"[group:desk]\nprograms={','.join(p.name for p in programs)}\n")
    return "\n".join(parts)


_HEAD = """\
[unix_http_server]
file={socket}
chmod=0600

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[supervisord]
nodaemon=true
silent=true
umask=077
logfile={logs}/supervisord.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile={logs}/supervisord.pid
{account}"""

_PROGRAM = """\
[program:{name}]
command={command}
autostart=false
autorestart={restart}
startsecs={start_seconds}
startretries=1000000
stopwaitsecs=8
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=5
"""
_OWN_PORT = 'environment=BOT_PORT="{port}"\n'


def _account() -> str:
    """Named for root, or the supervisor takes it for a mistake and says so."""
    return "user=root\n" if os.geteuid() == 0 else ""


def _program(program: Program, logs: str) -> str:
    python = os.path.relpath(program.python)
    section = _PROGRAM.format(
        name=program.name,
        command=" ".join([*_tied("KILL"), python, "-m", program.module]),
        restart="false" if program.once else "true",
        start_seconds=0 if program.once else 8,
        logs=logs,
    )
    return section + (_OWN_PORT.format(port=program.port) if program.port else "")


def _tied(sign: str) -> list[str]:
    """A prefix that lets the kernel send `sign` when the parent has died without a word."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", sign] if setpriv else []


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


class Supervisor:
    """A running supervisor; leaving the context stops it and everything that it started."""

    def __init__(self, var: Path, env: Mapping[str, str], programs: tuple[Program, ...]) -> None:
        self._var = var
        self._programs = programs
        self._env = {**env, "PYTHONUNBUFFERED": "1"}
        # A socket's path has a hundred characters at most; that of a checkout may have more.
        self._folder = Path(tempfile.mkdtemp(prefix="warmdesk-", dir=_short_folder()))
        self._socket = self._folder / "supervisor.sock"
        self._server = _server(self._socket)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Supervisor:
        file = self._var / "supervisord.conf"
        file.write_text(configuration(self._programs, self._var, self._socket))
        daemon = [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)]
        # In a session of its own Ctrl-C reaches us only, and we end it in order.
        self._process = subprocess.Popen(
            [*_tied("TERM"), *daemon],
            env=self._env,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            self._await_start(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, name: str) -> None:
        """Start a process; one that runs already is left alone."""
        self._ask("startProcess", f"desk:{name}", False, unless=Faults.ALREADY_STARTED)

    def processes(self) -> dict[str, Process]:
        """How every process stands, by name."""
        found = self._ask("getAllProcessInfo")
        return {
            info["name"]: Process(
                name=info["name"],
                state=info["statename"],
                pid=info["pid"],
                exit_status=info["exitstatus"],
            )
            for info in found
        }

    def stop(self) -> None:
        """Stop everything; what does not stop in time, or at a second Ctrl-C, is killed."""
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                self._kill(process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        """Kill each process with its group, then the supervisor, which is now of no use."""
        try:
            pids = [found.pid for found in self.processes().values() if found.pid]
        except CannotServe:
            pids = []
        process.kill()
        for pid in pids:
            try:
                os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.wait()

    def _await_start(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._socket.exists() and time.monotonic() < deadline:
            if process.poll() is not None:
                raise CannotServe(f"the supervisor did not start: {_last_words(process)}")
            time.sleep(0.05)

    def _ask(self, method: str, *args: object, unless: int | None = None) -> Any:
        """Call the supervisor. The fault `unless` means that what was asked for is so already."""
        try:
            return getattr(self._server.supervisor, method)(*args)
        except Fault as fault:
            if fault.faultCode == unless:
                return None
            raise CannotServe(f"the supervisor refuses {method}: {fault.faultString}") from fault
        except (OSError, HTTPException) as exc:
            log = self._var / "log" / "supervisord.log"
            raise CannotServe(f"the supervisor has ended; {log} may say why") from exc


def _short_folder() -> str:
    """Where a socket's path is short enough."""
    usual = tempfile.gettempdir()
    return usual if len(usual) < 60 else "/tmp"


def _server(socket: Path) -> ServerProxy:
    transport = SupervisorTransport(None, None, f"unix://{socket}")
    return ServerProxy("http://127.0.0.1", transport=transport)


def _last_words(process: subprocess.Popen[bytes]) -> str:
    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    return said.splitlines()[-1] if said else f"exit status {process.returncode}"
