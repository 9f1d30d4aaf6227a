"""Pure rules of guests: who is known by a reference alone, and how they are answered."""

from __future__ import annotations

_MARK = "user_ref:"
"""No customer's id has a colon, so that a reference is never taken for one."""


def guest(reference: str | None) -> str:
    """What somebody is called who has a reference and no id yet."""
    return f"{_MARK}{reference}"


def is_guest(customer: str) -> bool:
    """Whether a customer has no id yet."""
    return customer.startswith(_MARK)


def recipient(customer: str) -> dict[str, str]:
    """How the Send API is told whom a message goes to."""
    if is_guest(customer):
        return {"user_ref": customer.removeprefix(_MARK)}
    return {"id": customer}
