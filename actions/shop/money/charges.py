"""A charge that the customer does not know: which payment it may be, told by amount and day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from msgspec.structs import replace

from actions.engine.business.topic import conclude
from actions.engine.case.case import Case
from actions.engine.case.days import day, resolved
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.inference import Answer, Question, Table, likeliest, next_question
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money, on_day
from actions.shop.money.charge import Charge, Kind, charges_of
from actions.shop.money.charge_words import EXPLAIN, SHORT, and_held, looked, none_of_ours
from actions.shop.money.detail import Detail, asking
from actions.shop.money.money_topic import MoneyTopic, Seen
from actions.shop.money.reading import amount, named_amount, one_of
from actions.shop.orders import remedies
from actions.shop.orders.order_topic import missed
from contracts.region import region

AMOUNT = Detail(
    name="amount",
    text="charge.ask_amount",
    again="charge.ask_amount_again",
    heard=named_amount,
    told=amount,
    why="charge.no_amount",
)
CHARGED_ON = Detail(
    name="charged_on",
    text="charge.ask_day",
    again="charge.ask_day_again",
    heard=day,
    why="charge.no_day",
)

TWICE = Detail(
    name="twice",
    heard=one_of({"yes": r"\b(twice|double|doubled|two times|2 ?x|two charges|again)\b"}),
)
_NOT_OURS = "not_ours"
_OTHER = "other"
_PRIORS: dict[Kind, float] = {"held_twice": 6, "charged_twice": 6, "part": 2, "plain": 0.5}
_NOT_OURS_PRIOR = 0.6
_SEEN_LATER = timedelta(days=4)
"""A statement may show a payment some days after it was made."""
_NEARLY = 1_00
_TWICE: tuple[Kind, Kind] = ("charged_twice", "held_twice")
"""What is worse comes first."""


def examine(case: Case, known: Seen) -> Case:
    """Ask what tells the possible charges apart best, until one of them is clear."""
    orders = [o for o in known.orders if case.order_number in (None, o.number)]
    if not orders and case.order_number is not None:
        return missed(case)
    charges = charges_of(orders, known.today)
    table = table_of(charges)
    told = _told(case, charges, known.today)
    if both := _both(charges, told):
        return _concluded(case, _diagnosed_together(both, known), known)
    question = next_question(table, told, skipped=case.findings.skipped, asked=case.findings.asked)
    if question is not None:
        return asking(case, _DETAILS[question.name])
    cause = likeliest(table, told)
    charge = next((one for one in charges if one.name == cause), None)
    diagnosis = diagnose(charge, known) if charge else _unknown(case, known)
    return _concluded(case, diagnosis, known)


def table_of(charges: tuple[Charge, ...]) -> Table:
    """Every charge is a possible cause, what looks odd before the rest; or it is none of ours."""
    priors = {charge.name: _PRIORS[charge.kind] for charge in charges}
    return Table(
        causes={**priors, _NOT_OURS: _NOT_OURS_PRIOR},
        questions=(
            _question(AMOUNT.name, charges, lambda one: str(one.payment.amount), stray=0.01),
            # Statements show another day than the payment's as often as not.
            _question(CHARGED_ON.name, charges, lambda one: str(one.payment.at.date()), stray=0.2),
        ),
        evidence=(_told_twice(charges),),
    )


def diagnose(charge: Charge, known: Seen) -> Diagnosis:
    """What a charge is, in words for the customer."""
    order, payment = charge.order, charge.payment
    fault = say("charge.fault") if charge.kind == "charged_twice" else None
    return Diagnosis(
        cause=charge.kind,
        fault=fault,
        explanation=EXPLAIN[charge.kind](charge, known.today),
        situation=(
            f"The customer does not know a charge; it is {SHORT[charge.kind]} of "
            f"{money(payment.amount, payment.currency)} for order {order.number}."
        ),
        order_number=order.number,
        product=listed([line.name for line in order.lines]),
        reference=payment.reference,
        value=payment.amount,
        currency=payment.currency,
        until=payment.releases_on,
        found_on=known.today,
    )


def plan(diagnosis: Diagnosis, known: Seen) -> Plan:
    """What to do about it."""
    if diagnosis.cause == "held_twice":
        return remedies.nothing(say("charge.drops_off"))
    if diagnosis.cause == "charged_twice":
        return remedies.within_rights(
            "give_back",
            diagnosis,
            known.tier,
            intent=f"giving back payment {diagnosis.reference}",
            proposal=say("charge.offer_back"),
            above=say("charge.belongs_back"),
        )
    if diagnosis.cause == _NOT_OURS:
        return replace(
            remedies.ask_colleague(
                "tracing a charge that is none of the customer's payments",
                say("charge.trace"),
            ),
            urgent=True,
        )
    return remedies.ask_colleague(
        f"a charge of order {diagnosis.order_number} that the customer does not recognise",
        say("charge.another_one"),
        optional=True,
    )


def _concluded(case: Case, diagnosis: Diagnosis, known: Seen) -> Case:
    return conclude(replace(case, diagnosis=diagnosis, plan=plan(diagnosis, known)))


def _both(charges: tuple[Charge, ...], told: Mapping[str, str]) -> tuple[Charge, Charge] | None:
    """What was taken twice and what is only held twice, where "twice" is all that was said."""
    twice = sorted((one for one in charges if one.kind in _TWICE), key=_seriousness)
    if set(told) != {TWICE.name} or tuple(one.kind for one in twice) != _TWICE:
        return None
    taken, held = twice
    return taken, held


def _seriousness(charge: Charge) -> int:
    return _TWICE.index(charge.kind)


def _diagnosed_together(both: tuple[Charge, Charge], known: Seen) -> Diagnosis:
    """Both told, as neither is to be left for the customer to find; what was taken goes back."""
    taken, held = both
    found = diagnose(taken, known)
    return replace(
        found,
        explanation=and_held(found.explanation, held),
        situation=f"{found.situation} Order {held.order.number} has {SHORT[held.kind]} besides.",
    )


def _unknown(case: Case, known: Seen) -> Diagnosis:
    today, number = known.today, case.order_number
    cents, said = case.findings.known.get(AMOUNT.name), case.findings.known.get(CHARGED_ON.name)
    when = resolved(said, today) if said else None
    about = f" of {money(int(cents), region().currency)}" if cents else ""
    on = f" {on_day(when, today)}" if when else ""
    return Diagnosis(
        cause=_NOT_OURS,
        explanation=none_of_ours(looked(number), int(cents) if cents else None, when, today),
        situation=(
            f"A charge{about}{on} that the customer does not know is none of "
            f"{f'the payments of order {number}' if number else 'their payments'}."
        ),
        value=int(cents or 0),
        found_on=today,
    )


def _question(
    name: str, charges: tuple[Charge, ...], value: Callable[[Charge], str], *, stray: float
) -> Question:
    """`stray`: the weight of a value under a charge that has another one."""
    values = dict.fromkeys(map(value, charges))
    answers = [
        Answer(name=one, usual=stray, given={c.name: 1.0 for c in charges if value(c) == one})
        for one in values
    ]
    none = Answer(name=_OTHER, usual=0.02, given={_NOT_OURS: 1.0})
    return Question(name=name, answers=(*answers, none))


def _told_twice(charges: tuple[Charge, ...]) -> Question:
    """Who speaks of "twice" seldom means a payment that was taken once."""
    twice = {one.name: 1.0 for one in charges if one.kind in _TWICE}
    answers = (Answer(name="yes", usual=0.05, given=twice), Answer(name="no", usual=1.0))
    return Question(name=TWICE.name, answers=answers)


def _told(case: Case, charges: tuple[Charge, ...], today: date) -> Mapping[str, str]:
    """What the customer said of the charge, as answers of the table."""
    known = case.findings.known
    told = {TWICE.name: known[TWICE.name]} if TWICE.name in known else {}
    if cents := known.get(AMOUNT.name):
        near = (o.payment.amount for o in charges if abs(o.payment.amount - int(cents)) < _NEARLY)
        value = next(near, None)
        # Another order than the one that the amount was said of has amounts of its own.
        if value is not None or case.order_number is None:
            told[AMOUNT.name] = str(value or _OTHER)
    when = resolved(known[CHARGED_ON.name], today) if CHARGED_ON.name in known else None
    if when is not None:
        days = (o.payment.at.date() for o in charges)
        shown = (one for one in days if timedelta() <= when - one <= _SEEN_LATER)
        told[CHARGED_ON.name] = str(next(shown, _OTHER))
    return told


_DETAILS = {detail.name: detail for detail in (AMOUNT, CHARGED_ON)}

TOPICS = {
    "unknown_charge": MoneyTopic(
        heard="utter_unknown_charge_heard",
        complaint="does not know a charge on their statement",
        examine=examine,
        details=(AMOUNT, CHARGED_ON, TWICE),
        thing="charge",
    )
}
