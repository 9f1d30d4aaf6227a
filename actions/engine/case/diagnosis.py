"""What a case has found and proposes: the diagnosis, the plan, and what was done."""

from __future__ import annotations

from datetime import date

import msgspec

from actions.crm.records.order import Delivery
from contracts.region import region
from contracts.turn import ReasonCode, Wanted

Act = str
"""What the bot can do, by the name that the business's policy has for it."""


class Street(msgspec.Struct, frozen=True, kw_only=True):
    """Where an order shall go instead. `country` is an ISO code, empty where none was said."""

    street: str
    postcode: str
    city: str
    country: str = ""


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A wish in figures: how many pieces of a SKU, or which delivery, from now on.

    `difference` to the total in cents; `words` go on after "I'd", such as `add a cable`.
    """

    pieces: dict[str, int] = {}
    delivery: Delivery | None = None
    difference: int = 0
    same: bool = False
    """Whether it is like that already."""
    nothing_left: bool = False
    words: str = ""


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """What is the matter with an order, or with a PC whose order is not known (yet).

    `pieces` says how many of each SKU are concerned.
    `value` is what they cost, in cents; `until` the day by which something is promised.
    """

    cause: str
    explanation: str
    situation: str
    order_number: str = ""
    product: str = ""
    line_ids: tuple[str, ...] = ()
    pieces: dict[str, int] = {}
    value: int = 0
    currency: str = msgspec.field(default_factory=lambda: region().currency)
    shipment_id: str | None = None
    carrier: str | None = None
    days_late: int = 0
    until: date | None = None
    fault: str | None = None
    """What the company has to answer for, as a clause: `your graphics card is late`."""
    since: date | None = None
    """The day on which the goods were delivered."""
    found_on: date | None = None
    """The day of the diagnosis."""
    new_address: Street | None = None
    change: Change | None = None
    reference: str = ""
    """The payment, invoice or code that it is about."""
    billed_to: str = ""
    """Whom an invoice shall name, only until it is sent."""
    vat_id: str = ""
    """The VAT number that it shall have, just as long."""
    instead: str | None = None
    """The SKU of what the customer wants in exchange."""
    facts: dict[str, str] = {}
    """What else an agent wants to see at a glance, by name."""
    wants: tuple[Wanted, ...] = ()
    """What is wanted, where that is kept by the topic itself."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What the bot proposes. `reason` is set where a colleague has to do it.

    `optional`: an offer on top; declining it is no disagreement. `value` is what the right to do it
    is measured by, in cents, where that is not the value of the goods.
    """

    act: Act
    proposal: str = ""
    intent: str = ""
    check_first: bool = False
    optional: bool = False
    reason: ReasonCode | None = None
    urgent: bool = False
    value: int | None = None
    brief: str = ""
    """What it is in a few words for the customer, where the intent leaves out what was agreed."""
    ground: str = ""
    """Why the customer wants it, in a word of the policy; empty where that was not asked."""
    then: tuple[str, ...] = ()
    """Where nothing is to be agreed on: topics that may come next, each with a button."""
    refused: bool = False
    """Whether it stands for something wanted that may not be done."""
    against: str = ""
    """What stands against what was wanted, as `Refusal.reason` has it; empty where nothing does."""


class Reversal(msgspec.Struct, frozen=True, kw_only=True):
    """How something done is taken back: an act, the diagnosis that it takes, and the question."""

    act: Act
    diagnosis: Diagnosis
    proposal: str


class ActionResult(msgspec.Struct, frozen=True, kw_only=True):
    """Something done in the CRM: what, with which result, and what the customer hears of it.

    `by` is the day by which the customer has what comes of it, or has to do their part, where one
    was told; `reverse` is None for what nobody can take back by itself.
    """

    what: str
    result: str
    words: str
    by: date | None = None
    reference: str = ""
    reverse: Reversal | None = None


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the bot did last, as it may be asked about afterwards; see `ActionResult`."""

    act: Act
    by: date | None = None
    reference: str = ""
    reverse: Reversal | None = None
