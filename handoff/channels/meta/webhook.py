"""Webhook endpoint of Meta's platforms, with their handshake and their signature."""

from __future__ import annotations

import hashlib
import hmac

from aiohttp import web

from contracts.turn import Channel
from handoff.channels.webhooks.endpoint import Keep, Read, WebhookEndpoint
from handoff.core.clock import Clock
from handoff.core.errors import Forbidden, Unauthorized
from handoff.http.limits import Limits


class MetaWebhook:
    """The two routes of one channel."""

    def __init__(
        self,
        channel: Channel,
        read: Read,
        keep: Keep,
        *,
        verify_token: str,
        app_secret: str,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._channel = channel
        self._verify_token = verify_token.encode()
        self._app_secret = app_secret.encode()
        self._endpoint = WebhookEndpoint(
            channel, read, keep, check=self._must_be_signed, clock=clock, limits=limits
        )

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where Meta asks whether the webhook is ours, and where it tells."""
        path = f"/webhooks/{self._channel}"
        return (web.get(path, self.verify), web.post(path, self._endpoint.receive))

    async def verify(self, request: web.Request) -> web.Response:
        """`GET`: say that this webhook is ours to whoever knows the token."""
        query = request.query
        given = query.get("hub.verify_token", "").encode("utf-8", "replace")
        known = hmac.compare_digest(given, self._verify_token)
        if query.get("hub.mode") != "subscribe" or not known:
            raise Forbidden("The verify token is not META_VERIFY_TOKEN.")
        return web.Response(text=query.get("hub.challenge", ""))

    def _must_be_signed(self, body: bytes, request: web.Request) -> None:
        """The signature is over the bytes as they came: written again, JSON has other ones."""
        signature = request.headers.get("X-Hub-Signature-256", "")
        wanted = "sha256=" + hmac.new(self._app_secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), wanted.encode()):
            raise Unauthorized("The signature does not fit META_APP_SECRET.")
