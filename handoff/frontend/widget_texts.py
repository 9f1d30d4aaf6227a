"""Message catalogue of the widget in each language, English where a translation says nothing.

A language is a file `<language>.json` in `handoff/web/widget/texts/`: an object of texts under the
keys of `en.json`, which has them all.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import structlog

ENGLISH = "en"
_log = structlog.get_logger(__name__)

Texts = dict[str, str]


def read_texts(folder: Path) -> dict[str, Texts]:
    """All texts by language, an ISO 639 code."""
    english = msgspec.json.decode((folder / f"{ENGLISH}.json").read_bytes(), type=Texts)
    files = sorted(folder.glob("*.json"))
    return {file.stem: _complete(_translation(file), english) for file in files}


def _complete(own: dict[str, object], english: Texts) -> Texts:
    return {
        key: words if isinstance(words := own.get(key), str) else text
        for key, text in english.items()
    }


def _translation(file: Path) -> dict[str, object]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, object])
    except msgspec.MsgspecError as exc:
        advice = "English is sent until it is an object of texts, as en.json is"
        _log.error("texts_not_read", file=file.name, error=str(exc), advice=advice)
        return {}
