"""Source: the articles of a Zendesk help centre, by its Help Center API."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec

from contracts.articles import Audience
from scripts.article_pages.errors import CannotPull
from scripts.article_pages.page import Page
from scripts.article_pages.web import Web

_A_PAGE = 100
_T = TypeVar("_T")


class _Article(msgspec.Struct, frozen=True):
    id: int
    title: str
    locale: str
    body: str | None = None
    html_url: str = ""
    draft: bool = False
    user_segment_id: int | None = None


class _Meta(msgspec.Struct, frozen=True):
    has_more: bool = False


class _Links(msgspec.Struct, frozen=True):
    next: str | None = None


class _Answer(msgspec.Struct, frozen=True):
    """One page of the list: by cursor, or with `next_page` as older help centres have it."""

    articles: tuple[_Article, ...]
    meta: _Meta = _Meta()
    links: _Links = _Links()
    next_page: str | None = None


class _Segment(msgspec.Struct, frozen=True):
    id: int
    user_type: str = ""


class _Segments(msgspec.Struct, frozen=True):
    user_segments: tuple[_Segment, ...] = ()


def authorized(token: str) -> dict[str, str]:
    """Headers of a token: `me@shop.example/token:…` as Zendesk has it, or one of OAuth."""
    if ":" in token:
        return {"Authorization": f"Basic {base64.b64encode(token.encode()).decode()}"}
    return {"Authorization": f"Bearer {token}"} if token else {}


async def of_zendesk(web: Web, url: str, language: str) -> AsyncIterator[Page]:
    """All published articles in a language. Raises `CannotPull`."""
    base = f"{url.rstrip('/')}/api/v2/help_center"
    following: str | None = f"{base}/{language}/articles.json?page[size]={_A_PAGE}"
    signed_in: frozenset[int] | None = None
    while following:
        answer = _read(await web.json(following), _Answer)
        for one in answer.articles:
            if one.draft or not one.body:
                continue
            if one.user_segment_id is not None and signed_in is None:
                signed_in = await _signed_in(web, base)
            yield _page(one, signed_in or frozenset())
        more = answer.links.next if answer.meta.has_more else None
        following = more or answer.next_page


async def _signed_in(web: Web, base: str) -> frozenset[int]:
    """The segments whose members are customers; who may not list them takes all for agents'."""
    try:
        found = _read(await web.json(f"{base}/user_segments.json"), _Segments)
    except CannotPull:
        return frozenset()
    return frozenset(one.id for one in found.user_segments if one.user_type == "signed_in_users")


def _page(one: _Article, signed_in: frozenset[int]) -> Page:
    audience: Audience = "everyone"
    if one.user_segment_id is not None:
        audience = "customers" if one.user_segment_id in signed_in else "agents"
    return Page(
        ident=str(one.id),
        title=one.title,
        body=one.body or "",
        language=one.locale.partition("-")[0].lower(),
        address=one.html_url,
        audience=audience,
    )


def _read(answer: object, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(answer, kind)
    except msgspec.ValidationError as exc:
        raise CannotPull(f"this is no Zendesk help centre: {exc}.") from exc
