"""Use cases of known incidents, which agents and programs edit, and the CRM keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from actions.crm.errors import CrmError, CrmKeyReused, CrmNotFound, CrmRefused
from actions.crm.incident import MATTERS_FOR, Incident, IncidentCause, IncidentDraft
from actions.crm.port import Crm
from contracts.payment_numbers import masked
from handoff.core.clock import Clock
from handoff.core.errors import BadRequest, NotFound, Unavailable
from handoff.core.payloads import Request
from handoff.store.db.ids import new_id

CAUSE_TITLES: dict[IncidentCause, str] = {
    "carrier_delay": "A carrier is late",
    "payment_failure": "A way to pay fails",
    "faulty_product": "A product is faulty",
    "website_failure": "The website fails",
    "stock_shortage": "Goods are short",
    "other": "Something else",
}


class IncidentForm(Request, IncidentDraft, frozen=True, kw_only=True):
    """What is said of an incident; times with a zone, in ISO 8601."""

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or (self.ends_at and self.ends_at.tzinfo is None):
            raise ValueError("a time needs its zone, such as 2026-03-02T09:00:00Z")


class ListedIncident(Incident, frozen=True, kw_only=True):
    """An incident, and whether it goes on just now."""

    going_on: bool


class CauseChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A cause to choose, and the topics that it matters for where none are named."""

    code: IncidentCause
    title: str
    topics: tuple[str, ...]


class ListedIncidents(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents, last begun first, and the causes that one may have."""

    incidents: tuple[ListedIncident, ...]
    causes: tuple[CauseChoice, ...]


class Incidents:
    """Use cases of incidents. Each raises `Unavailable` where the CRM does not answer."""

    def __init__(self, crm: Crm, clock: Clock) -> None:
        self._crm = crm
        self._clock = clock

    async def listed(self) -> ListedIncidents:
        """All that there are, those that are over included."""
        async with _translated():
            known = await self._crm.records.incidents()
        return ListedIncidents(
            incidents=tuple(self._shown(one) for one in known),
            causes=tuple(
                CauseChoice(code=code, title=title, topics=MATTERS_FOR[code])
                for code, title in CAUSE_TITLES.items()
            ),
        )

    async def add(self, form: IncidentForm, *, editor: str, key: str | None) -> ListedIncident:
        """Let the bot know of one; the same `key` again gives the first. Raises `BadRequest`."""
        async with _translated():
            made = await self._crm.records.add_incident(
                _without_numbers(form), editor=editor, idempotency_key=_key(key)
            )
        return self._shown(made)

    async def change(
        self, incident_id: str, form: IncidentForm, *, editor: str, key: str | None
    ) -> ListedIncident:
        """Say something else of it. Raises `NotFound`, `BadRequest`."""
        async with _translated():
            changed = await self._crm.records.change_incident(
                incident_id, _without_numbers(form), editor=editor, idempotency_key=_key(key)
            )
        return self._shown(changed)

    async def end(self, incident_id: str, *, editor: str, key: str | None) -> ListedIncident:
        """It is over. Raises `NotFound`."""
        async with _translated():
            ended = await self._crm.records.end_incident(
                incident_id, editor=editor, idempotency_key=_key(key)
            )
        return self._shown(ended)

    def _shown(self, incident: Incident) -> ListedIncident:
        fields = {name: getattr(incident, name) for name in Incident.__struct_fields__}
        return ListedIncident(going_on=incident.in_force(self._clock()), **fields)


def _without_numbers(form: IncidentForm) -> IncidentForm:
    """What is said of it, without numbers of cards and accounts."""
    return msgspec.structs.replace(form, title=masked(form.title), told=masked(form.told))


def _key(given: str | None) -> str:
    """What a caller names its try by, apart from all other keys of the CRM."""
    return f"incident:{given or new_id('in')}"


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """The CRM's errors as the bridge's."""
    try:
        yield
    except CrmNotFound as exc:
        raise NotFound("There is no such incident.") from exc
    except (CrmRefused, CrmKeyReused) as exc:
        raise BadRequest(str(exc)) from exc
    except CrmError as exc:
        raise Unavailable("The CRM does not answer just now. Please try again.") from exc
