"""What was noticed in a conversation beside its matter, and how it shows in a handoff.

Danger, urgency, threats of the law, coming back about the same thing, another language, automatic
replies: kept until a person has it, with the customer's own words.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec.structs import replace

from actions.engine.listening.danger import Danger
from actions.engine.talk.base import Talk
from actions.engine.words.cues import CueTables
from actions.engine.words.texts import say_to_agents
from contracts.impersonal import without_personal
from contracts.turn import HandoffRequest, Priority

SLOT = "noticed"
_RANKS: tuple[Priority, ...] = ("low", "normal", "high", "urgent")


class Noticed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was noticed, each in the words that told it; `language` is a code of ISO 639-1.

    `told` names what the customer has heard of; `automatic` counts replies of machines.
    """

    danger: Danger | None = None
    urgent: str = ""
    legal: str = ""
    came_back: str = ""
    language: str = ""
    foreign: str = ""
    automatic: int = 0
    told: tuple[str, ...] = ()

    @property
    def priority(self) -> Priority:
        """How urgent it makes a case, at least."""
        if self.danger is not None:
            return "urgent"
        return "high" if self.urgent or self.legal or self.came_back else "normal"


def noticed(talk: Talk) -> Noticed:
    """What was noticed so far; nothing at the start."""
    return msgspec.convert(talk.slot(SLOT) or {}, Noticed)


def keep(talk: Talk, known: Noticed) -> None:
    """Keep what was noticed, where it is something new."""
    kept = msgspec.to_builtins(known)
    if kept != (talk.slot(SLOT) or {}):
        talk.set(SLOT, kept)


def with_message(known: Noticed, text: str, tables: CueTables) -> Noticed:
    """What is known with what a typed message tells, the first words of each kept."""
    heard = {name: _said(tables, name, text) for name in ("urgent", "legal", "came_back")}
    return replace(
        known,
        **{name: words for name, words in heard.items() if words and not getattr(known, name)},
    )


def is_automatic(text: str, tables: CueTables) -> bool:
    """Whether a machine wrote it: an absence, a receipt, a failed delivery."""
    cue = tables.notices.get("automatic")
    return cue is not None and cue.heard(text) is not None


def told(wish: HandoffRequest, known: Noticed, name: str | None) -> HandoffRequest:
    """The request with all that was noticed, in the customer's words without their `name`."""
    facts = {key: without_personal(str(value), name) for key, value in _facts(known).items()}
    wish = replace(
        wish,
        facts={**wish.facts, **facts},
        priority=max(wish.priority, known.priority, key=_RANKS.index),
    )
    return wish if known.danger is None else _endangered(wish, known.danger, name)


def _endangered(wish: HandoffRequest, danger: Danger, name: str | None) -> HandoffRequest:
    kind = say_to_agents(f"danger_kind.{danger.kind}")
    words = without_personal(danger.words, name)
    first = say_to_agents("safety.situation", kind=kind, words=words)
    summary = replace(
        wish.summary,
        situation=f"{first} {wish.summary.situation}",
        suggested_next_step=say_to_agents(f"danger_first.{danger.kind}"),
    )
    return replace(wish, skill=danger.skill, summary=summary)


def _facts(known: Noticed) -> dict[str, Any]:
    kind = say_to_agents(f"danger_kind.{known.danger.kind}") if known.danger else ""
    each = {
        "danger": kind,
        "urgent": known.urgent,
        "legal_threat": known.legal,
        "came_back": known.came_back,
        "language": known.language,
        "in_their_language": known.foreign,
        "automatic_replies": known.automatic,
    }
    return {fact: value for fact, value in each.items() if value}


def _said(tables: CueTables, name: str, text: str) -> str:
    cue = tables.notices.get(name)
    # A "not" takes nothing back here: "if it is not here by friday" is urgent all the same.
    return (cue.heard(text) if cue else None) or ""
