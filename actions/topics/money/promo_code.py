"""A code that does not work: on which of its rules it fails, and what can be done about it.

What an advertised code is worth goes for everyone; personal vouchers are for their owner alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from actions import identity
from actions.case import Case, Diagnosis, Plan
from actions.crm.model import Promotion, Voucher
from actions.desk import Desk
from actions.inference import Answer, Question, Table, likeliest, next_question
from actions.policy import RENEWABLE
from actions.topics import remedies
from actions.topics.money.acts import renewal_of
from actions.topics.money.detail import Detail, asking
from actions.topics.money.money_topic import MoneyTopic, Seen, seen
from actions.topics.money.reading import amount, code, named_amount, named_code, nothing, one_of
from actions.topics.topic import conclude
from actions.wording import listed, long_day, money, plural
from contracts.region import CURRENCY

CODE = Detail(
    name="code",
    text="Which code is it? Please type it just as you enter it.",
    again="Could you give me the code itself, letters and digits?",
    heard=named_code,
    told=code,
)
BASKET = Detail(
    name="basket",
    text="What does your basket come to, without shipping?",
    again="How much are the goods in your basket together, roughly?",
    heard=named_amount,
    told=amount,
)
GOODS = Detail(
    name="basket_goods",
    text="Is there anything in your basket besides {excluded}?",
    again="Does your basket hold anything else than {excluded}?",
    choices={"mixed": "Yes, other things too", "excluded": "No, only those"},
    heard=nothing,
    told=one_of(
        {
            "excluded": r"\b(no|nope|only|just|nothing else)\b",
            "mixed": r"\b(yes|yeah|yep|also|too|other|both|more)\b",
        }
    ),
)
_SPOKEN_OF = timedelta(days=60)
"""How long after its end a voucher may still be what a customer speaks of."""
_ENOUGH, _BELOW = "enough", "below"
_DOUBTFUL = 1.4
"""How likely a rule is the reason, beside that there is none: never enough to go unasked."""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code as far as it may be spoken of: an advertised one, or the customer's own voucher."""

    said: str
    promotion: Promotion | None = None
    voucher: Voucher | None = None


class PromoTopic(MoneyTopic, frozen=True, kw_only=True):
    """Asks for the code first, and for nobody's identity."""

    async def look(self, case: Case, desk: Desk) -> Case:
        """Look the code up, then see on which of its rules it fails."""
        account = identity.whole_account(desk.turn.customer)
        case = replace(case, account=account)
        known = Seen(today=desk.today, seed=desk.turn.turn_id, whole=False)
        if account is not None:
            known = await seen(case, desk, account)
        said = case.findings.known.get(CODE.name)
        if said is None and CODE.name not in case.findings.skipped:
            return asking(case, CODE, choices=_own_codes(known))
        own = (one for one in known.vouchers if one.code == said)
        promotion = await desk.crm.promotion(said) if said else None
        return examine(
            case, known, Code(said=said or "", promotion=promotion, voucher=next(own, None))
        )


def examine(case: Case, known: Seen, code: Code) -> Case:
    """The rule that the code fails on; what the basket holds is asked for where it matters."""
    cause = _cause(code, known)
    if cause is None and code.promotion is not None:
        table, told = table_of(code.promotion), _told(case, code.promotion)
        found = case.findings
        question = next_question(table, told, skipped=found.skipped, asked=found.asked)
        if question is not None:
            excluded = listed(_kinds(code.promotion))
            return asking(case, _DETAILS[question.name], excluded=excluded)
        cause = likeliest(table, told)
    diagnosis = diagnose(case, known, code, cause or "fine")
    return conclude(replace(case, diagnosis=diagnosis, plan=plan(diagnosis, known)))


def _own_codes(known: Seen) -> dict[str, str]:
    """The customer's vouchers that may be meant: not used yet, and not over for long."""
    return {
        one.code: f"{one.code}, {money(one.amount, one.currency)}"
        for one in known.vouchers
        if not one.redeemed and known.today - one.expires_on <= _SPOKEN_OF
    }


def _without_code(case: Case, known: Seen) -> Case:
    return examine(case, known, Code(said=""))


def diagnose(case: Case, known: Seen, code: Code, cause: str) -> Diagnosis:
    """Which rule it fails on, in words for the customer."""
    worth = code.voucher or code.promotion
    return Diagnosis(
        cause=cause,
        explanation=_explanation(case, known, code, cause),
        situation=f"Code {code.said or '(not told)'} does not work: {_SHORT[cause]}.",
        reference=code.said,
        value=worth.amount if worth else 0,
        currency=worth.currency if worth else CURRENCY,
        found_on=known.today,
    )


def plan(diagnosis: Diagnosis, known: Seen) -> Plan:
    """What can be done about it."""
    if diagnosis.cause == "just_over" and known.whole:
        return renewal(diagnosis, known)
    if diagnosis.cause in ("fine", "used", "unknown"):
        return remedies.ask_colleague(
            f"why the code {diagnosis.reference} does not work",
            "If it still doesn't work, a colleague can look at your basket with you.",
            optional=True,
        )
    return remedies.nothing(_NEXT.get(diagnosis.cause, ""))


def renewal(diagnosis: Diagnosis, known: Seen) -> Plan:
    """A new code for one that ended just now."""
    amount = money(diagnosis.value, diagnosis.currency)
    why = "It ended only a few days ago"
    return remedies.within_rights(
        "renew",
        diagnosis,
        known.tier,
        intent=f"a new code of {amount} for {diagnosis.reference}",
        proposal=f"{why}, so once I may give you a new code for the same {amount}. Shall I?",
        above=f"{why}, so a new code for the same {amount} would be fair.",
    )


def renewed(code: str, vouchers: tuple[Voucher, ...]) -> Voucher | None:
    """The voucher that took the place of a code before."""
    return next((one for one in vouchers if one.reason == renewal_of(code)), None)


def _cause(code: Code, known: Seen) -> str | None:
    """What speaks against the code itself; None where it depends on the basket."""
    if renewed(code.said, known.vouchers):
        return "renewed"
    if code.voucher is not None:
        return _cause_of_voucher(code.voucher, known)
    if code.promotion is None:
        return "unknown" if known.whole or not code.said else "not_advertised"
    if code.promotion.starts_on > known.today:
        return "not_yet"
    if any(order.promo_code == code.said for order in known.orders):
        return "used"
    over = known.today - code.promotion.ends_on
    if over.days > 0:
        return "just_over" if over <= RENEWABLE else "over"
    return None if code.promotion.minimum or code.promotion.excluded else "fine"


def _cause_of_voucher(voucher: Voucher, known: Seen) -> str:
    if voucher.redeemed:
        return "used"
    over = known.today - voucher.expires_on
    if over.days > 0:
        return "just_over" if over <= RENEWABLE else "over"
    return "fine"


def table_of(promotion: Promotion) -> Table:
    """Its rules are the possible causes, and what the basket holds tells them apart."""
    causes, questions = {"fine": 1.0}, []
    if promotion.minimum:
        causes["below_minimum"] = _DOUBTFUL
        questions.append(_question(BASKET.name, _ENOUGH, _BELOW, "below_minimum"))
    if promotion.excluded:
        causes["excluded"] = _DOUBTFUL
        questions.append(_question(GOODS.name, "mixed", "excluded", "excluded"))
    return Table(causes=causes, questions=tuple(questions))


def _question(name: str, harmless: str, telling: str, cause: str) -> Question:
    return Question(
        name=name,
        answers=(
            Answer(name=harmless, usual=1, given={cause: 0.02}),
            Answer(name=telling, usual=0.05, given={cause: 1}),
        ),
    )


def _told(case: Case, promotion: Promotion) -> Mapping[str, str]:
    """What is known of the basket, as answers of the table."""
    known = case.findings.known
    told = {GOODS.name: known[GOODS.name]} if GOODS.name in known else {}
    if BASKET.name in known:
        told[BASKET.name] = _BELOW if int(known[BASKET.name]) < promotion.minimum else _ENOUGH
    if promotion.excluded and case.wanted and set(case.wanted) <= set(promotion.excluded):
        told.setdefault(GOODS.name, "excluded")
    return told


def _explanation(case: Case, known: Seen, code: Code, cause: str) -> str:
    if cause == "renewed" and (new := renewed(code.said, known.vouchers)):
        until = long_day(new.expires_on)
        return f"{code.said} was renewed once already: use {new.code}, good until {until}."
    words = _EXPLAIN.get(cause)
    return words(case, code) if words else _WORDS[cause].format(code=code.said)


def _over(case: Case, code: Code) -> str:
    ended = code.voucher.expires_on if code.voucher else None
    ended = code.promotion.ends_on if code.promotion else ended
    return (
        f"I've looked {code.said} up: it was good until {long_day(ended) if ended else 'lately'}."
    )


def _not_yet(case: Case, code: Code) -> str:
    begins = long_day(code.promotion.starts_on) if code.promotion else "a later day"
    return f"I've looked {code.said} up: it begins on {begins}, so it doesn't work yet."


def _below_minimum(case: Case, code: Code) -> str:
    if code.promotion is None:
        return _WORDS["fine"].format(code=code.said)
    least = money(code.promotion.minimum, code.promotion.currency)
    said = case.findings.known.get(BASKET.name)
    lacking = money(code.promotion.minimum - int(said), code.promotion.currency) if said else ""
    return (
        f"I've looked {code.said} up: it needs goods for {least} or more, shipping not counted"
        f"{f', so {lacking} are missing' if lacking else ''}."
    )


def _excluded(case: Case, code: Code) -> str:
    kinds = _kinds(code.promotion) if code.promotion else []
    return (
        f"I've looked {code.said} up: it doesn't count for {listed(kinds)}, only for everything "
        "else."
    )


def _kinds(promotion: Promotion) -> list[str]:
    return [plural(kind) for kind in promotion.excluded]


def _fine(case: Case, code: Code) -> str:
    worth = code.voucher or code.promotion
    if worth is None:
        return _WORDS["unknown"].format(code=code.said)
    amount = money(worth.amount, worth.currency)
    return (
        f"I've looked {code.said} up: it is in force and takes {amount} off. Type it in capitals "
        "without blanks, below the basket; an order takes one code."
    )


_EXPLAIN: dict[str, Callable[[Case, Code], str]] = {
    "just_over": _over,
    "over": _over,
    "not_yet": _not_yet,
    "below_minimum": _below_minimum,
    "excluded": _excluded,
    "fine": _fine,
}
_WORDS: dict[str, str] = {
    "used": "I've looked {code} up: it was used before, and each code works once.",
    "unknown": "I can't find that code {code} anywhere. A zero and an O, or a one and an I, are "
    "easily taken for one another; it helps to copy it out of the e-mail.",
    "not_advertised": "{code} is none of the codes that we advertise. A personal voucher I may "
    "look up only for its owner.",
    "fine": "{code} is in force.",
}
_NEXT: dict[str, str] = {
    "just_over": "Sign in to the shop and write to me again, and I'll see whether I can renew it.",
    "over": "I can't bring it back, but the newsletter has a new one every month.",
    "not_yet": "Your basket is kept until then while you're signed in.",
    "below_minimum": "Add something to the basket, and it works.",
    "excluded": "Put the other things into an order of their own, and it works for those.",
    "not_advertised": "Sign in to the shop and write to me again; or check whether it is an O or a "
    "zero in it.",
    "renewed": "It works below the basket, at checkout.",
}
_SHORT: dict[str, str] = {
    "just_over": "it ended some days ago",
    "over": "it ended long ago",
    "not_yet": "it has not begun",
    "used": "it was used before",
    "below_minimum": "the basket is below its minimum",
    "excluded": "it does not count for what is in the basket",
    "unknown": "nobody knows that code",
    "not_advertised": "it is not advertised, and nobody is signed in",
    "renewed": "it was renewed once",
    "fine": "nothing speaks against it",
}
_DETAILS = {detail.name: detail for detail in (CODE, BASKET, GOODS)}

TOPICS = {
    "promo_code_problem": PromoTopic(
        heard="utter_promo_code_problem_heard",
        complaint="has a code that does not work",
        examine=_without_code,
        details=(CODE, BASKET, GOODS),
        thing="code",
    )
}
