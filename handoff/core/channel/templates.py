"""Value objects of message templates: what may be said after a reply window has closed. Pure."""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec

from handoff.core.errors import BadRequest

_PLACE = re.compile(r"\{\{(\d+)\}\}")
MAX_PARAMETER = 300

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]{1,512}$")]


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template as its platform approved it. `text` has `{{1}}` where the first parameter goes."""

    name: Name
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=1_024)]
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$")] = "en_US"
    parameters: tuple[str, ...] = ()
    """What each parameter is, for the agent who fills it in."""


def read_templates(text: str) -> tuple[Template, ...]:
    """The templates that a setting lists as JSON; raises `BadRequest`."""
    if not text.strip():
        return ()
    try:
        found = msgspec.json.decode(text, type=tuple[Template, ...])
    except msgspec.MsgspecError as exc:
        raise BadRequest(
            f'{exc}; write [{{"name": "...", "text": "Hello {{{{1}}}}", "parameters": ["name"]}}]'
        ) from exc
    for template in found:
        places = {int(place) for place in _PLACE.findall(template.text)}
        if places != set(range(1, len(template.parameters) + 1)):
            raise BadRequest(f"the text of {template.name} has other places than its parameters")
    if len({(each.name, each.language) for each in found}) < len(found):
        raise BadRequest("two templates have the same name")
    return found


def filled(
    templates: tuple[Template, ...], name: str, values: tuple[str, ...]
) -> tuple[str, dict[str, Any]]:
    """The text of a filled template, and what is kept of it to send; raises `BadRequest`."""
    template = next((each for each in templates if each.name == name), None)
    if template is None:
        raise BadRequest("There is no such template.")
    values = tuple(" ".join(value.split()) for value in values)
    fits = all(0 < len(value) <= MAX_PARAMETER for value in values)
    if len(values) != len(template.parameters) or not fits:
        raise BadRequest(f"Please fill in: {', '.join(template.parameters)}.")
    text = _PLACE.sub(lambda found: values[int(found[1]) - 1], template.text)
    return text, {"name": template.name, "language": template.language, "parameters": list(values)}
