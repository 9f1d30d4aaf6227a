"""The policy beside the embedded CRM, which has rules of its own: where both decide they agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from actions.crm.registry import open_crm, terms_of
from actions.crm.terms import TERMS
from actions.engine.business.agreement import agreed, disagreements, unprovable
from actions.shop.needs import NEEDS
from actions.shop.orders.goods_topic import LATELY, LONG
from contracts.policy import EVERYONE, Amount, Choice, Proof, Term
from contracts.policy_file import PolicyError, read_policy

ROOT = Path(__file__).parents[2]
POLICY = read_policy(ROOT)
LOOKED_UP = re.compile(r'policy\(\)\.(\w+)\(\s*"?(\w+)"?')
"""What a topic asks the policy for, as it is written there."""
SECTIONS = {
    "window": "windows",
    "promise": "promises",
    "fee": "fees",
    "countries_of": "countries",
    "paid_by": "ways_to_pay",
}


def test_the_demo_shop_and_its_system_agree() -> None:
    """Every figure that the CRM keeps by itself is the one that customers hear."""
    agreed(POLICY, TERMS)


def test_a_difference_says_both_figures() -> None:
    """Days, amounts and countries, each with its place and with what to do."""
    other = replace(
        POLICY,
        promises={**POLICY.promises, "trace_answered": Term(days=4, said="four working days")},
        fees={**POLICY.fees, "express": Amount(cents=5_00, said="€5")},
        countries={**POLICY.countries, "express_to": Choice(names=("AT", "DE"), said="here")},
    )
    assert disagreements(other, TERMS) == [
        "policy.yml: promises.trace_answered: 4 is decided here, but the CRM keeps to 3; change "
        "one of them.",
        "policy.yml: fees.express: 500 is decided here, but the CRM keeps to 990; change one of "
        "them.",
        "policy.yml: countries.express_to: AT, DE is decided here, but the CRM keeps to DE; change "
        "one of them.",
    ]
    with pytest.raises(PolicyError):
        agreed(other, TERMS)


def test_what_only_one_of_them_decides_is_no_difference() -> None:
    """A business may leave a promise out that it never makes."""
    assert disagreements(replace(POLICY, promises={}), TERMS) == []


def test_the_shop_needs_just_what_its_topics_look_up() -> None:
    """So a policy in which one is missing stops the start, not a customer's case."""
    sources = "\n".join(file.read_text() for file in (ROOT / "actions" / "shop").rglob("*.py"))
    for method, section in SECTIONS.items():
        asked = {name for asks, name in LOOKED_UP.findall(sources) if asks == method}
        needed = getattr(NEEDS, section) - {LATELY, LONG}
        assert {EVERYONE if name == "EVERYONE" else name for name in asked - {"recent"}} >= needed
        assert asked - {"recent", "EVERYONE"} <= getattr(NEEDS, section), section


def test_the_desk_asks_for_the_proof_that_is_decided() -> None:
    """What it cannot ask for is refused at the start, as is a policy that lets nobody in."""
    assert unprovable(POLICY) == []
    turned = Proof(secrets=("postcode", "order_number"), opens="order")
    assert unprovable(replace(POLICY, proof=(turned,))) == []
    by_mail = Proof(secrets=("email",), opens="account")
    for other in ((), (by_mail,), (*POLICY.proof, by_mail)):
        (line,) = unprovable(replace(POLICY, proof=other))
        assert "write - {secrets: [order_number, postcode], opens: order}" in line


def test_the_embedded_crm_tells_its_terms() -> None:
    """Which adapter it is decides, not which business."""
    assert terms_of(open_crm("memory:")) == TERMS
