"""Which ways of which topics the conversation scripts go: every one that makes sense."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from scripts.playing.script import Way, load
from tests.demo_shop import INTAKES, SYMPTOMS, TOPICS
from tests.rasa_server import ROOT

WAYS = get_args(Way)
SCRIPTS = ROOT / "conversations"
COMPLAINT = "complaint"

_ONLY_ADVICE = "advice costs nothing; a claim has no limit of value"
_NO_PART = "no single part that could be dead"
_OWN_COPY = "a copy of one's own invoice is nobody's to release"
_READ_OUT = "it is read out: nothing is proposed that could be refused, or that needs a right"
_PERSON_ONLY = "the bot only hears it and offers a person"
_FINISHED_BY_A_PERSON = "nothing is looked up, proposed or done; test_intake.py has the questions"
SENSELESS: dict[tuple[str, str], str] = {
    **{(symptom, "above rights"): _ONLY_ADVICE for symptom in SYMPTOMS},
    **{(topic, "warranty"): _NO_PART for topic in (*TOPICS, COMPLAINT) if topic not in SYMPTOMS},
    **{
        (intake, way): _FINISHED_BY_A_PERSON for intake in INTAKES for way in WAYS if way != "happy"
    },
    ("change_shipping_address", "above rights"): (
        "only the rest of an order sent in part needs a colleague; test_topics_goods.py has it"
    ),
    ("get_invoice", "above rights"): _OWN_COPY,
    **{("order_details_check", way): _READ_OUT for way in ("refused", "above rights")},
    (COMPLAINT, "unverified"): _PERSON_ONLY,
    (COMPLAINT, "above rights"): _PERSON_ONLY,
    (COMPLAINT, "misunderstood"): "what is not understood is no complaint yet",
    (COMPLAINT, "CRM down"): _PERSON_ONLY,
}
"""Cells of the table without a script, each with its reason."""

COVERED = Counter((s.topic, s.way) for s in load(SCRIPTS) if s.topic)


@pytest.mark.parametrize("topic", [*TOPICS, COMPLAINT])
def test_every_way_of_a_topic_is_gone(topic: str) -> None:
    """Each way that makes sense for the topic has a script, and no other is called senseless."""
    for way in WAYS:
        reason = SENSELESS.get((topic, way))
        assert COVERED[topic, way] or reason, (
            f"no script goes the way {way!r} of {topic}\n{table()}"
        )
        assert not (COVERED[topic, way] and reason), f"{topic}, {way}: there is a script after all"


def test_scripts_name_topics_and_ways_together() -> None:
    """A script that covers a cell names both, and a topic that there is."""
    for script in load(SCRIPTS):
        assert (script.topic is None) == (script.way is None), script.name
        assert script.topic in (None, *TOPICS, COMPLAINT), script.name


def table() -> str:
    """The table of topics and ways, with how many scripts each has."""
    lines = ["  ".join(WAYS)]
    for topic in (*TOPICS, COMPLAINT):
        cells = (str(COVERED[topic, way] or "-").center(len(way)) for way in WAYS)
        lines.append(f"{'  '.join(cells)}  {topic}")
    return "\n".join(lines)
