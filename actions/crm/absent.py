"""Null object: a facet of the CRM that no system serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from inspect import Signature, signature
from typing import Any

from actions.crm.abilities import Abilities
from actions.crm.errors import CrmUnable
from actions.crm.port import FACETS


class Absent:
    """Reads find nothing; writes are denied beforehand, and refused when asked for all the same."""

    def __init__(self, facet: str) -> None:
        self._reason = f"no system of this desk serves {facet}"
        self._methods = methods_of(facet)

    def abilities(self) -> Abilities:
        """See `Facet.abilities`."""
        return Abilities(
            unable={name: self._reason for name in self._methods if self._writes(name)}
        )

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        """A method of the facet, by its name."""
        if name not in self.__dict__.get("_methods", {}):
            raise AttributeError(name)
        return partial(self._refuse if self._writes(name) else self._find_nothing, name)

    def _writes(self, name: str) -> bool:
        return "idempotency_key" in self._methods[name].parameters

    async def _refuse(self, name: str, *_args: object, **_fields: object) -> None:
        raise CrmUnable(f"{name}: {self._reason}.")

    async def _find_nothing(self, name: str, *_args: object, **_fields: object) -> tuple[()] | None:
        return None if str(self._methods[name].return_annotation).endswith("| None") else ()


def methods_of(facet: str) -> dict[str, Signature]:
    """What a facet of that name is asked, by the method's name."""
    own = vars(FACETS[facet]).items()
    return {name: signature(one) for name, one in own if not name.startswith("_") and callable(one)}
