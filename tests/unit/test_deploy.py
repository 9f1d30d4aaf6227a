"""The files of a deployment name what is there: settings, modules, addresses."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import msgspec
import pytest

from actions.settings import Settings as ActionSettings
from contracts.region import LOCALE
from handoff.config.settings import Settings as BridgeSettings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
IMAGES = {"handoff": "bridge", "actions": "actions", "bot": "bot"}
"""Which image a process runs in, by its package."""
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
NAMES = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
INSIDE = {"BOT_HOST", "SANIC_HOST", "BOT_MODELS"}
"""Where bot and action server listen, and where models are: settings of a deployment alone."""


def compose() -> dict[str, Any]:
    """The compose file, with its anchors merged."""
    return dict(msgspec.yaml.decode((DEPLOY / "compose.yml").read_bytes()))


def test_containers_are_told_only_what_is_a_setting() -> None:
    """A setting that was renamed would silently be left at its default."""
    ours = [s for s in compose()["services"].values() if "build" in s]
    assert {name for service in ours for name in service["environment"]} - INSIDE <= NAMES
    assert len(ours) == 5


def test_containers_are_closed() -> None:
    """None may become more than it is or take all memory; what writes to its image says why."""
    for name, service in compose()["services"].items():
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["mem_limit"], name
        assert service["read_only"] or name == "training", name


def test_each_container_has_its_own_secrets_alone() -> None:
    """What signs logins and identities is the bridge's; bot and actions cannot read it."""
    services = compose()["services"]
    bridges = {
        "SECRET_KEY",
        "IDENTITY_SECRET",
        "ADMIN_API_TOKEN",
        "META_APP_SECRET",
        "DATABASE_URL",
    }
    assert bridges <= services["bridge"]["environment"].keys()
    for name in ("bot", "training", "actions"):
        assert not bridges & services[name]["environment"].keys(), name
    assert "TRACKER_URL" not in services["actions"]["environment"]
    assert "CRM_URL" not in services["bot"]["environment"]


def test_each_container_has_a_role_of_its_own_in_the_databases() -> None:
    """None is told the administrator's password, or that of another; each names its own role."""
    services = compose()["services"]
    own = {"migrate": "MIGRATE", "bridge": "BRIDGE", "bot": "BOT", "training": "BOT"}
    for name in ("migrate", "bridge", "bot", "training", "actions"):
        told = " ".join(map(str, services[name]["environment"].values()))
        passwords = set(re.findall(r"\$\{(\w*)PASSWORD", told))
        assert passwords == {f"{own[name]}_DATABASE_" for _ in range(name in own)}, name
        roles = set(re.findall(r"//warmdesk_(\w+):", told))
        assert roles == {own[name].lower() for _ in range(name in own)}, name
    given = services["postgres"]["environment"].keys()
    asked = re.findall(r"^\\getenv \w+ (\w+)$", (DEPLOY / "postgres.sql").read_text(), re.MULTILINE)
    assert len(asked) == 4
    assert set(asked) <= given


def test_each_container_is_told_what_it_needs() -> None:
    """None of the settings that have no default is missing, once the example is filled in."""
    services = compose()["services"]
    for name, settings in (("bridge", BridgeSettings), ("actions", ActionSettings)):
        told = services[name]["environment"].keys()
        needed = {f.encode_name for f in msgspec.structs.fields(settings) if f.required}
        assert needed <= told, name


def test_units_are_closed() -> None:
    """The same of systemd's, each with a file of secrets that is its process's alone."""
    for unit in UNITS:
        text = unit.read_text()
        kind = "bridge" if "python -m handoff" in text else text.split("python -m ")[1].split()[0]
        assert f"EnvironmentFile=-/etc/warmdesk/{kind}.env" in text, unit
        for line in ("CapabilityBoundingSet=", "NoNewPrivileges=yes", "ProtectSystem=strict"):
            assert f"\n{line}\n" in text, unit
        assert "MemoryMax=" in text, unit


def test_every_container_has_the_image_of_its_process() -> None:
    """Commands and images fit each other; each image is built from a stage of the Dockerfile."""
    stages = dict.fromkeys(re.findall(r"^FROM \S+ AS (\S+)$", DOCKERFILE, re.MULTILINE))
    for name, service in compose()["services"].items():
        if "build" not in service:
            continue
        target = service["build"]["target"]
        module = service.get("command", ["python", "-m", "handoff"])[2]
        assert target == IMAGES[module.partition(".")[0]], name
        assert target in stages, name
        assert service["image"] == f"warmdesk-{target}", name


def test_a_business_of_its_own_reaches_every_process_that_reads_it() -> None:
    """The second compose file names services of the first, and mounts the folder into each."""
    more = dict(msgspec.yaml.decode((DEPLOY / "compose.business.yml").read_bytes()))["services"]
    assert more.keys() == {"bridge", "actions", "training", "bot"}
    assert more.keys() <= compose()["services"].keys()
    for service in more.values():
        assert service["environment"]["BUSINESS"] == "/srv/business"
        assert service["volumes"] == ["${BUSINESS:?the folder of the business}:/srv/business:ro"]
    assert {name for one in more.values() for name in one["environment"]} - INSIDE <= NAMES


def test_images_copy_what_is_there() -> None:
    """A folder that was moved would end the building of an image."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert [one for line in copied for one in line.split() if not (ROOT / one).exists()] == []


def test_an_image_keeps_the_languages_of_the_desk(tmp_path: Path) -> None:
    """Of what Babel knows the others are left out, with all their regions."""
    words = tmp_path / ".venv/lib/python3.11/site-packages/babel/locale-data"
    words.mkdir(parents=True)
    for name in ("root", "en", "en_GB", "de_AT", "eo", "nl_NL", "zh_Hans_CN"):
        (words / f"{name}.dat").touch()
    subprocess.run([DEPLOY / "keep_languages", "en", "de"], cwd=tmp_path, check=True)
    assert {file.stem for file in words.iterdir()} == {"root", "en", "en_GB", "de_AT"}
    (kept,) = re.findall(r'^ENV LANGUAGES="(.+)"$', DOCKERFILE, re.MULTILINE)
    spoken = {texts.stem for texts in (ROOT / "handoff/web/widget/texts").glob("*.json")}
    assert {LOCALE.partition("_")[0], *spoken} <= set(kept.split())


@pytest.mark.parametrize(("stage", "project"), [("python", ""), ("rasas-python", "bot")])
def test_images_have_the_python_that_the_packages_need(stage: str, project: str) -> None:
    """The version of the base image is one that the project allows."""
    (minor,) = re.findall(rf"^FROM python:3\.(\d+)-slim\S* AS {stage}$", DOCKERFILE, re.MULTILINE)
    allowed = tomllib.loads((ROOT / project / "pyproject.toml").read_text())["project"]
    lowest, above = re.findall(r"3\.(\d+)", allowed["requires-python"])
    assert int(lowest) <= int(minor) < int(above)


@pytest.mark.parametrize(
    ("group", "folders"),
    [
        ("bridge", ("contracts", "handoff", "actions/crm")),
        ("actions", ("contracts", "actions")),
    ],
)
def test_an_image_has_every_package_that_its_code_imports(
    group: str, folders: tuple[str, ...]
) -> None:
    """Of the lock an image gets one group, and that is enough."""
    ours = {"actions", "bot", "contracts", "handoff"}
    wanted = {name for folder in folders for name in _imported(ROOT / folder)} - ours
    provided = packages_distributions()
    there = _locked(group)
    missing = {
        name
        for name in wanted - set(sys.stdlib_module_names)
        if there.isdisjoint(one.lower().replace("_", "-") for one in provided[name])
    }
    assert missing == set()


def _imported(folder: Path) -> Iterator[str]:
    """The first parts of the names of all modules that the code of a folder imports."""
    for file in folder.rglob("*.py"):
        if "node_modules" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield str(node.module).partition(".")[0]


def _locked(group: str) -> set[str]:
    """The packages that come with a group: its own, those of all processes, and what they need."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    by_name = {package["name"]: package for package in packages}
    us = by_name["warmdesk"]
    left = [*us["dependencies"], *us["dev-dependencies"][group]]
    found: set[str] = set()
    while left:
        name = left.pop()["name"]
        if name not in found:
            found.add(name)
            left += by_name[name].get("dependencies", ())
    return found


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


def test_units_start_the_right_python() -> None:
    """Rasa's environment for the bot, the other for everything else."""
    for unit in UNITS:
        (python, module) = re.findall(r"^ExecStart=(\S+) -m (\w+)", unit.read_text(), re.MULTILINE)[
            0
        ]
        folder = "/srv/warmdesk/bot" if module == "bot" else "/srv/warmdesk"
        assert python == f"{folder}/.venv/bin/python", unit


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
    assert len(secrets) == 14
    assert not any(secrets)
