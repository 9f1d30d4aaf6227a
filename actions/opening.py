"""Factory: opens a business, out of its folder and the Python that it brings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from actions.engine.business.business import Business
from actions.engine.business.topic import Topic
from actions.engine.commerce.opening import OF_COMMERCE, commerce_topics
from actions.engine.facts.fact_sheet import read_facts
from actions.engine.intake.asking import QUESTIONS as OF_INTAKES
from actions.engine.intake.intake_files import IntakeFile, read_intakes
from actions.engine.intake.topics import intake_topics
from actions.engine.listening.danger import OF_A_KIND
from actions.engine.listening.listened import ELSEWHERE, Known
from actions.engine.symptoms.asking import QUESTIONS as OF_SYMPTOMS
from actions.engine.symptoms.symptom_files import SymptomFile, read_symptoms
from actions.engine.symptoms.topics import symptom_topics
from actions.engine.words.cue_files import read_cues
from actions.engine.words.cues import Cue, CueTables
from actions.engine.words.sheet import SheetsRefused
from actions.engine.words.text_files import Matter, engine_texts, read_texts
from actions.engine.words.texts import Texts
from actions.parts import parts_of
from contracts.business import read_profile
from contracts.policy_figures import NAME, Quoted, figures
from contracts.policy_file import read_policy

CHECKOUT = Path(__file__).parent.parent
"""The demo shop's folder."""


def open_business(folder: Path = CHECKOUT) -> Business:
    """The business of a folder, which may bring no Python.

    Raises `BusinessError`, `TextsRefused`, `SheetsRefused` and `PolicyError`, each with everything
    that is wrong.
    """
    profile = read_profile(folder)
    parts = parts_of(folder, profile.python)
    language = profile.languages[0]
    texts, matters = read_texts(folder / "texts", language, engine_texts(language))
    policy = read_policy(folder, parts.needs)
    known = figures(policy)
    symptoms, intakes = read_symptoms(folder / "symptoms"), read_intakes(folder / "intake", known)
    commerce = commerce_topics(folder, profile.topics)
    cues = read_cues(folder / "listening", language)
    _all_said(cues, texts)
    topics = _each_once(
        ("Python", parts.topics),
        ("symptoms/", symptom_topics(symptoms, parts.part_claim)),
        ("intake/", intake_topics(intakes)),
        ("topics", commerce),
    )
    named = {**_matters(symptoms), **_matters(intakes)}
    brought = msgspec.structs.replace(
        parts,
        topics=topics,
        questions={**OF_SYMPTOMS, **OF_INTAKES, **OF_COMMERCE, **parts.questions},
    )
    texts = msgspec.structs.replace(texts, given={NAME: Quoted(known)})
    return Business(
        texts=texts,
        matters={**matters, **named},
        policy=policy,
        cues=cues,
        order_numbers=profile.order_number,
        facts=read_facts(folder),
        listened_for=Known(
            topics=frozenset(topics),
            symptoms=frozenset(symptoms),
            beside=frozenset(profile.beside),
            dangers=frozenset(name for kind in cues.dangers.values() for name in kind.intents),
            one_problem=tuple(map(frozenset, profile.one_problem)),
            remedies=profile.remedies,
            elsewhere=cues.notices.get(ELSEWHERE, Cue(name=ELSEWHERE)),
            pages={piece: frozenset(named) for piece, named in profile.pages.items()},
        ),
        region=profile.region,
        **msgspec.structs.asdict(brought),
    )


def _matters(files: Mapping[str, SymptomFile] | Mapping[str, IntakeFile]) -> dict[str, Matter]:
    """How the matters of files are named."""
    return {name: Matter(name=one.name, strain=one.strain) for name, one in files.items()}


def _all_said(cues: CueTables, texts: Texts) -> None:
    """Each kind of danger has its words. Raises `SheetsRefused` where one has none."""
    wanted = (f"{said}.{kind}" for kind in cues.dangers for said in OF_A_KIND)
    if missing := [name for name in wanted if name not in texts.sentences]:
        lines = (f"listening/danger.yml: there is no text {name}; add it" for name in missing)
        raise SheetsRefused("\n".join(lines))


def _each_once(*sources: tuple[str, Mapping[str, Topic]]) -> dict[str, Topic]:
    """All topics. Raises `SheetsRefused` where two have the same intent."""
    found: dict[str, Topic] = {}
    twice: list[str] = []
    for source, topics in sources:
        twice += [
            f"the intent {intent} of {source} names another topic already; give it another"
            for intent in topics
            if intent in found
        ]
        found |= topics
    if twice:
        raise SheetsRefused("\n".join(twice))
    return found
