"""Record of what the web chat is to the desk: its own channel, whose pages follow the events."""

from __future__ import annotations

from handoff.core.channel.capabilities import MB, Capabilities
from handoff.core.channel.profile import Profile
from handoff.core.model import MAX_TEXT

NAME = "webchat"
SIZES = {"image": 10 * MB, "audio": 20 * MB, "video": 20 * MB, "file": 20 * MB}
"""What customers send, in bytes by kind. No platform sets these: photographs of phones have up to
8 MB or so, and 20 MB still come through a slow line within some minutes."""
PROFILE = Profile(
    name=NAME,
    label="Web chat",
    can=Capabilities(text=MAX_TEXT, body=MAX_TEXT, sizes=SIZES),
    features=("text", "buttons", "images", "files", "typing", "read_marks"),
    follows_events=True,
    names_buttons=True,
    shows_place=True,
    linkable=True,
    marked=False,
)
