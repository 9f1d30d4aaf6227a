"""A shop that knows no write again by its key, and loses answers when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Literal

from actions.crm.abilities import Abilities
from actions.crm.demo import demo_dataset
from actions.crm.desk_records.memory import MemoryRecords
from actions.crm.errors import CrmError, CrmUnavailable, CrmUncertain
from actions.crm.memory import MemoryCrm
from actions.crm.once_only import methods
from actions.crm.once_only.facet import once_only
from actions.crm.port import Crm, served_by

NOW = datetime(2025, 3, 12, 12, tzinfo=UTC)
Fault = Literal["answer_lost", "never_arrived", "unreachable", "reads_away"]
SHOWN = frozenset(
    {
        *("change_payment", "open_trace", "create_replacement", "open_return", "open_exchange"),
        *("refund", "issue_voucher", "open_ticket", "add_note"),
    }
)


class Watch:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> None:
        """Let time pass, in the units of `timedelta`."""
        self.now += timedelta(**amount)


class ForgetfulShop:
    """The demo shop, each call of which is a new one. `faults` befall its writes, one each.

    `sent` names the writes that arrived, `reads_away` makes its reads fail.
    """

    def __init__(
        self,
        *,
        keeps_keys: bool = False,
        shows: frozenset[str] = SHOWN,
        today: datetime = NOW,
    ) -> None:
        self.shop = MemoryCrm(demo_dataset(today.date()), clock=lambda: today)
        self.faults: list[Fault | CrmError | None] = []
        self.sent: list[str] = []
        self.reads_away = False
        self._keeps_keys, self._shows = keeps_keys, shows

    def abilities(self) -> Abilities:
        """Everything, and no key is kept unless it was said so."""
        return Abilities(keeps_keys=self._keeps_keys, shows=self._shows)

    async def close(self) -> None:
        """Nothing to give back."""

    async def ping(self) -> None:
        """Return at once."""

    def __getattr__(self, name: str) -> Any:
        served = getattr(self.shop, name)
        if name in methods.writes():
            return partial(self._write, name, served)
        return partial(self._read, served)

    async def _read(self, served: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.reads_away:
            raise CrmUnavailable
        return await served(*args, **kwargs)

    async def _write(self, name: str, served: Callable[..., Any], *args: Any, **kw: Any) -> Any:
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, CrmError):
            raise fault
        if fault == "unreachable":
            raise CrmUnavailable
        if fault == "never_arrived":
            raise CrmUncertain
        key = kw.pop(methods.KEY)
        own = key if self._keeps_keys else f"{key}:{len(self.sent)}"
        made = await served(*args, **kw, **{methods.KEY: own})
        self.sent.append(name)
        if fault == "reads_away":
            self.reads_away = True
        if fault is not None:
            raise CrmUncertain
        return made


def connected(shop: ForgetfulShop, clock: Watch, records: Any = None) -> Crm:
    """The CRM of a desk that works for that shop."""
    books = records if records is not None else MemoryRecords(clock=clock)
    return once_only(served_by(shop, books), clock=clock, look_seconds=0.5)  # type: ignore[arg-type]
