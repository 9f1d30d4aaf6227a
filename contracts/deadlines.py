"""How long the desk's processes wait: each gives up before the one that waits for it."""

from __future__ import annotations

ACTION_SECONDS = 8.0
"""What a single action may take, as Rasa waits for it: longer than the CRM's 3 s, shorter than the
bridge's 30 s a turn."""
LOCK_SECONDS = 60
"""How long Rasa keeps a conversation for one turn: longer than the bridge waits for it."""
