"""What the action server answered, held against Rasa's own schema, which is compiled once.

`jsonschema.validate` holds the schema itself against the schema of schemas at each call: in a
profile of first turns, two thirds of Rasa's time. It then tries each event as every kind there is,
where its name says which one it may be.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def use_compiled_schema() -> None:
    """Let every action of this process be checked this way."""
    RemoteAction._validate_action_result = _validate


def _validate(_action: RemoteAction, answer: dict[str, Any]) -> bool:
    """Raises `jsonschema.ValidationError` for what Rasa could not read."""
    if _is_plainly_right(answer):
        return True
    error = best_match(_validator().iter_errors(answer))
    if error is not None:
        raise error
    return True


def _is_plainly_right(answer: object) -> bool:
    """Whether every event is right as what it is called. What is not may be right all the same."""
    if not isinstance(answer, dict):
        return False
    events, responses = answer.get("events"), answer.get("responses")
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(isinstance(event, dict) and _is_event(event) for event in events)
    )


def _is_event(event: dict[str, Any]) -> bool:
    kind = event.get("event")
    by_name, common = _events()
    if not isinstance(kind, str) or kind not in by_name:
        return False
    return bool(by_name[kind].is_valid(event) and common.is_valid(event))


@lru_cache(maxsize=1)
def _validator() -> Any:
    return _compiled(RemoteAction.action_response_format_spec())


@lru_cache(maxsize=1)
def _events() -> tuple[dict[str, Any], Any]:
    """A validator for each kind of event, and one for what all of them share."""
    spec = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]
    kinds = {kind["properties"]["event"]["const"]: _compiled(kind) for kind in spec["oneOf"]}
    return kinds, _compiled({name: rule for name, rule in spec.items() if name != "oneOf"})


def _compiled(schema: dict[str, Any]) -> Any:
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
