"""Settings of WhatsApp, a declarative struct."""

from __future__ import annotations

from typing import Annotated

from contracts.env import Kind
from handoff.channels.meta.settings import MetaId, MetaSettings
from handoff.config.kinds import Password
from handoff.core.channel.templates import read_templates
from handoff.core.errors import BadRequest


def _templates(text: str) -> str:
    try:
        read_templates(text)
    except BadRequest as exc:
        raise ValueError(exc.message) from exc
    return text


Templates = Annotated[str, Kind("cannot be used: {problem}", "see .env.example", _templates)]


class WhatsAppSettings(MetaSettings, frozen=True, kw_only=True):
    """What the Cloud API needs."""

    whatsapp_token: Password | None = None
    whatsapp_phone_number_id: tuple[MetaId, ...] = ()
    whatsapp_templates: Templates = ""
    """JSON, as `core.channel.templates` reads it."""
