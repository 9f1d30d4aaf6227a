"""`scripts/setup`: finds what it needs, does nothing twice, and says what it cannot do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handoff.config.env_file import read_env_file
from handoff.config.settings import Settings
from scripts.interpreters import RASAS
from tests.checkout import Checkout

UV = """#!/bin/bash
case "$*" in
  *--help*) echo '--group' ;;
  sync*)
    echo "$@" >>"{calls}"
    mkdir -p "$3/.venv/bin" && cp "{venv_python}" "$3/.venv/bin/python" ;;
  'python install '*) echo "$@" >>"{calls}" ;;
  'python find '*) echo "{python}" ;;
esac
"""
"""A uv that writes down what it is asked to do, and makes virtual environments of sorts."""
VENV_PYTHON = """#!/bin/bash
if [[ $* == '-m bot.sentence_export' ]]; then
  echo 'export' >>"{calls}"
  exit {export_status}
fi
exec "{python}" "$@"
"""
"""Its interpreter, which writes down that the sentence encoder was exported."""
SHIM = "#!/bin/bash\necho 'no such version' >&2\nexit 127\n"
"""What a version manager leaves on PATH for a Python that it does not have."""


PYTHON_310 = f'#!/bin/sh\nexec "{RASAS}" "$@"\n'


def version(python: str) -> tuple[int, int]:
    """Major and minor version of an interpreter."""
    command = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    major, minor = map(int, said.split())
    return major, minor


class Machine:
    """A checkout without packages, and a PATH of our own in front of the system's."""

    def __init__(self, folder: Path) -> None:
        self.checkout = Checkout(folder / "warmdesk")
        for environment in self.environments:
            environment.unlink()
        self.home, self.bin, self._calls = folder / "home", folder / "bin", folder / "calls"
        self.home.mkdir()
        self.bin.mkdir()

    @property
    def environments(self) -> tuple[Path, Path]:
        """That of Rasa, and that of everything else."""
        return self.checkout.folder / "bot" / ".venv", self.checkout.folder / ".venv"

    @property
    def done(self) -> list[bool]:
        """Whether each environment counts as done."""
        return [(environment / ".synced").exists() for environment in self.environments]

    def program(self, name: str, text: str) -> None:
        """Put a program on PATH."""
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def uv(self, *, export_status: int = 0) -> None:
        """Put our uv on PATH; the export of the sentence encoder ends with `export_status`."""
        python = os.path.realpath(sys.executable)
        fields = {"calls": self._calls, "python": python, "export_status": export_status}
        self.program("venv-python", VENV_PYTHON.format(**fields))
        self.program("uv", UV.format(**fields, venv_python=self.bin / "venv-python"))

    def setup(self) -> tuple[int, str]:
        """Run `scripts/setup`; its exit status and what it says."""
        path = f"{self.bin}:/usr/bin:/bin"
        done = self.checkout.run("scripts/setup", PATH=path, HOME=str(self.home), PYENV_ROOT=None)
        return done.returncode, done.stderr

    @property
    def calls(self) -> list[str]:
        """What uv was asked to do, in order."""
        return self._calls.read_text().splitlines() if self._calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine without uv; its Python 3.10 is a shim that fails."""
    machine = Machine(tmp_path)
    machine.program("python3.10", SHIM)
    machine.program("python3", SHIM)
    return machine


def test_the_locked_packages_are_installed_once(machine: Machine) -> None:
    """The first setup syncs both locks with compiled bytecode; the next finds nothing to do."""
    machine.uv()
    machine.program("python3.10", PYTHON_310)
    assert machine.setup()[0] == 0
    main, rasas, export = machine.calls
    assert main.startswith("sync --project . --frozen --quiet --compile-bytecode --python ")
    assert rasas.startswith("sync --project bot --frozen --quiet --compile-bytecode --python ")
    assert export == "export"
    assert machine.setup() == (0, "")
    assert len(machine.calls) == 3


def test_each_environment_has_a_python_that_it_can_run_on(machine: Machine) -> None:
    """Rasa gets a 3.10, and everything else one that is supported."""
    machine.uv()
    machine.program("python3.10", PYTHON_310)
    assert machine.setup()[0] == 0
    main, rasas, _ = (call.split()[-1] for call in machine.calls)
    assert version(rasas) == (3, 10)
    assert version(main) >= (3, 11)


def test_a_python_that_is_missing_is_installed(machine: Machine) -> None:
    """Where the machine has no 3.10, uv is asked for one."""
    machine.uv()
    assert machine.setup()[0] == 0
    assert "python install 3.10" in machine.calls


@pytest.mark.parametrize(
    ("lock", "follows"), [("uv.lock", ["."]), ("bot/uv.lock", ["bot", "export"])]
)
def test_a_new_lock_is_synced(machine: Machine, lock: str, follows: list[str]) -> None:
    """Whenever a lock file has changed, its packages follow, and the other ones stay."""
    machine.uv()
    machine.program("python3.10", PYTHON_310)
    assert machine.setup()[0] == 0
    file = machine.checkout.folder / lock
    file.write_text(f"{file.read_text()}\n")
    before = len(machine.calls)
    assert machine.setup()[0] == 0
    assert [call.split()[2] if " " in call else call for call in machine.calls[before:]] == follows


def test_the_encoder_follows_its_export(machine: Machine) -> None:
    """Whenever the module that exports the encoder has changed, it is exported again."""
    machine.uv()
    assert machine.setup()[0] == 0
    module = machine.checkout.folder / "bot" / "sentence_export.py"
    module.write_text(f"{module.read_text()}\n")
    assert machine.setup()[0] == 0
    assert machine.calls.count("export") == 2


def test_a_failing_export_is_told(machine: Machine) -> None:
    """When the encoder cannot be exported, setup says so and does not count as done."""
    machine.uv(export_status=1)
    status, said = machine.setup()
    assert status == 1
    assert "scripts/setup: the sentence encoder could not be exported" in said
    assert machine.done == [False, True]


def test_a_python_under_pyenv_is_found(machine: Machine) -> None:
    """A Python 3.10 that is not on PATH, or only as a shim that fails, is taken from pyenv."""
    machine.uv()
    pyenv = machine.home / ".pyenv" / "versions" / "3.10.99" / "bin"
    pyenv.mkdir(parents=True)
    (pyenv / "python3.10").symlink_to(os.path.realpath(RASAS))
    assert machine.setup()[0] == 0
    assert [call.split()[0] for call in machine.calls] == ["sync", "sync", "export"]


def test_secrets_are_made_up_once(machine: Machine) -> None:
    """The first `.env` holds good secrets for our eyes only, and is never written again."""
    machine.uv()
    assert machine.setup()[0] == 0
    env = machine.checkout.folder / ".env"
    assert Settings.read(read_env_file(env)).port == 8080
    assert env.stat().st_mode & 0o777 == 0o600
    env.write_text("PORT=81\n")
    assert machine.setup()[0] == 0
    assert env.read_text() == "PORT=81\n"


def test_a_failing_install_is_told(machine: Machine) -> None:
    """When the packages cannot be installed, setup says what to do and does not count as done."""
    machine.program("python3.10", PYTHON_310)
    machine.program("uv", "#!/bin/bash\n[[ $* == *--help* ]] && echo --group || exit 2\n")
    status, said = machine.setup()
    assert status == 1
    assert "scripts/setup: the packages could not be installed" in said
    assert machine.done == [False, False]
