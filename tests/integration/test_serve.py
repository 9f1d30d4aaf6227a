"""`scripts/serve`: what it refuses, how the desk comes up, stays up and goes down."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests.checkout import PATIENCE_SECONDS, PORTS, Checkout, Served, served
from tests.postgres import postgres_url

PHRASES = "".join(f"- knock number {number}\\n" for number in range(15))
UNSEEN = "".join(f"- knock for the {number}th time\\n" for number in range(4))

GREETER = {
    "config.yml": """
recipe: default.v1
assistant_id: greeter
language: en
pipeline: [{name: WhitespaceTokenizer}]
policies: [{name: RulePolicy}]
""",
    "business.yml": "{company: The door, bot: Greeter}",
    "domain.yml": """
version: "3.1"
intents: [knock]
slots: {titles: {initial_value: {knock: Knock at the door}}}
responses: {utter_greet: [{text: Hello}, {text: Hi}]}
""",
    "data/all.yml": f"""
version: "3.1"
nlu: [{{intent: knock, examples: "{PHRASES}"}}]
rules: [{{rule: knock, steps: [{{intent: knock}}, {{action: utter_greet}}]}}]
""",
    "texts/en/matters.yml": "matters: {knock: {name: the door, strain: waiting outside}}",
    "conversations/knock.yml": "[{name: knock, steps: [{says: knock number 1}]}]",
    "tests/nlu/held_out.yml": f"""
version: "3.1"
nlu: [{{intent: knock, examples: "{UNSEEN}"}}]
""",
}
"""A business whose bot is trained within seconds: here it only has to come up."""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout where nothing has been started yet."""
    return Checkout(tmp_path / "warmdesk")


def refusal(checkout: Checkout, *arguments: str, **changes: str | None) -> list[str]:
    """The lines that a refused start leaves on stderr. Nothing must have been started."""
    refused = checkout.run("scripts/serve", *arguments, **changes)
    assert refused.returncode == 1, refused.stdout
    assert not (checkout.var / "supervisord.conf").exists()
    assert checkout.processes() == []
    return refused.stderr.splitlines()


def wait_for_silence(checkout: Checkout) -> None:
    """Return once no process of the checkout is left; fails the test when one stays."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while left := checkout.processes():
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


@pytest.mark.parametrize("name", PORTS)
def test_a_taken_port_is_told(checkout: Checkout, name: str) -> None:
    """Each of the three ports is tried first; the line names the setting to change."""
    port = int(checkout.ports[name])
    with closing(socket.create_server(("127.0.0.1", port))):
        (line,) = refusal(checkout)
    assert line.startswith(f"scripts/serve: port {port} is taken; stop what listens there, or ")
    assert re.search(rf" {name}=\d+ in .env$", line)


def test_a_host_that_is_not_here_is_told(checkout: Checkout) -> None:
    """An address that this machine does not have is a setting to correct, not a traceback."""
    (line,) = refusal(checkout, HOST="192.0.2.1", DEMO="0")
    assert "cannot listen on 192.0.2.1" in line
    assert "correct HOST" in line


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ("PORT=many\n", "PORT is 'many'; write a number from 1 to 65535, such as 8080"),
        ("# desk\nDEMO 1\n", ".env, line 2: write NAME=value"),
        ("SECRET_KEY=short\n", "SECRET_KEY has 5 characters; write 32 or more"),
    ],
)
def test_a_broken_env_file_is_told(checkout: Checkout, content: str, advice: str) -> None:
    """A wrong value or line in `.env` is named with what to write instead."""
    secrets = "".join(f"{n}={n * 8}\n" for n in ("SECRET_KEY", "IDENTITY_SECRET", "BOT_TOKEN"))
    env = content if "SECRET_KEY" in content else content + secrets
    rest = secrets.replace("SECRET_KEY=", "# SECRET_KEY=", 1) if "SECRET_KEY" in content else ""
    (checkout.folder / ".env").write_text(env + rest)
    (line,) = refusal(checkout, PORT=None)
    assert line.startswith(f"scripts/serve: {advice}")


@pytest.mark.parametrize("name", ["DATABASE_URL", "TRACKER_URL", "CRM_URL"])
@pytest.mark.parametrize("obstacle", ["below a file", "no database", "a folder"])
def test_an_unwritable_database_is_told(checkout: Checkout, name: str, obstacle: str) -> None:
    """Each of the three databases is written first; the line names setting and reason."""
    path = checkout.folder / "obstacle"
    path.mkdir() if obstacle == "a folder" else path.write_text("no database " * 100)
    url = f"sqlite:///{path}/desk.db" if obstacle == "below a file" else f"sqlite:///{path}"
    (line,) = refusal(checkout, **{name: url})
    assert line.startswith(f"scripts/serve: {name} cannot be written ({url}: ")
    assert line.endswith(f"mend it, or write another {name} in .env")


def test_a_database_server_that_is_away_is_told(checkout: Checkout) -> None:
    """Without its PostgreSQL the desk is not started, and the password is not repeated."""
    url = "postgresql://desk:hunter2@127.0.0.1:1/desk"
    (line,) = refusal(checkout, DATABASE_URL=url)
    assert "DATABASE_URL cannot be written (postgresql://…@127.0.0.1:1/desk: connection" in line
    assert "hunter2" not in line


@pytest.mark.postgres
def test_a_read_only_database_server_is_told(checkout: Checkout) -> None:
    """A PostgreSQL that answers but takes no writes is refused as well."""
    url = f"{postgres_url()}?options=-cdefault_transaction_read_only%3Don"
    (line,) = refusal(checkout, DATABASE_URL=url)
    assert "read-only transaction" in line


def test_a_folder_for_data_that_cannot_be_made_is_told(checkout: Checkout) -> None:
    """A folder for data that cannot exist is a setting to change."""
    (line,) = refusal(checkout, WARMDESK_VAR="/proc/warmdesk")
    assert line.startswith("scripts/serve: WARMDESK_VAR cannot be written (/proc/warmdesk: ")


def test_a_crm_with_real_customers_is_no_demo(checkout: Checkout) -> None:
    """Nobody can be signed in as a real customer: the demo leaves a CRM with content alone."""
    first = checkout.run("scripts/setup")
    assert first.returncode == 0, first.stderr
    seed = [".venv/bin/python", "-m", "actions.crm.seed"]
    url = f"sqlite:///{checkout.folder}/crm.db"
    assert checkout.run(*seed, CRM_URL=url).returncode == 0
    with closing(sqlite3.connect(checkout.folder / "crm.db")) as crm, crm:
        crm.execute("DELETE FROM meta")
    (line,) = refusal(checkout, CRM_URL=url)
    assert "CRM_URL names a CRM with customers of its own" in line
    assert "write DEMO=0 in .env" in line


def test_ctrl_c_during_the_training_leaves_nothing(checkout: Checkout) -> None:
    """Ctrl-C ends the bridge, the training and what that has started; it counts as success."""
    with served(checkout) as desk:
        training = checkout.var / "training.json"
        desk.until("the training", lambda: training.exists() and len(checkout.processes()) >= 5)
        assert desk.ctrl_c() == 0
    assert checkout.processes() == []
    assert desk.said.endswith("Everything has stopped.\n")


def test_the_desk_does_not_outlive_its_terminal(checkout: Checkout) -> None:
    """Even kill -9 of `scripts/serve` ends everything, in order."""
    with served(checkout) as desk:
        desk.until("the bridge", desk.health)
        desk.process.kill()
        desk.process.wait()
        wait_for_silence(checkout)


def test_nothing_outlives_its_supervisor(checkout: Checkout) -> None:
    """When the supervisor is killed, its processes end, and the terminal says what happened."""
    with served(checkout) as desk:
        desk.until("the bridge", desk.health)
        os.kill(int((checkout.var / "log" / "supervisord.pid").read_text()), signal.SIGKILL)
        assert desk.process.wait(60) == 1
        assert "scripts/serve: the supervisor has ended" in desk.said
        wait_for_silence(checkout)


def test_a_failed_training_leaves_the_desk_up(checkout: Checkout) -> None:
    """Broken training data are told in the terminal; the pages stay up and say so."""
    (checkout.folder / "domain.yml").write_text("version: '3.1'\nintents: 5\n")
    with served(checkout) as desk:
        desk.until("the failure", lambda: "The bot could not be trained." in desk.said)
        assert "run scripts/train" in desk.said
        desk.until("the pages", lambda: desk.health().get("bot") == "down")
        assert requests.get(f"{desk.home}/chat", timeout=10).status_code == 200


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk from a fresh checkout with a bot that is quickly trained; nothing is left of it."""
    checkout = Checkout(tmp_path_factory.mktemp("desk") / "warmdesk")
    for folder in ("data", "texts", "symptoms", "intake", "articles", "conversations"):
        shutil.rmtree(checkout.folder / folder)
    for name, content in GREETER.items():
        (checkout.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout.folder / name).write_text(content)
    with served(checkout) as desk:
        yield desk
    assert checkout.processes() == []


def logged_in(desk: Served) -> str:
    """Log in to the console with what the terminal shows, and return the password."""
    shown = re.search(r"Log in as  (\S+)\n +Password   (\S+)  \(shown only now\)", desk.said)
    assert shown is not None, desk.said
    login = {"email": shown[1], "password": shown[2]}
    answer = requests.post(f"{desk.home}/api/console/login", json=login, timeout=10)
    assert answer.status_code == 200
    return shown[2]


@pytest.mark.rasa
def test_pages_come_before_the_bot(desk: Served) -> None:
    """The chat page answers while the bot is still trained and started, and `/health` says so."""
    desk.until("the bridge", desk.health)
    health = desk.health()
    assert (health["status"], health["database"], health["bot"]) == ("starting", "up", "starting")
    assert requests.get(f"{desk.home}/", timeout=10).status_code == 200
    assert "The bot is answering" not in desk.said


@pytest.mark.rasa
def test_the_terminal_tells_where_to_go(desk: Served) -> None:
    """Chat page, console and a working login are shown; the password once, and never in a log."""
    desk.until("the login", lambda: "Ctrl-C stops everything" in desk.said)
    assert f"Chat page  {desk.home}/" in desk.said
    assert f"Console    {desk.home}/console" in desk.said
    password = logged_in(desk).encode()
    kept = (file for file in desk.checkout.var.rglob("*") if file.is_file())
    assert not [file for file in kept if password in file.read_bytes()]


@pytest.mark.rasa
def test_health_becomes_ok(desk: Served) -> None:
    """Once trained and started, bot and actions are up, and the terminal says so."""
    desk.until("the bot", lambda: "The bot is answering after" in desk.said)
    health = desk.health()
    assert health["status"] == "ok", health
    assert {health[part] for part in ("database", "bot", "actions")} == {"up"}
    assert "The bot is being trained" in desk.said
    assert json.loads((desk.checkout.var / "training.json").read_text())["state"] == "ready"


@pytest.mark.rasa
def test_a_second_desk_is_refused(desk: Served) -> None:
    """In one checkout one desk is served; the line says where it is."""
    desk.until("the bridge", desk.health)
    second = desk.checkout.run("scripts/serve")
    assert second.returncode == 1
    (line,) = second.stderr.splitlines()
    assert line.startswith("scripts/serve: a desk is running here already: process ")
    assert f"{desk.home}/" in line


@pytest.mark.rasa
@pytest.mark.parametrize("module", ["handoff", "actions", "rasa"])
def test_what_dies_is_started_again(desk: Served, module: str) -> None:
    """A killed process comes back by itself, and the terminal says that it was away."""
    desk.until("the desk", lambda: desk.health().get("status") == "ok")
    before = desk.pid(module)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    desk.until("another process", lambda: desk.pid(module) not in (None, before))
    desk.until("the desk", lambda: desk.health().get("status") == "ok")
    name = {"handoff": "bridge", "rasa": "bot"}.get(module, module)
    desk.until("the news", lambda: f"{name} had stopped and was started again" in desk.said)


@pytest.mark.rasa
def test_a_new_model_is_taken_on(desk: Served) -> None:
    """`scripts/train` is all that a running desk needs: no process is stopped for a new model."""
    desk.until("the desk", lambda: desk.health().get("status") == "ok")
    before = desk.pid("rasa")
    log = desk.checkout.var / "log" / "bot.log"
    domain = desk.checkout.folder / "domain.yml"
    domain.write_text(domain.read_text().replace("Hello", "Good day"))
    trained = desk.checkout.run("scripts/train", "--quick")
    assert trained.returncode == 0, trained.stderr
    desk.until("the news", lambda: "There is a new model" in desk.said)
    desk.until("the bot's word", lambda: "a new model has taken over" in log.read_text())
    assert desk.pid("rasa") == before
    assert desk.health()["status"] == "ok"


@pytest.mark.rasa
def test_a_second_start_keeps_everything(desk: Served) -> None:
    """Started again, nothing is trained or seeded anew, and the login is as before."""
    desk.until("the bot", lambda: "The bot is answering after" in desk.said)
    assert desk.ctrl_c() == 0
    assert desk.checkout.processes() == []
    desk.start()
    desk.until("the bot", lambda: "The bot is answering after" in desk.said)
    assert "being trained" not in desk.said
    assert "Password   as before" in desk.said


@pytest.mark.rasa
def test_a_forgotten_password_is_replaced(desk: Served) -> None:
    """`--new-password` shows a new one, once, and that one opens the console."""
    assert desk.ctrl_c() == 0
    desk.start("--new-password")
    desk.until("the login", lambda: "Ctrl-C stops everything" in desk.said)
    assert logged_in(desk)
