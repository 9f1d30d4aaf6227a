"""Figures of how the desk listens, by kind of case, and each case as a line and a transcript."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from scripts.listening.cases import Dialogue, Opening
from scripts.listening.player import Played
from scripts.listening.verdict import Outcome, locked, outcome, repeated, wish_kept

_WELL = (Outcome.AT_ONCE, Outcome.AFTER_ONE)


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A case with what came of it."""

    case: Opening | Dialogue
    played: Played

    @property
    def outcome(self) -> Outcome:
        """Of a first message; longer conversations are for reading."""
        if isinstance(self.case, Dialogue):
            return Outcome.UNJUDGED
        return outcome(self.case, self.played.exchanges)

    @property
    def typed(self) -> list[str]:
        """What the customer wrote."""
        return [one.said for one in self.played.exchanges if not one.pressed]


def line(heard: Heard) -> str:
    """One case."""
    first = heard.played.exchanges[0]
    about = f"{heard.outcome:<20}" if isinstance(heard.case, Opening) else ""
    parts = [
        f"{heard.case.id:<5} {about}",
        ", ".join(first.taken.topics[:1] + first.taken.kept) or "-",
        heard.played.owner if heard.played.owner != "bot" else "",
        "repeats itself" if repeated(heard.played.exchanges) else "",
        "asks who it is" if _is_locked(heard) else "",
        "" if _is_kept(heard) is not False else "the packet lacks the wish",
    ]
    return "  ".join(part for part in parts if part)


def summary(all_heard: Sequence[Heard]) -> Iterator[str]:
    """By kind, and all of them."""
    openings = [one for one in all_heard if isinstance(one.case, Opening)]
    judged = [one for one in openings if one.outcome is not Outcome.UNJUDGED]
    kinds = sorted({one.case.kind for one in judged if isinstance(one.case, Opening)})
    if judged:
        yield f"{'':<20}" + "".join(f"{name.value:>21}" for name in Outcome if name in _columns())
    for kind in kinds:
        of_kind = [o for o in judged if isinstance(o.case, Opening) and o.case.kind == kind]
        yield _row(kind, of_kind)
    if judged:
        yield _row("all", judged)
        well = sum(one.outcome in _WELL for one in judged)
        yield f"understood at once or after one question: {_share(well, len(judged))}"
    yield f"general questions that asked who it is: {sum(map(_is_locked, openings))}"
    kept = [_is_kept(one) for one in all_heard if _is_kept(one) is not None]
    yield f"packets with the wish in them: {_share(sum(map(bool, kept)), len(kept))}"
    loops = sum(bool(repeated(one.played.exchanges)) for one in all_heard)
    yield f"conversations in which the bot repeated itself word for word: {loops}"
    if unjudged := len(openings) - len(judged):
        yield f"without a judgement of what would be right: {unjudged}"


def write(folder: Path, heard: Heard) -> None:
    """The transcript, under what came of it."""
    place = folder / heard.outcome.replace(" ", "-")
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{heard.case.id}.md").write_text("\n\n".join(_lines(heard)) + "\n")


def _lines(heard: Heard) -> Iterator[str]:
    case = heard.case
    yield f"# {line(heard)}"
    if isinstance(case, Opening):
        yield f"*best:* {case.first_best_reply}"
    else:
        yield f"*who:* {case.customer_profile}; *wants:* {case.goal}; *good:* {case.success}"
    yield f"*must not:* {case.must_not}"
    for exchange in heard.played.exchanges:
        yield f"**Customer:** {'▸ ' if exchange.pressed else ''}{exchange.said}"
        yield f"`{', '.join(exchange.taken.topics)} | {', '.join(exchange.taken.kept)}`"
        yield from (f"> {' '.join(text.split())}" for text in exchange.answer)
        if exchange.buttons:
            yield "> " + " ".join(f"⟦{title}⟧" for title in exchange.buttons)
    if heard.played.packet is not None:
        packet = msgspec.json.format(msgspec.json.encode(heard.played.packet)).decode()
        yield f"```json\n{packet}\n```"


def _columns() -> tuple[Outcome, ...]:
    return tuple(one for one in Outcome if one is not Outcome.UNJUDGED)


def _row(name: str, some: Sequence[Heard]) -> str:
    counts = Counter(one.outcome for one in some)
    cells = (f"{counts[one]:>14} ({_percent(counts[one], len(some)):>3} %)" for one in _columns())
    return f"{name:<20}" + "".join(cells)


def _is_locked(heard: Heard) -> bool:
    return isinstance(heard.case, Opening) and locked(heard.case, heard.played.exchanges)


def _is_kept(heard: Heard) -> bool | None:
    """Whether the packet has the wish; None without a packet."""
    packet = heard.played.packet
    return None if packet is None else wish_kept(heard.typed, packet)


def _percent(some: int, all_: int) -> int:
    return round(100 * some / all_) if all_ else 0


def _share(some: int, all_: int) -> str:
    return f"{some} of {all_} ({_percent(some, all_)} %)"
