"""What can be measured, and what is said about it beside its table."""

from __future__ import annotations

import msgspec


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A section of the page. `theirs` is what ours is compared with, if anything; `runs` how often
    it is measured, unless told otherwise."""

    title: str
    theirs: str | None = "stock"
    note: str = ""
    runs: int = 5


ONE_MACHINE = (
    "The load comes from the same machine, which has to run the action server, too: what they use "
    "of its cores is missing to Rasa."
)
STAGES = {
    "accuracy": Stage(
        title="Understanding of public sets",
        note="Trained and tested with `rasa train nlu` and `rasa test nlu`, ten phrases an intent. "
        "Ours learns the same each time.",
    ),
    "training": Stage(title="Training"),
    "footprint": Stage(title="Start and memory"),
    "turns": Stage(title="A turn over HTTP"),
    "growth": Stage(title="A conversation that grows"),
    "chat": Stage(
        title="A whole turn in the web chat",
        theirs=None,
        note="From sending a message on a customer's socket to the first reply on it: socket, "
        "bridge, Rasa, action server, CRM, and back. Between bridge and Rasa, and between Rasa and "
        "actions, a relay takes the times; what it costs is in the figures.",
    ),
    "load": Stage(title="Fifty conversations at once", note=ONE_MACHINE),
    "scale": Stage(
        title="Two Rasa processes",
        theirs="one process",
        note=f"On one PostgreSQL, which runs on that machine as well. {ONE_MACHINE}",
    ),
}
