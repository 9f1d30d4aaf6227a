"""Static pages: chat, console, the widget for other sites, and the page of the demo shop."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import msgspec
from aiohttp import web

from handoff.core.errors import NotFound
from handoff.frontend.assets import DIGEST, Asset, Assets
from handoff.frontend.console_files import ConsoleFiles
from handoff.frontend.widget_files import WidgetFiles

WEB = Path(__file__).parents[1] / "web"
"""The pages as they are written: plain modules, which any browser takes as they are."""
BUNDLES = WEB / "dist"
"""The same pages as `scripts/bundle` has made them: fewer files, and smaller ones."""
TEXTS = WEB / "widget" / "texts"
SERVED = frozenset({"widget", "console", "demo", "vendor"})
"""Folders of the pages that browsers may read."""
SHARED = (("html.js",), ("isolated.js",))
"""Modules beside them that several of them use."""
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
COMPANY = "__COMPANY__"
"""Where the page of a conversation has the company's name."""
_INLINE = re.compile(
    r"<(?P<tag>script|style)(?![^>]*\ssrc=)[^>]*>(?P<code>.*?)</(?P=tag)>", re.DOTALL
)

_NAMED_BY_CONTENT = re.compile(rf"(?P<digest>[0-9a-f]{{{DIGEST}}})/(?P<path>.+)")
_FILLED_IN = re.compile(rf"widget/(?P<name>main|socket)(?:\.(?P<digest>[0-9a-f]{{{DIGEST}}}))?\.js")
FOR_GOOD = "public, max-age=31536000, immutable"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page with the policy that lets run what is in it, and nothing else."""

    html: str
    policy: str

    def answer(self) -> web.Response:
        """The page; browsers ask each time whether it is still the same."""
        response = web.Response(text=self.html, content_type="text/html")
        response.enable_compression()
        response.headers["Content-Security-Policy"] = self.policy
        response.headers["Cache-Control"] = "no-cache"
        return response


def read_page(file: Path, *, framed_by: str = "'none'") -> Page:
    """A page of ours. `framed_by` says which sites may show it inside of theirs."""
    return page_of(file.read_text(encoding="utf-8"), framed_by=framed_by)


def page_of(page: str, *, framed_by: str = "'none'") -> Page:
    """The page with that HTML."""
    return Page(html=page, policy=policy(page, framed_by=framed_by))


def policy(page: str, *, framed_by: str) -> str:
    """A Content-Security-Policy that allows our own files and this page's inline code."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for found in _INLINE.finditer(page):
        digest = hashlib.sha256(found["code"].encode()).digest()
        hashes[found["tag"]].append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *hashes["script"]]),
            # The widget's and the console's components style themselves in their shadow trees.
            "style-src 'self' 'unsafe-inline'",
            # A picture that is about to be sent is shown out of the page's own memory.
            "img-src 'self' data: blob: https:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {framed_by}",
        ]
    )


class Pages:
    """Serves a folder of pages of a company.

    `demo` puts the demo shop at `/`, `invites` is for the widget.
    """

    def __init__(self, root: Path, company: str, *, demo: bool, invites: bool = False) -> None:
        self._company = html.escape(company)
        self._root = root.resolve()
        self._demo = demo
        self._assets = Assets()
        self._widget = WidgetFiles(self._root / "widget", TEXTS, invites=invites)
        self._widget.read()
        self._console = ConsoleFiles(self._root / "console")

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add all routes."""
        router.add_get("/", self.home)
        router.add_get("/chat", self.chat)
        router.add_get("/console", self.console)
        router.add_get("/widget.js", self.widget)
        router.add_get("/web/{path:.+}", self.file)

    async def home(self, _request: web.Request) -> web.StreamResponse:
        """`GET /`: the demo shop, or what this is."""
        name = "demo/index.html" if self._demo else "home.html"
        return read_page(self._root / name).answer()

    async def chat(self, _request: web.Request) -> web.StreamResponse:
        """`GET /chat`: the conversation as a whole page."""
        page = (self._root / "widget" / "chat.html").read_text(encoding="utf-8")
        return page_of(page.replace(COMPANY, self._company), framed_by="'self'").answer()

    async def console(self, _request: web.Request) -> web.StreamResponse:
        """`GET /console`."""
        return page_of(self._console.page()).answer()

    async def widget(self, request: web.Request) -> web.StreamResponse:
        """`GET /widget.js`: the one script that other sites embed."""
        return _for_any_site(request, self._widget.read().loader, TYPES[".js"])

    async def file(self, request: web.Request) -> web.StreamResponse:
        """`GET /web/…`: scripts, styles and pictures, which any site may load."""
        asked = request.match_info["path"]
        if filled_in := _FILLED_IN.fullmatch(asked):
            return self._filled_in(request, **filled_in.groupdict())
        named = _NAMED_BY_CONTENT.fullmatch(asked)
        path = self._served(named["path"] if named else asked)
        response = _for_any_site(request, self._assets.read(path), TYPES[path.suffix])
        if named and self._console.is_for_good(named["digest"], path):
            response.headers["Cache-Control"] = FOR_GOOD
        return response

    def _filled_in(self, request: web.Request, name: str, digest: str | None) -> web.StreamResponse:
        """The panel, in the language that begins the query, or the line; under an address of before
        as they are now, but not for good."""
        widget = self._widget.read()
        language = request.query_string.partition("&")[0]
        asset = widget.rest(language) if name == "main" else widget.line
        response = _for_any_site(request, asset, TYPES[".js"])
        if digest == widget.digest:
            response.headers["Cache-Control"] = FOR_GOOD
        return response

    def _served(self, asked: str) -> Path:
        """The file at a path; raises `NotFound` for one that browsers may not read."""
        try:
            path = (self._root / asked).resolve()
            there = path.is_relative_to(self._root) and path.is_file() and path.suffix in TYPES
        except (OSError, ValueError) as exc:
            # No name of a file: too long, or with a zero character in it.
            raise NotFound from exc
        inside = path.relative_to(self._root).parts if there else ("",)
        if inside[0] not in SERVED and inside not in SHARED:
            raise NotFound
        return path


def _for_any_site(request: web.Request, asset: Asset, content_type: str) -> web.Response:
    response = asset.answer(request, content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "no-cache"
    return response
