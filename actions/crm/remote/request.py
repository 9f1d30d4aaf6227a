"""Builder of requests: where each argument of an operation goes, in path, query, header or body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from actions.crm.remote.description import Operation, Parameter, Place

PLACES: tuple[Place, ...] = ("path", "query", "header", "body")
_NO_SEGMENTS = ("", ".", "..")
"""What would make a path the address of something else."""
WHOLE_BODY = "body"
"""The argument that is the body itself, where it is no object with properties."""


class ArgumentMissing(Exception):
    """The operation needs an argument for which there is no value now."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One call of an operation. `path` is beneath the server's address."""

    operation: Operation
    path: str
    query: Mapping[str, str | list[str]]
    headers: Mapping[str, str]
    body: Any


def target(name: str, operation: Operation) -> tuple[Place, str, Parameter | None] | None:
    """Place, name and declaration of an argument as the mapping calls it; None where unknown.

    `query.page` is the parameter `page` of the query, declared or not; `page` alone is whatever
    the operation declares under that name.
    """
    place, _, inner = name.partition(".")
    if inner and place in PLACES:
        declared = [p for p in operation.parameters if (p.place, p.name) == (place, inner)]
        return place, inner, declared[0] if declared else None
    if name == WHOLE_BODY and operation.takes_any_body:
        return "body", "", None
    declared = [p for p in operation.parameters if p.name == name]
    return (declared[0].place, name, declared[0]) if declared else None


def request(operation: Operation, arguments: Mapping[str, Any]) -> Request:
    """The request with these arguments; those that are None are left out.

    Raises `ArgumentMissing` for one that the operation needs, or that can stand in no path.
    """
    placed: dict[Place, dict[str, Any]] = {place: {} for place in PLACES}
    for name, value in arguments.items():
        found = target(name, operation)
        if found is not None and value is not None:
            placed[found[0]][found[1]] = value
    for parameter in operation.parameters:
        if parameter.required and parameter.name not in placed[parameter.place]:
            raise ArgumentMissing(f"{operation} needs {parameter.name}")
    for name, value in placed["path"].items():
        if _text(value) in _NO_SEGMENTS:
            raise ArgumentMissing(f"{operation} needs another {name}")
    body = placed["body"]
    return Request(
        operation=operation,
        path=_path(operation.path, placed["path"]),
        query={name: _query(value) for name, value in placed["query"].items()},
        headers={name: _text(value) for name, value in placed["header"].items()},
        body=body.get("", body) if body else None,
    )


def _path(template: str, values: Mapping[str, Any]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(_text(value), safe=""))
    return template


def _query(value: Any) -> str | list[str]:
    return [_text(each) for each in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
