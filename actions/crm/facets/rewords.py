"""What a system of the history facet may do besides: say otherwise what it was told."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class Rewords(Protocol):
    """A system that finds what a conversation left in it, and changes words there.

    Systems behind the port need not be one: what they hold is then taken out of them by hand.
    """

    async def reword(self, conversation_id: str, old: str, new: str) -> int:
        """Have notes and tickets of a conversation say `new` wherever they say `old`.

        Returns how many have changed; done twice it changes nothing. Raises `CrmUnavailable`.
        """
