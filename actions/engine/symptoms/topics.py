"""Symptoms as topics of a business, by the intent that names them."""

from __future__ import annotations

from collections.abc import Mapping

from actions.engine.business.part_claim import PartClaim
from actions.engine.symptoms.symptom_files import SymptomFile
from actions.engine.symptoms.symptom_topic import SymptomTopic


def symptom_topics(
    files: Mapping[str, SymptomFile], claim: PartClaim | None
) -> dict[str, SymptomTopic]:
    """A topic for each symptom; `claim` is what becomes of parts that are broken."""
    return {
        intent: SymptomTopic(
            heard=one.heard,
            symptom=one.symptom,
            skill=one.skill,
            thing=one.thing,
            claim=claim,
        )
        for intent, one in files.items()
    }
