"""Which files are kept, and what is asked of templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.core.channel.templates import filled, read_templates
from handoff.core.errors import BadRequest, NotFound, TooLong
from handoff.store.files.media import FolderMedia, Stored, checked, keep
from tests.pictures import PNG

TWO = '[{"name": "a", "text": "Hello {{1}}, {{2}}.", "parameters": ["name", "news"]}]'


async def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    """What was kept is given out again, under a ref that nobody can guess."""
    store = FolderMedia(tmp_path / "media")
    file = Stored(content=PNG, mime="image/png; x=y", name="../../leak\n.png")
    attachment = await keep(store, file)
    assert (attachment.kind, attachment.mime, attachment.size) == ("image", "image/png", len(PNG))
    assert attachment.name == ".. .. leak .png"
    found = await store.get(attachment.ref or "")
    assert (found.content, found.mime) == (PNG, "image/png")


@pytest.mark.parametrize("ref", ["", "../desk.db", "md_1", "md_" + "0" * 32, "md_" + "a" * 33])
async def test_no_other_file_is_given_out(tmp_path: Path, ref: str) -> None:
    """A ref that is none of ours finds nothing, wherever it points."""
    with pytest.raises(NotFound):
        await FolderMedia(tmp_path).get(ref)


@pytest.mark.parametrize(
    ("content", "mime", "error"),
    [
        (b"<svg/>", "image/svg+xml", BadRequest),
        (b"<script>", "text/html", BadRequest),
        (b"MZ", "application/x-msdownload", BadRequest),
        (b"GIF8", "image/png", BadRequest),
        (b"", "application/pdf", BadRequest),
        (PNG + b"0" * 5_000_000, "image/png", TooLong),
    ],
)
def test_what_is_not_kept(content: bytes, mime: str, error: type[Exception]) -> None:
    """Types that a browser would run, wrong contents and large files are refused."""
    with pytest.raises(error):
        checked(Stored(content=content, mime=mime))


def test_a_template_is_filled() -> None:
    """The text is what the customer will read; blanks inside of values become one."""
    text, kept = filled(read_templates(TWO), "a", ("Ada\n Miller", "it came"))
    assert text == "Hello Ada Miller, it came."
    assert kept == {"name": "a", "language": "en_US", "parameters": ["Ada Miller", "it came"]}


@pytest.mark.parametrize("values", [(), ("one",), ("one", " "), ("one", "x" * 301)])
def test_a_template_is_filled_whole(values: tuple[str, ...]) -> None:
    """Every place needs a value, and none may be very long."""
    with pytest.raises(BadRequest):
        filled(read_templates(TWO), "a", values)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '[{"name": "A b", "text": "x"}]',
        '[{"name": "a", "text": "{{1}}"}]',
        '[{"name": "a", "text": "x", "parameters": ["y"]}]',
        '[{"name": "a", "text": "x"}, {"name": "a", "text": "y"}]',
    ],
)
def test_templates_that_cannot_be_used(text: str) -> None:
    """A setting that Meta would refuse is refused at the start."""
    with pytest.raises(BadRequest):
        read_templates(text)


def test_no_templates() -> None:
    """The setting may be left out."""
    assert read_templates(" ") == ()
