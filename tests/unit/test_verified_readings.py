"""A proposed reading counts as far as the message bears it out, and never decides consent."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from actions.engine.listening.reader import Around, Message
from actions.engine.listening.verified import (
    Proposal,
    ProposedClause,
    ProposedTopic,
    verified,
)
from contracts.listening import ActScore, Clause
from contracts.turn import Entity

TEXT = "ok do that. and where is my ssd, order 10432"
OWN = (
    Clause(
        text="ok do that.",
        start=0,
        end=11,
        acts={"proposal": (ActScore(name="agrees", confidence=0.9),)},
    ),
    Clause(
        text="and where is my ssd, order 10432",
        start=12,
        end=44,
        entities=(Entity(entity="order_number", value="10432", start=39, end=44),),
    ),
)
MESSAGE = Message(text=TEXT, clauses=OWN)
AROUND = Around(context="proposal", topics={"track_order": "Where my order is"})


def proposed(*clauses: ProposedClause) -> tuple[Clause, ...]:
    """What holds of these clauses."""
    return verified(Proposal(clauses=clauses), MESSAGE, AROUND)


def test_what_is_quoted_is_found_where_it_stands() -> None:
    """With the built-in entities inside it, and the topics that there are."""
    (clause,) = proposed(
        ProposedClause(
            quote="where is my ssd, order 10432",
            act="new_matter",
            topics=(
                ProposedTopic(name="refund_everything", confidence=0.99),
                ProposedTopic(name="track_order", confidence=7.0),
            ),
        )
    )
    assert TEXT[clause.start : clause.end] == clause.text
    assert [one.value for one in clause.entities] == ["10432"]
    assert [(one.name, one.confidence) for one in clause.intents] == [("track_order", 1.0)]


def test_what_was_not_said_is_dropped() -> None:
    """Words that stand nowhere, an act and a question that do not exist."""
    assert proposed(ProposedClause(quote="cancel everything", act="agrees")) == ()
    assert proposed(ProposedClause(quote="  ", act="wishes")) == ()
    (clause,) = proposed(ProposedClause(quote="my ssd", act="obeys", question="password"))
    assert (clause.acts, clause.asks, clause.intents) == ({}, (), ())


def test_nobody_else_says_yes_for_a_customer() -> None:
    """Consent that the built-in reading does not see is none."""
    (yes,) = proposed(ProposedClause(quote="ok do that", act="agrees"))
    assert yes.acts["proposal"][0].name == "agrees"
    (no,) = proposed(ProposedClause(quote="where is my ssd", act="agrees"))
    assert no.acts == {}


@given(
    st.lists(
        st.builds(
            ProposedClause,
            quote=st.one_of(st.text(max_size=12), st.sampled_from(TEXT.split())),
            act=st.sampled_from(["agrees", "wishes", "", "drop table"]),
            act_confidence=st.floats(allow_nan=False),
            question=st.none() | st.text(max_size=4),
        ),
        max_size=20,
    )
)
def test_whatever_is_proposed_stands_in_the_message_in_order(clauses: list[ProposedClause]) -> None:
    """Spans are real, follow each other, and carry only what exists."""
    found = proposed(*clauses)
    assert all(TEXT[one.start : one.end] == one.text for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(0 <= row[0].confidence <= 1 for one in found for row in one.acts.values())
