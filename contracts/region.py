"""Configuration constants: the region and the currency of all that is said to people."""

from __future__ import annotations

LOCALE = "en_GB"
"""Language and region, in CLDR's form: how days, amounts, numbers and lists are written."""
CURRENCY = "EUR"
"""What the shop sells in, as in ISO 4217."""
