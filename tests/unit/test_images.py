"""Images that the desk is built on and started with are pinned, and hold nothing of development."""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.releasing import images, pins
from scripts.releasing.parts import bills

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
DIGEST = "sha256:" + "ab" * 32
TOKEN = "for whoever asks"


class Hub(BaseHTTPRequestHandler):
    """A registry that gives a token to whoever asks, and knows one digest."""

    told: str = DIGEST

    def do_HEAD(self) -> None:
        """The digest, for the token alone."""
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            realm = f"http://{self.headers['Host']}/token"
            challenge = f'Bearer realm="{realm}",service="hub",scope="repository:x:pull"'
            self.send_response(401)
            self.send_header("WWW-Authenticate", challenge)
        else:
            self.send_response(200)
            self.send_header("Docker-Content-Digest", self.told)
        self.end_headers()

    def do_GET(self) -> None:
        """The token."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"token": TOKEN}).encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def hub() -> Iterator[str]:
    """The address of a registry."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def deploy(tmp_path: Path) -> Path:
    """A copy of the files that name images, without their digests."""
    for name in images.FILES:
        text = (ROOT / "deploy" / name).read_text()
        (tmp_path / name).write_text(re.sub(r"@sha256:[0-9a-f]{64}", "", text))
    return tmp_path


def test_images_are_pinned_by_digest() -> None:
    """What is built on and started is the same tomorrow, whoever may move a tag."""
    out = io.StringIO()
    assert images.main(["check"], out) == 0, out.getvalue()


def test_a_missing_pin_is_told(deploy: Path) -> None:
    """Each image without a digest has a line that says what to do."""
    out = io.StringIO()
    assert images.main(["check"], out, deploy) == 1
    lines = out.getvalue().splitlines()
    assert len(lines) == 5
    assert "deploy/compose.yml: redis:7-alpine has no digest; run scripts/images pin" in lines


def test_pins_are_what_the_registry_tells(deploy: Path, hub: str) -> None:
    """Every image of others gets the digest that its registry tells; our own get none."""
    out = io.StringIO()
    assert images.main(["pin", "--registry", hub], out, deploy) == 0
    named = [one for name in images.FILES for one in pins.references((deploy / name).read_text())]
    assert {one.digest for one in named} == {DIGEST}
    assert "image: warmdesk-bridge\n" in (deploy / "compose.yml").read_text()
    assert f"FROM python:3.10-slim-bookworm@{DIGEST} AS" in (deploy / "Dockerfile").read_text()


def test_no_pin_is_invented(deploy: Path, hub: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry that tells no digest, or that is away, leaves all files as they are."""
    before = {name: (deploy / name).read_bytes() for name in images.FILES}
    monkeypatch.setattr(Hub, "told", "sha256:short")
    for address in (hub, "http://127.0.0.1:9"):
        out = io.StringIO()
        assert images.main(["pin", "--registry", address], out, deploy) == 2
        assert out.getvalue().startswith("scripts/images: ")
    assert {name: (deploy / name).read_bytes() for name in images.FILES} == before


def test_no_development_packages_are_in_images() -> None:
    """Each image has the groups of its process alone, and no tool of a checkout."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    bots = tomllib.loads((ROOT / "bot/pyproject.toml").read_text())["dependency-groups"]
    tools = {
        re.split(r"[>=[]", one)[0]
        for one in (
            *groups["dev"],
            *groups["serve"],
            *groups["articles"],
            *bots["dev"],
            *bots["encoder"],
        )
    }
    # What libraries of the images need themselves, as limits compares versions.
    tools -= {"packaging", "requests", "numpy", "safetensors", "aiohttp"}
    for name, bill in bills():
        if name != "pages":
            assert tools.isdisjoint(one["name"] for one in bill["components"]), name


def test_images_get_what_is_locked_and_no_more() -> None:
    """Packages come from the lock, without default groups; the last stages install nothing."""
    for line in re.findall(r"uv sync [^&\\\n]*", DOCKERFILE):
        assert "--frozen --no-default-groups" in line
    last = re.findall(
        r"^FROM \w+-?\w* AS (?:bridge|actions|bot)\n((?:(?!FROM).*\n)*)", DOCKERFILE, re.M
    )
    assert len(last) == 3
    assert not any("RUN" in stage for stage in last)
    # The encoder's model is made with more than what stays.
    assert DOCKERFILE.rindex("--group encoder") < DOCKERFILE.rindex(
        "uv sync --project bot --frozen --no-default-groups\n"
    )
