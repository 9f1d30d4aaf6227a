"""`scripts/train`: one gate for everything that trainers change, with one readable summary."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.errors import TrainingFailed
from bot.training import COLOUR, adopt, is_current, models_folder, rasas_files, sources_of
from contracts.business import SETTING, BusinessError, business_folder, read_profile
from scripts.interpreters import MAIN, RASAS, ROOT
from scripts.trainer import checks, project
from scripts.trainer.errors import NotTrained

CANDIDATE = "candidate"
TESTS = "tests"
PLAYS = ("tests/bot/nlu/test_held_out.py", "tests/conversations/test_scripts.py")
OWN_PLAYS = ("tests/bot/nlu", "tests/conversations")
"""What is played of any business, and of the checkout's own, whose tests look at more."""
PLAY = ("pytest", "-q", "--no-header", "--color=no")
TOLD_LINES = 12
_SURROUNDINGS = {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT)}
CONFLICT = "Story structure conflict"
"""How Rasa begins to tell of two stories that contradict each other; it goes on all the same."""


def main() -> int:
    """Check, train, play, put in place. 1 and what is to be mended when something is wrong."""
    quick = _wishes().quick
    try:
        _gate(business_folder(os.environ).resolve(), models_folder(os.environ), quick=quick)
    except NotTrained as exc:
        for line in exc.lines:
            print(line, file=sys.stderr)
        print("scripts/train: nothing was changed; the bot is as it was.", file=sys.stderr)
        return 1
    return 0


def _gate(root: Path, models: Path, *, quick: bool) -> None:
    candidate = models / CANDIDATE
    _step("The files", lambda: _check(root))
    _step("What belongs together", lambda: _examine(root))
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
    try:
        read_profile(root)
    except BusinessError as exc:
        raise NotTrained([str(exc)]) from exc
    found = project.read(root)
    if wrong := checks.problems(found):
        raise NotTrained(wrong)
    return (
        f"{len(found.phrases)} phrases for {len(found.intents)} intents, "
        f"{len(found.variants)} responses: in order"
    )


def _examine(root: Path) -> str:
    # Topics, texts, symptoms: what reads them is in the other environment.
    done = _ran(root, ["scripts.businesses", "check", str(root)], {}, MAIN, ROOT)
    if done.returncode != 0:
        raise NotTrained(_lines(done))
    return "nothing is missing"


def _validate(root: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="domain-") as folder:
        try:
            files = rasas_files(sources_of(root), Path(folder))
        except TrainingFailed as exc:
            raise NotTrained([str(exc)]) from exc
        said = _run(root, ["rasa", "data", "validate", *files], "rasa data validate", {})
    if conflicts := [line for line in said if CONFLICT in line]:
        raise NotTrained(conflicts)
    return "no conflicts"


def _train(root: Path, candidate: Path) -> str:
    _run(root, ["bot.training"], "training", {"BOT_MODELS": str(candidate.resolve())})
    return "done"


def _play(root: Path, candidate: Path) -> str:
    if not (ROOT / TESTS).is_dir():
        return "none here to play"
    model = {"TRAINED_MODELS": str(candidate.resolve())}
    understanding, conversations = OWN_PLAYS if root == ROOT.resolve() else PLAYS
    command = [*PLAY, "-c", "bot/pyproject.toml", "--rootdir=.", understanding]
    played = _run(root, command, "held-out phrases", model, cwd=ROOT)[-1:]
    # The conversations are played from the environment of the bridge and the actions.
    command = [*PLAY, conversations]
    played += _run(root, command, "conversations", model, python=MAIN, cwd=ROOT)[-1:]
    return "; ".join(said.strip("= ") for said in played)


def _run(
    root: Path,
    command: list[str],
    what: str,
    more: dict[str, str],
    *,
    python: Path = RASAS,
    cwd: Path | None = None,
) -> list[str]:
    """Run a module for a business and return what it said, in its folder unless told otherwise.

    Raises `NotTrained` with the part that tells most.
    """
    done = _ran(root, command, more, python, cwd or root)
    said = _lines(done)
    if done.returncode != 0:
        raise NotTrained([f"{what} failed:", *_telling(said)])
    return said


def _ran(root: Path, command: list[str], more: dict[str, str], python: Path, cwd: Path) -> _Done:
    return subprocess.run(
        [str(python), "-m", *command],
        cwd=cwd,
        env={**os.environ, **_SURROUNDINGS, SETTING: str(root), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _lines(done: _Done) -> list[str]:
    return [line for line in COLOUR.sub("", done.stdout).splitlines() if line.strip()]


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


_Done = subprocess.CompletedProcess[str]

if __name__ == "__main__":
    sys.exit(main())
