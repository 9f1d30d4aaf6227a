"""Adapter: the API of image registries (OCI distribution), which tells the digest of a tag."""

from __future__ import annotations

import json
import re
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from scripts.releasing.errors import RegistryAway

HUB = "https://registry-1.docker.io"
"""Where images are whose names begin with no host."""
INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
"""What is pinned is the list of all processors' images, so that one pin is right everywhere."""
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
SECONDS = 20
UNAUTHORIZED = 401


class Registry:
    """Asks one registry, with the token that it gives to whoever asks."""

    def __init__(self, base: str = HUB) -> None:
        self._base = base

    def digest(self, name: str, tag: str) -> str:
        """The digest that a tag has now. Raises `RegistryAway`."""
        path = name if "/" in name else f"library/{name}"
        address = f"{self._base}/v2/{path}/manifests/{tag}"
        try:
            found = self._asked(address)
        except (OSError, ValueError) as exc:
            raise RegistryAway(
                f"{name}:{tag} cannot be looked up at {self._base} ({_told(exc)}); try again with "
                "the network up, or give --registry the address of a mirror"
            ) from exc
        if found is None or not DIGEST.fullmatch(found):
            raise RegistryAway(f"{self._base} answers without a digest of {name}:{tag}")
        return found

    def _asked(self, address: str) -> str | None:
        """The digest that it answers, with the token that it asks for first."""
        headers = {"Accept": ", ".join(INDEXES)}
        try:
            return _header(address, headers)
        except HTTPError as exc:
            if exc.code != UNAUTHORIZED:
                raise
            token = _token(exc.headers.get("WWW-Authenticate", ""))
        return _header(address, {**headers, "Authorization": f"Bearer {token}"})


def _header(address: str, headers: dict[str, str]) -> str | None:
    with urlopen(Request(address, headers=headers, method="HEAD"), timeout=SECONDS) as answer:
        return cast(str | None, answer.headers.get("Docker-Content-Digest"))


def _token(challenge: str) -> str:
    """What opens the image for reading. Raises `ValueError` for a challenge of another kind."""
    parts = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    realm = parts.pop("realm", "")
    if not challenge.startswith("Bearer ") or not realm:
        raise ValueError("it asks for a login of a kind that is not known")
    with urlopen(f"{realm}?{urlencode(parts)}", timeout=SECONDS) as answer:
        told: dict[str, Any] = json.load(answer)
    return str(told.get("token") or told.get("access_token") or "")


def _told(exc: Exception) -> str:
    return str(exc.reason if isinstance(exc, URLError) else exc)
