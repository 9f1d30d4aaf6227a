"""The check of what the action server answered."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from bot.action_answer import use_compiled_schema

THEIRS = RemoteAction._validate_action_result


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    """An action of another server, checked our way until the test ends."""
    monkeypatch.setattr(RemoteAction, "_validate_action_result", THEIRS)
    use_compiled_schema()
    return RemoteAction("action_x", None)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "case", "value": {"a": 1}}], "responses": [{}]},
        {"events": [{"event": "followup", "name": "action_listen"}]},
        {"events": [{"event": "user", "text": "hi", "parse_data": {"text": "hi"}}]},
        {},
        {"events": [{"event": "no_such_event"}]},
        {"events": [{"name": "x"}]},
        {"events": [{"event": "slot", "name": "case"}], "responses": []},
        {"events": [{"event": "slot", "name": "case", "value": 1, "timestamp": "now"}]},
        {"events": [{"event": "user", "parse_data": []}], "responses": []},
        {"events": [{"event": 1}], "responses": []},
        {"events": ["slot"], "responses": []},
        {"events": [], "responses": ["words"]},
        {"events": {}},
        {"responses": ["words"]},
        [],
        None,
    ],
)
def test_it_judges_as_rasa_does(remote: RemoteAction, answer: Any) -> None:
    """The same answers pass and the same are refused."""
    assert _refused(remote._validate_action_result, answer) == _refused(
        lambda given: THEIRS(remote, given), answer
    )


def _refused(check: Any, answer: Any) -> bool:
    try:
        check(answer)
    except jsonschema.ValidationError:
        return True
    return False
