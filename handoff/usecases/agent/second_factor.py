"""Use cases of the second factor: an app's codes (TOTP) beside the password, and recovery codes."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator

import msgspec
import pyotp
import segno

from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, NotFound
from handoff.core.model import Agent
from handoff.store.accounts.second_factors import SecondFactors

ISSUER = "Warmdesk"
STEP_SECONDS = 30
DRIFT = (0, -1, 1)
"""Steps by which a telephone's clock may be wrong."""
RECOVERY_CODES = 10
RECOVERY_BYTES = 10


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What an app is to be given: by hand, or as a picture."""

    secret: str
    picture: str
    """A QR code, as a data URL of SVG."""


class SecondFactorCheck:
    """Sets second factors up, and checks their codes."""

    def __init__(self, factors: SecondFactors, clock: Clock) -> None:
        self._factors = factors
        self._clock = clock

    async def is_on(self, agent_id: str) -> bool:
        """Whether an agent's is asked for."""
        found = await self._factors.of(agent_id)
        return found is not None and found.on

    async def propose(self, agent: Agent) -> Proposal:
        """A new secret, which counts once it is confirmed. Raises `Conflict` where one is on."""
        secret = pyotp.random_base32()
        await self._factors.propose(agent.id, secret)
        address = pyotp.TOTP(secret).provisioning_uri(name=agent.email, issuer_name=ISSUER)
        picture = segno.make(address, error="m").svg_data_uri(scale=4, dark="#000", light="#fff")
        return Proposal(secret=secret, picture=picture)

    async def confirm(self, agent: Agent, code: str) -> tuple[str, ...]:
        """Turn it on by a code of the app; the recovery codes, which are told this once.

        Raises `NotFound` without a proposal, `BadRequest` for a wrong code.
        """
        found = await self._factors.of(agent.id)
        if found is None or found.on or found.secret is None:
            raise NotFound("There is no second factor that waits to be confirmed.")
        if not await self._by_app(agent.id, found.secret, code):
            raise BadRequest("That code does not fit: is the clock of your telephone right?")
        codes = tuple(_recovery_codes())
        await self._factors.turn_on(agent.id, codes)
        return codes

    async def holds(self, agent_id: str, code: str) -> bool:
        """Whether a code of the app, or a recovery code, may be used: each can be once."""
        found = await self._factors.of(agent_id)
        if found is None or not found.on:
            return False
        if found.secret is not None and await self._by_app(agent_id, found.secret, code):
            return True
        return await self._factors.spend_recovery(agent_id, code)

    async def remove(self, agent_id: str) -> None:
        """It is asked for no more."""
        await self._factors.remove(agent_id)

    async def _by_app(self, agent_id: str, secret: str, code: str) -> bool:
        given = "".join(code.split())
        step = int(self._clock().timestamp()) // STEP_SECONDS
        app = pyotp.TOTP(secret)
        for drift in DRIFT:
            right = app.at((step + drift) * STEP_SECONDS)
            if hmac.compare_digest(right.encode(), given.encode()):
                return await self._factors.spend_step(agent_id, step + drift)
        return False


def _recovery_codes() -> Iterator[str]:
    for _ in range(RECOVERY_CODES):
        code = secrets.token_hex(RECOVERY_BYTES)
        yield "-".join(code[place : place + 5] for place in range(0, len(code), 5))
