"""Registry of names: what records are called outside of the code, in protocol and pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, get_args, get_origin

from actions.crm.records.history import Note
from handoff.api.records import HandoffView
from handoff.console.http.told import EventView
from handoff.console.http.views import AgentView, MeView
from handoff.core import model, packet
from handoff.core.reports import tables
from handoff.store.delivery.quotes import Quote
from handoff.store.read_models.wallboard import Numbers
from handoff.usecases.agent.incidents import CauseChoice, IncidentForm, ListedIncident

NAMES: dict[type[Any], str] = {
    AgentView: "Colleague",
    CauseChoice: "IncidentCause",
    EventView: "DeskEvent",
    HandoffView: "ListedHandoff",
    IncidentForm: "IncidentDraft",
    ListedIncident: "Incident",
    MeView: "Agent",
    Note: "CrmNote",
    Numbers: "WallboardNumbers",
    Quote: "Quoted",
    model.Label: "KeptLabel",
    packet.Reason: "PacketReason",
    tables.Table: "ReportTable",
}
"""What the console calls a struct, where that is not the name of its class without `View`."""


def name_of(struct: type[Any]) -> str:
    """A record's name: that of its class, without what says that it is shown."""
    return NAMES.get(struct) or struct.__name__.removesuffix("View")


def by_name(structs: Iterable[type[Any]]) -> list[type[Any]]:
    """Records in the order of their names. Raises `ValueError` for a name that two of them have."""
    found = sorted(structs, key=name_of)
    for one, other in pairwise(found):
        if name_of(one) == name_of(other):
            raise ValueError(f"{one!r} and {other!r} are called the same: name one in NAMES")
    return found


def parts_of_answer(answer: Any) -> tuple[type[Any], ...]:
    """The structs of which an answer is one, or a list; none for nothing."""
    if answer is None:
        return ()
    return tuple(part for part in get_args(answer) or (answer,) if part is not Ellipsis)


def is_list(answer: Any) -> bool:
    """Whether an answer is any number of its structs."""
    return get_origin(answer) is tuple
