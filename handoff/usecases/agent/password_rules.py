"""Pure rules of passwords that people choose: long, and on no list of common ones."""

from __future__ import annotations

from zxcvbn import zxcvbn

from handoff.core.errors import BadRequest
from handoff.core.model import Agent

SHORTEST = 12
"""Characters."""
LOOKED_AT = 72
"""Characters that are judged: longer ones only take longer."""
ENOUGH = 3
"""Of 4: a good guesser needs 10^8 tries and more."""


def refuse_weak(password: str, agent: Agent) -> None:
    """Raise `BadRequest` for a password that is easily guessed, by its parts or by whose it is."""
    if len(password) < SHORTEST:
        raise BadRequest(f"A password has at least {SHORTEST} characters.")
    if agent.email in password.lower():
        raise BadRequest("That is easily guessed: leave your e-mail address out of it.")
    if len(set(password)) < SHORTEST // 2:
        raise BadRequest("That is easily guessed: use more different characters.")
    known = [agent.email, *agent.email.split("@"), agent.name, *agent.name.split(), "warmdesk"]
    if zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < ENOUGH:
        raise BadRequest(
            "That is made of common passwords: put a few words together that only you would."
        )
