"""Pure rules of machines: who writes without anybody there, and what then ends a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.core.model import Message
from handoff.core.search.words import plain

FEW, MANY = 24, 240
"""Messages that are looked at: in a conversation of that many at most, and in longer ones."""
LONG_TEXT = 15
"""Characters from which on nobody writes the same several times in a row."""
SAME_LONG, SAME_SHORT = 4, 8
"""So often the same, each time after an answer of ours, and the writer is taken for a machine."""
AT_ONCE = 50
WITHIN = timedelta(minutes=10)
"""So many messages in that time, each answered, are a storm."""
A_DAY = 100
DAY = timedelta(hours=24)
"""So many answered messages in that time, with nobody of ours among them, lead nowhere."""
ALBUM = timedelta(seconds=60)
"""Files that come so soon after others belong to them."""
MARK = "automatic"
"""Where a message says that it was taken for a machine's, and why."""

_SUBJECT = r"(?:^|\n)\s*(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto)?\s*:?\s*"
_AUTOMATIC = re.compile(
    _SUBJECT + r"(?:automatic reply|auto[- ]?reply|auto[- ]?response|out of (?:the )?office"
    r"|automatische antwort|abwesenheitsnotiz|abwesend|reponse automatique|respuesta automatica"
    r"|risposta automatica|automatisch antwoord|resposta automatica|automatyczna odpowiedz)\b"
    r"|this is an? (?:automatic|automated) (?:reply|response|message)"
    r"|(?:i am|i'm|we are|we're) (?:currently )?out of (?:the )?office"
    r"|(?:i am|i'm) (?:currently )?on (?:annual |parental )?leave"
    r"|ich bin (?:zur ?zeit|derzeit|aktuell|momentan)? ?nicht im (?:buro|haus)"
    r"|je suis (?:actuellement )?absente? (?:du bureau|jusqu)"
    r"|estoy (?:actualmente )?fuera de la oficina"
    r"|thank you for contacting [^.!?\n]{2,60}[.!] (?:we(?:'ll| will)|our team will) "
)


def is_automatic(text: str | None) -> bool:
    """Whether a text is what an auto-responder or an out-of-office notice says."""
    return bool(text) and _AUTOMATIC.search(plain(text or "").replace("\u2019", "'")) is not None


def why_left_alone(
    recent: Sequence[Message], text: str | None, now: datetime, *, waiting: bool
) -> str | None:
    """Why a message is not answered, in words for agents; None for one that is.

    `recent` is what was said before, oldest first. Where nobody is to answer (`waiting`: in the
    queue, or after the end) an automatic reply is left alone at once, else after its first answer.
    """
    before = [one for one in recent if one.author.kind == "customer"]
    if is_automatic(text) and (waiting or any(is_automatic(one.text) for one in before[-3:])):
        return "an automatic reply"
    count = _same_in_a_row(recent, text)
    most = SAME_LONG if len(text or "") >= LONG_TEXT else SAME_SHORT
    if count >= most:
        return f"the same message {count} times in a row"
    return _storm(recent, before, now)


def _same_in_a_row(recent: Sequence[Message], text: str | None) -> int:
    """How often the same was written, this time included, with an answer after each."""
    wanted, count, answered = plain(text or ""), 1, False
    for message in reversed(recent):
        if message.author.kind == "agent":
            break
        if message.author.kind != "customer":
            answered = answered or message.kind == "text"
        elif plain(message.text or "") != wanted or message.attachments:
            break
        else:
            marked = MARK in (message.custom or {})
            count += answered or marked
            answered = False
    return count


def _storm(recent: Sequence[Message], before: Sequence[Message], now: datetime) -> str | None:
    if any(one.author.kind == "agent" for one in recent):
        return None
    answers = [one for one in recent if one.author.kind in ("bot", "system")]
    if len(answers) < AT_ONCE // 2:
        return None
    at_once = sum(now - one.at < WITHIN for one in before) + 1
    if at_once >= AT_ONCE and min(len(answers), at_once) >= AT_ONCE // 2:
        return f"{at_once} messages within ten minutes"
    a_day = sum(now - one.at < DAY for one in before) + 1
    return f"{a_day} messages within a day, with nobody among us" if a_day >= A_DAY else None


def completes_album(
    recent: Sequence[Message], text: str | None, *, files: bool, now: datetime
) -> bool:
    """Whether files without words belong to those right before, which are answered already."""
    if not files or (text or "").strip():
        return False
    last = next((one for one in reversed(recent) if one.author.kind == "customer"), None)
    return last is not None and bool(last.attachments) and now - last.at <= ALBUM
