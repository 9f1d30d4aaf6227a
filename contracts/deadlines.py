"""How long the desk's processes wait: each gives up before the one that waits for it."""

from __future__ import annotations

ACTION_SECONDS = 25.0
"""What a single action may take, as Rasa waits for it: longer than a write of 10 s with a look
before it and one after it, shorter than the bridge's 45 s a turn. Reads give up after 3 s."""
BOT_SECONDS = 45.0
"""How long the bridge waits for a turn with all its actions, of which one writes."""
LOCK_SECONDS = 60
"""How long Rasa keeps a conversation for one turn: longer than the bridge waits for it."""
READER_SECONDS = 4.0
"""What a reading by a language model may take at most, before the plainer one counts."""
