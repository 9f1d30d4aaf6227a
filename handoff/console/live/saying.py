"""Factory of a message's content: an agent's files, or a template in the place of the words."""

from __future__ import annotations

from contracts.turn import Attachment
from handoff.console.http.channel_views import ChannelView
from handoff.core.channel.templates import filled
from handoff.store.conversations.drafts import Content
from handoff.store.files.file_sizes import kind_of
from handoff.store.files.media import MediaStore


class Saying:
    """Makes a message's content out of what a console sends; `channels` have the templates."""

    def __init__(self, store: MediaStore, channels: tuple[ChannelView, ...]) -> None:
        self.channels = channels
        self._store = store
        self._templates = tuple(each for channel in channels for each in channel.templates)

    async def of(
        self, text: str, files: tuple[str, ...], template: tuple[str, tuple[str, ...]] | None
    ) -> tuple[str, Content]:
        """Text and content. Raises `NotFound` for an unknown file, `BadRequest` for a template."""
        if template is not None:
            said, kept = filled(self._templates, *template)
            return said, Content(custom={"template": kept})
        return text, Content(attachments=tuple([await self._attachment(ref) for ref in files]))

    async def _attachment(self, ref: str) -> Attachment:
        file = await self._store.get(ref)
        return Attachment(
            kind=kind_of(file.mime),
            ref=ref,
            name=file.name,
            mime=file.mime,
            size=len(file.content),
        )
