"""Record of what WhatsApp is to the desk: its limits, its reply window, what a number proves."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.channel.capabilities import MB, Capabilities, FileRule
from handoff.core.channel.profile import Profile, Proof, ReplyWindow

NAME = "whatsapp"
SIZES = {"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "file": 100 * MB}
_OOXML = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    "image": ("image/jpeg", "image/png"),
    "audio": ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
    "video": ("video/mp4", "video/3gpp"),
    "file": (
        *("text/plain", "application/pdf", "application/msword"),
        *("application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
        f"{_OOXML}wordprocessingml.document",
        f"{_OOXML}spreadsheetml.sheet",
        f"{_OOXML}presentationml.presentation",
    ),
}
PROFILE = Profile(
    name=NAME,
    label="WhatsApp",
    can=Capabilities(
        text=4_096,
        body=1_024,
        caption=1_024,
        buttons=3,
        rows=10,
        row_title=24,
        row_description=72,
        sizes=SIZES,
        files={kind: FileRule(types=_TYPES[kind], most=SIZES[kind]) for kind in SIZES},
    ),
    features=("text", "buttons", "images", "files", "voice", "typing", "read_marks"),
    window=ReplyWindow(everything=timedelta(hours=24), templates=True),
    number_proof=Proof(how="whatsapp_number", words="WhatsApp number known to the CRM"),
)
