"""Allow-list of the hosts from which files of customers are fetched. Pure.

Where a file lies is told by a webhook or by the Graph API; neither may send the desk to another
place, least of all to one inside the company's own network.
"""

from __future__ import annotations

from urllib.parse import urlsplit

HOSTS = ("facebook.com", "fbcdn.net", "fbsbx.com")
"""Of all of Meta's platforms, with all that is below them; each may have more."""


class MediaHosts:
    """Where files may lie: at the platform, or where a stand-in for the Graph API is."""

    def __init__(self, root: str, *more: str) -> None:
        self._hosts = (*HOSTS, *more)
        self._stand_in = None if self._of_platform(root) else _origin(root)

    def allows(self, url: str) -> bool:
        """Whether a file may be fetched there."""
        return self._of_platform(url) or self.is_stand_in(url)

    def is_stand_in(self, url: str) -> bool:
        """Whether it lies where META_GRAPH_URL says, which its operator has chosen."""
        return self._stand_in is not None and _origin(url) == self._stand_in

    def _of_platform(self, url: str) -> bool:
        found = _origin(url)
        if found is None or found[0] != "https" or found[2] not in (None, 443):
            return False
        return any(found[1] == host or found[1].endswith(f".{host}") for host in self._hosts)


def _origin(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port; None for what is no address, or holds somebody's name."""
    try:
        parts = urlsplit(url)
        if parts.username is not None or not parts.hostname:
            return None
        return parts.scheme, parts.hostname.lower().rstrip("."), parts.port
    except ValueError:
        return None
