"""Record of a business: who the desk works for, as `business.yml` in its folder says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from contracts.region import CURRENCY, LOCALE, Region

FILE = "business.yml"
SETTING = "BUSINESS"
OWN_PYTHON = "topics.py"
"""What a folder may hold instead of naming an installed package."""

Named = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[^{}\n]*\S[^{}\n]*$")]
"""A name as it is said to customers. Braces would be read as a placeholder."""
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$")]


class BusinessError(Exception):
    """A business's folder cannot be used; the message names the file and what to mend."""


class OrderNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a company's order numbers look.

    `pattern` is a regular expression for one as customers write it, big or small; the part in
    brackets, where it has one, is what the CRM calls the order. `example` is one of them, with its
    letters as the CRM has them.
    """

    pattern: Annotated[str, Meta(min_length=1)] = r"\d{5}"
    example: Annotated[str, Meta(min_length=1)] = "10432"

    def __post_init__(self) -> None:
        """Raises `ValueError` for a pattern that finds no order, or everything."""
        try:
            one = re.compile(self.pattern, re.IGNORECASE)
        except re.error as exc:
            raise ValueError(f"{self.pattern} is no regular expression: {exc}") from exc
        if one.groups > 1:
            raise ValueError(f"{self.pattern} has several groups; write (?:…) for all but one")
        if one.fullmatch(""):
            raise ValueError(f"{self.pattern} fits nothing at all, so it would be everywhere")
        if not one.fullmatch(self.example):
            raise ValueError(f"the example {self.example} does not fit {self.pattern}")


class Remedy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a business makes something good: `topics` lead there, the first one is opened for it.

    `acts` are those of the policy that carry it out.
    """

    topics: Annotated[tuple[str, ...], Meta(min_length=1)]
    acts: tuple[str, ...] = ()


class BusinessProfile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a company is called, and how it writes and counts.

    `locale` is in CLDR's form, `currency` as in ISO 4217, `time_zone` as in the IANA database.
    `country` (ISO 3166) is where telephone numbers are from that say no country themselves; without
    it, that of the locale. `python` is a module that has what the business looks up or does as
    `PARTS`. `topics` are those of the engine that an intent opens, by their names. `beside` are
    intents that are no problem of their own; those of one group of `one_problem` are, said in a
    row, one problem told from several sides. `remedies` are what customers may want done about a
    problem, by the engine's names for them: `refund`, `replacement`, `repair`, `cancel`, `return`.
    `pages` names, by a piece of the address of a page of theirs, the intents that whoever looks at
    it has likely in mind.
    """

    company: Named
    bot: Named
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)] = ("en",)
    locale: Annotated[str, Meta(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")] = LOCALE
    currency: Annotated[str, Meta(pattern=r"^[A-Z]{3}$")] = CURRENCY
    time_zone: str = "UTC"
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$")] | None = None
    python: Annotated[str, Meta(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")] | None = None
    topics: Mapping[str, str] = {}
    beside: tuple[str, ...] = ()
    one_problem: tuple[tuple[str, ...], ...] = ()
    remedies: Mapping[str, Remedy] = {}
    pages: Mapping[str, tuple[str, ...]] = {}
    order_number: OrderNumbers = OrderNumbers()

    @property
    def region(self) -> Region:
        """How it writes and counts."""
        return Region(locale=self.locale, currency=self.currency, time_zone=self.time_zone)

    @property
    def home(self) -> str:
        """Its country, as in ISO 3166."""
        return self.country or self.locale.rpartition("_")[2]

    def __post_init__(self) -> None:
        """Raises `ValueError` for a time zone or a locale that there is not."""
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, OSError, ValueError) as exc:
            raise ValueError(
                f"there is no time zone {self.time_zone!r}; write one such as Europe/Berlin"
            ) from exc
        if self.locale.partition("_")[0] not in self.languages:
            raise ValueError(f"locale {self.locale} is of none of the languages")


def business_folder(env: Mapping[str, str]) -> Path:
    """Where the business lives: BUSINESS, else the checkout, in which every process runs."""
    return Path(env.get(SETTING, "").strip() or ".")


def home_country(env: Mapping[str, str]) -> str | None:
    """The country of the business that BUSINESS names; None where its folder does not tell."""
    try:
        return read_profile(business_folder(env)).home
    except BusinessError:
        return None


def home_today(env: Mapping[str, str]) -> date:
    """The day that it is where the business is; in UTC where its folder does not tell."""
    try:
        return read_profile(business_folder(env)).region.today()
    except BusinessError:
        return Region().today()


def read_profile(folder: Path) -> BusinessProfile:
    """Read and check `business.yml`. Raises `BusinessError` with what to do."""
    file = folder / FILE
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=BusinessProfile)
    except FileNotFoundError as exc:
        raise BusinessError(
            f"there is no {file}: point {SETTING} at a business's folder, or make one with "
            "`scripts/business new`."
        ) from exc
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        raise BusinessError(f"{file}: {' '.join(str(exc).split())}.") from exc
