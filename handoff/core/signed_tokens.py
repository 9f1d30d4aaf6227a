"""Signed tokens: what one says, once its signature, its audience and its end have been checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import jwt

from handoff.core.errors import Unauthorized

_ALGORITHM = "HS256"


def sign(claims: Mapping[str, Any], key: bytes | str) -> str:
    """A token with these claims."""
    return jwt.encode(dict(claims), key, algorithm=_ALGORITHM)


def claims_of(
    token: str, key: bytes | str, *, audience: str, now: datetime, also: Sequence[str] = ()
) -> dict[str, Any]:
    """The claims of a token that was signed with the key, for the audience, and is not over.

    It must have the claims `also`. Raises `Unauthorized`.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            audience=audience,
            # The end is compared with our own clock, below.
            options={"require": ["exp", "sub", "aud", *also], "verify_exp": False},
        )
        over = float(claims["exp"]) <= now.timestamp()
    except (jwt.InvalidTokenError, TypeError, ValueError) as exc:
        raise Unauthorized("The token is not valid.") from exc
    if over:
        raise Unauthorized("The token has expired.")
    return claims
