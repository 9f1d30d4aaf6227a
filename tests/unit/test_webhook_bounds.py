"""How much a signed webhook may tell at once."""

from __future__ import annotations

import pytest

from handoff.channels.messenger import inbound as messenger
from handoff.channels.meta.entries import MOST_TOLD
from handoff.channels.whatsapp import inbound as whatsapp
from handoff.core.errors import TooLong


@pytest.mark.parametrize(
    "payload",
    [
        {"object": "whatsapp_business_account", "entry": [{}] * (MOST_TOLD + 1)},
        {
            "object": "whatsapp_business_account",
            "entry": [{"changes": [{"field": "x"}] * (MOST_TOLD + 1)}],
        },
    ],
)
def test_whatsapp_tells_so_much_at_once(payload: object) -> None:
    """More entries, or more in them, than a platform sends are refused."""
    with pytest.raises(TooLong):
        whatsapp.to_messages(payload)


@pytest.mark.parametrize(
    "entries", [[{}] * (MOST_TOLD + 1), [{"messaging": [{}] * (MOST_TOLD + 1)}]]
)
def test_messenger_tells_so_much_at_once(entries: object) -> None:
    """The same of Messenger's."""
    with pytest.raises(TooLong):
        messenger.to_messages({"object": "page", "entry": entries})


def test_a_platform_s_largest_batch_is_taken() -> None:
    """A thousand entries at once are what platforms announce."""
    told = whatsapp.to_messages({"object": "whatsapp_business_account", "entry": [{}] * 1_000})
    assert len(told) == 1_000
