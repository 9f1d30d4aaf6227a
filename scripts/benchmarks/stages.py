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


DISTURBED = (
    "A measurement during which the host took away more than 2 % of the machine is made again."
)
ONE_MACHINE = (
    f"{DISTURBED} The load comes from the same machine, which has to run the action server, too: "
    "what they use of its cores is missing to Rasa."
)
BARE = (
    "From sending to arriving, committed to disk in between; every conversation says something "
    "every 15 seconds. Bare is a socket.io server that commits one row to SQLite and passes it on. "
    f"Customers and agents are on the same machine. {DISTURBED}"
)
STAGES = {
    "accuracy": Stage(
        title="Understanding of public sets",
        note="Trained and tested with `rasa train nlu` and `rasa test nlu`, ten phrases an intent. "
        "Ours learns the same each time.",
    ),
    "training": Stage(title="Training"),
    "articles": Stage(
        title="Ten thousand passages of articles",
        theirs=None,
        note="Of three sentences each. Indexing is part of the training, and encodes only what is "
        "new; finding is part of each message, and comes on top of its encoding.",
        runs=3,
    ),
    "footprint": Stage(title="Start and memory"),
    "turns": Stage(title="A turn over HTTP"),
    "growth": Stage(title="A conversation that grows"),
    "chat": Stage(
        title="A whole turn in the web chat",
        theirs=None,
        note="From sending a message on a customer's socket to the first reply on it: socket, "
        "bridge, Rasa, action server, CRM, and back. Between bridge and Rasa, and between Rasa and "
        "actions, a proxy takes the times; what it costs is in the figures.",
    ),
    "load": Stage(title="Fifty conversations at once", note=ONE_MACHINE),
    "scale": Stage(
        title="Two Rasa processes",
        theirs="one process",
        note=f"On one PostgreSQL, which runs on that machine as well. {ONE_MACHINE} Two processes "
        "on two cores can reach at most twice Rasa's part of all that work.",
    ),
    "relay": Stage(title="Customer to agent and back, on SQLite", theirs="bare", note=BARE),
    "relay_postgresql": Stage(
        title="Customer to agent and back, on PostgreSQL", theirs="bare", note=BARE
    ),
    "webhooks": Stage(
        title="Webhooks while the bot is busy and is killed",
        theirs=None,
        note="From the moment at which a webhook was due to its answer, 200 a second for a minute "
        "on WhatsApp and Messenger, one in ten of them sent twice; after 15 seconds Rasa is killed "
        "and started again. Rasa and what stands in for Meta run on the same machine.",
        runs=3,
    ),
    "queue": Stage(title="A long queue", theirs="first page"),
    "keys": Stage(
        title="Typing in the console",
        theirs="a quiet desk",
        note="From a key in the reply box to the next frame that a headless Chromium of 1366 × 768 "
        "has painted, a frame being 16.7 ms; the agent has four conversations. Quiet is a desk "
        "with no queue and little said; on the noisy day five messages a second come in and a case "
        f"leaves the queue each second. {DISTURBED}",
    ),
    "reports": Stage(
        title="Reports of a desk that has much behind it",
        theirs=None,
        note="All figures and tables, with those of the period before, of conversations that are "
        "spread evenly over three months; four of ten were handed off.",
    ),
    "before": Stage(
        title="This checkout against one of before",
        theirs="before",
        note="Both are up at the same time and measured in turns, each by its own processes. "
        "`--against` names the other checkout, in which `scripts/setup` has run.",
    ),
    "idle": Stage(title="Idle sockets", theirs=None, runs=3),
    "widget": Stage(
        title="Opening the widget",
        theirs="a bare text field",
        note="In a headless Chromium on the same machine, with an empty cache each time: the "
        "bridge sends what is behind the button, the browser reads it and paints. Beside it a "
        "click that does nothing but add a text field, with nothing to load.",
    ),
}
