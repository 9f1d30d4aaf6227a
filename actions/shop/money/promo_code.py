"""A code that does not work: on which of its rules it fails, and what can be done about it.

What an advertised code is worth goes for everyone; personal vouchers are for their owner alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace

from actions.crm.records.goods import Promotion
from actions.engine.business.topic import conclude
from actions.engine.case import identity
from actions.engine.case.case import Case
from actions.engine.case.desk import Desk
from actions.engine.case.diagnosis import Diagnosis, Plan
from actions.engine.case.inference import Answer, Question, Table, likeliest, next_question
from actions.engine.words.texts import say
from actions.engine.words.wording import listed, money
from actions.shop.money.code_details import BASKET, CODE, GOODS
from actions.shop.money.code_rules import Code, cause_of
from actions.shop.money.code_words import SHORT, explanation, kinds, next_step
from actions.shop.money.detail import asking
from actions.shop.money.money_topic import MoneyTopic, Seen, seen
from actions.shop.orders import remedies
from contracts.region import region

_SPOKEN_OF = timedelta(days=60)
"""How long after its end a voucher may still be what a customer speaks of."""
_ENOUGH, _BELOW = "enough", "below"
_DOUBTFUL = 1.4
"""How likely a rule is the reason, beside that there is none: never enough to go unasked."""


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
        promotion = await desk.crm.catalogue.promotion(said) if said else None
        return examine(
            case, known, Code(said=said or "", promotion=promotion, voucher=next(own, None))
        )


def examine(case: Case, known: Seen, code: Code) -> Case:
    """The rule that the code fails on; what the basket holds is asked for where it matters."""
    cause = cause_of(code, known)
    if cause is None and code.promotion is not None:
        table, told = table_of(code.promotion), _told(case, code.promotion)
        found = case.findings
        question = next_question(table, told, skipped=found.skipped, asked=found.asked)
        if question is not None:
            excluded = listed(kinds(code.promotion))
            return asking(case, _DETAILS[question.name], excluded=excluded)
        cause = likeliest(table, told)
    diagnosis = diagnose(case, known, code, cause or "fine")
    return conclude(replace(case, diagnosis=diagnosis, plan=plan(diagnosis, known)))


def _own_codes(known: Seen) -> dict[str, str]:
    """The customer's vouchers that may be meant: not used yet, and not over for long."""
    return {
        one.code: say("code.title", code=one.code, amount=money(one.amount, one.currency))
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
        explanation=explanation(case, known, code, cause),
        situation=f"Code {code.said or '(not told)'} does not work: {SHORT[cause]}.",
        reference=code.said,
        value=worth.amount if worth else 0,
        currency=worth.currency if worth else region().currency,
        found_on=known.today,
    )


def plan(diagnosis: Diagnosis, known: Seen) -> Plan:
    """What can be done about it."""
    if diagnosis.cause == "just_over" and known.whole:
        return renewal(diagnosis, known)
    if diagnosis.cause in ("fine", "used", "unknown"):
        return remedies.ask_colleague(
            f"why the code {diagnosis.reference} does not work",
            say("code.still_failing"),
            optional=True,
        )
    return remedies.nothing(next_step(diagnosis.cause))


def renewal(diagnosis: Diagnosis, known: Seen) -> Plan:
    """A new code for one that ended just now."""
    amount = money(diagnosis.value, diagnosis.currency)
    return remedies.within_rights(
        "renew",
        diagnosis,
        known.tier,
        intent=f"a new code of {amount} for {diagnosis.reference}",
        proposal=say("code.offer_renewal", amount=amount),
        above=say("code.renewal_is_fair", amount=amount),
    )


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
