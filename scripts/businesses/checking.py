"""Examination of a business's folder: each thing that is missing or contradicts, in a line."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from actions.engine.business.business import Business
from actions.engine.words.text_files import ENGINE_TEXTS, engine_texts, read_texts
from actions.opening import open_business
from contracts.business import BusinessError, read_profile
from contracts.merging import CORE
from scripts.article_pages.checking import check
from scripts.businesses.spoken import amiss, python_of, unsaid
from scripts.playing.script import load
from scripts.policy_check import REFUSALS, checked
from scripts.trainer import checks, project
from scripts.trainer.errors import NotTrained
from scripts.trainer.project import Project

HELD_OUT = "tests/nlu/held_out.yml"
FEWEST_HELD_OUT = 4
ENGINE = ENGINE_TEXTS.parent


def problems(folder: Path) -> list[str]:
    """Everything that is to be mended, each line beginning with the file or what it is about."""
    try:
        read_profile(folder)
        found = project.read(folder)
    except BusinessError as exc:
        return [str(exc)]
    except NotTrained as exc:
        return list(exc.lines)
    return [
        *checks.problems(found),
        *held_out_amiss(folder, found),
        *scripts_amiss(folder, found),
        *_of_the_company(folder, found),
    ]


def _of_the_company(folder: Path, found: Project) -> list[str]:
    try:
        checked(folder)
        company = open_business(folder)
        said = list(sentences_amiss(folder))
    except REFUSALS as exc:
        return str(exc).splitlines()
    articles = check(folder, dt.datetime.now(dt.UTC).date()).wrong
    return [*topics_amiss(company, found), *suggestions_amiss(company, found), *said, *articles]


def sentences_amiss(folder: Path) -> Iterator[str]:
    """What its Python says is there in each language, told what it says, and nothing else is.

    Raises `BusinessError` and `TextsRefused`.
    """
    profile = read_profile(folder)
    brought = python_of(folder, profile.python)
    for language in profile.languages:
        texts, _ = read_texts(folder / "texts", language, engine_texts(language))
        yield from amiss(brought, texts)
        for name in unsaid([*ENGINE.rglob("*.py"), *brought], texts):
            yield f"texts/{language}: {name} is said by nothing; mend its name, or take it out"


def topics_amiss(company: Business, found: Project) -> Iterator[str]:
    """A topic has an intent that a rule opens the case of, a name, and words that restate it."""
    for intent, topic in company.topics.items():
        if intent not in found.intents:
            yield f"topic {intent}: there is no intent of this name in domain.yml"
        if company.named(intent) is None:
            yield f"topic {intent}: no text says how the matter is called (texts, matters)"
        if topic.heard not in found.variants:
            yield f"topic {intent}: there is no response {topic.heard} in domain.yml"


def suggestions_amiss(company: Business, found: Project) -> Iterator[str]:
    """What is suggested is an intent, and has a title."""
    suggested = (*(one.intent for one in company.order_named), *company.nothing_open)
    for intent in dict.fromkeys(suggested):
        if intent not in found.intents:
            yield f"{intent} is suggested, and there is no intent of this name in domain.yml"
    for one in company.order_named:
        if one.title not in company.texts.sentences:
            yield f"{one.intent} is suggested by the title {one.title}, and no text has this id"


def held_out_amiss(folder: Path, found: Project) -> Iterator[str]:
    """Four unseen phrases and more for each intent, and none for anything else."""
    files = (CORE / "held_out.yml", folder / HELD_OUT)
    try:
        meant = [p.intent for file in files for p in project.phrases(file, folder)]
    except NotTrained as exc:
        yield from exc.lines
        return
    counted = Counter(meant)
    for intent in found.intents:
        if not intent.startswith(checks.REPORTED) and counted[intent] < FEWEST_HELD_OUT:
            yield f"{HELD_OUT}: {intent} has {counted[intent]} phrases, and needs {FEWEST_HELD_OUT}"
    for intent in sorted(counted.keys() - set(found.intents)):
        yield f"{HELD_OUT}: there is no intent {intent} in domain.yml"


def scripts_amiss(folder: Path, found: Project) -> Iterator[str]:
    """There are conversations, they can be read, and their topics are intents."""
    try:
        scripts = load(folder / "conversations")
    except (msgspec.DecodeError, OSError) as exc:
        yield f"conversations/: {' '.join(str(exc).split())}"
        return
    if not scripts:
        yield "conversations/: there are no scripts; write one at least, which the gate plays"
    for script in scripts:
        if script.topic is not None and script.topic not in found.intents:
            yield f"conversations/: “{script.name}” is about {script.topic}, which is no intent"
