"""What reaches a log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from handoff.ops import logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root, ours = logging.getLogger(), logging.getLogger("handoff")
    before = (root.handlers[:], root.level, ours.level)
    configured = structlog.get_config()
    yield
    structlog.configure(**configured)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What was logged."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_lines_are_json_without_anything_private(capsys: pytest.CaptureFixture[str]) -> None:
    """Fields that may be personal or secret are left out, also inside of others."""
    logs.set_up("INFO")
    log = structlog.get_logger("handoff.somewhere")
    log.info("sent", conversation_id="cv_1", text="secret", more={"email": "secret", "n": 1})
    (line,) = lines(capsys)
    assert (line["event"], line["conversation_id"], line["more"]) == ("sent", "cv_1", {"n": 1})
    assert (line["level"], line["logger"]) == ("info", "handoff.somewhere")
    assert "secret" not in json.dumps(line)


def test_the_level_is_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    """Below the level nothing is logged; libraries speak from warnings up."""
    logs.set_up("WARNING")
    structlog.get_logger("handoff.a").info("quiet")
    logging.getLogger("some.library").info("quiet")
    logging.getLogger("some.library").warning("loud")
    assert [line["event"] for line in lines(capsys)] == ["loud"]


def test_what_is_bound_is_on_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A conversation's id that was bound once is on the lines of libraries as well."""
    logs.set_up("INFO")
    with structlog.contextvars.bound_contextvars(conversation_id="cv_1"):
        structlog.get_logger("handoff.a").info("ours")
        logging.getLogger("some.library").error("theirs")
    assert [line["conversation_id"] for line in lines(capsys)] == ["cv_1", "cv_1"]


def test_an_exception_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A traceback is a field of its line."""
    logs.set_up("INFO")
    try:
        raise ValueError("why")
    except ValueError:
        structlog.get_logger("handoff.a").exception("broke")
    (line,) = lines(capsys)
    assert "ValueError: why" in str(line["exception"])
