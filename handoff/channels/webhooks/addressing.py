"""Pure rules of addresses: how one names an account of ours on a platform and a customer there."""

from __future__ import annotations


def split_address(address: str) -> tuple[str, str]:
    """The account and the customer of an address such as `1001/49151`."""
    account, _, customer = address.partition("/")
    return account, customer


def joined_address(account: str, customer: str) -> str:
    """The address of a customer at an account of ours."""
    return f"{account}/{customer}"
