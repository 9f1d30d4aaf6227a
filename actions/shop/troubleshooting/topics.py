"""The symptoms as topics, by the intent that names them."""

from __future__ import annotations

from actions.engine.business.topic import Topic
from actions.shop.troubleshooting.symptom_topic import SymptomTopic
from actions.shop.troubleshooting.symptoms import SYMPTOMS

_HEARD = {
    "troubleshoot_no_power": "utter_no_power_heard",
    "troubleshoot_no_display": "utter_no_display_heard",
    "troubleshoot_overheating": "utter_overheating_heard",
    "troubleshoot_crash": "utter_crash_heard",
    "troubleshoot_noise": "utter_noise_heard",
    "troubleshoot_not_detected": "utter_not_detected_heard",
    "troubleshoot_slow": "utter_slow_heard",
}

TOPICS: dict[str, Topic] = {
    intent: SymptomTopic(heard=_HEARD[intent], symptom=symptom)
    for intent, symptom in SYMPTOMS.items()
}
