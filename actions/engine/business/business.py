"""Registry of what a company is: its topics, what they are called, and what only it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from actions.crm.complaint import ComplaintKind, RootCause
from actions.engine.business.hint import FindHint
from actions.engine.business.open_question import OpenQuestion
from actions.engine.business.part_claim import PartClaim
from actions.engine.business.topic import Topic
from actions.engine.case import order_form
from actions.engine.case.case import Case
from actions.engine.case.turn import Turn
from actions.engine.facts.fact_sheet import NO_FACTS, FactSheet
from actions.engine.listening.listened import Known
from actions.engine.words.cues import CueTables
from actions.engine.words.text_files import Matter
from actions.engine.words.texts import Texts, speak
from contracts import region as regions
from contracts.business import OrderNumbers
from contracts.policy import Needs, Policy
from contracts.region import Region

GOODS = "order"
"""What a matter is about where nothing else was named."""


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """An intent that may be meant, with the id of the title that its button has."""

    intent: str
    title: str


Amend = Callable[[Case, Turn], Case | None]
"""The case with what was done to be changed or taken back; None where nothing of it is wanted."""


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What a business brings in Python.

    `topics` open a case, by the intent that names them; `questions` are what a case may wait for
    beyond the engine's own. `part_claim` is what becomes of a part that a symptom shows to be
    broken; without it a technician is offered. `root_causes` say, by diagnosed cause, what is filed
    where the company is at fault. `order_named` are suggested when an order is named and nothing
    else; `nothing_open` are the intents suggested when somebody cancels where nothing is open.
    `needs` is what the topics look up in the policy; `writes` names, by act, the methods of the CRM
    that it takes. `amends` reads, by topic, what shall become of what a case has done. `hint` says
    which thing of theirs somebody means whose words are not clear.
    """

    topics: Mapping[str, Topic] = {}
    questions: Mapping[str, OpenQuestion] = {}
    part_claim: PartClaim | None = None
    root_causes: Mapping[str, tuple[ComplaintKind, RootCause]] = {}
    order_named: tuple[Suggestion, ...] = ()
    nothing_open: tuple[str, ...] = ()
    needs: Needs = Needs()
    writes: Mapping[str, tuple[str, ...]] = {}
    amends: Mapping[str, Amend] = {}
    hint: FindHint | None = None


class Business(Parts, frozen=True, kw_only=True):
    """A company, as the engine needs it: its Python, and its files.

    `matters` are all intents that are no small talk, steering, or answer; `listened_for` says the
    same for whoever hears a message, with what belongs together. `cues` are what is heard whatever
    a message is about: danger, anger, and what is noticed.
    """

    texts: Texts
    policy: Policy
    matters: Mapping[str, Matter] = {}
    cues: CueTables = CueTables()
    order_numbers: OrderNumbers = OrderNumbers()
    facts: FactSheet = NO_FACTS
    listened_for: Known = Known()
    region: Region = Region()

    def named(self, intent: str, thing: str = "") -> str | None:
        """The matter by name; None where the intent is no matter of its own."""
        matter = self.matters.get(intent)
        return matter.name.format(thing=thing or GOODS) if matter else None

    def strain(self, intent: str, thing: str = "") -> str | None:
        """What is hard about the matter, for words of sympathy."""
        matter = self.matters.get(intent)
        return matter.strain.format(thing=thing or GOODS) if matter else None


class _Held:
    """Holds the one business of this process, because actions are made without arguments."""

    business: Business | None = None


def business() -> Business:
    """The company that this process serves. Raises `RuntimeError` before `use`."""
    if _Held.business is None:
        raise RuntimeError("no business is in use; open one before the first message")
    return _Held.business


def use(one: Business) -> None:
    """Serve that company from now on."""
    _Held.business = one
    speak(one.texts)
    order_form.use(one.order_numbers)
    regions.use(one.region)
