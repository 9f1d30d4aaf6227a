"""The policy of pages."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from handoff.frontend.pages import BUNDLES, WEB, Pages, policy


def test_only_the_pages_own_inline_code_may_run() -> None:
    """An inline script is allowed by its hash; one with a source needs none."""
    code = '{"imports": {"preact": "/web/vendor/preact.js"}}'
    html = f'<script type="importmap">{code}</script><script type="module" src="/x.js"></script>'
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    made = policy(html, framed_by="'none'")
    assert f"script-src 'self' 'sha256-{digest}';" in made
    assert made.count("sha256-") == 1
    script = next(part for part in made.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in script


def test_a_page_says_who_may_frame_it() -> None:
    """Frames are forbidden unless a page allows them."""
    assert "frame-ancestors 'none'" in policy("", framed_by="'none'")
    assert "frame-ancestors 'self'" in policy("", framed_by="'self'")


@pytest.mark.parametrize("root", [WEB, BUNDLES])
async def test_the_page_of_a_conversation_names_the_company(root: Path) -> None:
    """In its title, as it is written; what the desk is called says nothing to customers."""
    pages = Pages(root, "Spoke & Chain <Ltd>", demo=False)
    page = await pages.chat(make_mocked_request("GET", "/chat"))
    assert isinstance(page, web.Response)
    assert "<title>Support – Spoke &amp; Chain &lt;Ltd&gt;</title>" in (page.text or "")
