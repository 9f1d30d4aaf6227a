"""Source: the pages of a Shopify shop, by its GraphQL Admin API."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from scripts.article_pages.errors import CannotPull
from scripts.article_pages.page import Page
from scripts.article_pages.web import Web

VERSION = "2025-10"
_QUERY = """
query HelpPages($after: String) {
  shop { primaryDomain { url } }
  pages(first: 50, after: $after) {
    nodes { id title handle body isPublished }
    pageInfo { hasNextPage endCursor }
  }
}
"""


class _Node(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    title: str
    handle: str
    body: str
    is_published: bool


class _Info(msgspec.Struct, frozen=True, rename="camel"):
    has_next_page: bool
    end_cursor: str | None = None


class _Pages(msgspec.Struct, frozen=True, rename="camel"):
    nodes: tuple[_Node, ...]
    page_info: _Info


class _Domain(msgspec.Struct, frozen=True):
    url: str


class _Shop(msgspec.Struct, frozen=True, rename="camel"):
    primary_domain: _Domain


class _Data(msgspec.Struct, frozen=True):
    shop: _Shop
    pages: _Pages


class _Problem(msgspec.Struct, frozen=True):
    message: str


class _Answer(msgspec.Struct, frozen=True):
    data: _Data | None = None
    errors: tuple[_Problem, ...] = ()


def authorized(token: str) -> dict[str, str]:
    """Headers of an Admin API access token, which needs the scope `read_content`."""
    return {"X-Shopify-Access-Token": token} if token else {}


async def of_shopify(web: Web, url: str, language: str) -> AsyncIterator[Page]:
    """All published pages. Raises `CannotPull`."""
    address = f"{url.rstrip('/')}/admin/api/{VERSION}/graphql.json"
    after: str | None = None
    while True:
        found = _read(await web.json(address, {"query": _QUERY, "variables": {"after": after}}))
        for one in found.pages.nodes:
            if one.is_published and one.body:
                yield Page(
                    ident=one.id.rpartition("/")[2],
                    title=one.title,
                    body=one.body,
                    language=language,
                    address=f"{found.shop.primary_domain.url.rstrip('/')}/pages/{one.handle}",
                )
        if not found.pages.page_info.has_next_page:
            return
        after = found.pages.page_info.end_cursor


def _read(answer: object) -> _Data:
    try:
        told = msgspec.convert(answer, _Answer)
    except msgspec.ValidationError as exc:
        raise CannotPull(f"this is no Shopify shop: {exc}.") from exc
    if told.data is None:
        why = "; ".join(one.message for one in told.errors) or "it answers nothing"
        raise CannotPull(f"Shopify refuses: {why}.")
    return told.data
