"""Use cases of privacy: one customer's data exported or erased, and erased again after a restore.

The whole of what pages and commands call:

    privacy.find(who)              -> Found: whose conversations these are, before anything is done
    privacy.export(who)            -> Archive: a ZIP of JSON and files (see `exporting.py`)
    privacy.erase(who, by="Sam")   -> Erasure: with a receipt for each store, some of them owed
    privacy.erasure(erasure_id)    -> Erasure: how far it is by now
    privacy.erasures()             -> the last ones, newest first
    privacy.replay(kept)           -> how many were done once more

`Who` names somebody by a customer's id, a conversation, or a channel with an address. All raise
`NotFound`, and `Conflict` where an address is several customers'.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import product
from typing import Protocol

import msgspec
import structlog

from actions.crm.challenge import tried
from actions.crm.errors import CrmError
from actions.crm.facets.people import Secret
from actions.crm.port import Crm
from handoff.core.clock import Clock
from handoff.core.errors import Conflict
from handoff.store.db.database import Database, WriteTx
from handoff.store.db.ids import new_id
from handoff.store.delivery import redactions
from handoff.store.privacy import blanking, erasures, people, telling
from handoff.store.privacy.erasures import Erasure, Marks, Receipt, State, Store
from handoff.store.privacy.people import Found, Place, Who
from handoff.usecases.customer import ending
from handoff.usecases.privacy.exporting import Archive, Exports

LATEST_ORDERS = 100
ROUNDS = 3
"""So often all is ended before whoever asks is told to come back."""
ON_ITS_WAY = timedelta(minutes=1)
"""So long something takes at most that is being brought to the CRM."""
AT_ONCE = 200
"""Conversations that the bot is told of at once."""

_log = structlog.get_logger(__name__)


class MarkFile(Protocol):
    """Where erasures are kept that a restored backup does not know of."""

    async def add(self, erasure: Erasure) -> None:
        """Have it on the disk. Raises `Unavailable`."""


class Privacy:
    """What a customer may ask for of what is kept of them."""

    def __init__(
        self, db: Database, clock: Clock, crm: Crm, marks: MarkFile, exports: Exports, *, key: bytes
    ) -> None:
        self._db = db
        self._clock = clock
        self._crm = crm
        self._marks = marks
        self._exports = exports
        self._key = key

    async def find(self, who: Who) -> Found:
        """Who is meant, and what is theirs. Raises `NotFound`, `Conflict`, `BadRequest`."""
        async with self._db.read() as connection:
            return await people.find(connection, who)

    async def export(self, who: Who) -> Archive:
        """Everything that is kept of somebody. Raises what `find` does."""
        return await self._exports.made(await self._with_tries(await self.find(who)))

    async def erase(self, who: Who, *, by: str) -> Erasure:
        """Forget somebody: at once in the desk's database, and elsewhere until it is done.

        Open conversations are ended. Raises what `find` does.
        """
        known = await self._with_tries(await self.find(who))
        tries = known.person.tries

        async def again(tx: WriteTx) -> Found:
            found = await people.find(tx.connection, who)
            return people.tried_for(found, tries)

        async with self._ended(known, again) as (tx, found):
            now = self._clock()
            erasure = self._begun(found, by, now)
            # Before the commit: what is on the disk and did not happen is done by a replay.
            await self._marks.add(erasure)
            await self._carry_out(tx, erasure, found, now)
        _log.info("customer_erased", erasure_id=erasure.id)
        return erasure

    async def erasure(self, erasure_id: str) -> Erasure:
        """How far an erasure is. Raises `NotFound`."""
        async with self._db.read() as connection:
            return await erasures.find(connection, erasure_id)

    async def erasures(self, limit: int = 100) -> tuple[Erasure, ...]:
        """The last ones, newest first."""
        async with self._db.read() as connection:
            return await erasures.latest(connection, limit)

    async def replay(self, kept: Iterable[Erasure], *, unknown_only: bool = False) -> int:
        """Do erasures once more, after a backup was restored; returns how many.

        With `unknown_only` those that the desk's database does not know, which is how it can tell
        that it was restored. What somebody has written since stays.
        """
        async with self._db.read() as connection:
            known = await erasures.known(connection) if unknown_only else frozenset()
        wanted = [each for each in kept if each.id not in known]
        for erasure in wanted:
            await self._redo(erasure)
        return len(wanted)

    async def _redo(self, erasure: Erasure) -> None:
        places = frozenset(erasure.marks.places)
        marked = partial(
            people.marked,
            conversations=erasure.marks.conversations,
            files=erasure.marks.files,
            until=erasure.asked_at,
            was_at=lambda place: self._digest(place) in places,
        )
        async with self._db.read() as connection:
            known = await marked(connection)

        async def again(tx: WriteTx) -> Found:
            return await marked(tx.connection)

        async with self._ended(known, again) as (tx, found):
            now = self._clock()
            receipts = self._begun(found, erasure.asked_by, now).receipts
            anew = msgspec.structs.replace(erasure, receipts=receipts, done_at=None)
            await self._carry_out(tx, anew, found, now)

    @asynccontextmanager
    async def _ended(
        self, known: Found, again: Callable[[WriteTx], Awaitable[Found]]
    ) -> AsyncIterator[tuple[WriteTx, Found]]:
        """A transaction in which nothing of a customer's is under way, and what is theirs by then.

        Raises `Conflict` where they begin anew each time that all was ended.
        """
        for _ in range(ROUNDS):
            await self._end_all(known)
            # In a transaction of its own: what ends says in events whose it was.
            async with self._db.write() as tx:
                await people.lock_all(tx, known.conversation_ids)
                known = await again(tx)
                if await people.lock_all(tx, known.conversation_ids):
                    yield tx, known
                    return
        raise Conflict("The customer writes just now: try again in a minute.")

    async def _end_all(self, found: Found) -> None:
        """Nothing is under way any more where it is to be forgotten."""
        for conversation_id in found.conversation_ids:
            async with self._db.write() as tx:
                await ending.end_quietly(tx, conversation_id, self._clock())

    def _begun(self, found: Found, by: str, now: datetime) -> Erasure:
        marks = Marks(
            conversations=found.conversation_ids,
            files=found.files,
            places=tuple(self._digest(place) for place in found.places),
        )
        counts: dict[Store, tuple[State, int | None]] = {
            "desk": ("owed", None),
            "files": ("owed" if found.files else "done", None),
            "uploads": ("owed" if found.places else "done", None),
            "bot": ("owed" if found.conversation_ids else "done", None),
            "records": ("owed", None),
            "shop": ("owed", None),
            "limits": ("lapses", None),
        }
        receipts = tuple(
            Receipt(store=store, state=state, at=now, count=count)
            for store, (state, count) in counts.items()
        )
        return Erasure(id=new_id("er"), asked_at=now, asked_by=by, marks=marks, receipts=receipts)

    def _digest(self, place: Place) -> str:
        return hmac.new(self._key, "\n".join(place).encode(), sha256).hexdigest()

    async def _carry_out(self, tx: WriteTx, erasure: Erasure, found: Found, now: datetime) -> None:
        """Empty what is here, and owe the rest, in one transaction."""
        await tx.line_up()
        # What a worker is just bringing to the CRM arrives there after this.
        on_its_way = await blanking.is_owed(tx.connection, found, now + ON_ITS_WAY)
        await blanking.blank(tx, found)
        await erasures.keep(tx, erasure)
        await self._owe(tx, erasure, found, now, on_its_way=on_its_way)
        await telling.tell(tx, found)

    async def _owe(
        self, tx: WriteTx, erasure: Erasure, found: Found, now: datetime, *, on_its_way: bool
    ) -> None:
        ids, owe = found.conversation_ids, redactions.owe_erasure
        for ref in found.files:
            await redactions.owe_file(tx, "", ref, now, erasure_id=erasure.id, store="files")
        for _, address in found.places:
            await owe(tx, erasure.id, "uploads", now, what=address)
        for place in range(0, len(ids), AT_ONCE):
            some = msgspec.json.encode(ids[place : place + AT_ONCE]).decode()
            await owe(tx, erasure.id, "bot", now, what=some)
        person = msgspec.json.encode(found.person).decode()
        times = (now, now + ON_ITS_WAY) if on_its_way else (now,)
        for store, at in product(("records", "shop"), times):
            await owe(tx, erasure.id, store, at, what=person)
        # Once more when the bot and the platforms have ended what they were at.
        left = msgspec.json.encode(ids).decode()
        await owe(tx, erasure.id, "desk", now, what=left)

    async def _with_tries(self, found: Found) -> Found:
        """What tries of identity may have been counted for, as far as the CRM can tell now."""
        subjects = set(found.person.tries)
        for customer_id in found.person.customer_ids:
            try:
                subjects |= await self._subjects(customer_id)
            except CrmError:
                _log.warning("tries_left_to_lapse")
        person = msgspec.structs.replace(found.person, tries=tuple(sorted(subjects)))
        return msgspec.structs.replace(found, person=person)

    async def _subjects(self, customer_id: str) -> set[str]:
        customer = await self._crm.people.customer(customer_id)
        orders = await self._crm.orders.orders(customer_id, limit=LATEST_ORDERS)
        known: list[dict[Secret, str]] = [{"order_number": order.number} for order in orders]
        if customer is not None:
            told: dict[Secret, str | None] = {
                "email": customer.email,
                "phone": customer.phone,
                "name": customer.name,
                "postcode": customer.address.postcode,
            }
            known += [{secret: value} for secret, value in told.items() if value]
        return {tried(secrets) for secrets in known}
