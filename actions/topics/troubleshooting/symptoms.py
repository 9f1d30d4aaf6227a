"""All symptoms, by the intent that names them."""

from __future__ import annotations

from actions.topics.troubleshooting.crash import CRASH
from actions.topics.troubleshooting.no_display import NO_DISPLAY
from actions.topics.troubleshooting.no_power import NO_POWER
from actions.topics.troubleshooting.noise import NOISE
from actions.topics.troubleshooting.not_detected import NOT_DETECTED
from actions.topics.troubleshooting.overheating import OVERHEATING
from actions.topics.troubleshooting.slow import SLOW
from actions.topics.troubleshooting.symptom import Symptom

SYMPTOMS: dict[str, Symptom] = {
    "troubleshoot_no_power": NO_POWER,
    "troubleshoot_no_display": NO_DISPLAY,
    "troubleshoot_overheating": OVERHEATING,
    "troubleshoot_crash": CRASH,
    "troubleshoot_noise": NOISE,
    "troubleshoot_not_detected": NOT_DETECTED,
    "troubleshoot_slow": SLOW,
}
