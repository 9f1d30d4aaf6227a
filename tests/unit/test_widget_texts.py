"""The widget's words in each language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from handoff.frontend.widget_texts import read_texts

ENGLISH = {"send": "Send", "title": "Support"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts in English alone."""
    (tmp_path / "en.json").write_text(json.dumps(ENGLISH))
    return tmp_path


def test_what_a_translation_leaves_out_is_english(folder: Path) -> None:
    """A text that is missing or no text stays English; one that nobody asks for is left out."""
    (folder / "de.json").write_text(json.dumps({"send": "Senden", "title": 7, "unknown": "x"}))
    german = {"send": "Senden", "title": "Support"}
    assert read_texts(folder) == {"de": german, "en": ENGLISH}


@pytest.mark.parametrize("content", ['{"send": "Sen', '["Senden"]'])
def test_a_translation_that_cannot_be_read_is_named(folder: Path, content: str) -> None:
    """The chat goes on in English, and the log says which file to mend and how."""
    (folder / "de.json").write_text(content)
    with capture_logs() as logged:
        assert read_texts(folder)["de"] == ENGLISH
    assert [(each["event"], each["file"]) for each in logged] == [("texts_not_read", "de.json")]
    assert "as en.json is" in logged[0]["advice"]
