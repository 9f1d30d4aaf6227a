"""Figures of the policy in sentences: their names, and what may not stand there by itself."""

from __future__ import annotations

import pytest

from actions.engine.words.texts import Texts, UnknownSentence
from contracts.policy_figures import Quoted, bare_figures, figures, unknown_names
from contracts.policy_file import policy_of
from scripts.policy_check import misquoted

KNOWN = figures(
    policy_of(
        {
            "tiers": ["plain"],
            "rights": {"cancel": "unlimited"},
            "windows": {"return": "14 days"},
            "promises": {"delivery": "1–3 working days"},
            "fees": {"express": "€9.90"},
            "countries": {"express_to": {"names": ["DE"], "said": "Germany"}},
            "ways_to_pay": {"everyone": ["card", "transfer"]},
            "hours": {"weekdays": "8:00–20:00"},
            "facts": {"link_valid": "24 hours"},
        }
    )
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("policy.windows.return", "14 days"),
        ("policy.windows.return.days", "14"),
        ("policy.promises.delivery", "1–3 working days"),
        ("policy.promises.delivery.days", "1–3"),
        ("policy.fees.express", "€9.90"),
        ("policy.countries.express_to", "Germany"),
        ("policy.ways_to_pay.everyone", "card or transfer"),
        ("policy.hours.weekdays", "8:00–20:00"),
        ("policy.hours.weekdays.opens", "8:00"),
        ("policy.hours.weekdays.closes", "20:00"),
        ("policy.facts.link_valid", "24 hours"),
    ],
)
def test_each_figure_has_a_name(name: str, said: str) -> None:
    """A sentence has the name, and customers hear what the manager wrote."""
    assert KNOWN[name] == said


def test_a_name_that_the_policy_lacks_is_found() -> None:
    """With the one that was probably meant; placeholders of other kinds are left alone."""
    text = "Within {policy.windows.retrun} you may send your {thing} back."
    assert list(unknown_names(text, KNOWN)) == [
        "policy.yml has no {policy.windows.retrun}; did you mean {policy.windows.return}"
    ]
    assert not list(unknown_names("{policy.windows.return} for your {thing}", KNOWN))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Send it back within 30 days.", "30 days"),
        ("It takes 1–3 working days.", "1–3 working days"),
        ("They answer within three working days.", "three working days"),
        ("It costs €4.90 to send.", "€4.90"),
        ("It costs 5 EUR.", "5 EUR"),
        ("Order by 14:00, please.", "14:00"),
        ("You get 10 % off.", "10 %"),
        ("The link lasts one hour.", "one hour"),
        ("A 30-day guarantee.", "30-day"),
    ],
)
def test_a_bare_figure_is_found(text: str, figure: str) -> None:
    """What a manager decides does not stand in a sentence a second time."""
    (problem,) = bare_figures(text, KNOWN)
    assert problem.startswith(f"“{figure}” stands there by itself; ")


def test_a_bare_figure_that_is_decided_names_what_to_write() -> None:
    """Else the advice is to decide it."""
    assert list(bare_figures("within 14 days", KNOWN)) == [
        "“14 days” stands there by itself; write {policy.windows.return}"
    ]
    (unknown,) = bare_figures("within 15 days", KNOWN)
    assert "add it to policy.yml" in unknown


@pytest.mark.parametrize(
    "text",
    [
        "You can send it back within {policy.windows.return}.",
        "The number has five digits.",
        "Two things help nearly always.",
        "It comes once a month.",
        "The next working day.",
        "Order 30103 is yours.",
    ],
)
def test_what_is_no_figure_of_a_policy_may_stand(text: str) -> None:
    """Counts of other things are part of the sentence."""
    assert not list(bare_figures(text, KNOWN))


def texts(*variants: str) -> Texts:
    """A business with one sentence."""
    return Texts(language="en", sentences={"rule": variants}, given={"policy": Quoted(KNOWN)})


def test_texts_of_a_business_quote_the_policy() -> None:
    """By the names that responses have; whoever says them need not know."""
    said = texts("{name}: {policy.windows.return}, so {policy.windows.return.days}.")
    assert said.say("rule", "", {"name": "Ada"}) == "Ada: 14 days, so 14."


def test_a_text_that_quotes_nothing_says_which_name_is_wrong() -> None:
    """Also where only part of a name was written."""
    for name in ("policy.windows.retrun", "policy.windows"):
        with pytest.raises(UnknownSentence, match=f"wants '{name}'"):
            texts(f"It is {{{name}}}.").say("rule", "", {})


def test_texts_are_checked_as_responses_are() -> None:
    """Names that there are not, and figures by themselves; plural forms as well."""
    wrong = Texts(
        language="en",
        sentences={"rule": [{"one": "{policy.fees.exprss}", "other": "in 30 days"}]},
    )
    assert list(misquoted(wrong, KNOWN)) == [
        "texts/en: rule: policy.yml has no {policy.fees.exprss}; did you mean "
        "{policy.fees.express}",
        "texts/en: rule: “30 days” stands there by itself; add it to policy.yml, and write its "
        "name in braces",
    ]
    assert not list(misquoted(texts("within {policy.windows.return}"), KNOWN))
