"""Record of a help page as it was found, and its translation into an article's file."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

import msgspec
import yaml
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from contracts.articles import Audience

_LONGEST_NAME = 60
_NO_NAME = re.compile(r"[^a-z0-9]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TITLE_END = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb-]\s+[^|\u2013\u2014\u00b7\u00bb-]{1,40}$")
_BESIDE = (
    *("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form"),
    *("svg", "iframe", "button", "video", "audio", "object", "img"),
)
"""Elements of a page that are no part of what it tells."""
_MAIN = ("article", "main", "[role=main]", "[itemprop=articleBody]", "body")
"""Where what it tells is looked for, in this order."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A help page: `body` is HTML. `ident` is what its source calls it, and stays the same."""

    ident: str
    title: str
    body: str
    language: str
    address: str = ""
    audience: Audience = "everyone"
    until: dt.date | None = None


def of_whole_page(html: str, ident: str, language: str, address: str) -> Page | None:
    """What a page of a website tells, without menus and the like; None where that is nothing."""
    soup = BeautifulSoup(html, "html.parser")
    for found in soup.find_all(_BESIDE):
        # The heading of an article often stands in a header of its own.
        if found.name != "header" or found.find(_HEADINGS) is None:
            found.decompose()
    main = next((one for where in _MAIN if (one := soup.select_one(where))), soup)
    title = _title(soup, main)
    if not title or not main.get_text(strip=True):
        return None
    said = soup.html.get("lang") if soup.html else None
    spoken = str(said).partition("-")[0].lower() if said else language
    return Page(
        ident=ident, title=title, body=main.decode(), language=spoken or language, address=address
    )


def markdown(page: Page) -> str:
    """The text of its article: headings, lists and tables as Markdown has them."""
    soup = BeautifulSoup(page.body, "html.parser")
    for found in soup.find_all(_BESIDE):
        if found.name != "header":
            found.decompose()
    _lower_headings(soup)
    told = MarkdownConverter(heading_style="ATX", bullets="-", strip=["img"]).convert_soup(soup)
    lines = "\n".join(line.rstrip() for line in told.strip().splitlines())
    return _BLANK_LINES.sub("\n\n", lines)


def as_file(page: Page, source: str, kept: dict[str, Any]) -> str:
    """The file of an article; `kept` is what people have added to its head."""
    head: dict[str, Any] = {"title": page.title}
    if page.address:
        head["address"] = page.address
    if page.audience != "everyone":
        head["for"] = page.audience
    if page.until is not None:
        head["until"] = page.until
    head |= {name: value for name, value in kept.items() if name not in head}
    head["source"] = f"{source}#{page.ident}"
    told = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{told}---\n\n{markdown(page)}\n"


def name_of(page: Page) -> str:
    """The name of its file, out of its title."""
    plain = unicodedata.normalize("NFKD", page.title.casefold()).encode("ascii", "ignore").decode()
    name = _NO_NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return name or f"page-{_NO_NAME.sub('-', page.ident.casefold()).strip('-')[-_LONGEST_NAME:]}"


def _title(soup: BeautifulSoup, main: Tag) -> str:
    heading = main.find("h1") or soup.find("h1")
    if heading is not None and heading.get_text(strip=True):
        return " ".join(heading.get_text(" ", strip=True).split())
    told = soup.title.get_text(" ", strip=True) if soup.title else ""
    return _TITLE_END.sub("", " ".join(told.split()))


def _lower_headings(soup: BeautifulSoup) -> None:
    """Have passages begin at the second level, whichever one the page begins with."""
    first = next((one for one in soup.find_all(_HEADINGS)), None)
    if first is None or first.name in ("h1", "h2"):
        return
    by = int(first.name[1]) - 2
    for found in soup.find_all(_HEADINGS):
        found.name = f"h{max(2, int(found.name[1]) - by)}"
