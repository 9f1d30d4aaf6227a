"""All symptoms, by the intent that names them."""

from __future__ import annotations

from actions.shop.troubleshooting.crash import CRASH
from actions.shop.troubleshooting.no_display import NO_DISPLAY
from actions.shop.troubleshooting.no_power import NO_POWER
from actions.shop.troubleshooting.noise import NOISE
from actions.shop.troubleshooting.not_detected import NOT_DETECTED
from actions.shop.troubleshooting.overheating import OVERHEATING
from actions.shop.troubleshooting.slow import SLOW
from actions.shop.troubleshooting.symptom import Symptom

SYMPTOMS: dict[str, Symptom] = {
    "troubleshoot_no_power": NO_POWER,
    "troubleshoot_no_display": NO_DISPLAY,
    "troubleshoot_overheating": OVERHEATING,
    "troubleshoot_crash": CRASH,
    "troubleshoot_noise": NOISE,
    "troubleshoot_not_detected": NOT_DETECTED,
    "troubleshoot_slow": SLOW,
}
