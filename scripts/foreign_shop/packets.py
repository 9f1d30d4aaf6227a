"""Check of a handoff packet: whether what the customer wanted stands in it, word for word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

_ACTS: Mapping[str, str] = {
    "cancel": r"\bcancel",
    "return": r"\b(?:return|refund|send(?:ing)? .*back|take back)",
    # Customers say either of both, whatever has become of the order.
    "exchange": r"\b(?:exchang|swap|replac|modif|chang|switch|upgrad|another variant)",
    "address": r"\baddress",
    "undo": r"\bundo",
}
_NOT_ACTS = re.compile(r"price difference|life changes|changed? (?:my )?mind", re.IGNORECASE)
_ORDER = re.compile(r"\bW?(\d{7})\b")
_OF_STATUS: Mapping[str, str] = {
    "cancelled": "cancel",
    "return requested": "return",
    "exchange requested": "exchange",
    "pending (item modified)": "exchange",
}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a customer has named: kinds of goods by their last word, orders, and acts."""

    goods: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()

    def without(self, done: Wanted) -> Wanted:
        """What is left when that is done."""
        return Wanted(
            goods=self.goods - done.goods,
            orders=self.orders - done.orders,
            acts=self.acts - done.acts,
        )

    def listed(self) -> tuple[str, ...]:
        """All of it, in a fixed order."""
        return (*sorted(self.acts), *sorted(self.goods), *sorted(self.orders))


def wanted(said: Iterable[str], goods: Collection[str]) -> Wanted:
    """What these messages name, of the shop's kinds of goods and by the words for acts."""
    text = _NOT_ACTS.sub(" ", " ".join(said))
    return Wanted(
        goods=frozenset(head for head in map(_head, goods) if _names(text, head)),
        orders=frozenset(_ORDER.findall(text)),
        acts=frozenset(
            act for act, words in _ACTS.items() if re.search(words, text, re.IGNORECASE)
        ),
    )


def done(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> Wanted:
    """What the orders show to have been done, which no agent needs to be told as a wish."""
    changed = [after[key] for key in before if key in after and after[key] != before[key]]
    acts = {_OF_STATUS.get(str(order["status"]), "address") for order in changed}
    return Wanted(
        goods=frozenset(_head(item["name"]) for order in changed for item in order["items"]),
        orders=frozenset(str(order["order_id"]).lstrip("#W") for order in changed),
        acts=frozenset(acts),
    )


def lacking(packet: Mapping[str, Any], wishes: Wanted) -> tuple[str, ...]:
    """What of the wishes does not stand in what the bot wrote for the agent.

    The transcript and the CRM's records, which are in every packet, count for nothing.
    """
    written = {name: packet.get(name) for name in ("reason", "summary", "facts", "proposal")}
    text = msgspec.json.encode(written).decode()
    told = wanted([text], wishes.goods)
    return wishes.without(told).listed()


def _head(name: str) -> str:
    """What people call a kind of goods: its last word, in one piece and without plural."""
    return re.sub(r"[^a-z]", "", name.split()[-1].casefold()).removesuffix("s")


def _names(text: str, head: str) -> bool:
    """Whether it is named, also in two words or with a dash."""
    letters = r"[\s-]?".join(head)
    return bool(re.search(rf"\b{letters}(?:s|es)?\b", text.casefold()))
