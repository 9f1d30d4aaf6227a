"""`scripts/train`: one gate for everything that trainers change, with one readable summary."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.training import COLOUR, adopt, is_current
from contracts.policy_file import FILE
from scripts.interpreters import MAIN, RASAS
from scripts.trainer import checks, project
from scripts.trainer.errors import NotTrained

CANDIDATE = "candidate"
UNDERSTANDING, CONVERSATIONS = "tests/bot/nlu", "tests/conversations"
PLAY = ("pytest", "-q", "--no-header", "--color=no")
TOLD_LINES = 12
CONFLICT = "Story structure conflict"
"""How Rasa begins to tell of two stories that contradict each other; it goes on all the same."""


def main() -> int:
    """Check, train, play, put in place. 1 and what is to be mended when something is wrong."""
    quick = _wishes().quick
    try:
        _gate(Path.cwd(), Path(os.environ.get("BOT_MODELS", "models")), quick=quick)
    except NotTrained as exc:
        for line in exc.lines:
            print(line, file=sys.stderr)
        print("scripts/train: nothing was changed; the bot is as it was.", file=sys.stderr)
        return 1
    return 0


def _gate(root: Path, models: Path, *, quick: bool) -> None:
    candidate = models / CANDIDATE
    _step("The files", lambda: _check(root))
    if (root / FILE).exists():
        _step("What a manager decides", lambda: _decided(root))
    _step("Rasa's own checks", lambda: _validate(root))
    if is_current(root, models):
        print("Training: the model is of these very files already")
        candidate = models
    else:
        _step("Training", lambda: _train(root, candidate))
    if not quick:
        _step("Held-out phrases and conversations", lambda: _play(root, candidate))
    if candidate != models:
        adopt(candidate, models)
    print("The model is up to date.")


def _step(name: str, do: Callable[[], str]) -> None:
    began = time.monotonic()
    print(f"{name} …", flush=True)
    print(f"  {do()} ({time.monotonic() - began:.0f} s)", flush=True)


def _check(root: Path) -> str:
    found = project.read(root)
    if wrong := checks.problems(found):
        raise NotTrained(wrong)
    return (
        f"{len(found.phrases)} phrases for {len(found.intents)} intents, "
        f"{len(found.variants)} responses: in order"
    )


def _decided(root: Path) -> str:
    # What topics look up, and what the CRM keeps by itself, is known in the other environment.
    return _run(root, ["scripts.policy_check"], FILE, {}, python=MAIN)[-1]


def _validate(root: Path) -> str:
    command = ["rasa", "data", "validate", "--domain", "domain.yml", "--data", "data"]
    said = _run(root, command, "rasa data validate", {})
    if conflicts := [line for line in said if CONFLICT in line]:
        raise NotTrained(conflicts)
    return "no conflicts"


def _train(root: Path, candidate: Path) -> str:
    _run(root, ["bot.training"], "training", {"BOT_MODELS": str(candidate)})
    return "done"


def _play(root: Path, candidate: Path) -> str:
    model = {"TRAINED_MODELS": str(candidate.resolve())}
    played = []
    if (root / UNDERSTANDING).is_dir():
        command = [*PLAY, "-c", "bot/pyproject.toml", "--rootdir=.", UNDERSTANDING]
        played += _run(root, command, "held-out phrases", model)[-1:]
    if (root / CONVERSATIONS).is_dir():
        # The conversations are played from the environment of the bridge and the actions.
        played += _run(root, [*PLAY, CONVERSATIONS], "conversations", model, python=MAIN)[-1:]
    return "; ".join(said.strip("= ") for said in played) or "none here to play"


def _run(
    root: Path, command: list[str], what: str, more: dict[str, str], *, python: Path = RASAS
) -> list[str]:
    """Run a module and return what it said. Raises `NotTrained` with the part that tells most."""
    done = subprocess.run(
        [str(python), "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONWARNINGS": "ignore", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = [line for line in COLOUR.sub("", done.stdout).splitlines() if line.strip()]
    if done.returncode != 0:
        raise NotTrained([f"{what} failed:", *_telling(said)])
    return said


def _telling(said: list[str]) -> list[str]:
    """The failed tests by name, or what follows `training:`, else the last words."""
    failed = [line for line in said if line.startswith(("FAILED ", "ERROR ", "E  "))]
    started = [number for number, line in enumerate(said) if line.startswith("training: ")]
    return failed or said[started[-1] if started else -TOLD_LINES :]


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/train", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="do not play held-out phrases and conversations"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
