"""Bills of material and the audit of them: what is in a release, and what is known against it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from jsonschema import Draft7Validator

from scripts.releasing import audit, parts, sbom
from scripts.releasing.advisories import Advisory, Package, found

DOCKERFILE = (parts.ROOT / "deploy/Dockerfile").read_text()
AIOHTTP = Package("PyPI", "aiohttp", "3.9.0")
MENDED = [{"introduced": "0"}, {"fixed": "3.9.4"}]


def osv(name: str, events: list[dict[str, str]], ecosystem: str = "PyPI", **more: Any) -> Any:
    """An advisory as OSV writes it."""
    span = {"type": "SEMVER" if ecosystem == "npm" else "ECOSYSTEM", "events": events}
    about = {"package": {"ecosystem": ecosystem, "name": name}, "ranges": [span]}
    return {"id": "OSV-1", "summary": "It lets\nanybody in", "affected": [about], **more}


def concerns(written: Any, package: Package = AIOHTTP) -> bool:
    """Whether an advisory is about a package."""
    return msgspec.convert(written, Advisory).concerns(package)


PLAIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~@+!-]+)+")
"""Addresses that are right by any reading of RFC 3987: no escapes, no query, no other letters."""


@pytest.fixture
def plain_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema's addresses are read by the whole grammar only where they are not plain.

    It takes a tenth of a second for each, and there are hundreds.
    """
    checkers = Draft7Validator.FORMAT_CHECKER.checkers
    whole, errors = checkers["iri-reference"]

    def reads(address: object) -> bool:
        plain = isinstance(address, str) and PLAIN.fullmatch(address)
        return bool(plain or whole(address))

    monkeypatch.setitem(checkers, "iri-reference", (reads, errors))


@pytest.mark.usefixtures("plain_addresses")
def test_bills_of_material_fit_their_schema(tmp_path: Path) -> None:
    """Both environments' images and the pages have one each, of CycloneDX's own schema."""
    out = io.StringIO()
    assert sbom.main([str(tmp_path)], out) == 0, out.getvalue()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [
        *("actions.cdx.json", "bot.cdx.json", "bridge.cdx.json", "pages.cdx.json"),
    ]
    # The command itself checks them by the schema, and writes none that does not fit.
    bills = [json.loads(file.read_text()) for file in files]
    assert {(one["bomFormat"], one["specVersion"]) for one in bills} == {("CycloneDX", "1.5")}


def test_a_bill_names_what_is_locked() -> None:
    """Versions and hashes are those of the locks; of the pages, what ships is told from tools."""
    made = dict(parts.bills())
    rasa = [one for one in made["bot"]["components"] if one["name"] == "rasa"]
    assert [one["purl"] for one in rasa] == ["pkg:pypi/rasa@3.6.21"]
    for name, python in (("bridge", "3.11"), ("actions", "3.11"), ("bot", "3.10")):
        assert f"FROM python:{python}-" in DOCKERFILE
        for one in made[name]["components"]:
            (file, *_) = one["externalReferences"]
            assert not re.search(r"win|macos|aarch64|musl", file["url"].rpartition("/")[2])
            assert file["hashes"][0]["alg"] == "SHA-256", one["name"]
    scopes = {one["name"]: one["scope"] for one in made["pages"]["components"]}
    assert (scopes["preact"], scopes["signals"]) == ("required", "required")
    assert (scopes["typescript"], scopes["esbuild"]) == ("excluded", "excluded")
    assert all(one["hashes"][0]["alg"] == "SHA-512" for one in made["pages"]["components"])


def test_a_uv_that_makes_no_bill_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither command goes on with half of what is in a release, and both say what to do."""
    old = tmp_path / "uv"
    old.write_text("#!/bin/sh\necho 'no such format' >&2\nexit 2\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for main, wishes in ((sbom.main, [str(tmp_path / "bills")]), (audit.main, [])):
        out = io.StringIO()
        assert main(wishes, out) == 2
        assert "no such format; where it is too old" in out.getvalue()
    assert not (tmp_path / "bills").exists()


def test_a_bill_that_does_not_fit_is_not_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What tools read is right by the schema, or is not there."""
    monkeypatch.setattr(parts, "PARTS", {"odd": lambda: {"bomFormat": "of our own"}})
    out = io.StringIO()
    assert sbom.main([str(tmp_path / "bills")], out) == 2
    assert "does not fit its schema" in out.getvalue()
    assert not (tmp_path / "bills").exists()


@pytest.mark.parametrize(
    ("events", "version", "is_concerned"),
    [
        (MENDED, "3.9.3", True),
        (MENDED, "3.9.4", False),
        (MENDED, "3.9.4rc1", True),
        (MENDED, "3.10.0", False),
        ([{"introduced": "3.10"}], "3.9.0", False),
        ([{"introduced": "3.0"}, {"last_affected": "3.9.0"}], "3.9.0", True),
        ([{"introduced": "3.0"}, {"last_affected": "3.9.0"}], "3.9.1", False),
        ([*MENDED, {"introduced": "3.11"}, {"fixed": "3.12"}], "3.11.5", True),
        (MENDED, "no version at all", True),
    ],
)
def test_an_advisory_is_about_its_versions(
    events: list[dict[str, str]], version: str, is_concerned: bool
) -> None:
    """Events count by the order of versions; what cannot be compared is looked at by a person."""
    assert concerns(osv("aiohttp", events), Package("PyPI", "aiohttp", version)) is is_concerned


def test_an_advisory_is_about_its_package() -> None:
    """Of the right ecosystem and name, however it is spelt, unless it was withdrawn."""
    package = Package("PyPI", "python-socketio", "5.0")
    assert concerns(osv("Python_SocketIO", [{"introduced": "0"}]), package)
    assert not concerns(osv("python-socketio", [{"introduced": "0"}], "npm"), package)
    assert not concerns(osv("aiohttp", MENDED, withdrawn="2024-01-01T00:00:00Z"))
    assert not concerns({"id": "OSV-2"})
    versions = [{"package": {"ecosystem": "PyPI", "name": "aiohttp"}, "versions": ["3.9.0"]}]
    assert concerns({"id": "OSV-3", "affected": versions})
    git = [{**versions[0], "versions": [], "ranges": [{"type": "GIT", "events": MENDED}]}]
    assert not concerns({"id": "OSV-4", "affected": git})


def test_npm_counts_as_npm_does() -> None:
    """A release candidate is before its release, and no post release is read into a version."""
    hole = msgspec.convert(osv("preact", [{"introduced": "11.0.0-beta.1"}], "npm"), Advisory)
    versions = ["11.0.0-beta.0", "11.0.0-beta.2", "11.2.0"]
    packages = [Package("npm", "preact", version) for version in versions]
    assert [one.version for one, _ in found([hole], packages)] == versions[1:]


@pytest.mark.parametrize("kind", ["file", "list", "folder", "archive"])
def test_an_audit_by_a_file_tells_holes(kind: str, tmp_path: Path) -> None:
    """One line each, with who has it, its names, and the versions that mend it."""
    hole = osv("aiohttp", [{"introduced": "0"}, {"fixed": "99.1"}], aliases=["CVE-2099-1"])
    path = tmp_path / "advisories.json"
    path.write_text(json.dumps([hole] if kind == "list" else hole))
    if kind == "folder":
        path = tmp_path
    elif kind == "archive":
        path = tmp_path / "all.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("OSV-1.json", json.dumps(hole))
    out = io.StringIO()
    assert audit.main(["--advisories", str(path)], out) == 1
    (first, *_) = out.getvalue().splitlines()
    assert first.startswith("aiohttp 3.")
    assert "(bridge, actions, bot): OSV-1, CVE-2099-1: It lets anybody in" in out.getvalue()
    assert first.endswith("; mended in 99.1")


def test_an_audit_knows_packages_of_the_pages(tmp_path: Path) -> None:
    """Those of npm are looked up as well, with their scopes."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps(osv("@preact/signals", [{"introduced": "0"}], "npm")))
    out = io.StringIO()
    assert audit.main(["--advisories", str(path)], out) == 1
    assert "(pages): OSV-1: It lets anybody in; mended in no version yet" in out.getvalue()


def test_an_audit_without_holes_is_zero(tmp_path: Path) -> None:
    """Nothing known, or looked at and accepted by its id."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps(osv("preact", [{"introduced": "0"}], "npm")))
    out = io.StringIO()
    assert audit.main(["--advisories", str(path), "--accept", "OSV-1"], out) == 0
    assert out.getvalue().endswith(f"packages, 0 known holes by {path}\n")


def test_an_audit_reads_what_is_kept_before_it_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Advisories in their folder are enough, where there is no network."""
    (tmp_path / "one.json").write_text(json.dumps(osv("preact", [{"introduced": "0"}], "npm")))
    monkeypatch.setattr(audit, "KEPT", tmp_path)
    out = io.StringIO()
    assert audit.main([], out, api="http://127.0.0.1:9") == 1
    assert f"1 known holes by {tmp_path}" in out.getvalue()


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator keeps is none of these tests' business."""
    monkeypatch.setattr(audit, "KEPT", tmp_path / "none-kept")


def test_an_audit_that_cannot_tell_says_so(tmp_path: Path) -> None:
    """Nobody takes silence for safety: without advisories it is neither yes nor no."""
    (tmp_path / "odd.json").write_text("{]")
    for path in (tmp_path / "not-there.json", tmp_path / "odd.json"):
        out = io.StringIO()
        assert audit.main(["--advisories", str(path)], out) == 2
        assert str(path) in out.getvalue()
    out = io.StringIO()
    assert audit.main([], out, api="http://127.0.0.1:9") == 2
    assert "--advisories" in out.getvalue()


class Api(BaseHTTPRequestHandler):
    """OSV's API, which knows of one hole."""

    def do_POST(self) -> None:
        """Which package has which."""
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        has = [{"vulns": [{"id": "OSV-1"}]} if _is_rasa(one) else {} for one in queries]
        self._tell({"results": has})

    def do_GET(self) -> None:
        """What it is about."""
        self._tell(osv("rasa", [{"introduced": "0"}]))

    def _tell(self, told: Any) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


def _is_rasa(query: dict[str, Any]) -> bool:
    return query == {"package": {"ecosystem": "PyPI", "name": "rasa"}, "version": "3.6.21"}


@pytest.fixture
def api() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_audit_by_the_net_tells_holes(api: str) -> None:
    """With the network up and no file, the API is asked for every package."""
    out = io.StringIO()
    assert audit.main([], out, api=api) == 1
    assert "rasa 3.6.21 (bot): OSV-1:" in out.getvalue()
