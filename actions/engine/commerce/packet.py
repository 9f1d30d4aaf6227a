"""Summary of a customer's wishes for a colleague: done, wanted, refused, in figures and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.engine.case.diagnosis import Diagnosis
from actions.engine.case.wishes import Matter, State, Wishes
from actions.engine.commerce.account import Account
from actions.engine.commerce.phrasing import goods
from actions.engine.commerce.secrets import without_secrets
from contracts.turn import Wanted, WantState

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
_STATES: dict[State, WantState] = {
    "done": "done",
    "refused": "refused",
    "dropped": "withdrawn",
}
"""What has become of a matter; everything else is the agent's now."""
_LONGEST, _MOST_WORDS = 200, 3
_OVER: dict[State, str] = {"done": "Done by the bot", "dropped": "Wanted at first, and no more"}


def packet(wishes: Wishes, account: Account | None) -> Diagnosis:
    """What an agent needs so that nothing must be asked again."""
    told = [
        *_over(wishes.matters),
        *(_wanted(one, account) for one in wishes.matters if one.state in _LEFT),
    ]
    unread = without_secrets(wishes.unread or wishes.heard)
    if unread:
        why = "Not looked into yet" if wishes.customer else "Not proven yet who it is"
        told.append(f"{why}. In the customer's words: “{unread}”.")
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
        wants=tuple(_wants(wishes, account, unread)),
    )


def _wants(wishes: Wishes, account: Account | None, unread: str) -> Iterator[Wanted]:
    """The last matter first, and of each what was said last."""
    if unread:
        yield Wanted(words=(unread[:_LONGEST],))
    for one in reversed(wishes.matters):
        said = [without_secrets(words)[:_LONGEST] for words in reversed(one.words)]
        yield Wanted(
            words=tuple(dict.fromkeys(filter(None, said)))[:_MOST_WORDS],
            about=", ".join([_ACTS.get(one.act, one.act), *_subjects(one, account)]),
            state=_STATES.get(one.state, "open"),
        )


def _over(matters: Iterable[Matter]) -> list[str]:
    return [
        f"{_OVER[one.state]}: {_ACTS.get(one.act, one.act)} {', '.join(one.numbers)} "
        f"(“{one.text}”)."
        for one in matters
        if one.state in _OVER
    ]


def _subjects(matter: Matter, account: Account | None) -> Iterator[str]:
    """The orders and goods that it is about."""
    if matter.orders:
        yield f"orders {', '.join(matter.orders)}"
    for one in matter.targets:
        line = account.bought(one) if account else None
        yield (
            f"{goods(line) if line else one.line} of order {one.order}"
            + (f" to item {one.sku}" if one.sku else "")
        )


def _wanted(matter: Matter, account: Account | None) -> str:
    parts = [f"Wanted ({matter.state}): {_ACTS.get(matter.act, matter.act)}"]
    parts += _subjects(matter, account)
    if matter.address:
        parts.append("to the new address that is in the conversation")
    for number, method in matter.pay.items():
        parts.append(f"order {number} paid or refunded by {method}")
    if matter.reason:
        parts.append(f"reason: {matter.reason}")
    if matter.note:
        parts.append(f"why not: {matter.note}")
    return "; ".join(parts) + f". In the customer's words: “{matter.text}”."
