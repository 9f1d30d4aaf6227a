"""Intakes as topics of a business, by the intent that names them."""

from __future__ import annotations

from collections.abc import Mapping

from actions.engine.intake.intake_files import IntakeFile
from actions.engine.intake.intake_topic import IntakeTopic


def intake_topics(files: Mapping[str, IntakeFile]) -> dict[str, IntakeTopic]:
    """A topic for each matter that a person finishes."""
    return {
        intent: IntakeTopic(heard=one.heard, intake=one.intake, skill=one.skill, thing=one.thing)
        for intent, one in files.items()
    }
