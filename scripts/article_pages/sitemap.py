"""Source: the pages that a website's sitemap lists, or those of a folder of HTML files."""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from scripts.article_pages.errors import CannotPull
from scripts.article_pages.page import Page, of_whole_page
from scripts.article_pages.web import LARGEST, Web

MOST_PAGES = 10_000
_DEEPEST = 3
_GZIP = b"\x1f\x8b"


async def of_sitemap(web: Web, url: str, language: str, only: str = "") -> AsyncIterator[Page]:
    """The pages of a sitemap, or of those that an index lists; `only` is a regular expression.

    Pages on other hosts are left out. Raises `CannotPull`.
    """
    wanted = re.compile(only)
    found = [one async for one in _listed(web, url, _DEEPEST)]
    for address in list(dict.fromkeys(found))[:MOST_PAGES]:
        if wanted.search(address):
            page = of_whole_page(await web.text(address), urlsplit(address).path, language, address)
            if page is not None:
                yield page


async def _listed(web: Web, url: str, depth: int) -> AsyncIterator[str]:
    try:
        root = fromstring(_unpacked(await web.content(url)))
    except (ParseError, DefusedXmlException) as exc:
        raise CannotPull(f"{url} is no sitemap; give the address of sitemap.xml.") from exc
    kind = root.tag.rpartition("}")[2]
    places = [
        one.text.strip() for one in root.iter() if one.tag.rpartition("}")[2] == "loc" and one.text
    ]
    for place in places:
        if urlsplit(place).netloc != urlsplit(url).netloc:
            continue
        if kind != "sitemapindex":
            yield place
        elif depth > 1:
            async for one in _listed(web, place, depth - 1):
                yield one


def _unpacked(content: bytes) -> bytes:
    """A sitemap as it is read, also where it is kept packed. Raises `CannotPull`."""
    if not content.startswith(_GZIP):
        return content
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpacking.decompress(content, LARGEST)
    except zlib.error as exc:
        raise CannotPull("the sitemap is packed and cannot be unpacked; give a plain one.") from exc
    if unpacking.unconsumed_tail:
        raise CannotPull(f"the sitemap has more than {LARGEST >> 20} MB; give one of its parts.")
    return plain


def of_folder(folder: Path, language: str) -> Iterator[Page]:
    """The pages of a folder, such as a website that was saved. Raises `CannotPull`."""
    if not folder.is_dir():
        raise CannotPull(f"there is no folder {folder}.")
    for file in sorted(one for end in ("*.html", "*.htm") for one in folder.rglob(end)):
        try:
            html = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as exc:
            raise CannotPull(f"{file} cannot be read: {exc}.") from exc
        page = of_whole_page(html, str(file.relative_to(folder)), language, "")
        if page is not None:
            yield page
