"""Rule of when a likely reading is asked about before anything is made of it. Pure."""

from __future__ import annotations

from actions.engine.listening.doing import surely
from actions.engine.listening.listened import WAITS, Heard, Listened, Setting
from actions.engine.listening.matters import SURE
from actions.engine.listening.reranking import sureness

_ORDER = "order_number"


def is_doubtful(said: Heard, heard: Listened, setting: Setting) -> bool:
    """Whether a matter would be opened on a reading that is likely, and no more.

    One question costs less than a case about something else: of 28 first messages of strangers that
    were read with less than `SURE`, 13 were misread. An order that is named shows the rest, and
    danger is never doubted.
    """
    known = setting.known
    if setting.context in WAITS or said.unsure or not known.is_matter(said.intent):
        return False
    if said.intent in known.dangers or any(one.entity == _ORDER for one in said.entities):
        return False
    return sureness(heard.reading, known) < SURE and said.intent not in surely(said.clauses)
