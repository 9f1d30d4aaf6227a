"""What the documents say of the house, held against the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import LAYERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ARCHITECTURE = (DOCS / "architecture.md").read_text()
DECISIONS = DOCS / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md"), *DECISIONS.glob("*.md")]

MOST_LINES = 25
"""Of a decision record."""
MOST_FILES = 12
"""That a message, or a handoff, is followed through."""
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
BOUND = re.compile(r"`(\w+)` (?:of|in) `([\w/]+\.py)`")
"""A name, and the file that it is said to be in."""
PATH = re.compile(r"`((?:actions|bot|contracts|data|deploy|docs|handoff|scripts|tests)/[\w./-]*)`")


def part(page: str, heading: str) -> str:
    """The text below a heading of the second level."""
    return page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of a table's rows, its head left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return ([cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:])


@pytest.mark.parametrize("heading", ["One message", "One handoff"])
def test_a_way_is_followed_through_few_files(heading: str) -> None:
    """Each step of a way is one file that there is, and there are twelve steps at most."""
    steps = re.findall(r"(?m)^\d+\. `([^`]+)`", part(ARCHITECTURE, heading))
    assert 0 < len(set(steps)) <= MOST_FILES
    assert [step for step in steps if not (ROOT / step).is_file()] == []


def test_named_behaviours_are_where_the_map_says() -> None:
    """Twenty behaviours and more have a folder, and in it the file that is named."""
    found = [
        tuple(cell.strip("`") for cell in row)
        for row in rows(part(ARCHITECTURE, "Where do I find …"))
    ]
    assert len(found) >= 20
    assert [what for what, folder, file in found if not (ROOT / folder / file).is_file()] == []


def test_the_map_has_every_room_in_its_layer() -> None:
    """The map's folders are those that imports are held by, in the same order."""
    named = [
        re.findall(r"`([a-z_/]+)/`", row[0])
        for row in rows(part(ARCHITECTURE, "The rooms of the bridge"))
    ]
    shown = [folder for room in named for folder in room if not folder.startswith("core/")]
    assert shown == [folder for layer in LAYERS for folder in layer if folder]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_paths_lead_somewhere(page: str) -> None:
    """A file or folder that is named there exists."""
    named = PATH.findall((ROOT / page).read_text())
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_recipes_name_functions_in_the_files_that_have_them() -> None:
    """Whoever opens the file that a sentence names finds in it what the sentence says is there."""
    recipes = (ROOT / "CONTRIBUTING.md").read_text()
    named = [pair for line in recipes.splitlines() for pair in _places(line)]
    assert named
    assert [(file, name) for file, name in named if name not in _names_in(ROOT / file)] == []


def test_a_name_belongs_to_the_file_beside_it() -> None:
    """To the one that it is said to be of, or else to the last one before it in its sentence."""
    line = "Say `a` of `bot/x.py`, then `bot/y.py` (`b`, `c`), `bot/z.md` and `d`. And `e`."
    assert list(_places(line)) == [("bot/x.py", "a"), ("bot/y.py", "b"), ("bot/y.py", "c")]


def _places(line: str) -> Iterator[tuple[str, str]]:
    """Each Python file of ours that a line names, with each name that is said to be in it."""
    for sentence in re.split(r"[.;] ", line):
        yield from ((file, name) for name, file in BOUND.findall(sentence))
        file = ""
        for word in re.findall(r"`[^`]+`", BOUND.sub("", sentence)):
            if not word.strip("`").isidentifier():
                file = word.strip("`") if PATH.fullmatch(word) else ""
            elif file.endswith(".py"):
                yield file, word.strip("`")


def _names_in(file: Path) -> set[str]:
    """What a module defines or takes from others."""
    return {name for node in ast.walk(ast.parse(file.read_text())) for name in _named_by(node)}


def _named_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.alias)):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to another page of the project has that page behind it."""
    inside = [link for link in LINK.findall(page.read_text()) if ":" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.stem))
def test_a_decision_is_dated_and_short(record: Path) -> None:
    """Its number, its day, its status, what stood to be decided, what was, what follows."""
    number, text = int(record.name[:4]), record.read_text()
    assert text.startswith(f"# {number}. ")
    assert re.search(r"(?m)^\d{4}-\d\d-\d\d · (accepted|amended by|superseded by)", text)
    assert re.findall(r"(?m)^## (.+)$", text) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= MOST_LINES


def test_the_list_of_decisions_is_whole() -> None:
    """Every record stands in the list in its order, with the same day, title and status."""
    listed = [
        (LINK.findall(number)[0], day, title, _status(status))
        for number, day, title, status in rows((DECISIONS / "README.md").read_text())
    ]
    assert listed == [_entry(record) for record in RECORDS]
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


def _entry(record: Path) -> tuple[str, str, str, str]:
    head, _, line, *_ = record.read_text().splitlines()
    day, _, status = line.partition(" · ")
    return record.name, day, head.partition(". ")[2], _status(status)


def _status(words: str) -> str:
    """The status without its link: `superseded by 0067`."""
    return re.sub(r"\[(\d{4})\]\([^)]*\)", r"\1", words)
