"""Name resolution that finds nothing inside of private networks, whatever a name stands for."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class PublicResolver(AbstractResolver):
    """Resolves the names of hosts on the internet."""

    def __init__(self) -> None:
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Its addresses; raises `OSError` for a name one of whose addresses is not public."""
        found = await self._names.resolve(host, port, family)
        if not all(is_public(each["host"]) for each in found):
            raise OSError("the host is inside of a private network")
        return found

    async def close(self) -> None:
        """Nothing is held."""
        await self._names.close()


def is_public(address: str) -> bool:
    """Whether an address is one on the internet, and of a single machine."""
    parsed = ip_address(address.partition("%")[0])
    inner = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None) or parsed
    return bool(inner.is_global and not inner.is_multicast)
