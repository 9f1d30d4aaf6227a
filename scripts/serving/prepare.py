"""What is done once before the start: databases up to date, the demo's CRM, a first agent."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from scripts.serving.errors import CannotServe


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """The first agent's login. `password` is None when it was made earlier: only a hash is kept."""

    email: str
    password: str | None
    created: bool


def migrate(env: Mapping[str, str], log: Path) -> None:
    """Bring the bridge's database to the newest version."""
    run(["handoff", "migrate"], env, log)


def seed(env: Mapping[str, str], log: Path) -> None:
    """Fill the CRM with the demo's customers, unless they are there."""
    try:
        run(["actions.crm.seed"], env, log)
    except CannotServe as exc:
        raise CannotServe(f"{exc}; for a desk that is no demo write DEMO=0 in .env") from exc


def first_agent(env: Mapping[str, str], log: Path, *, new_password: bool) -> Login:
    """Make the first agent when there is none, or give them a new password."""
    wish = ["--new-password"] if new_password else []
    output = run(["handoff", "first-agent", *wish], env, log)
    try:
        return msgspec.json.decode(output.splitlines()[-1], type=Login)
    except (IndexError, msgspec.DecodeError, msgspec.ValidationError) as exc:
        raise CannotServe("the first agent could not be made: no login came back") from exc


def run(module: list[str], env: Mapping[str, str], log: Path) -> str:
    """Run one of our modules to its end and return what it printed.

    Raises `CannotServe` with its last words; all of them are in `log`.
    """
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, env=dict(env), capture_output=True, text=True, check=False)
    with log.open("a") as file:
        file.write(done.stderr)
    if done.returncode == 0:
        return done.stdout
    said = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
    raise CannotServe(f"{' '.join(module)} failed: {said[-1]} (all of it in {log})")
