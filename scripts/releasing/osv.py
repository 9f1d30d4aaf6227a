"""Adapter: advisories in OSV's format, from a file or a folder, or asked of OSV's API."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import msgspec

from scripts.releasing.advisories import Advisory, Package
from scripts.releasing.errors import AdvisoriesAway

API = "https://api.osv.dev"
SECONDS = 30
MOST_AT_ONCE = 500


def kept(path: Path) -> Iterator[Advisory]:
    """Those in a file of one or many, in a folder, or in one of OSV's archives.

    Raises `AdvisoriesAway` where there are none to read.
    """
    if not path.exists():
        raise AdvisoriesAway(f"{path} is not there; name a file of advisories in OSV's format")
    try:
        yield from _read(path)
    except (OSError, ValueError, msgspec.DecodeError, zipfile.BadZipFile) as exc:
        raise AdvisoriesAway(f"{path} holds no advisories in OSV's format: {exc}") from exc


def _read(path: Path) -> Iterator[Advisory]:
    if path.is_dir():
        for file in sorted((*path.glob("*.json"), *path.glob("*.zip"))):
            yield from _read(file)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield from _decoded(archive.read(name))
    else:
        yield from _decoded(path.read_bytes())


def _decoded(raw: bytes) -> list[Advisory]:
    if raw.lstrip().startswith(b"["):
        return msgspec.json.decode(raw, type=list[Advisory])
    return [msgspec.json.decode(raw, type=Advisory)]


def asked(packages: Sequence[Package], base: str = API) -> Iterator[Advisory]:
    """Those that the API knows of any of them. Raises `AdvisoriesAway`."""
    try:
        for name in _ids(packages, base):
            yield msgspec.convert(_told(f"{base}/v1/vulns/{name}"), Advisory)
    except (OSError, ValueError) as exc:
        raise AdvisoriesAway(
            f"{base} cannot be asked ({exc}); with the network up start again, or give "
            "--advisories a file in OSV's format"
        ) from exc


def _ids(packages: Sequence[Package], base: str) -> list[str]:
    found: dict[str, None] = {}
    for start in range(0, len(packages), MOST_AT_ONCE):
        some = packages[start : start + MOST_AT_ONCE]
        told = _told(f"{base}/v1/querybatch", {"queries": [_query(one) for one in some]})
        found |= {known["id"]: None for one in told["results"] for known in one.get("vulns", ())}
    return list(found)


def _query(package: Package) -> dict[str, Any]:
    about = {"ecosystem": package.ecosystem, "name": package.name}
    return {"package": about, "version": package.version}


def _told(address: str, question: dict[str, Any] | None = None) -> dict[str, Any]:
    body = None if question is None else json.dumps(question).encode()
    with urlopen(Request(address, body), timeout=SECONDS) as answer:
        told: dict[str, Any] = json.load(answer)
    return told
