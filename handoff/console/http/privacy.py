"""Route handlers of privacy, for admins: one customer found, exported and erased, and what was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec
from aiohttp import web

from contracts.turn import Channel
from handoff.core.errors import BadRequest
from handoff.core.model import Agent
from handoff.core.payloads import Request
from handoff.core.retention import KINDS, Kind
from handoff.http.json_http import answer, read_body
from handoff.http.routes import route
from handoff.store.accounts.audit import Audit
from handoff.store.privacy.erasures import Erasure, Receipt
from handoff.store.privacy.people import Found, Who
from handoff.usecases.privacy.erasing import Privacy
from handoff.usecases.privacy.holdings import Held, Holdings

LAST = 100
"""Erasures that are listed."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S")]


class WhoForm(Request, frozen=True, kw_only=True):
    """How somebody is named: by one of these; of a channel's address the channel, too."""

    customer_id: Name | None = None
    conversation_id: Name | None = None
    channel: Channel | None = None
    address: Name | None = None

    @property
    def who(self) -> Who:
        """The same as the use case takes it."""
        given = {name: getattr(self, name) for name in Who.__struct_fields__}
        return Who(**{name: value and value.strip() for name, value in given.items()})


class EraseForm(WhoForm, frozen=True, kw_only=True):
    """Who is to be forgotten; `confirm` is their key as the page has shown it, typed by hand."""

    confirm: str


class Whereabouts(msgspec.Struct, frozen=True, kw_only=True):
    """Where a customer has written from."""

    channel: Channel
    address: str


class FoundCustomer(msgspec.Struct, frozen=True, kw_only=True):
    """One customer, and how much there is of them. `key` is what has to be typed to erase them."""

    key: str
    names: tuple[str, ...]
    customer_ids: tuple[str, ...]
    places: tuple[Whereabouts, ...]
    conversations: int
    held: tuple[Held, ...]


class KeptFor(msgspec.Struct, frozen=True, kw_only=True):
    """For how many days a kind of data is kept; 0 is for ever."""

    kind: Kind
    what: str
    days: int


class ErasureView(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody was forgotten, by nothing that says who it was."""

    id: str
    asked_at: datetime
    asked_by: str
    receipts: tuple[Receipt, ...]
    done_at: datetime | None


class PrivacyPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who was forgotten, the last first, and what is kept for how long."""

    erasures: tuple[ErasureView, ...]
    retention: tuple[KeptFor, ...]


class ConsolePrivacy:
    """The routes under `/api/console/privacy`.

    Who is meant stands in bodies alone, so that no address of a request names anybody. The audit
    log tells who was looked up and exported; of an erasure only that there was one.
    """

    def __init__(
        self, privacy: Privacy, holdings: Holdings, audit: Audit, days: Mapping[Kind, int]
    ) -> None:
        self._privacy = privacy
        self._holdings = holdings
        self._audit = audit
        self._days = days

    @route("GET", "/privacy", needs="privacy", act="privacy.read", answer=PrivacyPage)
    async def page(self, _request: web.Request, _admin: Agent) -> web.Response:
        """What was erased, and what is kept for how long."""
        erasures = tuple(map(_view, await self._privacy.erasures(LAST)))
        kept = tuple(
            KeptFor(kind=each.kind, what=each.what, days=self._days[each.kind]) for each in KINDS
        )
        return answer(PrivacyPage(erasures=erasures, retention=kept))

    @route(
        "POST",
        "/privacy/find",
        needs="privacy",
        body=WhoForm,
        answer=FoundCustomer,
        statuses=(404, 409),
    )
    async def find(self, request: web.Request, admin: Agent) -> web.Response:
        """One customer, and how much there is of them."""
        who = (await read_body(request, WhoForm)).who
        async with self._audit.noted("privacy.find", by=admin, about=_about(who)):
            found = await self._privacy.find(who)
            return answer(_customer(found, await self._holdings.of(found)))

    @route(
        "POST",
        "/privacy/export",
        needs="privacy",
        fresh=True,
        body=WhoForm,
        answer="application/zip",
        statuses=(404, 409),
    )
    async def export(self, request: web.Request, admin: Agent) -> web.Response:
        """Everything that is kept of a customer, as an archive."""
        who = (await read_body(request, WhoForm)).who
        async with self._audit.noted("privacy.export", by=admin, about=_about(who)):
            archive = await self._privacy.export(who)
        headers = {
            "Content-Type": "application/zip",
            "Content-Disposition": 'attachment; filename="customer.zip"',
            "Cache-Control": "no-store",
            "X-Missing": str(len(archive.missing)),
        }
        return web.Response(body=archive.content, headers=headers)

    @route(
        "POST",
        "/privacy/erase",
        needs="privacy",
        fresh=True,
        body=EraseForm,
        answer=ErasureView,
        statuses=(404, 409),
    )
    async def erase(self, request: web.Request, admin: Agent) -> web.Response:
        """Forget a customer, which cannot be undone."""
        form = await read_body(request, EraseForm)
        async with self._audit.noted("privacy.erase", by=admin):
            key = _key(await self._privacy.find(form.who))
            if form.confirm.strip() != key:
                raise BadRequest("Type exactly what is shown, so that nobody else is erased.")
            return answer(_view(await self._privacy.erase(form.who, by=admin.name)))


def _about(who: Who) -> str | None:
    return who.customer_id or who.conversation_id or who.address


def _key(found: Found) -> str:
    """What names the customer best: their id, else an address, else a conversation."""
    places = (address for _, address in found.places)
    return (*found.person.customer_ids, *places, *found.conversation_ids)[0]


def _customer(found: Found, held: tuple[Held, ...]) -> FoundCustomer:
    return FoundCustomer(
        key=_key(found),
        names=found.names,
        customer_ids=found.person.customer_ids,
        places=tuple(
            Whereabouts(channel=channel, address=place) for channel, place in found.places
        ),
        conversations=len(found.conversation_ids),
        held=held,
    )


def _view(erasure: Erasure) -> ErasureView:
    return ErasureView(**{n: getattr(erasure, n) for n in ErasureView.__struct_fields__})
