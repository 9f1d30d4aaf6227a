"""Which systems stand behind the CRM port: one by its address, or those that a `crm.yml` names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from actions.crm.composite import compose
from actions.crm.crm_file import read_crm_file
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.embedded import EmbeddedCrm
from actions.crm.errors import CrmMisconfigured
from actions.crm.once_only.facet import once_only
from actions.crm.port import Books, Crm, System, served_by
from actions.crm.schemes import open_address
from actions.crm.sql_database import DEADLINE_SECONDS, SqlDatabase
from actions.crm.terms import TERMS
from contracts.business import business_folder, home_country

FILE = "crm.yml"
NO_ENV: Mapping[str, str] = {}


def open_crm(
    url: str,
    *,
    seconds: float = DEADLINE_SECONDS,
    records_url: str | None = None,
    env: Mapping[str, str] = NO_ENV,
) -> Crm:
    """The CRM of a business; connects with its first use, and has `seconds` for each call.

    Where the folder that BUSINESS names in `env` has a `crm.yml`, that file counts, with settings
    out of `env`; else the URL names one system for everything, as `open_address` says. The desk's
    own records are kept at `records_url`, by default in the embedded CRM; there is the ledger of
    what other systems write, each once only. Raises `CrmMisconfigured`.
    """
    books = partial(_open_books, records_url, seconds)
    file = business_folder(env) / FILE
    if env and file.exists():
        return once_only(compose(read_crm_file(file), file, env, seconds, books))
    shop = open_address(url, seconds, country=home_country(env))
    return served_by(shop, books((shop,)))


async def is_demo(crm: Crm) -> bool:
    """Whether this is the seeded demo, where anyone may act as anyone."""
    return any([await system.seeded() for system in _embedded(crm.systems)])


def terms_of(crm: Crm) -> Mapping[str, int | frozenset[str]]:
    """What this CRM keeps by itself, by the policy's names; nothing where it does not tell."""
    return TERMS if isinstance(crm.orders, EmbeddedCrm) else {}


def _open_books(url: str | None, seconds: float, systems: Iterable[System]) -> Books:
    if url is not None:
        return SqlRecords(SqlDatabase(url, deadline=seconds, setting="RECORDS_URL"))
    embedded = _embedded(systems)
    if not embedded:
        raise CrmMisconfigured(
            "RECORDS_URL is not set: write sqlite:///path or postgresql://…, where the desk keeps "
            "its own records."
        )
    return embedded[0].own_records()


def _embedded(systems: Iterable[System]) -> list[EmbeddedCrm]:
    return [system for system in systems if isinstance(system, EmbeddedCrm)]
