"""What stands behind `scripts/serve`, as far as it can be seen without starting anything."""

from __future__ import annotations

import configparser
import io
from pathlib import Path

import pytest

from handoff.channels import registry
from handoff.config.settings import Settings
from scripts.serving import desk, prepare, terminal
from scripts.serving.__main__ import with_demo, with_simulator
from scripts.serving.checks import home_page, only_desk
from scripts.serving.errors import CannotServe
from scripts.serving.supervision import configuration, programs
from scripts.serving.terminal import Terminal
from scripts.simulating.wiring import graph_url

SECRETS = {name: name * 8 for name in ("BOT_TOKEN", "SECRET_KEY", "IDENTITY_SECRET")}

ONE_BOT = Settings.read(SECRETS)


class Screen(io.StringIO):
    """A terminal whose lines can be overwritten."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets; its only item is the time in seconds."""
    seconds = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: seconds[0])
    return seconds


def test_a_wait_is_one_line_on_a_terminal(clock: list[float]) -> None:
    """The seconds of a wait are counted in place; what is said next takes the line over."""
    screen = Screen()
    shown = Terminal(screen)
    shown.wait("The bot is starting")
    clock[0] = 2.0
    shown.wait("The bot is starting")
    assert shown.waited == 2
    shown.say("Done.")
    assert screen.getvalue().split("\r\x1b[K")[1:] == [
        "The bot is starting …",
        "The bot is starting … 2 s",
        "Done.\n",
    ]


def test_a_wait_is_a_few_lines_in_a_file(clock: list[float]) -> None:
    """Where nothing can be overwritten a long wait adds a line now and then, not one a second."""
    out = io.StringIO()
    shown = Terminal(out)
    for second in range(25):
        clock[0] = float(second)
        shown.wait("The bot is being trained")
    assert out.getvalue().splitlines() == [
        "The bot is being trained …",
        "The bot is being trained … 10 s",
        "The bot is being trained … 20 s",
    ]


def test_each_wait_counts_its_own_seconds(clock: list[float]) -> None:
    """A new wait begins at nought."""
    shown = Terminal(io.StringIO())
    shown.wait("One")
    clock[0] = 5.0
    shown.wait("Two")
    clock[0] = 6.0
    assert shown.waited == 1


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080/"),
        ("0.0.0.0", "http://127.0.0.1:8080/"),
        ("::", "http://[::1]:8080/"),
        ("fd00::5", "http://[fd00::5]:8080/"),
        ("desk.internal", "http://desk.internal:8080/"),
    ],
)
def test_the_address_shown_can_be_opened(host: str, url: str) -> None:
    """Whatever the bridge listens on, the terminal shows an address that a browser takes."""
    assert home_page(Settings.read({**SECRETS, "HOST": host})) == url


def test_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    """While one desk holds the folder for data a second cannot; afterwards it can."""
    settings = Settings.read({**SECRETS, "WARMDESK_VAR": str(tmp_path / "var")})
    refused = pytest.raises(CannotServe, match="a desk is running here already: process")
    with only_desk(settings), refused, only_desk(settings):
        pytest.fail("two desks in one folder")
    with only_desk(settings) as var:
        assert (var / "log").is_dir()


def test_the_supervisor_takes_any_path(tmp_path: Path) -> None:
    """Percent signs, which its file would expand, reach the supervisor as they are."""
    parsed = configparser.ConfigParser()
    parsed.read_string(configuration(programs(ONE_BOT), tmp_path / "100%", tmp_path / "s"))
    assert parsed["program:bridge"]["stdout_logfile"] == f"{tmp_path}/100%/log/bridge.log"
    assert parsed["group:desk"]["programs"] == "bridge,training,actions,bot,simulator"


def test_only_the_training_is_left_to_end() -> None:
    """Everything but the training is started again when it ends."""
    parsed = configparser.ConfigParser()
    parsed.read_string(configuration(programs(ONE_BOT), Path("var"), Path("s")))
    restarts = {p.name: parsed[f"program:{p.name}"]["autorestart"] for p in programs(ONE_BOT)}
    assert [name for name, restart in restarts.items() if restart == "false"] == ["training"]


def test_several_bots_listen_on_ports_in_a_row() -> None:
    """Each is told its own, and all are stopped together."""
    several = {"BOTS": "2", "BOT_PORT": "6005", "TRACKER_URL": "postgresql://bot@db/trackers"}
    parsed = configparser.ConfigParser()
    settings = Settings.read({**SECRETS, **several})
    parsed.read_string(configuration(programs(settings), Path("var"), Path("s")))
    told = {name: parsed[f"program:{name}"]["environment"] for name in ("bot", "bot-2")}
    assert told == {"bot": 'BOT_PORT="6005"', "bot-2": 'BOT_PORT="6006"'}
    assert parsed["group:desk"]["programs"] == "bridge,training,actions,bot,bot-2,simulator"


@pytest.mark.parametrize(
    ("given", "demo"),
    [
        ({}, "1"),
        ({"CRM_URL": "sqlite:////srv/crm.db"}, "1"),
        ({"CRM_URL": "postgresql://crm@db/crm"}, "0"),
        ({"CRM_URL": "hubspot://app"}, "0"),
        ({"DEMO": "0"}, "0"),
        ({"DEMO": "1", "CRM_URL": "postgresql://crm@db/crm"}, "1"),
    ],
)
def test_a_desk_is_a_demo_until_it_is_somebodys(given: dict[str, str], demo: str) -> None:
    """Served as it comes, the desk is a demo; with a CRM server it is one only when told so."""
    assert with_demo(given)["DEMO"] == demo


def test_a_failed_preparation_says_why(tmp_path: Path) -> None:
    """The last words of what failed are told, all of them are kept."""
    log = tmp_path / "prepare.log"
    with pytest.raises(CannotServe, match=r"^no\.such\.module failed: .*No module named 'no'"):
        prepare.run(["no.such.module"], {}, log)
    assert "No module named 'no'" in log.read_text()


def test_the_newest_model_counts(tmp_path: Path) -> None:
    """A model is known by when it was made; without one there is no time."""
    models = tmp_path / "models"
    assert desk.model_time(models) is None
    models.mkdir()
    model = models / "warmdesk.tar.gz"
    model.touch()
    assert desk.model_time(models) == model.stat().st_mtime_ns


def test_a_simulated_desk_is_wired_up() -> None:
    """Both channels are on, and what they send stays on this machine."""
    settings = Settings.read(with_simulator({**SECRETS, "DEMO": "1", "PORT": "9000"}))
    assert [channel.missing for channel in registry.configured(settings)] == [()] * 3
    assert graph_url(settings) == "http://127.0.0.1:9007"


def test_only_a_demo_is_simulated() -> None:
    """On a desk with real customers nobody may play any of them."""
    with pytest.raises(CannotServe, match="demo"):
        with_simulator({"DEMO": "0"})
