"""The policy beside the embedded CRM, which has rules of its own: where both decide they agree."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from msgspec.structs import replace

from actions.crm.registry import open_crm, terms_of
from actions.crm.terms import TERMS
from actions.engine.business.agreement import agreed, disagreements
from actions.shop.needs import NEEDS
from actions.shop.orders.goods_topic import LATELY, LONG
from contracts.policy import EVERYONE, Amount, Choice, Term
from contracts.policy_file import PolicyError, read_policy
from handoff.core.sla.hours import Hours
from scripts.policy_check import main, unkept_hours

ROOT = Path(__file__).parents[2]
POLICY = read_policy(ROOT)
LOOKED_UP = re.compile(r'policy\(\)\.(\w+)\(\s*"?(\w+)"?')
"""What a topic asks the policy for, as it is written there."""
QUOTED = re.compile(r"\{policy\.(\w+)\.(\w+)")
"""What a sentence says of the policy."""
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
    """Or say: so a policy in which one is missing stops the start, not a customer's case."""
    sources = "\n".join(file.read_text() for file in (ROOT / "actions" / "shop").rglob("*.py"))
    said = "\n".join(file.read_text() for file in (ROOT / "texts").rglob("*.yml"))
    for method, section in SECTIONS.items():
        asked = {name for asks, name in LOOKED_UP.findall(sources) if asks == method}
        asked |= {name for quotes, name in QUOTED.findall(said) if quotes == section}
        needed = getattr(NEEDS, section) - {LATELY, LONG}
        assert {EVERYONE if name == "EVERYONE" else name for name in asked - {"recent"}} >= needed
        assert asked - {"recent", "EVERYONE"} <= getattr(NEEDS, section), section


def test_hours_that_are_said_are_those_of_the_desk() -> None:
    """A desk with opening hours of its own is compared by them; one that never closes has none."""
    kept = Hours(days={"monday": ("08:00-20:00",), "saturday": ("09:00-16:00",)})
    assert list(unkept_hours(POLICY, kept)) == list(unkept_hours(POLICY, Hours())) == []
    (line,) = unkept_hours(POLICY, Hours(days={"monday": ("08:00-20:00",)}))
    assert line.startswith(
        "policy.yml: hours.saturday: 9:00–16:00 is said, but HOURS_FILE has 08:00"
    )


@pytest.mark.parametrize("more", [[], ["--names"]])
def test_managers_hear_that_all_is_in_order(
    more: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And, where they ask for it, what answers may quote."""
    monkeypatch.setattr("sys.argv", ["policy", *more])
    monkeypatch.setattr("scripts.policy_check.load_dotenv", Mock())
    monkeypatch.delenv("CRM_URL", raising=False)
    assert main() == 0
    said = capsys.readouterr().out
    assert said.rstrip().endswith("in order")
    assert ("{policy.windows.return}: 14 days" in said) is bool(more)


def test_managers_hear_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each problem, and no traceback."""
    monkeypatch.setattr("sys.argv", ["policy"])
    monkeypatch.setattr("scripts.policy_check.load_dotenv", Mock())
    monkeypatch.setenv("CRM_URL", "carrier-pigeon:")
    assert main() == 1
    assert capsys.readouterr().err.startswith("CRM_URL begins with none of the known schemes")


def test_the_embedded_crm_tells_its_terms() -> None:
    """Which adapter it is decides, not which business."""
    assert terms_of(open_crm("memory:")) == TERMS
