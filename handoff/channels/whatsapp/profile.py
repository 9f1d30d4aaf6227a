"""Record of what WhatsApp is to the desk: its limits, its reply window, what a number proves."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.profile import Profile, Proof, ReplyWindow

NAME = "whatsapp"
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
    ),
    features=("text", "buttons", "images", "files", "voice", "typing", "read_marks"),
    window=ReplyWindow(everything=timedelta(hours=24), templates=True),
    number_proof=Proof(how="whatsapp_number", words="WhatsApp number known to the CRM"),
)
