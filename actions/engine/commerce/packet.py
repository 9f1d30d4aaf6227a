"""Summary of a customer's wishes for a colleague: done, wanted, refused, in figures and words."""

from __future__ import annotations

from collections.abc import Iterable

from actions.engine.case.diagnosis import Diagnosis
from actions.engine.case.wishes import Matter, Wishes
from actions.engine.commerce.account import Account
from actions.engine.commerce.phrasing import goods
from actions.engine.commerce.secrets import without_secrets

_ACTS = {
    "redirect": "change of the address of order",
    "change_address": "change of the customer's own address",
    "change_items": "change of items in order",
    "exchange": "exchange of items in order",
    "change_payment": "change of how an order is paid:",
    "question": "answer",
}
"""Acts as colleagues read them, where the name alone says too little."""
_LEFT = frozenset({"open", "offered", "refused", "person"})


def packet(wishes: Wishes, account: Account | None) -> Diagnosis:
    """What an agent needs so that nothing must be asked again."""
    told = [
        *_done(wishes.matters),
        *(_wanted(one, account) for one in wishes.matters if one.state in _LEFT),
    ]
    if words := " ".join(filter(None, (wishes.unread, wishes.heard))):
        why = "Not looked into yet" if wishes.customer else "Not proven yet who it is"
        told.append(f"{why}. In the customer's words: “{words}”.")
    facts = {
        "wanted": "; ".join(one.act for one in wishes.matters if one.state in _LEFT),
        "orders": ", ".join(
            dict.fromkeys(n for one in wishes.matters if one.state in _LEFT for n in one.numbers)
        ),
    }
    return Diagnosis(
        cause="wishes",
        explanation="",
        situation=without_secrets(" ".join(told)) or "The customer has not said what it is about.",
        facts={name: value for name, value in facts.items() if value},
    )


def _done(matters: Iterable[Matter]) -> list[str]:
    return [
        f"Done by the bot: {_ACTS.get(one.act, one.act)} {', '.join(one.numbers)} (“{one.text}”)."
        for one in matters
        if one.state in ("done", "dropped")
    ]


def _wanted(matter: Matter, account: Account | None) -> str:
    parts = [f"Wanted ({matter.state}): {_ACTS.get(matter.act, matter.act)}"]
    if matter.orders:
        parts.append(f"orders {', '.join(matter.orders)}")
    for one in matter.targets:
        line = account.bought(one) if account else None
        parts.append(
            f"{goods(line) if line else one.line} of order {one.order}"
            + (f" to item {one.sku}" if one.sku else "")
        )
    if matter.address:
        parts.append("to the new address that is in the conversation")
    for number, method in matter.pay.items():
        parts.append(f"order {number} paid or refunded by {method}")
    if matter.reason:
        parts.append(f"reason: {matter.reason}")
    if matter.note:
        parts.append(f"why not: {matter.note}")
    return "; ".join(parts) + f". In the customer's words: “{matter.text}”."
