"""A business's `crm.yml` says which system serves which facet, and errors say what to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actions.crm.abilities import Abilities
from actions.crm.absent import Absent, methods_of
from actions.crm.composite import Opening
from actions.crm.crm_file import read_crm_file
from actions.crm.desk_records.sql import SqlRecords
from actions.crm.errors import CrmMisconfigured, CrmUnable
from actions.crm.memory import MemoryCrm
from actions.crm.port import FACETS, Crm
from actions.crm.registry import is_demo, open_crm
from actions.crm.sql import SqlCrm

HERE = "tests.unit.test_crm_file"
TWO_SYSTEMS = f"""
systems:
  shop: {{address: SHOP_URL}}
  helpdesk:
    adapter: {HERE}:Helpdesk
    settings: {{token: HELPDESK_TOKEN}}
    files: {{mapping: helpdesk.txt}}
facets:
  people: shop
  orders: shop
  catalogue: shop
  history: helpdesk
"""
ENV = {"SHOP_URL": "memory:", "HELPDESK_TOKEN": "secret"}


class Helpdesk:
    """A system of a company's own that keeps tickets alone, and files none itself."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.closed = False

    def abilities(self) -> Abilities:
        return Abilities(unable={"open_ticket": "tickets are opened by mail alone"})

    async def ping(self) -> None: ...

    async def close(self) -> None:
        self.closed = True

    async def tickets(self, customer_id: str, *, limit: int = 10) -> tuple[Any, ...]:
        return (f"ticket of {customer_id}",)

    async def notes(self, customer_id: str, *, limit: int = 10) -> tuple[Any, ...]:
        return ()

    async def open_ticket(self, customer_id: str, **_fields: Any) -> Any:
        raise CrmUnable

    async def add_note(self, customer_id: str, **_fields: Any) -> Any: ...


class Half:
    """An adapter whose author forgot most of it."""

    def __init__(self, _opening: Opening) -> None: ...

    async def ping(self) -> None: ...


def opened(folder: Path, content: str, **env: str) -> Crm:
    """The CRM of a business whose folder has that file."""
    (folder / "crm.yml").write_text(content)
    (folder / "helpdesk.txt").write_text("what maps to what")
    return open_crm("sqlite:///unused.db", env={**ENV, "BUSINESS": str(folder), **env})


async def test_each_facet_is_served_by_its_system(tmp_path: Path) -> None:
    """Customers come from the shop, tickets from the helpdesk, which got its settings and files."""
    crm = opened(tmp_path, TWO_SYSTEMS)
    assert isinstance(crm.people, MemoryCrm)
    assert crm.people is crm.orders
    assert await crm.history.tickets("c-0001") == ("ticket of c-0001",)
    helpdesk: Any = crm.history
    opening = helpdesk.opening
    assert dict(opening.settings) == {"token": "secret"}
    assert opening.files["mapping"].read_text() == "what maps to what"
    await crm.ping()
    await crm.close()
    assert helpdesk.closed


async def test_what_nobody_does_has_a_reason(tmp_path: Path) -> None:
    """A system's own denial and a facet that no system serves are told apart; the rest is done."""
    crm = opened(tmp_path, TWO_SYSTEMS)
    assert crm.why_not("open_ticket") == "tickets are opened by mail alone"
    assert crm.why_not("add_note") is None
    assert crm.why_not("refund") == "no system of this desk serves remedies"
    assert crm.why_not("cancel_order") is None
    assert await crm.remedies.vouchers("c-0001") == ()
    with pytest.raises(CrmUnable, match="serves remedies"):
        await crm.remedies.refund("1", ["1"], reason="", idempotency_key="k")


@pytest.mark.parametrize("facet", FACETS)
async def test_an_absent_facet_answers_everything(facet: str) -> None:
    """Each read finds nothing, each write is denied and refused; what it never had it lacks."""
    absent = Absent(facet)
    denied = absent.abilities().unable
    for name, method in methods_of(facet).items():
        if name == "abilities":
            continue
        if "idempotency_key" in method.parameters:
            assert denied[name]
            with pytest.raises(CrmUnable):
                await getattr(absent, name)()
        else:
            assert await getattr(absent, name)() in (None, ())
    assert not hasattr(absent, "no_such_method")


async def test_without_the_file_the_address_serves_all(tmp_path: Path) -> None:
    """CRM_URL alone is one system for every facet."""
    crm = open_crm("memory:", env={"BUSINESS": str(tmp_path)})
    assert await is_demo(crm)
    assert all(getattr(crm, facet) is crm.people for facet in FACETS)


async def test_the_desks_own_records_may_live_elsewhere(tmp_path: Path) -> None:
    """RECORDS_URL names a database of their own, beside any CRM."""
    crm = open_crm("memory:", records_url=f"sqlite:///{tmp_path}/records.db")
    assert isinstance(crm.records, SqlRecords)
    assert await crm.records.incidents() == ()
    await crm.close()
    with pytest.raises(CrmMisconfigured, match="RECORDS_URL is no URL"):
        open_crm("memory:", records_url="records")


def test_records_need_a_place(tmp_path: Path) -> None:
    """Where no system keeps the desk's own records, the error says which setting to write."""
    alone = f"systems: {{h: {{adapter: '{HERE}:Helpdesk'}}}}\nfacets: {{history: h}}"
    with pytest.raises(CrmMisconfigured, match=r"RECORDS_URL is not set: write sqlite:///path"):
        opened(tmp_path, alone)


SHOP = "systems: {shop: {address: SHOP_URL}}\n"
WRONG = {
    "no yaml": ("systems: [", "crm.yml"),
    "no facets": (SHOP, "missing required field `facets`"),
    "a typing error": (f"{SHOP}facets: {{}}\nsistems: {{}}", "unknown field `sistems`"),
    "an unknown facet": (
        f"{SHOP}facets: {{people: shop, persons: shop}}",
        "facets.persons is no facet; write one of people, orders, catalogue",
    ),
    "an unknown system": (f"{SHOP}facets: {{people: shpo}}", "names shpo, which is not among"),
    "neither": ("systems: {s: {}}\nfacets: {people: s}", "needs either address or adapter"),
    "both": (
        f"systems: {{s: {{address: A, adapter: '{HERE}:Half'}}}}\nfacets: {{people: s}}",
        "needs either address or adapter",
    ),
    "an address with settings": (
        "systems: {s: {address: SHOP_URL, settings: {a: B}}}\nfacets: {people: s}",
        "settings and files say nothing to it",
    ),
    "no use": (f"{SHOP}facets: {{}}", "systems.shop serves no facet; leave it out"),
    "a secret in the file": (
        "systems: {s: {address: 'postgresql://me:word@db/crm'}}\nfacets: {people: s}",
        "systems",
    ),
    "a setting that is not set": (
        "systems: {s: {address: NOWHERE_URL}}\nfacets: {people: s}",
        "systems.s: NOWHERE_URL is not set",
    ),
    "an address of no kind": (
        "systems: {s: {address: ODD_URL}}\nfacets: {people: s}",
        "systems.s: ODD_URL begins with none of the known schemes",
    ),
    "a file that is not there": (
        f"systems: {{s: {{adapter: '{HERE}:Half', files: {{m: no.yml}}}}}}\nfacets: {{people: s}}",
        "there is no file no.yml beside crm.yml",
    ),
    "no such module": (
        "systems: {s: {adapter: 'no_such_module:X'}}\nfacets: {people: s}",
        "there is no adapter no_such_module:X: No module named",
    ),
    "no such name": (
        f"systems: {{s: {{adapter: '{HERE}:Nobody'}}}}\nfacets: {{people: s}}",
        f"there is no adapter {HERE}:Nobody",
    ),
    "half an adapter": (
        f"systems: {{s: {{adapter: '{HERE}:Half'}}}}\nfacets: {{people: s}}",
        f"{HERE}:Half has no abilities, change_address, close, customer",
    ),
}


@pytest.mark.parametrize(("content", "why"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, why: str) -> None:
    """Each mistake ends in a sentence with the file's name and what to mend, and no secret."""
    with pytest.raises(CrmMisconfigured) as caught:
        opened(tmp_path, content, ODD_URL="odd://x")
    assert why in str(caught.value)
    assert "crm.yml" in str(caught.value)
    assert "word" not in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Nobody has to start the desk again for each."""
    file = tmp_path / "crm.yml"
    file.write_text("systems: {s: {}, t: {}}\nfacets: {people: s, foo: u}")
    with pytest.raises(CrmMisconfigured) as caught:
        read_crm_file(file)
    assert len(str(caught.value).splitlines()) == 5


async def test_several_systems_keep_the_records_in_the_embedded_one(tmp_path: Path) -> None:
    """Without RECORDS_URL the desk's own records are where the embedded CRM is."""
    crm = opened(tmp_path, TWO_SYSTEMS, SHOP_URL=f"sqlite:///{tmp_path}/crm.db")
    assert isinstance(crm.people, SqlCrm)
    assert await crm.records.incidents() == ()
    assert (tmp_path / "crm.db").exists()
    await crm.close()
