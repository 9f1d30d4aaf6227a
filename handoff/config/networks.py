"""Default settings of networks: where a reverse proxy is when nothing says otherwise."""

from __future__ import annotations

from ipaddress import ip_address

THIS_MACHINE = ("127.0.0.0/8", "::1/128")


def is_of_this_machine(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
