"""Signed tokens: what one says, once its signature, its audience and its end have been checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

import jwt
from jwt.types import Options

from handoff.core.errors import Unauthorized

EXACT = timedelta()
"""No leeway: the clock that dated a token is ours."""
_ALGORITHM = "HS256"
_TIMES = ("exp", "iat", "nbf")


def sign(claims: Mapping[str, Any], key: bytes | str) -> str:
    """A token with these claims."""
    return jwt.encode(dict(claims), key, algorithm=_ALGORITHM)


def claims_of(
    token: str,
    key: bytes | str,
    *,
    audience: str,
    now: datetime,
    also: Sequence[str] = (),
    leeway: timedelta = EXACT,
) -> dict[str, Any]:
    """The claims of a token that was signed with the key, for the audience, and is not over.

    It must have the claims `also`. Its times are judged here and by `now` alone, give or take the
    `leeway` of whose clock is another one. Raises `Unauthorized`.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            audience=audience,
            options=_options(also),
        )
        times: dict[str, float] = {n: _time(claims[n]) for n in _TIMES if n in claims}
    except (jwt.InvalidTokenError, TypeError, ValueError) as exc:
        raise Unauthorized("The token is not valid.") from exc
    at, spare = now.timestamp(), leeway.total_seconds()
    if times["exp"] + spare <= at:
        raise Unauthorized("The token has expired.")
    if max(times.get("iat", at), times.get("nbf", at)) > at + spare:
        raise Unauthorized("The token is not valid yet: compare the clocks.")
    return claims | times


def _options(also: Sequence[str]) -> Options:
    """What the library checks: everything but times, which it would judge by its own clock."""
    return Options(
        require=["exp", "sub", "aud", *also], verify_exp=False, verify_iat=False, verify_nbf=False
    )


def _time(claim: Any) -> float:
    found = float(claim)
    if not isfinite(found):
        raise ValueError("no time")
    return found
