"""A payment that does not go through: of an order that waits for it, or at checkout."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from actions.crm.records.order import Order
from actions.engine.business.policy import policy
from actions.engine.business.topic import conclude
from actions.engine.case import identity
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.inference import Answer, Question, Table, likeliest, next_question
from actions.engine.words.wording import day, listed, money
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen, chosen, recent
from actions.shop.money.reading import one_of
from actions.shop.orders import remedies
from contracts.policy import EVERYONE

CHECKOUT = Detail(
    name="checkout",
    text="What happens when you try to pay?",
    again="Does it say that the card is declined, does your bank ask for something, does the page "
    "stand still, or is the money gone without an order?",
    choices={
        "declined": "It is declined",
        "confirmation": "My bank's confirmation fails",
        "stuck": "The page stands still",
        "taken": "Money gone, no order",
    },
    heard=one_of(
        {
            "taken": r"(money|amount|payment) (is|was|has been|went|got|been) (\w+ )?(gone|taken|"
            r"debited|deducted|through|charged)|(charged|debited|paid).{0,30}\b(no|without|not|n'?t)"
            r".{0,20}\b(order|confirm\w+)",
            "confirmation": r"3-?d ?-?secure|\b(sms|tan|code|push|app)\b.{0,30}(never|not|n't|fail)"
            r"|confirm\w* (never|does ?n|fail|in (my|the) (bank\w*|app))|verif\w+ (fail|never)",
            "declined": r"declin|reject|refus|not (been )?accept|n'?t accept|den(ied|y)"
            r"|insufficient|not go through|n'?t go through|fail",
            "stuck": r"(page|button|checkout|site|wheel|screen|it) (\w+ )?(hang|hung|freez|frozen"
            r"|stuck|spin|load|blank|white|does nothing|stands still)",
        }
    ),
)

_ANSWERS = (
    Answer(name="declined", usual=0.2, given={"bank_declines": 8}),
    Answer(name="confirmation", usual=0.1, given={"not_confirmed": 8}),
    Answer(name="stuck", usual=0.2, given={"page": 8}),
    Answer(name="taken", usual=0.05, given={"taken_without_order": 8}),
)
TABLE = Table(
    causes={"bank_declines": 4, "not_confirmed": 3, "page": 2, "taken_without_order": 1},
    questions=(Question(name=CHECKOUT.name, answers=_ANSWERS),),
)


class PaymentTopic(MoneyTopic, frozen=True, kw_only=True):
    """Who cannot pay may have no order yet, so that there is nothing to prove oneself by."""

    async def look(self, case: Case, desk: Desk) -> Case:
        """Without an account or an order only what goes for everyone is told."""
        if identity.whole_account(desk.turn.customer) is None and case.order_number is None:
            return at_checkout(case, Seen(today=desk.today, seed=desk.turn.turn_id, whole=False))
        return await super().look(case, desk)


def examine(case: Case, known: Seen) -> Case:
    """The order that waits for its payment; without one, what happens at checkout."""
    waits = [order for order in recent(known) if order.status == "placed"]
    if case.order_number is None and not waits:
        return at_checkout(case, known)
    order = chosen(case, known, lambda one: one.status == "placed")
    if not isinstance(order, Order):
        return order
    diagnosis = diagnose(order, known.today)
    return conclude(
        replace(
            case,
            order_number=order.number,
            candidates=(),
            diagnosis=diagnosis,
            plan=plan(diagnosis),
        )
    )


def at_checkout(case: Case, known: Seen) -> Case:
    """What hinders a payment that belongs to no order, as far as one can tell from here."""
    found = case.findings
    question = next_question(TABLE, found.known, skipped=found.skipped, asked=found.asked)
    if question is not None and CHECKOUT.name not in found.known:
        return asking(case, CHECKOUT)
    cause = likeliest(TABLE, found.known)
    diagnosis = Diagnosis(
        cause=cause,
        explanation=_ADVICE[cause].format(released=policy().promise("reservation_released").said),
        situation=f"The customer cannot pay at checkout: {_CAUSES[cause]}.",
        found_on=known.today,
    )
    return conclude(replace(case, diagnosis=diagnosis, plan=_at_checkout_plan(cause)))


def diagnose(order: Order, today: date) -> Diagnosis:
    """What became of an order's payment, in words for the customer."""
    cause = cause_of(order, today)
    return Diagnosis(
        cause=cause,
        explanation=_explanation(order, cause),
        situation=f"Payment of order {order.number}: {_CAUSES[cause]}.",
        order_number=order.number,
        product=listed([line.name for line in order.lines]),
        value=order.total,
        currency=order.currency,
        until=order.reserved_until,
        found_on=today,
    )


def cause_of(order: Order, today: date) -> str:
    """Why it is not paid, or how it is."""
    if order.status == "cancelled":
        return "cancelled"
    if order.status == "placed":
        if order.reserved_until and order.reserved_until < today:
            return "lapsed"
        last = order.payments[-1] if order.payments else None
        return last.problem if last and last.problem else "transfer_awaited"
    return "held" if all(one.state == "authorised" for one in order.payments) else "paid"


def plan(diagnosis: Diagnosis) -> Plan:
    """A new way to pay as long as the goods are kept."""
    number, ways = diagnosis.order_number, policy().paid_by(EVERYONE).said
    until = f" The goods are kept for you until {day(diagnosis.until)}." if diagnosis.until else ""
    link = Plan(
        act="payment_link",
        intent=f"a new payment link for order {number}",
        proposal=(
            f"I'd mail you a fresh link, where you can pay by {ways}, with the same card or "
            f"another one.{until} Shall I?"
        ),
    )
    if diagnosis.cause in _TRY_AGAIN:
        return link
    if diagnosis.cause == "transfer_awaited":
        words = f"If you'd rather pay another way now, I can mail you a link.{until} Shall I?"
        return replace(link, optional=True, proposal=words)
    if diagnosis.cause == "lapsed":
        return remedies.ask_colleague(
            f"whether order {number} can still be paid",
            "You can order it anew in the shop, or a colleague sees whether this one can still be "
            "paid.",
            optional=True,
        )
    return remedies.nothing()


def _at_checkout_plan(cause: str) -> Plan:
    if cause == "taken_without_order":
        return replace(
            remedies.ask_colleague(
                "finding a payment that has no order",
                "A colleague who looks after payments can find it and either make the order or "
                "give the money back.",
            ),
            urgent=True,
        )
    return remedies.nothing(
        "If it still doesn't work after that, tell me, and I'll bring in a colleague."
    )


def _explanation(order: Order, cause: str) -> str:
    amount = money(order.total, order.currency)
    words = _WORDS[cause].format(
        amount=amount,
        method=order.payment,
        number=order.number,
        transfer=policy().promise("transfer_arrives").said,
    )
    return f"I've looked it up: {words}"


_TRY_AGAIN = frozenset({"declined", "limit", "expired_card", "not_confirmed"})
_WORDS: dict[str, str] = {
    "declined": "your bank declined the payment of {amount} for order {number} and gives us no "
    "reason; nothing was taken.",
    "limit": "your bank declined the {amount} for order {number} because they are above the limit "
    "of your card; nothing was taken.",
    "expired_card": "the card that you used for order {number} has expired, so the {amount} could "
    "not be taken.",
    "not_confirmed": "the payment of {amount} for order {number} was not confirmed with your bank "
    "in time, so nothing was taken.",
    "transfer_awaited": "order {number} waits for your {method} of {amount}, which has not reached "
    "us. A transfer takes {transfer}.",
    "lapsed": "order {number} was not paid in time, so its goods are no longer kept. Nothing was "
    "taken.",
    "held": "all is well with order {number}: your bank holds the {amount} for us, and they are "
    "taken when the parcel leaves.",
    "paid": "order {number} is paid, {amount} by {method}. There is nothing left for you to do.",
    "cancelled": "order {number} is cancelled, and nothing is to be paid for it.",
}
_CAUSES: dict[str, str] = {
    "declined": "declined by the bank without a reason",
    "limit": "declined, above the card's limit",
    "expired_card": "the card has expired",
    "not_confirmed": "not confirmed with the bank in time",
    "transfer_awaited": "the transfer has not come yet",
    "lapsed": "not paid in time, the goods are no longer kept",
    "held": "held by the bank, to be taken when the parcel leaves",
    "paid": "paid",
    "cancelled": "the order is cancelled",
    "bank_declines": "the bank declines the payment",
    "page": "the page stands still",
    "taken_without_order": "money was taken, and there is no order",
}
_ADVICE: dict[str, str] = {
    "bank_declines": "That comes from your bank: most often it is the card's limit, a card that is "
    "not released for online shops, or a mistyped number. Please check these, or pay another way; "
    "your basket stays as it is.",
    "not_confirmed": "Then your bank's confirmation is what fails. Open your bank's app before you "
    "press Pay, look whether the phone number there is still yours, and try once more; what is not "
    "paid by card needs no such confirmation.",
    "page": "Then it is the page, not your payment. Please wait two minutes, look whether a "
    "confirmation e-mail has come, and only then try once more in a private window.",
    "taken_without_order": "If no confirmation came within an hour, there is no order, and what "
    "your bank shows is most likely a reservation, which it lets go of within {released}.",
}

TOPICS = {
    "payment_issue": PaymentTopic(
        heard="utter_payment_issue_heard",
        complaint="cannot pay",
        examine=examine,
        details=(CHECKOUT,),
        thing="payment",
    )
}
