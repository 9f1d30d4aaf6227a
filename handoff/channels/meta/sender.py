"""Base class of the adapters over the Graph API: rates, files, sends one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from msgspec.structs import replace

from contracts.turn import Attachment
from handoff.channels.base.sending import SentParts
from handoff.channels.meta.graph import Graph
from handoff.channels.webhooks.platform import Unfetched
from handoff.core.channel.capabilities import Capabilities
from handoff.core.channel.inbound_events import Media
from handoff.core.channel.outgoing_files import way_out
from handoff.core.channel.port import Undelivered
from handoff.core.clock import Clock
from handoff.core.errors import HandoffError, Unavailable
from handoff.core.model import Conversation
from handoff.http.paces import Buckets
from handoff.store.files.file_sizes import LIMITS
from handoff.store.files.file_types import renamed
from handoff.store.files.media import MediaStore, Stored, keep
from handoff.store.files.pictures import as_one_of

PAIR_BURST, PAIR_SECONDS = 45, 6
"""To one customer so many messages at once, then one in so many seconds."""
PER_SECOND = 80
"""Messages of one number or page."""


class Paces:
    """The platforms' own rates, kept by us, so that nothing is refused for being too fast."""

    def __init__(self, clock: Clock) -> None:
        def seconds() -> float:
            return clock().timestamp()

        self._pairs = Buckets(PAIR_BURST, 1 / PAIR_SECONDS, seconds)
        self._accounts = Buckets(PER_SECOND, PER_SECOND, seconds)

    def take(self, account: str, address: str) -> None:
        """Take a send's turn; raises `Undelivered` when it has to wait, which counts as no try."""
        if not self._accounts.take(account):
            raise _wait("number_rate", seconds=1)
        if not self._pairs.take(address):
            raise _wait("pair_rate", seconds=PAIR_SECONDS)


class Uploads:
    """Brings files to the platform, as it takes them by `can`, and back."""

    def __init__(self, graph: Graph, store: MediaStore, can: Capabilities) -> None:
        self._graph = graph
        self._store = store
        self._can = can

    async def stored(self, attachment: Attachment) -> Stored:
        """The file of an attachment in a format that the platform takes; raises `Undelivered`."""
        try:
            file = await self._store.get(attachment.ref or "")
        except HandoffError as exc:
            raise Undelivered("file_gone", retry=False) from exc
        try:
            return await self._taken(attachment, file)
        except HandoffError as exc:
            raise Undelivered("file_not_taken", retry=False) from exc

    async def _taken(self, attachment: Attachment, file: Stored) -> Stored:
        known = replace(attachment, size=len(file.content), mime=file.mime)
        way = way_out(known, self._can)
        if not way.formats:
            return replace(file, mime=way.mime)
        content, mime = await as_one_of(file.content, way.formats, way.most)
        return Stored(content=content, mime=mime, name=renamed(file.name, mime))

    async def fetch(self, media: Media) -> Attachment:
        """Fetch, check and keep a file of the customer's. Raises `Unfetched`."""
        url = media.url if media.id is None else await self._graph.where(media.id)
        if url is None:
            raise Unfetched("no_address", again=False)
        limit = self._can.sizes[media.kind]
        content, mime = await self._graph.fetch(url, limit=limit, with_token=media.id is not None)
        # What is sent as a document may be as large as one, whatever it is.
        limits = dict.fromkeys(LIMITS, limit)
        try:
            file = Stored(content=content, mime=media.mime or mime, name=media.name)
            return await keep(self._store, file, limits, every_document=True)
        except HandoffError as exc:
            raise Unfetched(exc.code, again=isinstance(exc, Unavailable)) from exc


class MetaChannel:
    """What each of these channels is made of; `conversation` reads the conversation with an id."""

    def __init__(
        self,
        graph: Graph,
        uploads: Uploads,
        sent: SentParts,
        conversation: Callable[[str], Awaitable[Conversation]],
        clock: Clock,
    ) -> None:
        self._graph = graph
        self._uploads = uploads
        self._sent = sent
        self._conversation = conversation
        self._clock = clock
        self._paces = Paces(clock)


def _wait(code: str, *, seconds: float) -> Undelivered:
    return Undelivered(code, retry=True, after=timedelta(seconds=seconds), counts=False)
