"""Help pages pulled over real HTTP, from servers that answer as their systems are documented to."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from contracts.article_files import read_articles
from scripts.article_pages import shopify, sitemap, zammad, zendesk
from scripts.article_pages import web as reading
from scripts.article_pages.errors import CannotPull
from scripts.article_pages.page import Page, as_file, markdown, name_of, of_whole_page
from scripts.article_pages.pulling import write
from scripts.article_pages.web import Web

BODY = """<div><h3>How</h3><p>Print the <strong>label</strong>.</p>
<ol><li>Pack it.</li><li>Hand it in.</li></ol>
<h4>Abroad</h4><table><tr><th>Where</th><th>Cost</th></tr><tr><td>EU</td><td>free</td></tr></table>
<script>alert(1)</script></div>"""

Answer = Callable[[web.Request], Any]


@pytest.fixture
async def serve() -> AsyncIterator[Callable[..., Any]]:
    """Starts servers, each with some routes, and gives their addresses."""
    servers: list[TestServer] = []

    async def start(**routes: Answer) -> str:
        app = web.Application()

        async def answer(request: web.Request) -> web.StreamResponse:
            handler = routes.get(request.path.strip("/").replace("/", "__"))
            if handler is None:
                return web.Response(status=404)
            found = handler(request)
            return found if isinstance(found, web.Response) else web.json_response(found)

        app.router.add_route("*", "/{path:.*}", answer)
        server = TestServer(app)
        await server.start_server()
        servers.append(server)
        return str(server.make_url("/")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """What pulls read with."""
    async with aiohttp.ClientSession() as session:
        yield session


async def everything(pages: AsyncIterator[Page]) -> list[Page]:
    """All pages of a source."""
    return [page async for page in pages]


def html(title: str, text: str, **more: str) -> web.Response:
    """A page of a website, with what stands around what it tells."""
    page = (
        f'<html lang="{more.get("lang", "en-GB")}"><head><title>{title} | Shop</title></head><body>'
        f"<nav>Menu</nav><main><header><h1>{title}</h1></header><p>{text}</p></main>"
        "<footer>Imprint</footer></body></html>"
    )
    return web.Response(text=page, content_type="text/html")


def listed(kind: str, *places: str) -> str:
    """A sitemap, or an index of some."""
    outer, inner = ("sitemapindex", "sitemap") if kind == "index" else ("urlset", "url")
    rows = "".join(f"<{inner}><loc> {one} </loc></{inner}>" for one in places)
    return f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{outer}>'


def in_zendesk(number: int, **more: Any) -> dict[str, Any]:
    """An article as Zendesk's Help Center API answers."""
    return {
        "id": number,
        "title": f"Article {number}",
        "locale": "en-us",
        "body": BODY,
        "html_url": f"https://shop.example/hc/en-us/articles/{number}",
        "draft": False,
        "user_segment_id": None,
        "label_names": [],
        "vote_sum": 0,
        **more,
    }


async def test_zendesk_is_read_page_by_page(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """Behind its cursor; drafts are left out, and segments say for whom an article is."""
    asked: list[str] = []

    def articles(request: web.Request) -> Any:
        asked.append(request.headers.get("Authorization", ""))
        if "page[after]" in request.query:
            later = [in_zendesk(3, user_segment_id=8), in_zendesk(4, user_segment_id=9)]
            return {"articles": later, "meta": {"has_more": False}, "links": {"next": None}}
        following = f"{request.url.origin()}{request.path}?page[size]=100&page[after]=abc"
        return {
            "articles": [in_zendesk(1), in_zendesk(2, draft=True)],
            "meta": {"has_more": True, "after_cursor": "abc"},
            "links": {"next": following},
        }

    segments = {
        "user_segments": [
            {"id": 8, "user_type": "signed_in_users"},
            {"id": 9, "user_type": "staff"},
        ]
    }
    url = await serve(
        **{
            "api__v2__help_center__en__articles.json": articles,
            "api__v2__help_center__user_segments.json": lambda _: segments,
        },
    )
    reader = Web(http, zendesk.authorized("me@shop.example/token:secret"))
    pages = await everything(zendesk.of_zendesk(reader, url, "en"))
    assert [(page.ident, page.audience) for page in pages] == [
        ("1", "everyone"),
        ("3", "customers"),
        ("4", "agents"),
    ]
    assert pages[0].address == "https://shop.example/hc/en-us/articles/1"
    assert all(one.startswith("Basic ") for one in asked)


async def test_who_may_not_list_segments_shows_customers_nothing_of_them(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """An article for somebody only is for agents, until it is known for whom it is."""
    answer = {"articles": [in_zendesk(3, user_segment_id=8)], "next_page": None, "count": 1}
    url = await serve(**{"api__v2__help_center__en__articles.json": lambda _: answer})
    (page,) = await everything(zendesk.of_zendesk(Web(http), url, "en"))
    assert page.audience == "agents"


def knowledge_base(asked: list[Any]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A Zammad knowledge base: bodies come only for translations that are asked for."""
    answers = {
        "1": {"id": 1, "translation_ids": [11, 12], "published_at": "2026-01-01T00:00:00Z"},
        "2": {"id": 2, "translation_ids": [13], "internal_at": "2026-01-01T00:00:00Z"},
        "3": {"id": 3, "translation_ids": [14]},
        "4": {
            "id": 4,
            "translation_ids": [15],
            "published_at": "2026-01-01T00:00:00Z",
            "archived_at": "2026-02-01T00:00:00Z",
        },
    }
    rows = ((11, 1, 1), (12, 1, 2), (13, 2, 1), (14, 3, 1), (15, 4, 1))
    translations = {
        str(number): {
            "id": number,
            "title": f"Answer {answer}",
            "answer_id": answer,
            "kb_locale_id": locale,
            "content_id": number + 100,
        }
        for number, answer, locale in rows
    }

    async def init(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization"))
        wanted = (await request.json())["answer_translation_content_ids"]
        told = {
            "KnowledgeBaseAnswer": answers,
            "KnowledgeBaseAnswerTranslation": translations,
            "KnowledgeBaseAnswerTranslationContent": {
                str(one): {"id": one, "body": BODY} for one in wanted
            },
            "KnowledgeBaseLocale": {
                "1": {"id": 1, "system_locale_id": 7},
                "2": {"id": 2, "system_locale_id": 8},
            },
            "Locale": {"7": {"id": 7, "locale": "en-us"}, "8": {"id": 8, "locale": "de-de"}},
        }
        return web.json_response(told)

    return init


async def test_zammad_is_asked_for_bodies(http: aiohttp.ClientSession) -> None:
    """Published answers are for everyone, internal ones for agents, the rest stays where it is."""
    asked: list[Any] = []
    app = web.Application()
    app.router.add_post("/api/v1/knowledge_bases/init", knowledge_base(asked))
    async with TestServer(app) as server:
        reader = Web(http, zammad.authorized("secret"))
        url = str(server.make_url("/"))
        pages = await everything(zammad.of_zammad(reader, url, "en"))
    assert [(page.ident, page.title, page.audience) for page in pages] == [
        ("1", "Answer 1", "everyone"),
        ("2", "Answer 2", "agents"),
    ]
    assert asked == ["Token token=secret"] * 2


async def test_shopify_is_asked_for_its_pages(http: aiohttp.ClientSession) -> None:
    """Published ones, with the address that the shop's customers know."""
    tokens: list[str | None] = []

    async def graphql(request: web.Request) -> web.Response:
        tokens.append(request.headers.get("X-Shopify-Access-Token"))
        after = (await request.json())["variables"]["after"]
        number = 2 if after else 1
        node = {
            "id": f"gid://shopify/Page/{number}",
            "title": f"Page {number}",
            "handle": f"page-{number}",
            "body": BODY,
            "isPublished": True,
        }
        hidden = {**node, "id": "gid://shopify/Page/9", "isPublished": False}
        pages = {
            "nodes": [node, hidden],
            "pageInfo": {"hasNextPage": not after, "endCursor": "abc"},
        }
        domain = {"primaryDomain": {"url": "https://shop.example"}}
        return web.json_response({"data": {"shop": domain, "pages": pages}})

    app = web.Application()
    app.router.add_post(f"/admin/api/{shopify.VERSION}/graphql.json", graphql)
    async with TestServer(app) as server:
        reader = Web(http, shopify.authorized("secret"))
        pages = await everything(shopify.of_shopify(reader, str(server.make_url("/")), "en"))
    assert [(page.ident, page.address) for page in pages] == [
        ("1", "https://shop.example/pages/page-1"),
        ("2", "https://shop.example/pages/page-2"),
    ]
    assert tokens == ["secret", "secret"]


async def test_a_sitemap_leads_to_its_pages(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """Through an index and packed parts; menus are left out, and so are other hosts."""

    def index(request: web.Request) -> web.Response:
        own = request.url.origin()
        text = listed("index", f"{own}/part.xml.gz", "https://elsewhere.example/sitemap.xml")
        return web.Response(text=text, content_type="application/xml")

    def part(request: web.Request) -> web.Response:
        own = request.url.origin()
        places = (f"{own}/help/back", f"{own}/help/empty", f"{own}/about")
        return web.Response(body=gzip.compress(listed("urls", *places).encode()))

    url = await serve(
        **{
            "sitemap.xml": index,
            "part.xml.gz": part,
            "help__back": lambda _: html("Sending back", "Print the label."),
            "help__empty": lambda _: web.Response(text="<html></html>", content_type="text/html"),
            "about": lambda _: html("About us", "We are many."),
        }
    )
    found = sitemap.of_sitemap(Web(http), f"{url}/sitemap.xml", "en", "/help/")
    (page,) = await everything(found)
    assert (page.title, page.language, page.ident) == ("Sending back", "en", "/help/back")
    assert page.address == f"{url}/help/back"
    assert "Menu" not in markdown(page)
    assert "Imprint" not in markdown(page)
    assert "Print the label." in markdown(page)


@pytest.mark.parametrize(
    "text",
    [
        "no sitemap",
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><urlset><loc>&c;</loc></urlset>',
    ],
)
async def test_what_is_no_sitemap_is_refused(
    serve: Callable[..., Any], http: aiohttp.ClientSession, text: str
) -> None:
    """Also one that would grow while it is read."""
    url = await serve(**{"sitemap.xml": lambda _: web.Response(text=text)})
    with pytest.raises(CannotPull, match="is no sitemap"):
        await everything(sitemap.of_sitemap(Web(http), f"{url}/sitemap.xml", "en"))


async def test_a_packed_sitemap_that_is_broken_is_refused(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """Bytes that only begin like one, and ones that unpack without end."""
    bodies = iter([b"\x1f\x8bno", gzip.compress(b" " * (reading.LARGEST + 2))])
    url = await serve(**{"sitemap.xml": lambda _: web.Response(body=next(bodies))})
    for words in ("cannot be unpacked", "more than 10 MB"):
        with pytest.raises(CannotPull, match=words):
            await everything(sitemap.of_sitemap(Web(http), f"{url}/sitemap.xml", "en"))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda _: web.Response(status=401), "answers 401: set ARTICLES_TOKEN"),
        (lambda _: web.Response(status=404), "answers 404: look at the address"),
        (lambda _: web.Response(status=503), "answers 503"),
        (lambda _: web.Response(text="<html>"), "no JSON"),
        (lambda _: {"posts": []}, "no Zendesk help centre"),
        (lambda _: web.Response(body=b" " * (reading.LARGEST + 1)), "more than 10 MB"),
    ],
)
async def test_what_goes_wrong_is_told(
    serve: Callable[..., Any], http: aiohttp.ClientSession, answer: Answer, words: str
) -> None:
    """With the address, without what may be secret in it, and with what to do."""
    url = await serve(**{"api__v2__help_center__en__articles.json": answer})
    with pytest.raises(CannotPull, match=re.escape(words)) as refusal:
        await everything(zendesk.of_zendesk(Web(http, wait=0), url, "en"))
    assert "page[size]" not in str(refusal.value)


async def test_a_busy_server_is_asked_again(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """After as long as it wants."""
    answers = iter(
        [
            web.Response(status=429, headers={"Retry-After": "0"}),
            web.json_response({"articles": [in_zendesk(1)]}),
        ]
    )
    url = await serve(**{"api__v2__help_center__en__articles.json": lambda _: next(answers)})
    assert len(await everything(zendesk.of_zendesk(Web(http, wait=9), url, "en"))) == 1


async def test_a_token_goes_to_its_own_host_alone(
    serve: Callable[..., Any], http: aiohttp.ClientSession
) -> None:
    """A list that leads elsewhere is not followed."""
    elsewhere = {"articles": [], "next_page": "https://elsewhere.example/articles.json"}
    url = await serve(**{"api__v2__help_center__en__articles.json": lambda _: elsewhere})
    with pytest.raises(CannotPull, match="is on another host"):
        await everything(zendesk.of_zendesk(Web(http), url, "en"))


async def test_nobody_there_is_told(http: aiohttp.ClientSession) -> None:
    """After some tries."""
    with pytest.raises(CannotPull, match="does not answer"):
        await everything(zendesk.of_zendesk(Web(http, wait=0), "http://127.0.0.1:9", "en"))


async def test_shopify_and_zammad_say_what_they_are_not(http: aiohttp.ClientSession) -> None:
    """Another system, or one that refuses."""
    answers = iter([{"data": {"shop": 1}}, {"errors": [{"message": "denied"}]}, {"Locale": 1}])

    async def any_answer(_: web.Request) -> web.Response:
        return web.json_response(next(answers))

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", any_answer)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        for source, words in (
            (shopify.of_shopify, "no Shopify shop"),
            (shopify.of_shopify, "Shopify refuses: denied"),
            (zammad.of_zammad, "no Zammad knowledge base"),
        ):
            with pytest.raises(CannotPull, match=words):
                await everything(source(Web(http), url, "en"))


def page(number: int, text: str = "Text.", **more: Any) -> Page:
    """A help page."""
    return Page(
        ident=str(number), title=f"Page {number}", body=f"<p>{text}</p>", language="en", **more
    )


def test_a_folder_of_html_is_read(tmp_path: Path) -> None:
    """By the places of its files; there has to be one, and its files have to be text."""
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "back.html").write_text(html("Sending back", "Print it.").text or "")
    (found,) = sitemap.of_folder(tmp_path, "en")
    assert (found.ident, found.title) == ("help/back.html", "Sending back")
    (tmp_path / "broken.htm").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CannotPull, match="cannot be read"):
        list(sitemap.of_folder(tmp_path, "en"))
    with pytest.raises(CannotPull, match="there is no folder"):
        list(sitemap.of_folder(tmp_path / "none", "en"))


def test_tables_lists_and_headings_survive() -> None:
    """As Markdown that is read as an article."""
    told = markdown(page(1).__class__(ident="1", title="Back", body=BODY, language="en"))
    assert told.startswith("## How\n\nPrint the **label**.\n\n1. Pack it.\n2. Hand it in.")
    assert "### Abroad" in told
    assert "| EU | free |" in told
    assert "alert" not in told


def test_what_was_pulled_can_be_read(tmp_path: Path) -> None:
    """Titles with colons, quotes and hashes included."""
    odd = Page(ident="1", title='Back: “how” # and "why"', body=BODY, language="en")
    write(tmp_path, [odd], "zendesk:https://x.example", ["en"])
    (article,) = read_articles(tmp_path, ["en"])
    assert article.head.title == odd.title
    assert article.head.source == "zendesk:https://x.example#1"
    assert [one.heading for one in article.passages] == ["How", "How › Abroad"]  # noqa: RUF001


def test_what_changed_is_told(tmp_path: Path) -> None:
    """New, changed and gone files; what people added to a head stays, and so do other files."""
    source = "zendesk:https://x.example"
    first = write(tmp_path, [page(1), page(2), page(3)], source, ["en"])
    assert first.new == tuple(f"articles/en/page-{n}.md" for n in (1, 2, 3))
    own = tmp_path / "articles" / "en" / "own.md"
    own.write_text("---\ntitle: Own\n---\nText.\n")
    edited = tmp_path / "articles" / "en" / "page-1.md"
    edited.write_text(edited.read_text().replace("source:", "topics: [return_item]\nsource:"))
    again = write(
        tmp_path,
        [page(1, "Other."), page(2), Page(ident="9", title="X", body="<p>x</p>", language="fr")],
        source,
        ["en"],
    )
    assert again.changed == ("articles/en/page-1.md",)
    assert again.gone == ("articles/en/page-3.md",)
    assert again.same == 1
    assert again.left_out == ("X: in fr, which business.yml does not have",)
    assert "topics:\n- return_item" in edited.read_text()
    assert own.exists()
    assert list(again.lines())[-1] == "0 new, 1 changed, 1 gone, 1 as they were"


def test_names_are_free(tmp_path: Path) -> None:
    """Two of one title, and one whose title has no letters of ours."""
    twins = [page(1), Page(ident="2", title="Page 1", body="<p>x</p>", language="en")]
    assert write(tmp_path, twins, "s", ["en"]).new == (
        "articles/en/page-1-2.md",
        "articles/en/page-1.md",
    )
    assert name_of(Page(ident="/a/7", title="日本", body="", language="en")) == "page-a-7"
    assert of_whole_page("<p>no title</p>", "x", "en", "") is None


def test_a_broken_head_keeps_nothing(tmp_path: Path) -> None:
    """It is written anew."""
    told = as_file(page(1), "s", {})
    file = tmp_path / "articles" / "en" / "page-1.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: [\n---\nText.\n")
    changes = write(tmp_path, [page(1)], "s", ["en"])
    assert changes.new == ("articles/en/page-1-2.md",)
    assert (tmp_path / changes.new[0]).read_text() == told
