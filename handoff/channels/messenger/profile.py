"""Record of what Messenger is to the desk: its limits and its reply window."""

from __future__ import annotations

from datetime import timedelta

from handoff.core.channel.capabilities import MB, Capabilities, FileRule
from handoff.core.channel.profile import Profile, ReplyWindow

NAME = "messenger"
SIZES = dict.fromkeys(("image", "audio", "video", "file"), 25 * MB)
_TYPES: dict[str, tuple[str, ...]] = {
    "image": ("image/jpeg", "image/png", "image/gif"),
    "audio": ("audio/aac", "audio/mpeg", "audio/mp4", "audio/wav", "audio/x-wav", "audio/wave"),
    "video": ("video/mp4", "video/3gpp"),
    "file": (),
}
"""What is none of these goes as a file."""
WINDOW = ReplyWindow(everything=timedelta(hours=24), people=timedelta(days=7))
"""Afterwards a person may write, with the tag that says so."""
PROFILE = Profile(
    name=NAME,
    label="Messenger",
    can=Capabilities(
        text=2_000,
        body=2_000,
        quick_replies=13,
        payload=1_000,
        sizes=SIZES,
        files={kind: FileRule(types=_TYPES[kind], most=SIZES[kind]) for kind in SIZES},
    ),
    features=("text", "buttons", "images", "files", "voice", "typing", "read_marks"),
    window=WINDOW,
)
