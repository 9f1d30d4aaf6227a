"""`python -m bot.training`: train the model of a business if what it is made of has changed."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec

from bot import sentence_model
from bot.errors import BotError, TrainingFailed
from bot.settings import RASA_ENVIRONMENT
from contracts.acts import as_file
from contracts.articles import ArticlesRefused
from contracts.articles import as_file as in_one_file
from contracts.business import BusinessError, business_folder
from contracts.merging import CHECKOUT, CONFIG, DOMAIN, Sources, sources

MODEL = "warmdesk.tar.gz"
FINGERPRINT = "warmdesk.fingerprint"
MODELS = "models"
TOLD = "told.yml"
"""Training data that the profile of a business makes."""
ACTS = "acts.json"
"""Phrases of acts, the core's and the business's, as the component that learns them reads them."""
ARTICLES = "articles.json"
"""The articles of the business, as the component that indexes them reads them."""
LEARNS_ACTS = "bot.dialogue_acts.DialogueActs"
INDEXES_ARTICLES = "bot.article_passages.ArticlePassages"
RED = "\x1b[91m"
COLOUR = re.compile(r"\x1b\[\d+m")
TOLD_LINES = 15
"""How much of Rasa's last words a failure repeats."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What the bridge's health page tells of the training; `since` is when the state began."""

    state: Literal["training", "ready", "failed"]
    since: dt.datetime
    detail: str = ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the business of BUSINESS. Exits with 1 when it cannot be trained."""
    project, models = business_folder(os.environ).resolve(), models_folder(os.environ)
    wishes = _wishes(arguments)
    try:
        if wishes.fingerprint:
            sys.stdout.write(f"{fingerprint(project)}\n")
        elif wishes.check:
            sys.exit(not is_current(project, models))
        else:
            _train_if_needed(project, models)
    except BotError as failure:
        sys.exit(f"training: {failure}")


def models_folder(env: Mapping[str, str]) -> Path:
    """Where models are kept: BOT_MODELS, else beside what they are made of."""
    return Path(env.get("BOT_MODELS", "").strip() or business_folder(env) / MODELS)


def _wishes(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.training", description=__doc__)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--check", action="store_true", help="only say whether the model is current")
    only.add_argument("--fingerprint", action="store_true", help="only say what it is made of")
    return parser.parse_args(arguments)


def _train_if_needed(project: Path, models: Path) -> None:
    var = Path(os.environ.get("WARMDESK_VAR", "var"))
    progress = Path(os.environ.get("TRAINING_STATE", var / "training.json"))
    try:
        if not is_current(project, models):
            report(progress, "training")
            train(project, models)
    except BotError as failure:
        report(progress, "failed", str(failure))
        raise
    report(progress, "ready")


def is_current(project: Path, models: Path) -> bool:
    """Whether the model in `models` was trained from exactly these files."""
    made_from = models / FINGERPRINT
    if not (models / MODEL).exists() or not made_from.exists():
        return False
    return made_from.read_text() == fingerprint(project)


def fingerprint(project: Path) -> str:
    """A digest of the names and contents of everything that a model is made of.

    Raises `EncoderMissing` when the sentence encoder was never exported, and `TrainingFailed`.
    """
    made_of = sources_of(project)
    digest = hashlib.sha256(f"{version('rasa')} {sentence_model.digest()}".encode())
    if made_of.profile:
        digest.update(f"{made_of.profile.company}\n{made_of.profile.bot}\n".encode())
        digest.update(msgspec.json.encode(made_of.told()))
    for name, path in made_of.files():
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def sources_of(project: Path) -> Sources:
    """What the model is made of. Raises `TrainingFailed` for a business that cannot be read."""
    try:
        return sources(project)
    except BusinessError as exc:
        raise TrainingFailed(str(exc)) from exc


def train(project: Path, models: Path) -> None:
    """Train into `models`, replacing the last model only by a whole new one.

    Raises `TrainingFailed` with Rasa's own words.
    """
    made_from = fingerprint(project)
    models.mkdir(parents=True, exist_ok=True)
    fresh = models.resolve() / "new"
    try:
        _run_rasa(project, fresh)
        (fresh / MODEL).replace(models / MODEL)
        (models / FINGERPRINT).write_text(made_from)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def adopt(candidate: Path, models: Path) -> None:
    """Let the model in `candidate` take the place of the one in `models`, with its fingerprint."""
    for name in (MODEL, FINGERPRINT):
        (candidate / name).replace(models / name)


def report(path: Path, state: Literal["training", "ready", "failed"], detail: str = "") -> None:
    """Write the progress file, whole or not at all."""
    progress = Progress(state=state, since=dt.datetime.now(dt.timezone.utc), detail=detail)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(progress))
    draft.replace(path)


def _run_rasa(project: Path, out: Path) -> None:
    made_of = sources_of(project)
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "rasa", "train", "--out", str(out)]
    name = ["--fixed-model-name", MODEL.removesuffix(".tar.gz")]
    environment = {
        **os.environ,
        **RASA_ENVIRONMENT,
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(CHECKOUT.resolve()),  # the pipeline names components of this package
    }
    with subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [*command, *name, *rasas_files(made_of, out)],
        cwd=out.parent,  # Rasa keeps what it has learned there; a business may be read only
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = list(_echo(process))
    if process.returncode != 0 or not (out / MODEL).exists():
        raise TrainingFailed(complaint(said))


def rasas_files(made_of: Sources, folder: Path) -> list[str]:
    """What a command of Rasa's is told of the sources; what is made of them is kept in `folder`.

    Raises `TrainingFailed` for a domain that cannot be merged, and for acts and articles that
    cannot be read.
    """
    names = (CONFIG, DOMAIN, TOLD, ACTS, ARTICLES)
    config, domain, told, acts, articles = (folder.resolve() / name for name in names)
    told.write_bytes(msgspec.yaml.encode(made_of.told()))
    try:
        domain.write_bytes(msgspec.yaml.encode(made_of.domain()))
        acts.write_bytes(as_file(made_of.acts()))
        articles.write_bytes(in_one_file(made_of.articles()))
    except (BusinessError, ArticlesRefused) as exc:
        raise TrainingFailed(str(exc)) from exc
    given = {LEARNS_ACTS: {"phrases": str(acts)}, INDEXES_ARTICLES: {"articles": str(articles)}}
    config.write_bytes(_pointed(made_of.config, given))
    paths = [*(str(data.resolve()) for data in made_of.data), str(told)]
    return ["--config", str(config), "--domain", str(domain), "--data", *paths]


def _pointed(config: Path, given: Mapping[str, Mapping[str, str]]) -> bytes:
    """A configuration as it is written, with components told, by name, of what they learn from."""
    written = config.read_bytes()
    try:
        found = msgspec.yaml.decode(written)
        pipeline = [{**one, **given.get(one.get("name"), {})} for one in found["pipeline"]]
    except (msgspec.DecodeError, AttributeError, KeyError, TypeError):
        # What is wrong with it, Rasa tells.
        return written
    return msgspec.yaml.encode({**found, "pipeline": pipeline})


def complaint(said: list[str]) -> str:
    """What Rasa printed in red and all that follows it, else its last words; without colours."""
    red = (number for number, line in enumerate(said) if RED in line)
    first = next(red, max(0, len(said) - TOLD_LINES))
    told = "\n".join(said[first : first + TOLD_LINES])
    return COLOUR.sub("", told) or "Rasa ended without a word."


def _echo(process: subprocess.Popen[str]) -> Iterator[str]:
    for line in process.stdout or ():
        sys.stdout.write(line)
        sys.stdout.flush()
        yield line.rstrip()


if __name__ == "__main__":
    main()
