"""Default settings of networks: where a reverse proxy is when nothing says otherwise."""

THIS_MACHINE = ("127.0.0.0/8", "::1/128")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Addresses to listen on that nobody else reaches."""
