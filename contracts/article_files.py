"""Reader of a business's articles, `articles/<language>/*.md`: all, or all that is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import msgspec

from contracts.article_markdown import empty_headings, passages
from contracts.articles import FOLDER, Article, ArticlesRefused, Audience, Head

FIGURES = "figures.yml"
"""What may stand beside articles: by which words they speak of what the policy decides."""
_ENDING = ".md"
_FENCE = "---"
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_KEYS = tuple(field.encode_name for field in msgspec.structs.fields(Head))
_KEY = re.compile(r"([^\s:#][^:]*):")
_LINE_OF_YAML = re.compile(r"\bline (\d+)")


def read_articles(business: Path, languages: Sequence[str] = ()) -> tuple[Article, ...]:
    """The articles of a business's folder, by name; none where it has no such folder.

    With `languages`, other ones are a mistake. Raises `ArticlesRefused` with everything that is
    wrong, each line beginning with the file and its line.
    """
    problems: list[str] = []
    files = _files(business, languages, problems)
    found = [one for file in files if (one := _article(file, problems))]
    problems += _twice(found)
    if problems:
        raise ArticlesRefused("\n".join(problems))
    return tuple(found)


def _files(business: Path, languages: Sequence[str], problems: list[str]) -> list[Path]:
    found = []
    for path in sorted((business / FOLDER).rglob("*")):
        if path.is_dir() or path.name.startswith(".") or path.name == FIGURES:
            continue
        if wrong := _misplaced(path.relative_to(business / FOLDER), languages):
            problems.append(f"{FOLDER}/{path.relative_to(business / FOLDER)}:1: {wrong}")
        else:
            found.append(path)
    return found


def _misplaced(path: Path, languages: Sequence[str]) -> str:
    """Why no article can stand there; empty where one can."""
    if len(path.parts) != 2:
        return f"an article stands in the folder of its language, such as {FOLDER}/en/returns.md"
    if languages and path.parts[0] not in languages:
        return f"{path.parts[0]} is none of the languages of business.yml ({', '.join(languages)})"
    if path.suffix != _ENDING:
        return f"is no Markdown; an article's name ends with {_ENDING}"
    if not _NAME.fullmatch(path.stem):
        return "name it by small letters, digits and hyphens, such as sending-back.md"
    return ""


def _article(file: Path, problems: list[str]) -> Article | None:
    """One article; None where it cannot be used, with the reasons told."""
    name = f"{file.parent.name}/{file.stem}"
    place = f"{FOLDER}/{name}{_ENDING}"
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        problems.append(f"{place}:1: cannot be read: {exc}")
        return None
    head, end, wrong = _head(lines)
    if head is None:
        problems += [f"{place}:{said}" for said in wrong]
        return None
    body = "\n".join(lines[end:])
    try:
        found = passages(body, head.title, end + 1)
        wrong += [
            f"{line}: nothing stands under “{heading}”; write something, or take the heading out"
            for line, heading in empty_headings(body, head.title, end + 1)
        ]
    except ValueError as exc:
        found, wrong = (), [*wrong, str(exc)]
    if not found and not wrong:
        wrong.append(f"{end}: it says nothing; write the article below the head")
    problems += [f"{place}:{said}" for said in wrong]
    return Article(name=name, language=file.parent.name, head=head, passages=found)


def _head(lines: Sequence[str]) -> tuple[Head | None, int, list[str]]:
    """What stands between the first two lines of hyphens, where it ends, and what is wrong."""
    if not lines or lines[0].rstrip() != _FENCE:
        return None, 0, [f"1: begins without a head; write {_FENCE}, then title: …, then {_FENCE}"]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), 0)
    if not end:
        return None, 0, [f"1: the head does not end; write {_FENCE} below it"]
    try:
        told = msgspec.yaml.decode("\n".join(lines[1:end]))
    except msgspec.DecodeError as exc:
        return None, 0, [_unreadable(str(exc))]
    if not isinstance(told, dict):
        return None, 0, ["2: write what the article says of itself, such as title: Sending back"]
    told = {str(name): value for name, value in told.items()}
    wrong = [f"{_line(lines, name)}: {words}" for name, words in _amiss(told)]
    return (None if wrong else msgspec.convert(told, Head)), end + 1, wrong


def _unreadable(said: str) -> str:
    at = _LINE_OF_YAML.search(said)
    line = int(at[1]) + 1 if at else 1
    return f"{line}: cannot be read ({' '.join(said.split())}); put what holds a colon in quotes"


def _line(lines: Sequence[str], name: str) -> int:
    """Where something of the head stands; the head itself where it is missing."""
    keys = ((number, _KEY.match(text)) for number, text in enumerate(lines, start=1))
    return next((number for number, key in keys if key and key[1].strip() == name), 1)


def _amiss(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a head: of what, and what to do."""
    for name in told:
        if name not in _KEYS:
            near = get_close_matches(name, _KEYS, n=1)
            perhaps = f"; did you mean {near[0]}" if near else f"; there are {', '.join(_KEYS)}"
            yield name, f"there is no {name} in a head{perhaps}"
    title = told.get("title")
    if not isinstance(title, str) or not title.strip():
        yield "title", "say what it is about: title: How to send something back"
    address = told.get("address", "")
    if address and not _is_address(address):
        yield "address", f"{address} is no web address; write one such as https://shop.example/help"
    if (audience := told.get("for", "everyone")) not in get_args(Audience):
        yield "for", f"there is no {audience}; write {', '.join(get_args(Audience))}"
    if type(told.get("until", dt.date.max)) is not dt.date:  # a time of day is one as well
        yield "until", "write the last day on which it holds, such as until: 2027-01-31"
    topics = told.get("topics", [])
    if not isinstance(topics, list) or not all(isinstance(one, str) for one in topics):
        yield "topics", "list intents, such as topics: [return_item]"
    if not isinstance(told.get("source", ""), str):
        yield "source", "is written by scripts/articles pull; take it out"


def _is_address(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _twice(articles: Sequence[Article]) -> Iterator[str]:
    """Titles that two articles have: customers could not choose between them."""
    first: dict[tuple[str, str], Article] = {}
    for one in articles:
        known = first.setdefault((one.language, one.head.title.casefold()), one)
        if known is not one:
            yield f"{one.place}:2: has the same title as {known.place}; give it another"
