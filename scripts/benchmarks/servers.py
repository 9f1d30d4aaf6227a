"""Processes under measurement: started, waited for, weighed and ended."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.benchmarks.errors import CannotMeasure

START_SECONDS = 600.0
_MB = 1_000_000
_USER, _SYSTEM = 11, 12
"""Places of utime and stime behind the name in /proc/PID/stat, see proc(5)."""


class Server:
    """A process that serves HTTP; everything that it prints goes to `log`."""

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path, log: Path
    ) -> None:
        self._command = list(command)
        self._env = {**os.environ, **env}
        self._cwd = cwd
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self.waited = 0.0
        """Seconds from its start to its first answer, as `wait_until` has seen it."""

    def __enter__(self) -> Server:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._cwd, env=self._env, stdout=log, stderr=log
            )
        return self

    def __exit__(self, *_: object) -> None:
        process = self._running()
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()

    def wait_until(self, answers: Callable[[], bool]) -> float:
        """Seconds until it answers. Raises `CannotMeasure` when it ends or takes too long."""
        began = time.monotonic()
        while time.monotonic() - began < START_SECONDS:
            if self._running().poll() is not None:
                break
            with contextlib.suppress(OSError):
                if answers():
                    self.waited = time.monotonic() - began
                    return self.waited
            time.sleep(0.05)
        said = self._log.read_text(errors="replace").splitlines()[-20:]
        raise CannotMeasure("\n".join([f"{self._command[:4]} did not answer:", *said]))

    @property
    def resident(self) -> float:
        """Resident memory of the process, in MB (10⁶ bytes)."""
        status = Path(f"/proc/{self._running().pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / _MB

    @property
    def worked(self) -> float:
        """Seconds of processor time that the process has used so far."""
        stat = Path(f"/proc/{self._running().pid}/stat").read_text()
        # Its name, which may hold anything, stands in brackets before the rest.
        fields = stat.rpartition(")")[2].split()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise CannotMeasure(f"{self._command[:4]} was not started")
        return self._process


def machine_worked() -> float:
    """Seconds of processor time that everything on the machine has used so far."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system = (int(field) for field in fields[:3])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK")


def answers_http(url: str) -> bool:
    """Whether anything answers there, whatever it says. Raises `OSError` when nothing does."""
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True


class Took(NamedTuple):
    """What a command took: seconds until its end, and seconds of all processors together."""

    seconds: float
    processor: float


def run(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path, log: Path
) -> Took:
    """Run a command to its end. Raises `CannotMeasure`."""
    began, used = time.monotonic(), _processor()
    with log.open("ab") as file:
        done = subprocess.run(
            list(command),
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=file,
            stderr=file,
            check=False,
        )
    if done.returncode:
        raise CannotMeasure(f"{' '.join(command[:5])} failed; all of it is in {log}")
    return Took(time.monotonic() - began, _processor() - used)


def _processor() -> float:
    """Seconds of all processors that children which have ended took."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
