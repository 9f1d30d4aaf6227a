"""Which channels a desk has, and what each is told: read by the channels themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from handoff.channels import registry
from handoff.channels.registry import Configured
from handoff.config.settings import Settings
from handoff.core.errors import BadRequest, Misconfigured, NotFound
from tests.unit.test_settings import SECRETS

META = {
    "META_VERIFY_TOKEN": "verify-me",
    "META_APP_SECRET": "app-secret",
    "WHATSAPP_TOKEN": "whatsapp-token",
    "WHATSAPP_PHONE_NUMBER_ID": "1001, 1002",
    "MESSENGER_PAGE_ID": "2001",
    "MESSENGER_PAGE_TOKEN": "page-token",
    "MESSENGER_APP_ID": "3001",
}


def channels(**env: str) -> dict[str, Configured]:
    """The channels of a desk with that in its environment, by name."""
    found = registry.configured(Settings.read({**SECRETS, **env}))
    return {channel.profile.name: channel for channel in found}


def problems(**env: str) -> list[str]:
    """The lines of the refusal of that environment."""
    with pytest.raises(Misconfigured) as refused:
        channels(**env)
    return refused.value.message.splitlines()


def test_channels_are_off_by_name() -> None:
    """A channel says which of its settings it lacks; the other ones are not touched."""
    off = channels()
    assert off["webchat"].missing == ()
    assert off["whatsapp"].missing == (
        *("META_VERIFY_TOKEN", "META_APP_SECRET", "WHATSAPP_TOKEN", "WHATSAPP_PHONE_NUMBER_ID"),
    )
    some = channels(**{**META, "MESSENGER_APP_ID": ""})
    assert some["whatsapp"].missing == ()
    assert some["messenger"].missing == ("MESSENGER_APP_ID",)
    assert some["whatsapp"].settings.whatsapp_phone_number_id == ("1001", "1002")
    assert channels(**META)["messenger"].missing == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("META_GRAPH_VERSION", "25"),
        ("META_GRAPH_URL", "graph.facebook.com"),
        ("WHATSAPP_PHONE_NUMBER_ID", "+49 151"),
        ("WHATSAPP_TEMPLATES", "{"),
        ("META_APP_SECRET", "short"),
    ],
)
def test_settings_of_the_channels_are_checked(name: str, value: str) -> None:
    """What cannot be right is refused with the setting's name, once where two channels read it."""
    (problem,) = problems(**{**META, name: value})
    assert problem.startswith(name)


def test_every_problem_is_told() -> None:
    """What is wrong with several channels adds up."""
    found = problems(**{**META, "MESSENGER_PAGE_ID": "x", "WHATSAPP_TOKEN": "short"})
    assert sorted(line.partition(" ")[0] for line in found) == [
        "MESSENGER_PAGE_ID",
        "WHATSAPP_TOKEN",
    ]


def test_no_token_is_shown() -> None:
    """Tokens and secrets of the channels stay out of what is printed."""
    settings = Settings.read({**SECRETS, **META})
    shown = f"{settings!r} {registry.configured(settings)!r}"
    assert not any(secret in shown for secret in ("verify-me", "app-secret", "-token"))


def test_templates_are_the_channel_s() -> None:
    """What agents may send after the reply window is read with the channel's settings."""
    with_one = channels(WHATSAPP_TEMPLATES='[{"name": "a", "text": "x"}]')
    assert [each.name for each in with_one["whatsapp"].templates] == ["a"]
    assert with_one["messenger"].templates == ()


def test_a_channel_of_one_s_own_is_named_by_its_module() -> None:
    """`CHANNELS` brings a channel without a change to the desk; it says what it lacks."""
    found = channels(CHANNELS="tests.pigeon_channel")
    assert list(found) == ["webchat", "whatsapp", "messenger", "pigeon"]
    assert found["pigeon"].missing == ("PIGEON_SECRET", "PIGEON_LOFT_URL")


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("no.such.module", "CHANNELS names no.such.module, which cannot be imported"),
        ("handoff.channels.registry", "CHANNELS names handoff.channels.registry, which has no"),
        ("handoff.channels.whatsapp.channel", "CHANNELS brings whatsapp a second time"),
    ],
)
def test_what_is_no_channel_is_refused(named: str, problem: str) -> None:
    """A module that is not there, has no channel, or one that the desk has, is named."""
    assert problems(CHANNELS=named)[0].startswith(problem)


def test_a_module_s_own_error_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A channel whose module cannot import what it needs says what that is."""
    (tmp_path / "our_broken_channel.py").write_text("import not_installed_here\n")
    monkeypatch.syspath_prepend(tmp_path)
    (problem,) = problems(CHANNELS="our_broken_channel")
    assert "not_installed_here" in problem
    assert "our_broken_channel" not in sys.modules


def test_a_name_that_is_no_module_is_refused() -> None:
    """What Python could not import is refused by the setting's kind."""
    with pytest.raises(Misconfigured, match=r"^CHANNELS has 'a b'"):
        Settings.read({**SECRETS, "CHANNELS": "a b"})


def test_a_channel_that_is_gone_promises_nothing() -> None:
    """Conversations of a channel that the desk no longer has are shown, and held to be plain."""
    gone = registry.HOUSE.of("fax")
    assert (gone.label, gone.follows_events, gone.window, gone.features) == (
        *("fax", False, None),
        ("text",),
    )
    with pytest.raises(NotFound):
        registry.HOUSE.known("fax")
    with pytest.raises(BadRequest, match="ask for webchat, whatsapp, messenger"):
        registry.HOUSE.must_have("fax")
    registry.HOUSE.must_have(None)
