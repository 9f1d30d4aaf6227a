"""The demo shop as its files and its Python make it: its topics, and the tables of its symptoms."""

from __future__ import annotations

from actions.engine.symptoms.symptom_topic import SymptomTopic
from actions.opening import open_business

TOPICS = open_business().topics
SYMPTOMS = {
    intent: topic.symptom for intent, topic in TOPICS.items() if isinstance(topic, SymptomTopic)
}
