"""The policy of pages."""

from __future__ import annotations

import base64
import hashlib

from handoff.frontend.pages import policy


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
