"""Key derivation: keys for one purpose each, out of the one secret of the desk."""

from __future__ import annotations

import hashlib
import hmac


def derive(secret: str, purpose: str) -> bytes:
    """32 bytes that say nothing of the secret, nor of the keys for other purposes."""
    return hmac.new(secret.encode(), f"warmdesk {purpose}".encode(), hashlib.sha256).digest()
