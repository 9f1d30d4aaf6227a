"""The evaluation as a page that any browser opens: no script, nothing to load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

import msgspec

from scripts.evaluation.history import Change
from scripts.evaluation.measures import (
    WORST,
    Confusion,
    Guess,
    IntentScore,
    Pair,
    Point,
    accuracy,
    confusions,
    scores,
    suspects,
)

WIDTH, HEIGHT, MARGIN = 640, 260, 44
"""Of the curve, in pixels; the margin is for the numbers beside it."""
LINES = (("right", "understood"), ("wrong", "misunderstood"), ("taken", "from outside, yet taken"))

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem;
  color: #1c2430; background: #fff; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .6rem; text-align: left; vertical-align: top; }
tbody tr:nth-child(odd) { background: #f4f6f9; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
small, .quiet { color: #5a6675; }
.wide { overflow: auto; max-height: 85vh; border: 1px solid #d5dbe3; }
.matrix { font-size: 11px; } .matrix th, .matrix td { padding: 0 .25rem; background: #fff; }
.matrix td { width: 1.4rem; min-width: 1.4rem; text-align: center; border: 1px solid #eef1f5; }
.matrix thead th { position: sticky; top: 0; z-index: 1; height: 12rem; vertical-align: bottom; }
.matrix thead span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix tbody th { position: sticky; left: 0; text-align: right; font-weight: normal;
  white-space: nowrap; }
.right { stroke: #16803c; } .wrong { stroke: #c02626; } .taken { stroke: #b06c00; }
text { font-size: 12px; fill: #5a6675; }
.right-text { fill: #16803c; } .wrong-text { fill: #c02626; } .taken-text { fill: #b06c00; }
"""


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page tells. `chosen` is the threshold of the bot's own pipeline."""

    title: str
    guesses: tuple[Guess, ...]
    pairs: tuple[Pair, ...]
    curve: tuple[Point, ...]
    chosen: Point
    change: Change | None


def page(found: Findings) -> str:
    """The whole page."""
    worst = scores(found.guesses)
    parts = (
        _head(found),
        _section(f"The worst {WORST} intents", _scores(worst[:WORST])),
        _section("How sure the bot should be", _curve(found)),
        _section("Confusion matrix", _matrix(found.guesses)),
        _section("What is taken for what", _confusions(confusions(found.guesses))),
        _section("Phrases that look as if they stood in the wrong file", _suspects(found.guesses)),
        _section("Phrases of two intents that say nearly the same", _pairs(found.pairs)),
    )
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f"<title>{_text(found.title)}</title><style>{STYLE}</style></head><body>",
            *parts,
            "</body></html>",
        )
    )


def _head(found: Findings) -> str:
    change = f"<p>{_text(str(found.change))}.</p>" if found.change else ""
    intents = len({guess.phrase.intent for guess in found.guesses})
    return (
        f"<h1>{_text(found.title)}</h1><p><strong>{_percent(accuracy(found.guesses))}</strong> of "
        f"{len(found.guesses)} phrases of {intents} intents are taken for what is meant by a bot "
        f"that was not trained with them.</p>{change}"
    )


def _section(title: str, body: str) -> str:
    return f"<h2>{_text(title)}</h2>{body}"


def _scores(rows: Iterable[IntentScore]) -> str:
    return _table(
        ("intent", "phrases", "of these found", "of those taken for it right"),
        (
            f"<td>{_text(row.intent)}</td>{_number(row.phrases)}{_number(_percent(row.found))}"
            f"{_number(_percent(row.trusted))}"
            for row in rows
        ),
    )


def _confusions(rows: Sequence[Confusion]) -> str:
    return _table(
        ("meant", "taken for", "", "phrases"),
        (
            f"<td>{_text(row.meant)}</td><td>{_text(row.taken)}</td>{_number(len(row.guesses))}"
            f"<td dir=auto>{'<br>'.join(map(_said, row.guesses))}</td>"
            for row in rows
        ),
    )


def _suspects(found: Sequence[Guess]) -> str:
    return _table(
        ("phrase", "stands in", "looks like"),
        (
            f"<td dir=auto>{_said(guess)}</td><td>{_text(guess.phrase.intent)}</td>"
            f"<td>{_text(guess.intent)}</td>"
            for guess in suspects(found)
        ),
    )


def _said(guess: Guess) -> str:
    return (
        f"{_text(guess.phrase.spoken)} "
        f"<small>{guess.confidence:.2f} · {_text(guess.phrase.place)}</small>"
    )


def _pairs(pairs: Sequence[Pair]) -> str:
    return _table(
        ("one", "", "other", "", "nearness"),
        (
            f"<td dir=auto>{_text(pair.one.spoken)}</td>"
            f"<td><small>{_text(pair.one.intent)}</small></td>"
            f"<td dir=auto>{_text(pair.other.spoken)}</td>"
            f"<td><small>{_text(pair.other.intent)}</small></td>"
            f"{_number(f'{pair.nearness:.2f}')}"
            for pair in pairs
        ),
    )


def _table(titles: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f"<th>{_text(title)}</th>" for title in titles)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    if not body:
        return '<p class="quiet">None.</p>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _curve(found: Findings) -> str:
    drawn = "".join(_line(name, label, found.curve) for name, label in LINES)
    place = _place(found.chosen.confidence)
    chosen = found.chosen
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="curve">{_axes()}'
        f'<line x1="{place:.0f}" x2="{place:.0f}" y1="{MARGIN}" y2="{HEIGHT - MARGIN}" '
        f'stroke="#5a6675" stroke-dasharray="4"/>{drawn}</svg>'
        f"<p>At {chosen.confidence:g}, as config.yml has it (dashed): of the held-out phrases "
        f"{_percent(chosen.right)} are understood and {_percent(chosen.wrong)} misunderstood; the "
        f"bot asks back about the rest. Of the texts that are none of our business "
        f"{_percent(chosen.taken)} are taken for something.</p>"
    )


def _axes() -> str:
    marks = (
        f'<text x="4" y="{_height(share) + 4:.0f}">{_percent(share)}</text>'
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{_height(share):.0f}" '
        f'y2="{_height(share):.0f}" stroke="#e4e8ee"/>'
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    steps = (
        f'<text x="{_place(step / 10) - 8:.0f}" y="{HEIGHT - 20}">{step / 10:g}</text>'
        for step in range(0, 11, 2)
    )
    return "".join((*marks, *steps))


def _line(name: str, label: str, curve: Sequence[Point]) -> str:
    points = " ".join(
        f"{_place(point.confidence):.1f},{_height(getattr(point, name)):.1f}" for point in curve
    )
    offset = 16 + 200 * [line[0] for line in LINES].index(name)
    return (
        f'<polyline points="{points}" fill="none" stroke-width="2" class="{name}"/>'
        f'<text x="{MARGIN + offset}" y="18" class="{name}-text">{_text(label)}</text>'
    )


def _place(confidence: float) -> float:
    return MARGIN + confidence * (WIDTH - 2 * MARGIN)


def _height(share: float) -> float:
    return MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN)


def _matrix(found: Sequence[Guess]) -> str:
    counts = Counter((guess.phrase.intent, guess.intent) for guess in found)
    intents = sorted({intent for pair in counts for intent in pair})
    head = "".join(f"<th><span>{_text(intent)}</span></th>" for intent in intents)
    body = "".join(
        f"<tr><th>{_text(meant)}</th>{''.join(_cells(meant, intents, counts))}</tr>"
        for meant in intents
    )
    return (
        '<p class="quiet">A row is what was meant, a column what it was taken for.</p>'
        f'<div class="wide"><table class="matrix"><thead><tr><th></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cells(meant: str, intents: Sequence[str], counts: Counter[tuple[str, str]]) -> Iterator[str]:
    total = sum(counts[meant, taken] for taken in intents) or 1
    for taken in intents:
        count = counts[meant, taken]
        colour = "22, 128, 60" if meant == taken else "192, 38, 38"
        shade = 0.15 + 0.7 * count / total
        style = f' style="background: rgba({colour}, {shade:.2f})"' if count else ""
        title = f"{meant} taken for {taken}: {count}"
        yield f'<td title="{_text(title)}"{style}>{count or ""}</td>'


def _number(value: object) -> str:
    return f'<td class="number">{value}</td>'


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _text(value: str) -> str:
    return escape(value)
