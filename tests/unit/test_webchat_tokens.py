"""The tokens that say who a visitor of the web chat is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from handoff.channels.webchat.tokens import ChatTokens, new_visitor, signed_in
from handoff.config.keys import derive
from handoff.core.errors import Unauthorized
from handoff.core.identity_tokens import IdentityTokens

SECRET = "i" * 32
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class SlaTimer:
    """A clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def identity(**changes: Any) -> str:
    """A host site's token with some claims changed; None leaves one out."""
    claims = {"sub": "c-1", "aud": "warmdesk", "exp": NOW + timedelta(hours=1), **changes}
    return jwt.encode({k: v for k, v in claims.items() if v is not None}, SECRET, "HS256")


def test_a_chat_token_gives_back_whom_it_was_given_to() -> None:
    """Address, customer, level, proof and locale survive the way through a browser."""
    tokens = ChatTokens(b"k" * 32, SlaTimer())
    for visitor in (new_visitor("de"), signed_in("c-1", "Ada", "en")):
        assert tokens.read(tokens.issue(visitor)).visitor == visitor


def test_visitors_have_addresses_of_their_own() -> None:
    """No two visitors share an address, and a customer has the same everywhere."""
    assert new_visitor("en").address != new_visitor("en").address
    assert signed_in("c-1", "Ada", "en").address == "crm:c-1"


def test_a_chat_token_ends_after_thirty_days() -> None:
    """A token is good for thirty days and no longer."""
    clock = SlaTimer()
    tokens = ChatTokens(b"k" * 32, clock)
    token = tokens.issue(new_visitor("en"))
    clock.now = NOW + timedelta(days=29, hours=23)
    tokens.read(token)
    clock.now = NOW + timedelta(days=30)
    with pytest.raises(Unauthorized):
        tokens.read(token)


def test_a_customer_is_known_for_an_hour_at_most() -> None:
    """The token of somebody vouched for is short, and ends with the site's own word if sooner."""
    clock = SlaTimer()
    tokens = ChatTokens(b"k" * 32, clock)
    ada = signed_in("c-1", "Ada", "en")
    assert tokens.read(tokens.issue(ada)).until == NOW + timedelta(hours=1)
    early = NOW + timedelta(minutes=5)
    token = tokens.issue(ada, until=early)
    assert tokens.read(token).until == early
    clock.now = early
    with pytest.raises(Unauthorized):
        tokens.read(token)


def test_a_token_of_thirty_days_knows_no_customer_any_more() -> None:
    """Tokens that were given before customers were known for an hour do not name one."""
    claims = {
        "aud": "warmdesk-chat",
        "sub": "crm:c-1",
        "exp": NOW + timedelta(days=20),
        "customer": {"id": "c-1", "name": "Ada", "level": "verified", "how": "site_token"},
        "locale": "en",
        "only": None,
    }
    with pytest.raises(Unauthorized):
        ChatTokens(b"k" * 32, SlaTimer()).read(jwt.encode(claims, b"k" * 32, "HS256"))


def test_an_identity_says_since_when_it_holds() -> None:
    """One without `iat` may be as old as an identity can be, and one that is no time is refused."""
    tokens = IdentityTokens(SECRET, SlaTimer())
    assert tokens.vouched(identity(iat=NOW)).since == NOW
    assert tokens.vouched(identity()).since == NOW + timedelta(hours=1) - timedelta(hours=24)
    with pytest.raises(Unauthorized):
        tokens.vouched(identity(iat="today"))


def test_a_token_for_one_purpose_opens_no_other() -> None:
    """A host site's token, or one of another key, is no chat token."""
    tokens = ChatTokens(SECRET.encode(), SlaTimer())
    with pytest.raises(Unauthorized):
        tokens.read(identity())
    with pytest.raises(Unauthorized):
        tokens.read(ChatTokens(b"o" * 32, SlaTimer()).issue(new_visitor("en")))


def test_an_identity_names_a_customer() -> None:
    """A token that the host site signed gives the customer's id; its name is not believed."""
    assert IdentityTokens(SECRET, SlaTimer()).read(identity(name="Mallory")) == "c-1"


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": None},
        {"exp": NOW - timedelta(minutes=1)},
        {"exp": NOW - timedelta(seconds=61)},
        {"exp": NOW + timedelta(hours=24, minutes=2)},
        {"exp": "tomorrow"},
        {"aud": None},
        {"aud": "somebody-else"},
        {"sub": None},
        {"sub": 7},
    ],
)
def test_a_flawed_identity_is_refused(changes: dict[str, Any]) -> None:
    """Without an end, past it, dated too far ahead, or for somebody else a token is refused."""
    with pytest.raises(Unauthorized):
        IdentityTokens(SECRET, SlaTimer()).read(identity(**changes))


def test_an_unsigned_identity_is_refused() -> None:
    """A token that claims to need no signature is refused, and so is one of a foreign key."""
    claims = {"sub": "c-1", "aud": "warmdesk", "exp": NOW + timedelta(hours=1)}
    for token in (
        jwt.encode(claims, None, "none"),
        jwt.encode(claims, "x" * 32, "HS256"),
        jwt.encode(claims, SECRET * 2, "HS512"),
    ):
        with pytest.raises(Unauthorized):
            IdentityTokens(SECRET, SlaTimer()).read(token)


def test_keys_differ_by_purpose() -> None:
    """Each purpose has a key of its own, which is the same each time."""
    assert derive("s", "one") == derive("s", "one")
    assert len({derive("s", "one"), derive("s", "two"), derive("t", "one")}) == 3


@pytest.mark.parametrize("claim", ["iat", "nbf"])
def test_a_site_s_clock_may_be_a_minute_off(claim: str) -> None:
    """A token dated some seconds ahead, or over for some, is taken; further off it is not."""
    tokens, minute = IdentityTokens(SECRET, SlaTimer()), timedelta(minutes=1)
    early = timedelta(seconds=1)
    assert tokens.read(identity(**{claim: NOW + minute})) == "c-1"
    assert tokens.read(identity(exp=NOW - minute + early)) == "c-1"
    for changes in ({claim: NOW + minute + early}, {"exp": NOW - minute}):
        with pytest.raises(Unauthorized):
            tokens.read(identity(**changes))


@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
@pytest.mark.parametrize("value", ["soon", float("nan"), float("inf"), [], {}])
def test_a_time_that_is_none_is_refused(claim: str, value: Any) -> None:
    """Neither words nor what is no number, nor a time that never comes."""
    with pytest.raises(Unauthorized):
        IdentityTokens(SECRET, SlaTimer()).read(identity(**{claim: value}))
