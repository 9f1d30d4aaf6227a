"""The OpenAPI document of the operators' API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast, get_args

import jsonschema
import pytest
from aiohttp import web

from handoff.api.openapi import document
from handoff.api.routes import add, operators_routes
from handoff.core.api_scopes import Scope
from handoff.http.routes import route

DOCUMENT = document("1.2.3")
OPERATION: dict[str, Any] = {
    "type": "object",
    "required": ["operationId", "summary", "parameters", "responses"],
    "properties": {
        "parameters": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "in", "schema"],
                "properties": {
                    "in": {"enum": ["query", "path", "header"]},
                    "required": {"type": "boolean"},
                },
                "if": {"properties": {"in": {"const": "path"}}},
                "then": {"properties": {"required": {"const": True}}, "required": ["required"]},
            },
        },
        "responses": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[1-5][0-9][0-9]$"},
            "additionalProperties": {
                "type": "object",
                "required": ["description", "content"],
                "properties": {
                    "content": {
                        "type": "object",
                        "required": ["application/json"],
                        "additionalProperties": {"type": "object", "required": ["schema"]},
                    }
                },
            },
        },
    },
}
WRITE: dict[str, Any] = {
    **OPERATION,
    "properties": {
        **OPERATION["properties"],
        "requestBody": {"type": "object", "required": ["content", "required"]},
    },
}
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["openapi", "info", "paths", "components"],
    "properties": {
        "openapi": {"pattern": r"^3\.1\.\d+$"},
        "info": {"type": "object", "required": ["title", "version"]},
        "paths": {
            "type": "object",
            "propertyNames": {"pattern": "^/"},
            "additionalProperties": {
                "type": "object",
                "properties": {"get": OPERATION, "post": WRITE, "put": WRITE},
                "additionalProperties": False,
            },
        },
        "components": {
            "type": "object",
            "properties": {
                "schemas": {
                    "type": "object",
                    "propertyNames": {"pattern": r"^[a-zA-Z0-9._-]+$"},
                },
            },
        },
    },
    "additionalProperties": {"type": "array"},
}
"""What OpenAPI 3.1 asks of those parts of a document that this one has."""


def within(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, (dict, list, tuple)):
            yield from within(child)


def test_the_document_is_an_openapi_document() -> None:
    """It has the shape that OpenAPI 3.1 asks for."""
    jsonschema.Draft202012Validator(SHAPE).validate(DOCUMENT)
    assert DOCUMENT["info"]["version"] == "1.2.3"


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
def test_every_schema_is_one(name: str) -> None:
    """Each component is a JSON Schema of the 2020-12 dialect, which is OpenAPI's."""
    jsonschema.Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


def test_every_reference_leads_somewhere() -> None:
    """No `$ref` points at a schema that is not there."""
    refs = {node["$ref"] for node in within(DOCUMENT) if isinstance(node.get("$ref"), str)}
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert refs
    assert refs <= known


def test_every_placeholder_of_a_path_is_a_parameter() -> None:
    """What stands in braces in a path is described, and nothing else is."""
    for path, operations in DOCUMENT["paths"].items():
        for operation in operations.values():
            described = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert described == set(re.findall(r"{(\w+)}", path))


def test_operation_ids_are_unique() -> None:
    """Programs generated from the document have a name for each call."""
    ids = [
        operation["operationId"]
        for operations in DOCUMENT["paths"].values()
        for operation in operations.values()
    ]
    assert len(ids) == len(set(ids)) == 12


def test_every_route_for_programs_has_a_scope() -> None:
    """What no scope opens would be open to every token, or to nobody."""
    routes = [route for route in operators_routes() if route.door == "token"]
    assert routes
    assert [route.path for route in routes if route.scope is None] == []
    assert {route.scope for route in routes} == set(get_args(Scope))


def test_a_route_without_a_scope_is_not_served() -> None:
    """It stops the bridge from starting, instead of being open."""

    class Unscoped:
        """What answers a route that nobody may call."""

        @route("GET", "/api/unscoped", door="token")
        async def read(self, _request: web.Request) -> web.StreamResponse:
            """Read something."""
            return web.Response()

    router: Any = web.Application().router
    with pytest.raises(ValueError, match="/api/unscoped"):
        add(router, cast("Any", Unscoped()), cast("Any", object()))
