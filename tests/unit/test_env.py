"""Settings as structs: what a field's type says of its value in the environment."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from contracts.env import (
    Count,
    EnvSettings,
    Kind,
    LogLevel,
    Port,
    Private,
    Seconds,
    Switch,
    Text,
    WebAddress,
    read_env,
)

Even = Annotated[str, Meta(pattern="^[02468]$"), Kind("has {value!r}", "write an even digit")]


class Example(EnvSettings, frozen=True, kw_only=True):
    """A setting of each sort."""

    key: Private
    host: Text = msgspec.field(name="BOT_HOST", default="127.0.0.0")
    port: Port = 80
    page: WebAddress | None = None
    digits: tuple[Even, ...] = ()
    calm: Switch = True
    seconds: Seconds = 3
    bots: Count = 1
    log_level: LogLevel = "INFO"


def problem(name: str, value: str) -> str:
    """The one sentence that is said of this value."""
    (sentence,) = read_env(Example, {"KEY": "k", name: value}).problems
    return sentence


def test_fields_are_read_by_their_types() -> None:
    """Numbers, switches and lists come as what they are; a field may have a name of its own."""
    given = {"KEY": "k", "BOT_HOST": "::1", "PORT": " 81 ", "CALM": "No", "SECONDS": "0.5"}
    made = read_env(Example, {**given, "DIGITS": "0, 2,", "PAGE": "https://a.example/"}).settings
    assert (made.host, made.port, made.calm, made.seconds) == ("::1", 81, False, 0.5)
    assert (made.digits, made.page) == (("0", "2"), "https://a.example")


def test_what_is_written_reads_back() -> None:
    """The environment of settings makes the same settings again, defaults and lists included."""
    given = {"KEY": "k", "DIGITS": "0,2", "SECONDS": "0.5", "CALM": "0", "LOG_LEVEL": "debug"}
    for made in (read_env(Example, each).settings for each in (given, {"KEY": "k"})):
        assert read_env(Example, made.environment()).settings == made


def test_what_is_missing_is_told_with_advice() -> None:
    """A required setting that is empty is missing; the sentence says what to write."""
    reading = read_env(Example, {"KEY": "  "})
    assert reading.problems == ("KEY is missing; write one, as in .env.example",)
    assert reading.wrong == {"KEY"}


def test_a_default_may_follow_from_elsewhere() -> None:
    """Defaults that are handed in count more than the struct's, and less than the environment."""
    assert read_env(Example, {"KEY": "k"}, {"PORT": "81"}).settings.port == 81
    assert read_env(Example, {"KEY": "k", "PORT": "82"}, {"PORT": "81"}).settings.port == 82
    (sentence,) = read_env(Example, {"KEY": "k", "PORT": "x"}, {"PORT": "81"}).problems
    assert sentence.endswith("such as 81")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "0", "PORT is '0'; write a number from 1 to 65535, such as 80"),
        ("PORT", "8²", "PORT is '8²'; write a number from 1 to 65535, such as 80"),
        ("BOTS", "100", "BOTS is '100'; write a number from 1 to 99, such as 1"),
        ("SECONDS", "inf", "SECONDS is 'inf'; write a number of seconds above 0, such as 3"),
        ("SECONDS", "nan", "SECONDS is 'nan'; write a number of seconds above 0, such as 3"),
        ("CALM", "2", "CALM is '2'; write 1 for yes or 0 for no"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud'; write one of DEBUG, INFO, WARNING, ERROR"),
        ("DIGITS", "0, 1, 3", "DIGITS has '1'; write an even digit"),
    ],
)
def test_a_wrong_value_is_told_with_advice(name: str, value: str, says: str) -> None:
    """The sentence has the setting, the value, or the one of a list, and what to write."""
    assert problem(name, value) == says


@pytest.mark.parametrize("value", ["a.example", "ftp://a.example", "http://", "http://a:0"])
def test_a_web_address_is_http_with_a_host(value: str) -> None:
    """Anything else is refused, and not repeated, since it may hold a password."""
    assert problem("PAGE", value).startswith("PAGE is no web address; write one")


def test_what_is_private_is_not_repeated() -> None:
    """A private kind cannot leak its value, whatever its sentence asks for."""
    kind = Kind("is {value!r}: {problem}", "write another one", private=True)
    hint = Annotated[int, kind]
    made = msgspec.defstruct("Made", [("pin", hint)], bases=(EnvSettings,), frozen=True)
    (sentence,) = read_env(made, {"PIN": "hunter"}).problems
    assert "hunter" not in sentence
    assert "k-e-y" not in repr(read_env(Example, {"KEY": "k-e-y"}).settings)


def test_a_value_in_a_problem_is_not_filled_in_again() -> None:
    """Braces in what was written stay as they are."""
    assert problem("PORT", "{default}").startswith("PORT is '{default}'; write")
