"""Generator of the OpenAPI 3.1 document of the operators' API, from what its routes declare."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from handoff.api.operators import Operators
from handoff.api.revocations import Revocations
from handoff.core.packet import Packet
from handoff.http.routes import Route, routes_of

_REF = "#/components/schemas/{name}"
REFUSALS = {
    400: "The query is malformed.",
    401: "The token is missing or wrong.",
    403: "The token is for something else.",
    404: "There is no such thing, or the API is off.",
    429: "Too many calls with this token, or too many wrong ones.",
}
RARE = {503: "The CRM does not answer just now."}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "Names this try: the same key again gives the first answer.",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    message: str


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every answer that is not 200."""

    error: Problem


def document(version: str) -> dict[str, Any]:
    """The whole document."""
    declared = (*routes_of(Operators), *routes_of(Revocations))
    routes = tuple(route for route in declared if route.name is not None)
    schemas = _schemas(routes)
    queries = {r.query: schemas.pop(r.query.__name__) for r in routes if r.query is not None}
    schemas["HandoffView"]["properties"]["packet"] = {"$ref": _REF.format(name="Packet")}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        query = {} if route.query is None else queries[route.query]["properties"]
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, query)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Warmdesk for operators",
            "version": version,
            "summary": "What the log and the CRM hold. Incidents are written, links made.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {"token": _TOKEN}},
    }


_TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A token that an admin has made in the console, or the setting ADMIN_API_TOKEN.",
}


def _schemas(routes: tuple[Route, ...]) -> dict[str, Any]:
    spoken = (part for route in routes for part in (route.answer, route.body, route.query))
    structs = {part: None for part in (*spoken, ErrorBody, Packet) if part is not None}
    _, schemas = msgspec.json.schema_components(tuple(structs), ref_template=_REF)
    return schemas


def _operation(route: Route, query: dict[str, Any]) -> dict[str, Any]:
    refusals = REFUSALS | {status: RARE[status] for status in route.statuses}
    described = {
        "operationId": route.name,
        "summary": route.meaning,
        "parameters": [
            *(_in_path(route.path, name) for name in re.findall(r"{(\w+)}", route.path)),
            *_parameters(query),
            *([KEY] if route.keyed else []),
        ],
        "responses": {
            "200": _response("A page.", route.answer),
            **{str(status): _response(what, ErrorBody) for status, what in refusals.items()},
        },
    }
    return described if route.body is None else {**described, "requestBody": _body(route.body)}


def _in_path(path: str, name: str) -> dict[str, Any]:
    of = path.split("/")[2].removesuffix("s")
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "description": f"Id of the {of}.",
    }


def _body(body: type[msgspec.Struct]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REF.format(name=body.__name__)}}}
    return {"required": True, "content": content}


def _response(description: str, body: type[msgspec.Struct]) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=body.__name__)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _parameters(properties: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in properties.items()
    ]
