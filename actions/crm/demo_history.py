"""What happened to the demo customers before: cases, notes, ratings, vouchers; and promotions."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from actions.crm.dataset import Calendar
from actions.crm.records.goods import Promotion, Voucher
from actions.crm.records.history import Note, Rating, Ticket
from contracts.region import CURRENCY

ORDER_REFUND_PENDING = "30112"
TICKET_REFUND = "TK-DEM0RFND"
VOUCHER_SORRY = "VC-DEM0SRRY"
VOUCHER_ENDED = "VC-DEM0ENDD"
VOUCHER_USED = "VC-DEM0VSED"


def tickets(calendar: Calendar) -> tuple[Ticket, ...]:
    """Cases that ended badly, and one that is open."""
    return (
        Ticket(
            reference=TICKET_REFUND,
            customer_id="c-0011",
            subject="Refund for the returned keyboard",
            body="The keyboard went back; the money has not come yet.",
            kind="refund",
            status="pending",
            opened_at=calendar.at(9, 9, 15),
            updated_at=calendar.at(7, 16, 40),
            order_number=ORDER_REFUND_PENDING,
        ),
        Ticket(
            reference="TK-DEM0BAD1",
            customer_id="c-0012",
            subject="Wrong cooler sent",
            body="Third message about this. Nobody answers.",
            kind="complaint",
            status="solved",
            opened_at=calendar.at(210, 8, 30),
            updated_at=calendar.at(190, 12, 0),
        ),
        Ticket(
            reference="TK-DEM0BAD2",
            customer_id="c-0012",
            subject="Memory kit not stable",
            body="Sent from one person to the next for two weeks.",
            kind="technical",
            status="solved",
            opened_at=calendar.at(95, 19, 10),
            updated_at=calendar.at(80, 10, 20),
        ),
    )


def notes(calendar: Calendar) -> tuple[Note, ...]:
    """What agents wrote down."""
    return (
        Note(
            id="NT-DEM0N0T1",
            customer_id="c-0012",
            text="Was passed on three times. Next time one person keeps the case to its end.",
            author="Mira Holm",
            at=calendar.at(80, 10, 25),
        ),
        Note(
            id="NT-DEM0N0T2",
            customer_id="c-0008",
            text="Buys for a studio of twelve people; deadlines matter more than money back.",
            author="Mira Holm",
            at=calendar.at(150, 14, 0),
        ),
    )


def ratings(calendar: Calendar) -> tuple[Rating, ...]:
    """How bad it was."""
    return (
        Rating(
            id="RT-DEM0BAD2",
            customer_id="c-0012",
            conversation_id="demo-c-0012-1",
            about="agent",
            score=1,
            comment="Had to explain it all over again, three times.",
            at=calendar.at(80, 10, 30),
        ),
    )


def vouchers(calendar: Calendar) -> tuple[Voucher, ...]:
    """One to be used, one that has just ended, one that was used."""
    return (
        Voucher(
            code=VOUCHER_SORRY,
            customer_id="c-0012",
            amount=2000,
            currency=CURRENCY,
            reason="Sorry for the long wait",
            issued_at=calendar.at(80, 10, 40),
            expires_on=calendar.day(80 - 365),
        ),
        Voucher(
            code=VOUCHER_ENDED,
            customer_id="c-0014",
            amount=1500,
            currency=CURRENCY,
            reason="Sorry for the delay",
            issued_at=calendar.at(368, 9, 30),
            expires_on=calendar.day(3),
        ),
        Voucher(
            code=VOUCHER_USED,
            customer_id="c-0014",
            amount=1000,
            currency=CURRENCY,
            reason="Sorry for the delay",
            issued_at=calendar.at(150, 9, 30),
            expires_on=calendar.day(150 - 365),
            redeemed=True,
        ),
    )


def promotions(calendar: Calendar) -> tuple[Promotion, ...]:
    """What the shop advertises: in force, just over, long over, and not begun yet."""
    no_parts = ("graphics card", "processor")
    build = _promotion("BUILD20", 20_00, calendar.day(30), calendar.day(-30))
    welcome = _promotion("WELCOME10", 10_00, calendar.day(200), calendar.day(-165))
    autumn = _promotion("AUTUMN15", 15_00, calendar.day(60), calendar.day(4))
    return (
        replace(build, minimum=250_00),
        replace(welcome, minimum=50_00, excluded=no_parts),
        replace(autumn, minimum=100_00),
        _promotion("SUMMER10", 10_00, calendar.day(160), calendar.day(70)),
        _promotion("NEXTWEEK5", 5_00, calendar.day(-7), calendar.day(-21)),
    )


def _promotion(code: str, amount: int, starts_on: date, ends_on: date) -> Promotion:
    return Promotion(
        code=code,
        amount=amount,
        currency=CURRENCY,
        minimum=0,
        starts_on=starts_on,
        ends_on=ends_on,
    )
