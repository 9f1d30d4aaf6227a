"""Record of what Messenger is to the desk: its limits and its reply window."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.profile import Profile, ReplyWindow

NAME = "messenger"
WINDOW = ReplyWindow(everything=timedelta(hours=24), people=timedelta(days=7))
"""Afterwards a person may write, with the tag that says so."""
PROFILE = Profile(
    name=NAME,
    label="Messenger",
    can=Capabilities(text=2_000, body=2_000, quick_replies=13, payload=1_000),
    features=("text", "buttons", "images", "files", "voice", "typing", "read_marks"),
    window=WINDOW,
)
