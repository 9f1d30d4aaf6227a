"""Put the question for a detail into words and buttons."""

from __future__ import annotations

from actions.engine.case.case import Case
from actions.engine.talk.base import Talk
from actions.shop.money.detail import open_detail
from actions.shop.money.topics import DETAILS
from actions.shop.troubleshooting.heard import payload


def detail(talk: Talk, case: Case) -> None:
    """Ask; in other words where the answer did not fit."""
    open_one = open_detail(case, DETAILS[case.findings.open or ""])
    buttons = [
        {"title": title, "payload": payload(open_one.name, name)}
        for name, title in open_one.choices.items()
    ]
    text = open_one.again if case.findings.reworded else open_one.text
    talk.say(text.format(**case.findings.words), buttons=buttons)
