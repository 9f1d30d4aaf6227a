"""Settings: defaults, what is refused, and what the refusal says."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from handoff.channels import registry
from handoff.config.env_file import read_env_file
from handoff.config.settings import Settings
from handoff.core.errors import Misconfigured

SECRETS = {
    "BOT_TOKEN": "bot-token-" + "b" * 32,
    "SECRET_KEY": "secret-key-" + "s" * 32,
    "IDENTITY_SECRET": "identity-secret-" + "i" * 32,
}
EXAMPLE = Path(__file__).parents[2] / ".env.example"
PORT = "write a number from 1 to 65535"
NO_DATABASE = "is no database; write sqlite:///var/"


def read(**changes: str) -> Settings:
    """Settings of an environment with good secrets and `changes`."""
    return Settings.read({**SECRETS, **changes})


def problems(env: dict[str, str]) -> list[str]:
    """The lines of the refusal of `env`."""
    with pytest.raises(Misconfigured) as refused:
        Settings.read(env)
    return refused.value.message.splitlines()


def test_defaults() -> None:
    """Three secrets are all that has to be set."""
    settings = read()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert (settings.bot_port, settings.actions_port) == (5005, 5055)
    assert settings.database_url == "sqlite:///var/desk.db"
    assert settings.tracker_url == "sqlite:///var/tracker.db"
    assert settings.crm_url == "sqlite:///var/crm.db"
    assert settings.admin_api_token is None
    assert settings.demo is False
    assert settings.chat_origins == ()
    assert settings.log_level == "INFO"
    assert settings.assets_debug is False
    assert settings.first_agent_email == "sam@warmdesk.local"
    assert settings.first_agent_password is None


def test_urls_follow_the_ports() -> None:
    """Another port moves the address under which the process is looked for."""
    settings = read(BOT_PORT="6005", ACTIONS_PORT="6055")
    assert settings.bot_urls == ("http://127.0.0.1:6005",)
    assert settings.actions_url == "http://127.0.0.1:6055"


def test_urls_can_be_set() -> None:
    """Bots elsewhere are found by their addresses, with or without a slash at their end."""
    urls = "http://bot-1.internal:5005/, http://bot-2.internal:5005"
    settings = read(BOT_URLS=urls, ACTIONS_URL="https://actions.internal")
    assert settings.bot_urls == ("http://bot-1.internal:5005", "http://bot-2.internal:5005")
    assert settings.actions_url == "https://actions.internal"


SHARED = "postgresql://bot@db/trackers"


def test_several_bots_have_ports_in_a_row() -> None:
    """Bots that are started here are looked for where they listen."""
    settings = read(BOTS="3", BOT_PORT="6005", TRACKER_URL=SHARED)
    ports = (6005, 6006, 6007)
    assert settings.bot_urls == tuple(f"http://127.0.0.1:{port}" for port in ports)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PORT", "5006", "PORT is a port of the bots; write another one"),
        ("ACTIONS_PORT", "5007", "ACTIONS_PORT is a port of the bots; write another one"),
        ("BOT_PORT", "65534", "BOT_PORT leaves no room for all bots; write a lower one"),
    ],
)
def test_several_bots_need_their_ports(name: str, value: str, advice: str) -> None:
    """What would keep one of them from listening is told before any is started."""
    given = {**SECRETS, "BOTS": "3", "TRACKER_URL": SHARED, name: value}
    assert problems(given) == [advice]


def test_databases_live_in_the_folder_for_data() -> None:
    """WARMDESK_VAR moves every database that is not set itself."""
    settings = read(WARMDESK_VAR="/srv/desk", CRM_URL="postgresql://crm@db/crm")
    assert settings.database_url == "sqlite:////srv/desk/desk.db"
    assert settings.tracker_url == "sqlite:////srv/desk/tracker.db"
    assert settings.crm_url == "postgresql://crm@db/crm"


def test_the_demo_may_be_embedded_anywhere() -> None:
    """With DEMO every site may embed the widget, unless CHAT_ORIGINS says otherwise."""
    assert read(DEMO="1").chat_origins == ("*",)
    assert read(DEMO="1", CHAT_ORIGINS="https://shop.example").chat_origins == (
        "https://shop.example",
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example"])
def test_a_public_host_is_no_demo(host: str) -> None:
    """Where others reach the desk, neither DEMO nor a chat for every site is taken."""
    (demo,) = problems({**SECRETS, "HOST": host, "DEMO": "1"})
    assert demo.startswith("DEMO lets anybody in")
    (origins,) = problems({**SECRETS, "HOST": host, "CHAT_ORIGINS": "*"})
    assert origins.startswith("CHAT_ORIGINS is * while HOST")
    for mine in ("127.0.0.1", "127.8.8.8", "::1", "localhost"):
        assert read(HOST=mine, DEMO="1").demo
    assert read(HOST=host, CHAT_ORIGINS="https://shop.example").host == host


def test_a_desk_with_a_public_name_is_public() -> None:
    """Behind a proxy on the same machine, where HOST says nothing of who reaches it."""
    public = {**SECRETS, "PUBLIC_HOST": "desk.example"}
    assert read(PUBLIC_HOST="desk.example").is_public
    assert not read().is_public
    assert [line.split()[0] for line in problems({**public, "DEMO": "1"})] == ["DEMO"]
    assert [line.split()[0] for line in problems({**public, "CHAT_ORIGINS": "*"})] == [
        "CHAT_ORIGINS"
    ]


@pytest.mark.parametrize(
    "name",
    ["IDENTITY_SECRET", "BOT_TOKEN", "ADMIN_API_TOKEN", "READER_KEY", "FIRST_AGENT_PASSWORD"],
)
def test_no_secret_is_the_same_as_another(name: str) -> None:
    """Who learns one secret has learned no other."""
    (line,) = problems({**SECRETS, name: SECRETS["SECRET_KEY"]})
    assert line == f"{name} is the same as SECRET_KEY; write another one"


def test_origins_are_a_list() -> None:
    """Origins are separated by commas; blanks and slashes around them do not matter."""
    settings = read(CHAT_ORIGINS="https://a.example/ , http://b.example:8000,")
    assert settings.chat_origins == ("https://a.example", "http://b.example:8000")


def test_empty_means_unset() -> None:
    """A name without a value is as good as none, as in the example file."""
    settings = read(PORT="", ADMIN_API_TOKEN=" ", FIRST_AGENT_PASSWORD="", OFFER_SECONDS="")
    assert settings == read()


def test_log_level_in_any_case() -> None:
    """`debug` is understood like `DEBUG`."""
    assert read(LOG_LEVEL="debug").log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PORT", "http", PORT),
        ("PORT", "0", PORT),
        ("BOT_PORT", "65536", PORT),
        ("ACTIONS_PORT", "-5", PORT),
        ("ACTIONS_PORT", "8080", "is the same as PORT"),
        ("DATABASE_URL", "mysql://db/desk", NO_DATABASE),
        ("DATABASE_URL", "postgresql+asyncpg://db/desk", NO_DATABASE),
        ("DATABASE_URL", "sqlite://", NO_DATABASE),
        ("DATABASE_URL", "sqlite:///var/crm.db", "CRM_URL is the same as DATABASE_URL"),
        ("TRACKER_URL", "postgres://db/desk", NO_DATABASE),
        ("RECORDS_URL", "records.db", "is no database; write sqlite:///path or postgresql://"),
        ("CRM_URL", "hubspot", "is no address; write one such as sqlite:///var/crm.db"),
        ("DEMO", "maybe", "write 1 for yes or 0 for no"),
        ("BOT_TOKEN", "", "is missing; write 32 or more"),
        ("SECRET_KEY", "x" * 31, "has 31 characters; write 32 or more"),
        ("IDENTITY_SECRET", "short", "has 5 characters; write 32 or more"),
        ("IDENTITY_SECRET", SECRETS["SECRET_KEY"], "is the same as SECRET_KEY"),
        ("BOT_TOKEN", SECRETS["SECRET_KEY"], "is the same as SECRET_KEY"),
        ("ADMIN_API_TOKEN", "admin", "write 32 or more"),
        ("LOG_LEVEL", "loud", "write one of DEBUG, INFO, WARNING, ERROR"),
        ("FIRST_AGENT_EMAIL", "agent", "write an address such as sam@warmdesk.local"),
        ("FIRST_AGENT_PASSWORD", "1234567", "write 8 or more characters"),
        ("CHAT_ORIGINS", "https://a.example,b.example", "has 'b.example'; write https://"),
        ("CHAT_ORIGINS", "https://a.example/shop", "without a path"),
        ("BOTS", "0", "write a number from 1 to 99, such as 1"),
        ("BOTS", "2", "write a TRACKER_URL that begins with postgresql://"),
        ("BOT_URLS", "bot:5005", "has no web address; write one such as http://127.0.0.1:5005"),
        ("BOT_URLS", "http://a:1,bot:5005", "has no web address"),
        ("BOT_URLS", ",", "has no web address"),
        ("BOT_URLS", "http://a:1,http://a:1/", "names a server twice; write each once"),
        ("ACTIONS_URL", "http://a:port", "is no web address"),
        ("BOT_TIMEOUT_SECONDS", "soon", "write a number of seconds above 0, such as 45"),
        ("BOT_AWAY_SECONDS", "0", "write a number of seconds above 0, such as 120"),
        ("OFFER_SECONDS", "-1", "write a number of seconds above 0, such as 30"),
        ("AGENT_OFFLINE_SECONDS", "1m", "write a number of seconds above 0, such as 60"),
        ("REOPEN_HOURS", "nan", "write a number of hours above 0, such as 24"),
    ],
)
def test_a_wrong_value_is_refused_with_advice(name: str, value: str, advice: str) -> None:
    """One wrong value gives one line that names the setting and says what to write."""
    (line,) = problems({**SECRETS, name: value})
    assert name in line
    assert advice in line


def test_all_problems_are_told_at_once() -> None:
    """Nobody has to start the desk once for every mistake."""
    lines = problems({**SECRETS, "PORT": "x", "DEMO": "x", "SECRET_KEY": ""})
    assert [line.split()[0] for line in lines] == ["PORT", "DEMO", "SECRET_KEY"]


def test_no_demo_on_a_real_crm() -> None:
    """The demo, which signs anyone in as any customer, is refused on a CRM that is not ours."""
    (line,) = problems({**SECRETS, "DEMO": "1", "CRM_URL": "hubspot://app"})
    assert line.startswith("CRM_URL is no demo CRM; write DEMO=0")
    assert read(CRM_URL="hubspot://app").crm_url == "hubspot://app"


@pytest.mark.parametrize("name", ["DATABASE_URL", "SECRET_KEY", "ADMIN_API_TOKEN", "BOT_URLS"])
def test_secret_values_stay_secret(name: str) -> None:
    """What could be a secret is neither repeated in a refusal nor shown with the settings."""
    assert "hunter" not in "".join(problems({**SECRETS, name: "hunter"}))
    assert not any(value in repr(read()) for value in SECRETS.values())


@pytest.mark.parametrize("word", ["token", "secret", "password", "url"])
def test_settings_that_may_hold_a_secret_are_not_shown(word: str) -> None:
    """A new setting with such a name, also of a channel, is of a kind that stays private."""
    made = [read(), *(channel.settings for channel in registry.configured(read()))]
    named = [field for each in made for field in each.__struct_fields__ if word in field]
    assert named
    assert [field for field in named if f"{field}=" in repr(made)] == []


@pytest.mark.parametrize("changes", [{}, {"DEMO": "1", "OFFER_SECONDS": "0.5", "HOST": "::1"}])
def test_the_environment_of_settings_reads_back(changes: dict[str, str]) -> None:
    """What children are given to read makes the same settings again."""
    settings = read(**changes)
    assert Settings.read(settings.environment()) == settings


def test_the_example_documents_every_setting() -> None:
    """`.env.example` names each setting once, and nothing else."""
    named = re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE.read_text(), flags=re.MULTILINE)
    known = {field.upper() for field in Settings.__struct_fields__} - {"CHANNEL_ENV"}
    for channel in registry.BUILT_IN:
        known |= {field.upper() for field in channel.settings.__struct_fields__}
    assert sorted(named) == sorted(known)


def test_the_example_tells_the_defaults() -> None:
    """The values in `.env.example` are those that hold without it."""
    said = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", EXAMPLE.read_text(), flags=re.MULTILINE))
    settings = Settings.read({**said, **SECRETS})
    assert msgspec.structs.replace(settings, channel_env={}) == read()
    assert registry.configured(settings) == registry.configured(read())
    assert said["OFFER_SECONDS"] == "30"


def test_the_file_is_read(tmp_path: Path) -> None:
    """A `.env` may have comments, blank lines, quotes and `export`; nothing in it is expanded."""
    file = tmp_path / ".env"
    file.write_text("# desk\n\nPORT=81\nexport HOST='::1'\nSECRET_KEY=\"a${HOME}\" # mine\n")
    assert read_env_file(file) == {"PORT": "81", "HOST": "::1", "SECRET_KEY": "a${HOME}"}


def test_no_file_says_nothing(tmp_path: Path) -> None:
    """Without a `.env` the environment alone counts."""
    assert read_env_file(tmp_path / ".env") == {}


@pytest.mark.parametrize("line", ["PORT 8080", "PORT", "SECRET_KEY='open"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    """A line that is not NAME=value is refused by its number, not skipped."""
    file = tmp_path / ".env"
    file.write_text(f"# first\n\n{line}\nDEMO=1\n")
    with pytest.raises(Misconfigured, match=r"\.env, line 3: write NAME=value$"):
        read_env_file(file)


@pytest.mark.parametrize("unreadable", ["folder", "binary"])
def test_an_unreadable_file_is_refused(tmp_path: Path, unreadable: str) -> None:
    """A `.env` that is a folder or no text is named, with what to do."""
    file = tmp_path / ".env"
    file.mkdir() if unreadable == "folder" else file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misconfigured, match=r"\.env cannot be read .*mend or remove it"):
        read_env_file(file)


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in the environment counts more than the file."""
    file = tmp_path / ".env"
    file.write_text("".join(f"{k}={v}\n" for k, v in {**SECRETS, "PORT": "81"}.items()))
    monkeypatch.setenv("PORT", "82")
    assert Settings.load(file).port == 82
    monkeypatch.delenv("PORT")
    assert Settings.load(file).port == 81


def test_settings_survive_the_way_to_a_process() -> None:
    """What one process hands to the next reads the same there."""
    settings = read(CHANNELS="a.b", OUR_FAX_NUMBER="1,2", OUR_FAX_WORDS='[{"name": "a"}]')
    assert settings.channel_env == {"OUR_FAX_NUMBER": "1,2", "OUR_FAX_WORDS": '[{"name": "a"}]'}
    assert Settings.read(settings.environment()) == settings


def test_what_channels_are_told_is_not_shown() -> None:
    """What no setting of the desk's claims may be a channel's secret: it is not printed."""
    assert "hunter" not in repr(read(OUR_FAX_PASSWORD="hunter"))


def test_redis_is_for_postgresql() -> None:
    """Several bridges share a PostgreSQL: with SQLite, Redis is refused, and so is no address."""
    both = {"DATABASE_URL": "postgresql://desk@db/desk", "REDIS_URL": "redis://db:6379/0"}
    assert read(**both).redis_url == "redis://db:6379/0"
    assert read().redis_url is None
    [line] = problems({**SECRETS, "REDIS_URL": "redis://db:6379/0"})
    assert line.startswith("REDIS_URL is for several bridges on PostgreSQL; write DATABASE_URL=")
    [line] = problems({**SECRETS, **both, "REDIS_URL": "db:6379"})
    assert line == "REDIS_URL is no address of Redis; write redis://host:6379/0"


def test_proxies_are_networks() -> None:
    """A proxy elsewhere is named by its network; what is none is refused."""
    assert read(PROXIES="10.1.0.0/16, ::1").proxies == ("10.1.0.0/16", "::1/128")
    [line] = problems({**SECRETS, "PROXIES": "nginx"})
    assert line.startswith("PROXIES is wrong: 'nginx'")
