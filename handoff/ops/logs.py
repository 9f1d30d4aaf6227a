"""Structured logging: JSON lines on standard error, without what may be personal or secret."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

PRIVATE = frozenset(
    {
        "address",
        "authorization",
        "body",
        "cart",
        "client_id",
        "comment",
        "cookie",
        "customer",
        "customer_name",
        "email",
        "fields",
        "identity",
        "image",
        "name",
        "note",
        "packet",
        "page",
        "password",
        "phone",
        "secret",
        "text",
        "token",
        "url",
    }
)
"""Fields that never reach a log, wherever they come from."""


def drop_private(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Leave out the fields that are personal or secret, also inside of mappings."""
    return {key: _public(value) for key, value in event.items() if key not in PRIVATE}


def _public(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _public(inner) for key, inner in value.items() if key not in PRIVATE}
    return value


def set_up(level: str) -> None:
    """Send our own lines, and those of libraries from warnings up, through one formatter."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_private,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [_handler(shared)]
    root.setLevel(logging.WARNING)
    logging.getLogger("handoff").setLevel(level)


def _handler(shared: list[Processor]) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    return handler
