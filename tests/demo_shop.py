"""The demo shop as its files and its Python make it: its topics, intakes and symptoms' tables."""

from __future__ import annotations

from actions.engine.intake.intake_topic import IntakeTopic
from actions.engine.symptoms.symptom_topic import SymptomTopic
from actions.opening import open_business

TOPICS = open_business().topics
SYMPTOMS = {
    intent: topic.symptom for intent, topic in TOPICS.items() if isinstance(topic, SymptomTopic)
}
INTAKES = tuple(intent for intent, topic in TOPICS.items() if isinstance(topic, IntakeTopic))
