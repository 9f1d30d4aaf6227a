"""Files as browsers get them."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from handoff.frontend.assets import Assets, prepared

SCRIPT = "/** Adds. */\nexport const add = (/** @type {number} */ a) => a + 1;\n"


def written(folder: Path, name: str, text: str) -> Path:
    """A file with this content."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def asked(**headers: str) -> web.Request:
    """A browser's request."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_mocked_request("GET", "/web/x.js", headers=names)


def test_a_file_is_sent_as_it_is(tmp_path: Path) -> None:
    """Nothing of a script is changed, its comments included, which may hold a licence."""
    assert prepared(written(tmp_path, "x.js", SCRIPT)).plain == SCRIPT.encode()


def test_a_browser_that_can_unpack_gets_it_packed(tmp_path: Path) -> None:
    """The packed and the plain answer hold the same bytes, and caches tell them apart."""
    asset = prepared(written(tmp_path, "x.css", "p { color: red }"))
    packed = asset.answer(asked(Accept_Encoding="gzip, br"), "text/css")
    plain = asset.answer(asked(), "text/css")
    assert isinstance(packed.body, bytes)
    assert gzip.decompress(packed.body) == plain.body == b"p { color: red }"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_picture_is_not_packed_again(tmp_path: Path) -> None:
    """What is packed already is sent as it is."""
    asset = prepared(written(tmp_path, "x.png", "picture"))
    answer = asset.answer(asked(Accept_Encoding="gzip"), "image/png")
    assert answer.body == b"picture"
    assert "Content-Encoding" not in answer.headers


def test_a_browser_with_a_good_copy_keeps_it(tmp_path: Path) -> None:
    """The tag of the copy decides: the same one gets 304, another one the file."""
    asset = prepared(written(tmp_path, "x.js", SCRIPT))
    same = asset.answer(asked(If_None_Match=f'"{asset.tag}"'), "text/javascript")
    other = asset.answer(asked(If_None_Match='"other"'), "text/javascript")
    assert (same.status, other.status) == (304, 200)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """A file is prepared once until it changes on the disk."""
    assets = Assets()
    path = written(tmp_path, "x.js", "one")
    first = assets.read(path)
    assert assets.read(path) is first
    path.write_text("two")
    os.utime(path, ns=(1, 1))
    assert assets.read(path).plain == b"two"
