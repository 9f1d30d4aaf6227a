"""The page of examples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from actions.engine.words.wording import long_day
from scripts.showing.casting import Role
from scripts.showing.chat import Bubble
from scripts.showing.customer import Move

_NAMES = {"bot": "Bot", "agent": "Agent", "system": "Desk"}


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer did, and what came back."""

    move: Move
    answer: Sequence[Bubble]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation; `waiting` when it ended with a person being called."""

    role: Role
    title: str
    exchanges: Sequence[Exchange]
    waiting: bool


def page(examples: Sequence[Example], *, seed: int, today: date) -> str:
    """Markdown."""
    parts = [_head(len(examples), seed, today)]
    parts += [_written(number, example) for number, example in enumerate(examples, start=1)]
    return "\n\n".join(parts) + "\n"


def _head(count: int, seed: int, today: date) -> str:
    return (
        f"# Conversations with the desk\n\n"
        f"Written by `scripts/examples --seed {seed}` on {long_day(today)}, and by nobody's hand: "
        f"{count} conversations\nwith the desk as `scripts/serve` starts it, over the web chat's "
        "own socket. The seed draws the topics, a customer\nof the demo shop to whom such a thing "
        "has happened, and whether they have signed in. What customers write\ncomes from a list "
        "of openings; their answers follow what the bot asks, from their own orders, and the "
        "seed\ndecides whether they agree. Everyone here is made up. References are new with "
        "each run; dates count from its day.\n\n"
        "⟦Brackets⟧ are buttons, and ▸ is one that was pressed."
    )


def _written(number: int, example: Example) -> str:
    role = example.role
    who = f"{role.name}, signed in" if role.signed_in else "a visitor who has not signed in"
    name = role.name.split()[0] if role.signed_in else "Visitor"
    lines = [f"## {number}. {example.title}", f"*{who}*"]
    for exchange in example.exchanges:
        lines.append(
            f"**{name}:** {'▸ ' if exchange.move.button_id else ''}{_flat(exchange.move.text)}"
        )
        lines += [_bubble(one) for one in exchange.answer]
    if example.waiting:
        lines.append("*A person takes over from here, and sees all of this.*")
    return "\n\n".join(lines)


def _bubble(one: Bubble) -> str:
    buttons = " ".join(f"⟦{title}⟧" for _, title in one.buttons)
    return f"> **{_NAMES[one.by]}:** {_flat(one.text)}" + (f"\n>\n> {buttons}" if buttons else "")


def _flat(text: str) -> str:
    return " ".join(text.split())
