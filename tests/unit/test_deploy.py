"""The files of a deployment name what is there: settings, modules, addresses."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMES = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
INSIDE = {"BOT_HOST", "SANIC_HOST", "BOT_MODELS"}
"""Where bot and action server listen, and where models are: settings of a deployment alone."""


def compose() -> dict[str, Any]:
    """The compose file, with its anchors merged."""
    return dict(msgspec.yaml.decode((DEPLOY / "compose.yml").read_bytes()))


def test_containers_are_told_only_what_is_a_setting() -> None:
    """A setting that was renamed would silently be left at its default."""
    ours = [s for s in compose()["services"].values() if s.get("image") == "warmdesk"]
    assert {name for service in ours for name in service["environment"]} - INSIDE <= NAMES
    assert len(ours) == 5


def test_units_are_told_only_what_is_a_setting() -> None:
    """The same of systemd's units."""
    lines = [line for unit in UNITS for line in unit.read_text().splitlines()]
    given = [line.removeprefix("Environment=") for line in lines if line.startswith("Environment=")]
    assert {name for line in given for name in re.findall(r"([A-Z_]+)=", line)} - INSIDE <= NAMES


def test_every_process_is_a_module_of_ours() -> None:
    """What containers and units start can be imported."""
    commands = [s.get("command", []) for s in compose()["services"].values()]
    started = [c[2] for c in commands if c[:2] == ["python", "-m"]]
    for unit in UNITS:
        started += re.findall(r"^ExecStart=.*python -m (\S+)", unit.read_text(), re.MULTILINE)
    assert set(started) == {"handoff", "bot", "bot.training", "actions"}
    assert all(importlib.util.find_spec(module) for module in started)


def test_the_example_has_every_word_that_compose_asks_for() -> None:
    """Whoever fills in the example has nothing left to find out."""
    asked = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yml").read_text()))
    offered = re.findall(r"^([A-Z_]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE)
    assert asked <= set(offered)


@pytest.mark.parametrize("kind", ["compose", "systemd"])
def test_nginx_takes_its_configuration(kind: str, tmp_path: Path) -> None:
    """nginx itself finds nothing wrong, with names of containers read as addresses."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        pytest.skip("needs nginx: apt-get install nginx-light")
    (tmp_path / "tls").mkdir()
    for name in ("nginx.conf", "inside.conf"):
        shutil.copy(DEPLOY / "nginx" / name, tmp_path)
    upstreams = (DEPLOY / "nginx" / f"upstreams-{kind}.conf").read_text()
    upstreams = re.sub(r"server (bridge|bot|actions):", "server 127.0.0.1:", upstreams)
    (tmp_path / "upstreams.conf").write_text(upstreams)
    _certificate(tmp_path / "tls")
    command = [nginx, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "syntax is ok" in checked.stderr, checked.stderr


def _certificate(folder: Path) -> None:
    names = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=desk"]
    subprocess.run([*command, *names], capture_output=True, check=True)


def test_nothing_secret_is_in_the_example() -> None:
    """Secrets are left empty, so that nobody runs with ours."""
    secrets = re.findall(
        r"^(?:\w*PASSWORD|\w*TOKEN|\w*SECRET|\w*KEY)=(.*)$",
        (DEPLOY / "env.example").read_text(),
        re.MULTILINE,
    )
    assert len(secrets) == 9
    assert not any(secrets)
