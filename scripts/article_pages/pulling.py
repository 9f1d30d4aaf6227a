"""Writer of pulled pages: as files of the business, with what is new, changed or gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from contracts.articles import FOLDER
from scripts.article_pages.page import Page, as_file, name_of

_FENCE = "---\n"
_ADDED_BY_PEOPLE = ("for", "until", "topics")
"""What of a head stays as people wrote it, whatever the source says."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Files below the business's folder, by what became of them; `left_out` has reasons."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: int = 0
    left_out: tuple[str, ...] = ()

    def lines(self) -> Iterable[str]:
        """What became of each, a line each, and the sum."""
        marks = {"+": self.new, "~": self.changed, "-": self.gone, "!": self.left_out}
        for mark, names in marks.items():
            yield from (f"{mark} {name}" for name in names)
        yield (
            f"{len(self.new)} new, {len(self.changed)} changed, {len(self.gone)} gone, "
            f"{self.same} as they were"
        )


def write(business: Path, pages: Sequence[Page], source: str, languages: Sequence[str]) -> Changes:
    """Have the files say what the pages say; those of the same source that are gone are deleted.

    What people added to a head stays. Files of other sources, and written by hand, are never
    touched.
    """
    before = _from_source(business, source)
    taken = {path for path in (business / FOLDER).rglob("*.md") if path not in before.values()}
    became: dict[str, list[str]] = {"new": [], "changed": [], "same": [], "left_out": []}
    kept: set[Path] = set()
    for page in pages:
        if page.language not in languages:
            why = f"in {page.language}, which business.yml does not have"
            became["left_out"].append(f"{page.title}: {why}")
            continue
        path = before.get((page.language, page.ident)) or _free(business, page, taken)
        taken.add(path)
        kept.add(path)
        became[_written(path, page, source)].append(str(path.relative_to(business)))
    gone = sorted(path for path in before.values() if path not in kept)
    for path in gone:
        path.unlink()
    return Changes(
        new=tuple(sorted(became["new"])),
        changed=tuple(sorted(became["changed"])),
        gone=tuple(str(path.relative_to(business)) for path in gone),
        same=len(became["same"]),
        left_out=tuple(became["left_out"]),
    )


def _written(path: Path, page: Page, source: str) -> str:
    """What became of a file that now says what its page says."""
    old = path.read_text(encoding="utf-8") if path.exists() else None
    text = as_file(page, source, _added(old))
    if old == text:
        return "same"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return "new" if old is None else "changed"


def _from_source(business: Path, source: str) -> dict[tuple[str, str], Path]:
    """Files that were pulled from there, by language and what the source calls them."""
    found = {}
    for path in sorted((business / FOLDER).rglob("*.md")):
        told = str(_head(path.read_text(encoding="utf-8")).get("source", ""))
        where, hash_sign, ident = told.partition("#")
        if hash_sign and where == source:
            found[path.parent.name, ident] = path
    return found


def _free(business: Path, page: Page, taken: set[Path]) -> Path:
    folder, name = business / FOLDER / page.language, name_of(page)
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(path for one in names if (path := folder / f"{one}.md") not in taken)


def _added(old: str | None) -> dict[str, Any]:
    head = _head(old or "")
    return {name: head[name] for name in _ADDED_BY_PEOPLE if name in head}


def _head(text: str) -> dict[str, Any]:
    """The head of a file; empty where it has none that can be read."""
    if not text.startswith(_FENCE):
        return {}
    try:
        found = yaml.safe_load(text.removeprefix(_FENCE).partition(f"\n{_FENCE}")[0])
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}
