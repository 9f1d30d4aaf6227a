"""The policy as a manager writes it: how values are read, and everything wrong told at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from actions.shop.needs import NEEDS
from contracts.policy import (
    Amount,
    Choice,
    Customs,
    Hours,
    Limit,
    Needs,
    Proof,
    Term,
    UndecidedError,
)
from contracts.policy_figures import figures
from contracts.policy_file import PolicyError, policy_of, read_policy
from contracts.policy_values import UnreadableError, amount, choice, hours, listed, term, text

ROOT = Path(__file__).parents[2]
SMALL: dict[str, Any] = {
    "tiers": ["plain", "gold"],
    "rights": {"refund": {"plain": "€100", "gold": "unlimited"}, "cancel": "unlimited"},
    "windows": {"return": "14 days"},
}


def problems(changes: dict[str, Any], needs: Needs | None = None) -> list[str]:
    """What is wrong with the small policy once it says that instead."""
    with pytest.raises(PolicyError) as wrong:
        policy_of({**SMALL, **changes}, needs or Needs())
    return [line.removeprefix("policy.yml: ") for line in wrong.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14 days", Term(days=14, said="14 days")),
        (14, Term(days=14, said="14 days")),
        (1, Term(days=1, said="1 day")),
        ("three working days", Term(days=3, said="three working days", working=True)),
        ("1–3 working days", Term(days=3, least=1, said="1–3 working days", working=True)),
        ("one or two days", Term(days=2, least=1, said="one or two days")),
        ({"days": 120, "said": "four months"}, Term(days=120, said="four months")),
        ({"days": 1, "said": "morgen", "working": True}, Term(days=1, said="morgen", working=True)),
    ],
)
def test_days_are_read_as_people_write_them(written: object, read: Term) -> None:
    """In figures or words, as a range, or with the words in which customers hear them."""
    assert term(written) == read


def test_a_term_counts_its_days() -> None:
    """A range tells both ends, and only the last day counts."""
    assert (term("14 days").count, term("1–3 working days").count) == ("14", "1–3")
    assert term("14 days").span == timedelta(days=14)


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("€9.90", 9_90),
        ("€1500", 1500_00),
        ("1,500 EUR", 1500_00),
        ("1.500,50 €", 1500_50),
        ("€9,9", 9_90),
        ("$12", 12_00),
        (25, 25_00),
        (4.9, 4_90),
        ("0", 0),
    ],
)
def test_amounts_are_read_in_any_currency(written: object, cents: int) -> None:
    """With a sign or a code, a point or a comma; thousands may be apart."""
    assert amount(written).cents == cents


def test_an_amount_is_said_as_it_is_written() -> None:
    """A bare number is said with its cents where it has some."""
    assert amount("€9.90") == Amount(cents=9_90, said="€9.90")
    assert (amount(4.9).said, amount(25).said) == ("4.90", "25")


def test_hours_and_lists_are_read() -> None:
    """Opening hours with both ends, and lists with the words that customers hear."""
    assert hours("8:00–20:00") == Hours(opens="8:00", closes="20:00", said="8:00–20:00")
    assert choice(["DE", "AT"]) == Choice(names=("DE", "AT"), said="DE or AT")
    assert choice({"names": ["DE"], "said": "Germany"}).said == "Germany"


@pytest.mark.parametrize(
    ("read", "written", "told"),
    [
        (term, "14 dayz", "'14 dayz' is no number of days; write one such as 14 days"),
        (term, "-3 days", "-3 days are below zero; write 0 days or more"),
        (term, -3, "-3 days are below zero; write 0 or more"),
        (term, True, "True is no number of days"),
        (term, 99_999, "99999 days are more than a hundred years"),
        (term, "3–1 days", "3–1 days ends before it begins"),
        (term, {"days": 3}, "write days: a number, and said: how customers hear it"),
        (amount, "nine", "'nine' is no amount; write one such as €9.90"),
        (amount, None, "None is no amount"),
        (amount, -1, "-1 is below zero"),
        (amount, "€-5", "€-5 is below zero"),
        (amount, "-€5", "-€5 is below zero"),
        (hours, 840, "840 is no time of a day; write one such as 8:00–20:00"),
        (hours, "20:00–8:00", "20:00–8:00 ends before it begins"),
        (hours, "8:00–25:00", "8:00–25:00 ends before it begins"),
        (listed, "DE", "'DE' is no list; write [one, another]"),
        (listed, [False], "each of the list must be a word; put what is none in quotes"),
        (listed, ["DE", "DE"], "something is in the list twice"),
        (choice, {"nmaes": []}, "write names: [a list], and said: how customers hear them"),
        (text, 840, "840 is no text; put it in quotes"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(read: Any, written: object, told: str) -> None:
    """In words that somebody understands who has never programmed."""
    with pytest.raises(UnreadableError) as wrong:
        read(written)
    assert str(wrong.value).startswith(told)


def test_the_demo_shops_policy_holds_together() -> None:
    """It has everything that the topics look up, and no right for what nobody can do."""
    policy = read_policy(ROOT, NEEDS)
    assert policy.tiers == ("standard", "plus", "business")
    assert policy.window("return").span == timedelta(days=14)
    assert policy.proof == (Proof(secrets=("order_number", "postcode"), opens="order"),)


def test_rights_go_by_tier_and_value() -> None:
    """A tier without a right asks a colleague; whoever is of no tier counts as the first."""
    policy = policy_of(SMALL)
    assert policy.may("refund", value=100_00, tier="plain")
    assert not policy.may("refund", value=100_01, tier="plain")
    assert policy.may("refund", value=9_999_00, tier="gold")
    assert not policy.may("refund", value=100_01, tier="a friend of the house")
    assert not policy.may("steal", value=0, tier="gold")
    assert (policy.highest("refund", "gold"), policy.highest("steal", "gold")) == (None, 0)


def test_never_is_never_even_for_nothing() -> None:
    """What is for colleagues alone is not done for goods without a value either."""
    policy = policy_of({**SMALL, "rights": {"refund": "never"}})
    assert not policy.may("refund", value=0, tier="gold")


def test_what_is_not_decided_says_where_to_add_it() -> None:
    """A topic that asks for an unknown figure ends with the line to be written."""
    with pytest.raises(UndecidedError, match=r"policy.yml says nothing of windows: renewal"):
        policy_of(SMALL).window("renewal")


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Nobody mends a policy one error at a time."""
    found = problems(
        {
            "rights": {"refund": {"plain": "free", "silver": "€5"}},
            "windows": {"return": "-4 days", "trace": "two working days"},
            "promises": {"trace_answered": "soon"},
            "fess": {"express": "€9.90"},
        }
    )
    assert found == [
        "fess: nobody knows that name; did you mean fees.",
        "rights.refund.silver: there is no tier silver.",
        "rights.refund.plain: 'free' is no amount; write one such as €9.90, or unlimited, or "
        "never.",
        "windows.return: -4 days are below zero; write 0 days or more.",
        "windows.trace: a window is so many plain days; write one such as 14 days.",
        "promises.trace_answered: 'soon' is no number of days; write one such as 14 days or three "
        "working days.",
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"tiers": []}, "tiers: list the kinds of customers, the one with the least rights first."),
        ({"rights": ["refund"]}, "rights: write lines of a name, a colon and what is decided."),
        ({"rights": {True: "unlimited"}}, "rights.True: put this name in quotes."),
        (
            {"rights": {"refund": {"plain": "€1", 500: None}}},
            "rights.refund: write thousands without a comma, such as €1500.",
        ),
        (
            {"limits": {"refnud": {}}},
            "limits.refnud: nobody knows that name; did you mean refund.",
        ),
        (
            {"limits": {"refund": {"within": "retrun"}}},
            "limits.refund.within: 'retrun' is none of return; did you mean return.",
        ),
        (
            {"limits": {"refund": {"since": "birth"}}},
            "limits.refund.since: 'birth' is none of ordered, invoiced, delivered.",
        ),
        (
            {"limits": {"refund": {"instead": "cancel"}}},
            "limits.refund.offer: tell what is done instead, as it goes on after “I can”.",
        ),
        (
            {"limits": {"refund": {"at_most": {"refunds": -1}}}},
            "limits.refund.at_most.refunds: -1 is no number of times; write 0 or more.",
        ),
        (
            {"limits": {"refund": {"at_most": {"refund": 1}}}},
            "limits.refund.at_most: 'refund' is none of traces, replacements, returns, exchanges, "
            "refunds; did you mean refunds.",
        ),
        (
            {"proof": [{"secrets": ["shoe_size"], "opens": "order"}]},
            "proof.1.secrets: 'shoe_size' is none of order_number, postcode, email, name, phone.",
        ),
        (
            {"proof": [{"secrets": ["email"], "opens": "everything"}]},
            "proof.1.opens: 'everything' is none of order, account.",
        ),
        (
            {"proof": {"secrets": ["email"]}},
            "proof: begin each with a dash: - {secrets: [name, postcode], opens: order}.",
        ),
        (
            {"ways_to_pay": {"silver": ["cash"]}},
            "ways_to_pay.silver: nobody knows that name.",
        ),
    ],
)
def test_each_section_says_what_is_wrong_in_it(changes: dict[str, Any], told: str) -> None:
    """With its place in the file, and what to write instead."""
    assert told in problems(changes)


def test_customs_name_a_list_and_who_pays() -> None:
    """Both are known, or told to be none; without the section nothing is said of customs."""
    countries = {"abroad": ["CH", "GB"]}
    given = {"countries": countries, "customs": {"countries": "abroad", "paid_by": "shop"}}
    decided = policy_of({**SMALL, **given})
    assert decided.customs == Customs(countries="abroad", paid_by="shop")
    assert policy_of(SMALL).customs is None
    wrong = problems({"countries": countries, "customs": {"countries": "abrod", "paid_by": "me"}})
    assert wrong == [
        "customs.countries: 'abrod' is none of abroad; did you mean abroad.",
        "customs.paid_by: 'me' is none of customer, shop.",
    ]
    assert problems({"customs": {"paid": "shop"}})


def test_a_file_without_sections_is_told_so() -> None:
    """An empty file is no policy."""
    with pytest.raises(PolicyError, match="write lines of a name, a colon"):
        policy_of(None)


def test_what_topics_ask_for_must_be_decided() -> None:
    """A missing name tells which one was probably meant by another."""
    needs = Needs(acts=frozenset({"refund", "cancel"}), windows=frozenset({"returns"}))
    assert problems({}, needs) == [
        "windows.returns: is missing, and a topic asks for it; is return meant to be it, then "
        "correct its name."
    ]


def test_an_act_that_no_topic_can_do_is_unknown() -> None:
    """And the one that it was meant to be is missing."""
    found = problems({}, Needs(acts=frozenset({"refund", "cancell"})))
    assert found[0] == "rights.cancel: no topic can do that; did you mean cancell."
    assert found[1].startswith("rights.cancell: is missing")


def test_topics_ask_for_the_proof_that_is_decided() -> None:
    """What they cannot ask for is refused at the start, as is a policy that lets nobody in."""
    pair = Proof(secrets=("order_number", "postcode"), opens="order")
    needs, turned = (
        Needs(proof=(pair,)),
        {"secrets": ["postcode", "order_number"], "opens": "order"},
    )
    assert policy_of({**SMALL, "proof": [turned]}, needs).proof
    by_mail = {"secrets": ["email"], "opens": "account"}
    for other in ([], [by_mail], [turned, by_mail]):
        assert problems({"proof": other}, needs) == [
            "proof: topics ask for something else; write - {secrets: [order_number, postcode], "
            "opens: order}."
        ]
    assert policy_of({**SMALL, "proof": [by_mail]}).proof


def test_limits_are_read_whole() -> None:
    """Each condition of an act is kept as it was decided."""
    told = {
        "within": "return",
        "since": "delivered",
        "at_most": {"refunds": 1},
        "reasons": ["by mistake"],
        "proof": "account",
        "instead": "cancel",
        "offer": "cancel it",
    }
    read = policy_of({**SMALL, "limits": {"refund": told}}).limit("refund")
    assert read == Limit(**{**told, "reasons": ("by mistake",)})
    assert policy_of(SMALL).limit("refund") == Limit()


def test_a_missing_file_says_where_it_is_told_of(tmp_path: Path) -> None:
    """A new business is led to the page about it."""
    with pytest.raises(PolicyError, match=r"policy.yml is missing; docs/policy.md tells"):
        read_policy(tmp_path, NEEDS)


def test_who_looks_nothing_up_need_decide_nothing(tmp_path: Path) -> None:
    """A business of matters that people finish has no policy, and the bot no rights."""
    policy = read_policy(tmp_path)
    assert not policy.may("cancel", value=0, tier="plain")
    assert figures(policy) == {}


def test_a_file_that_is_no_yaml_is_told_so(tmp_path: Path) -> None:
    """With the reason that YAML gives."""
    (tmp_path / "policy.yml").write_text("tiers: [plain\n")
    with pytest.raises(PolicyError, match=r"policy.yml cannot be read: "):
        read_policy(tmp_path)


def test_a_policy_survives_being_written_as_json() -> None:
    """It is plain data, so that pages and programs can be given it."""
    policy = read_policy(ROOT, NEEDS)
    assert msgspec.json.decode(msgspec.json.encode(policy), type=type(policy)) == policy
