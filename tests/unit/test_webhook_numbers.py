"""What platforms tell is kept without numbers of cards and accounts, and ids stay as they are."""

from __future__ import annotations

import pytest

from contracts.payment_numbers import HIDDEN
from contracts.turn import Attachment
from handoff.channels.webhooks.payment_numbers import without_numbers
from handoff.core.channel.inbound_events import (
    Answered,
    Edited,
    Heard,
    Media,
    Noted,
    Receipt,
    Said,
    Sender,
)

CARD = "4111111111111111"
HIDDEN_CARD = f"{HIDDEN * 12}1111"
WHO = Sender(id=CARD, name=f"Zoë {CARD}")


@pytest.mark.parametrize(
    "heard",
    [
        Said(account=CARD, key=CARD, sender=WHO, text=CARD, extra={"answers": {"card": CARD}}),
        Said(account=CARD, key=CARD, sender=WHO, media=(Media(kind="image", id=CARD, name=CARD),)),
        Said(account=CARD, key=CARD, sender=WHO, payload=f"pay with {CARD}"),
        Edited(account=CARD, key=CARD, sender=WHO, target=CARD, text=CARD),
        Answered(account=CARD, key=CARD, sender=WHO, text=CARD),
        Answered(
            account=CARD, key=CARD, sender=WHO, attachments=(Attachment(kind="file", name=CARD),)
        ),
        Noted(account=CARD, key=CARD, what="unknown", raw=f'{{"text":"{CARD}"}}'),
    ],
)
def test_no_word_keeps_a_number(heard: Heard) -> None:
    """Whatever kind of thing it is, its words are masked; whose it is, and its key, are not."""
    kept = without_numbers(heard)
    assert (kept.account, kept.key) == (CARD, CARD)
    told = repr(kept).replace(f"account='{CARD}'", "").replace(f"key='{CARD}'", "")
    for place in ("id", "target"):
        told = told.replace(f"{place}='{CARD}'", "")
    assert HIDDEN_CARD in told
    assert CARD not in told
    assert getattr(kept, "numbers_hidden", True)


def test_a_receipt_and_a_button_of_ours_stay() -> None:
    """What has no words, and what we gave out ourselves, is passed on as it came."""
    receipt = Receipt(account="1", key="2", target=CARD, state="read")
    pressed = Said(account="1", key="2", sender=Sender(id="3"), payload="m_018f3c2a9b7e4f0d1c2b.0")
    assert without_numbers(receipt) is receipt
    assert without_numbers(pressed) is pressed
