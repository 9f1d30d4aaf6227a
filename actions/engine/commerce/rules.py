"""Reader of `commerce.yml`: what customers of a shop may have done with their orders, and how."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from actions.crm.records.order import OrderStatus

FILE = "commerce.yml"

ActName = Literal[
    "cancel", "return", "exchange", "change_items", "redirect", "change_address", "change_payment"
]
MoneyTo = Literal["original", "gift_card", "any"]
"""Where money may go or come from: how the order was paid, a gift card, any way at all."""


WRITES: Mapping[str, str] = {
    "cancel": "cancel_order",
    "return": "open_return",
    "exchange": "open_exchange",
    "change_items": "swap_items",
    "redirect": "redirect_order",
    "change_address": "change_address",
    "change_payment": "change_payment",
}
"""The write of the CRM that does each act."""


class ActRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When an act is possible, and what is asked for it.

    `states` are those of an order; `once` where an order allows it a single time; `money` is where
    a refund or a difference may go. `reasons` are the only ones the shop takes, each with words
    by which customers mean it; without any, none is asked for. `instead` names the act that comes
    nearest in another state. `whole` where single lines cannot be taken out.
    """

    states: frozenset[OrderStatus] = frozenset()
    once: bool = False
    money: tuple[MoneyTo, ...] = ("any",)
    reasons: Mapping[str, tuple[str, ...]] = {}
    instead: Mapping[OrderStatus, ActName] = {}
    whole: bool = False


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every act that is possible. `regions` has a state for the beginnings of its postcodes;
    `places` other words for a town. `country` is meant where an address names none.
    """

    acts: Mapping[ActName, ActRules]
    country: str = ""
    regions: Mapping[str, tuple[str, ...]] = {}
    places: Mapping[str, tuple[str, ...]] = {}


class RulesRefused(Exception):
    """The rules cannot be used; the message names the file and what to mend."""


def read_rules(folder: Path) -> Rules:
    """The rules of the business in a folder. Raises `RulesRefused`."""
    file = folder / FILE
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=Rules)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        raise RulesRefused(f"{file}: {' '.join(str(exc).split())}") from exc
