"""Keyed hash of a client's address: stands for where somebody writes from, says nothing of it."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress

_HOUSEHOLD = 64
"""Bits of an IPv6 address that a household has in common: the rest changes by itself."""


class ClientHashes:
    """The same mark for the same address, for as long as the key stays."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, address: str) -> str:
        """The mark of an address; what is no IP address has one, too."""
        return hmac.new(self._key, _place(address).encode(), hashlib.sha256).hexdigest()[:32]


def _place(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.IPv6Network((parsed, _HOUSEHOLD), strict=False))
    return str(parsed)
