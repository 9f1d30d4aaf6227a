"""What the action server answered, held against Rasa's own schema, which is compiled once.

`jsonschema.validate` holds the schema itself against the schema of schemas at each call: in a
profile of first turns, two thirds of Rasa's time.
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
    error = best_match(_validator().iter_errors(answer))
    if error is not None:
        raise error
    return True


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
