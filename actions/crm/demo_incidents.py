"""What goes wrong for many of the demo shop's customers at once."""

from __future__ import annotations

from actions.crm.dataset import Calendar
from actions.crm.incident import Incident

INCIDENT_CARRIER = "IN-DEM0LATE"
INCIDENT_PAYMENT = "IN-DEM0PAY1"
INCIDENT_BATCH = "IN-DEM0BTCH"
INCIDENT_OVER = "IN-DEM00VER"

_EDITOR = "Mira Holm"


def demo_incidents(calendar: Calendar) -> tuple[Incident, ...]:
    """A carrier late in one region, a way to pay that fails, a faulty product; one is over.

    None concerns a demo customer but c-0015, whose parcel waits with the others in the north.
    """
    return (
        Incident(
            id=INCIDENT_CARRIER,
            title="Swiftline late in the north",
            told="Swiftline is about three days behind in the north of Germany since a fire in "
            "their Hamburg depot; nothing was lost in it, and they catch up day by day.",
            cause="carrier_delay",
            starts_at=calendar.at(4, 5),
            carrier="Swiftline",
            country="DE",
            postcodes=("20", "21", "22", "23", "24", "25"),
            edited_by=_EDITOR,
            edited_at=calendar.at(1, 16, 40),
        ),
        Incident(
            id=INCIDENT_PAYMENT,
            title="PayPal fails on the payment page",
            told="PayPal has not been working on our payment page since last night, and every "
            "other way to pay does; nothing was charged for a payment that failed.",
            cause="payment_failure",
            starts_at=calendar.at(1, 21),
            payment="PayPal",
            edited_by=_EDITOR,
            edited_at=calendar.at(1, 21, 20),
        ),
        Incident(
            id=INCIDENT_BATCH,
            title="Nordfell 650 W: batch that does not switch on",
            told="Some Nordfell 650 W Gold power supplies of this spring do not switch on, and we "
            "exchange every one of them.",
            cause="faulty_product",
            starts_at=calendar.at(20, 9),
            product="Nordfell 650 W Gold",
            edited_by=_EDITOR,
            edited_at=calendar.at(12, 10, 5),
        ),
        Incident(
            id=INCIDENT_OVER,
            title="Website slow after the update",
            told="Our website is slow today, and we are on it.",
            cause="website_failure",
            starts_at=calendar.at(9, 8),
            ends_at=calendar.at(8, 17),
            topics=("website_problem",),
            edited_by=_EDITOR,
            edited_at=calendar.at(8, 17),
        ),
    )
