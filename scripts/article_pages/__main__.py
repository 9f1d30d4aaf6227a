"""`scripts/articles`: pull help pages, check what stands there, and report what came of it."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import aiohttp

from contracts.business import BusinessError, business_folder, read_profile
from scripts.article_pages import report, shopify, sitemap, zammad, zendesk
from scripts.article_pages.checking import check
from scripts.article_pages.errors import CannotPull, CannotReport
from scripts.article_pages.page import Page
from scripts.article_pages.pulling import write
from scripts.article_pages.web import Web

TOKEN = "ARTICLES_TOKEN"
_AGENT = {"User-Agent": "warmdesk-articles"}


class _Source(NamedTuple):
    """How a help centre is read, and what its token is sent as."""

    pages: Callable[[Web, str, str], AsyncIterator[Page]]
    authorized: Callable[[str], dict[str, str]]


SOURCES: Mapping[str, _Source] = {
    "zendesk": _Source(zendesk.of_zendesk, zendesk.authorized),
    "zammad": _Source(zammad.of_zammad, zammad.authorized),
    "shopify": _Source(shopify.of_shopify, shopify.authorized),
}


def main() -> int:
    """Do what is asked. 1 and a line for each thing to be mended."""
    wishes = _wishes()
    try:
        return int(_COMMANDS[wishes.command](wishes))
    except (BusinessError, CannotPull, CannotReport) as exc:
        print(f"scripts/articles: {exc}", file=sys.stderr)
        return 1


def _pull(wishes: argparse.Namespace) -> int:
    business = business_folder(os.environ)
    profile = read_profile(business)
    language = wishes.language or profile.languages[0]
    pages = asyncio.run(_read(wishes, language))
    if not pages:
        raise CannotPull(f"{wishes.place} has no help pages that may be read; nothing was changed.")
    changes = write(business, pages, f"{wishes.kind}:{wishes.place}", profile.languages)
    for line in changes.lines():
        print(line)
    return 0


async def _read(wishes: argparse.Namespace, language: str) -> list[Page]:
    if wishes.kind == "folder":
        return list(sitemap.of_folder(Path(wishes.place), language))
    source = SOURCES.get(wishes.kind)
    token = os.environ.get(TOKEN, "").strip()
    headers = {**_AGENT, **(source.authorized(token) if source else {})}
    async with aiohttp.ClientSession() as http:
        web = Web(http, headers)
        if source is None:
            found = sitemap.of_sitemap(web, wishes.place, language, wishes.only)
        else:
            found = source.pages(web, wishes.place, language)
        return [page async for page in found]


def _check(_wishes: argparse.Namespace) -> int:
    found = check(business_folder(os.environ), dt.datetime.now(dt.UTC).date())
    for line in (*found.wrong, *found.noted):
        print(line, file=sys.stderr if line in found.wrong else sys.stdout)
    if not found.wrong:
        passages = sum(len(one.passages) for one in found.articles)
        print(f"{len(found.articles)} articles with {passages} passages: in order")
    return 1 if found.wrong else 0


def _report(wishes: argparse.Namespace) -> int:
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=wishes.days)
    var = Path(os.environ.get("WARMDESK_VAR", "var")).resolve()
    url = os.environ.get("TRACKER_URL", "").strip() or f"sqlite:///{var / 'tracker.db'}"
    for line in report.lines(report.read(url, since)):
        print(line)
    return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "pull": _pull,
    "check": _check,
    "report": _report,
}


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/articles", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    pull = commands.add_parser(
        "pull", help="bring help pages into articles/, and tell what changed"
    )
    pull.add_argument("kind", choices=("sitemap", *SOURCES, "folder"), help="where they are kept")
    pull.add_argument("place", help="address of the sitemap or help centre, or a folder of HTML")
    pull.add_argument("--language", help="of the pages; the business's first one by default")
    pull.add_argument("--only", default="", help="sitemap: addresses that fit this expression")
    commands.add_parser("check", help="say what does not hold together, also with policy.yml")
    told = commands.add_parser("report", help="say what was told and helped, and what is missing")
    told.add_argument("--days", type=int, default=30, help="how far back")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
