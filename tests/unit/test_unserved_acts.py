"""What no connected system does is never offered and then failed: a colleague does it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from actions.crm.abilities import Abilities
from actions.crm.absent import methods_of
from actions.crm.demo import demo_dataset
from actions.crm.errors import CrmUnable, CrmUnavailable
from actions.crm.memory import MemoryCrm
from actions.crm.port import FACETS
from actions.engine.case import crm_access
from actions.shop.needs import NEEDS
from actions.shop.writes import WRITES
from tests.unit.actions_stage import ANNA, BEN, Stage
from tests.whole_crm import whole

LACKING = "the shop's system has no such call"


class Poor(MemoryCrm):
    """The demo shop behind a system that cannot do what `lacking` names, and knows it or not."""

    lacking: frozenset[str] = frozenset()
    known = True
    away: frozenset[str] = frozenset()

    def abilities(self) -> Abilities:
        return Abilities(unable=dict.fromkeys(self.lacking, LACKING) if self.known else {})

    def __getattribute__(self, name: str) -> Any:
        own = object.__getattribute__
        if name in own(self, "lacking"):
            return _unable
        return _unavailable if name in own(self, "away") else own(self, name)


async def _unable(*_args: object, **_fields: object) -> None:
    raise CrmUnable


async def _unavailable(*_args: object, **_fields: object) -> None:
    raise CrmUnavailable


@pytest.fixture
def crm() -> Iterator[Poor]:
    """The demo customers, for actions."""
    shop = Poor(demo_dataset(datetime.now(UTC).date()), demo=True)
    crm_access.use(whole(shop))
    yield shop
    crm_access.use(None)


async def lost(stage: Stage) -> None:
    """Ben's parcel is lost, and the bot proposes what to do."""
    await stage.open("my order 30021 has not arrived", entities={"order_number": "30021"})


async def test_what_nobody_does_is_not_offered(crm: Poor) -> None:
    """A colleague's hands are proposed instead of what the bot would do itself."""
    stage = Stage(BEN)
    await lost(stage)
    offered = stage.case.plan
    crm.lacking = frozenset(WRITES[offered.act])  # type: ignore[union-attr]
    stage = Stage(BEN)
    await lost(stage)
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.plan.act == "by_hand"  # type: ignore[union-attr]
    assert "by hand" in stage.words
    assert offered.proposal not in stage.words  # type: ignore[union-attr]


async def test_on_yes_it_is_filed_and_handed_over(crm: Poor) -> None:
    """A ticket says what to do, its reference is said, and the packet holds what was agreed on."""
    crm.lacking = frozenset({"create_replacement", "refund", "open_trace"})
    stage = Stage(BEN)
    await lost(stage)
    await stage.say("yes please", "affirm")
    ticket = (await crm.tickets("c-0002"))[0]
    assert ticket.subject.startswith("To do by hand: ")
    assert (ticket.kind, ticket.order_number) == ("by_hand", "30021")
    assert ticket.reference in stage.words
    assert stage.handoff is not None
    assert LACKING in stage.handoff["proposal"]
    assert stage.handoff["reason"] == "policy"
    assert any(ticket.reference in one["result"] for one in stage.handoff["summary"]["tried"])


@pytest.mark.parametrize("how", ["lacking", "away"])
async def test_without_a_ticket_there_is_still_a_person(crm: Poor, how: str) -> None:
    """Where tickets are not taken either, or not now, the packet alone carries the wish."""
    crm.lacking = frozenset({"create_replacement", "refund", "open_trace"})
    setattr(crm, how, getattr(crm, how) | {"open_ticket"})
    stage = Stage(BEN)
    await lost(stage)
    await stage.say("yes please", "affirm")
    assert "reference" not in stage.words
    assert stage.handoff is not None
    assert LACKING in stage.handoff["proposal"]


async def test_what_turns_out_to_be_missing_is_not_a_failure(crm: Poor) -> None:
    """A system that did not say so beforehand ends in a colleague's hands, without an apology."""
    stage = Stage(BEN)
    await lost(stage)
    crm.lacking, crm.known = frozenset(WRITES[stage.case.plan.act]), False  # type: ignore[union-attr]
    await stage.say("yes please", "affirm")
    assert "utter_apologise" not in stage.words
    assert stage.handoff is not None
    assert stage.handoff["reason"] == "policy"
    assert (await crm.tickets("c-0002"))[0].kind == "by_hand"


async def test_what_is_lost_between_proposal_and_yes_is_noticed(crm: Poor) -> None:
    """Asked again before it is done: what can no longer be done goes to a colleague."""
    stage = Stage(BEN)
    await lost(stage)
    crm.lacking = frozenset(WRITES[stage.case.plan.act])  # type: ignore[union-attr]
    await stage.say("yes please", "affirm")
    assert stage.handoff is not None
    assert LACKING in stage.handoff["proposal"]


async def test_no_to_a_colleague_is_no(crm: Poor) -> None:
    """Nothing is filed without a yes."""
    crm.lacking = frozenset(name for names in WRITES.values() for name in names) - {"open_ticket"}
    stage = Stage(ANNA)
    await stage.open("my graphics card has not arrived", entities={"product": "graphics card"})
    before = await crm.tickets("c-0001")
    await stage.say("no", "deny")
    assert await crm.tickets("c-0001") == before


def test_the_shop_names_the_writes_of_all_its_acts() -> None:
    """An act without its writes would be offered whatever the systems can do."""
    assert frozenset(WRITES) == NEEDS.acts
    named = {write for facet in FACETS for write in methods_of(facet)}
    assert {write for names in WRITES.values() for write in names} <= named


def test_a_write_that_no_facet_has_is_named(crm: Poor) -> None:
    """A typing error in a business ends in a sentence, not in an offer."""
    with pytest.raises(LookupError, match="no facet of the CRM has cancel_oder"):
        crm_access.crm().why_not("cancel_oder")
