"""The OpenAPI 3.1 document of the operators' API, made from the structs that it speaks."""

from __future__ import annotations

from typing import Any

import msgspec

from handoff.api.operators import (
    Conversations,
    ConversationsQuery,
    DeadLetters,
    Handoffs,
    HandoffsQuery,
    Insights,
    InsightsQuery,
    LimitQuery,
    LinkForm,
    Messages,
    MessagesQuery,
)
from handoff.core.packet import Packet
from handoff.usecases.agent.incidents import IncidentForm, ListedIncident, ListedIncidents
from handoff.usecases.customer.chat_links import ChatLink

_REF = "#/components/schemas/{name}"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    message: str


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True):
    """Body of every answer that is not 200."""

    error: Problem


def document(version: str) -> dict[str, Any]:
    """The whole document."""
    answers = (
        *(Conversations, Messages, Handoffs, Insights, DeadLetters, ErrorBody, Packet),
        *(ListedIncidents, IncidentForm, ChatLink, LinkForm),
    )
    queries = (ConversationsQuery, MessagesQuery, HandoffsQuery, InsightsQuery, LimitQuery)
    _, schemas = msgspec.json.schema_components((*answers, *queries), ref_template=_REF)
    of = {query: schemas.pop(query.__name__)["properties"] for query in queries}
    schemas["HandoffView"]["properties"]["packet"] = {"$ref": _REF.format(name="Packet")}
    conversation_id, incident_id = _path_id("conversation"), _path_id("incident")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Warmdesk for operators",
            "version": version,
            "summary": "What the log and the CRM hold. Incidents are written, links made.",
        },
        "security": [{"token": []}],
        "paths": {
            "/api/conversations": _get(
                "listConversations", "Conversations, newest first.", Conversations,
                _parameters(of[ConversationsQuery]),
            ),
            "/api/conversations/{id}/messages": _get(
                "listMessages", "Messages of a conversation, oldest first.", Messages,
                [conversation_id, *_parameters(of[MessagesQuery])],
            ),
            "/api/conversations/{id}/link": {
                "post": _taking(LinkForm, _get(
                    "makeLink", "Make a link for an e-mail that opens the conversation.", ChatLink,
                    [conversation_id],
                )["get"])
            },
            "/api/handoffs": _get(
                "listHandoffs", "Handoffs with their packets, newest first.", Handoffs,
                _parameters(of[HandoffsQuery]),
            ),
            "/api/insights": _get(
                "readInsights", "What let customers down, by root cause.", Insights,
                _parameters(of[InsightsQuery]),
            ),
            "/api/dead-letters": _get(
                "listDeadLetters", "Messages that were given up, latest first.", DeadLetters,
                _parameters(of[LimitQuery]),
            ),
            "/api/incidents": {
                **_get("listIncidents", "Known incidents, last begun first.", ListedIncidents, []),
                **_write("post", "addIncident", "Let the bot know of an incident.",
                         [], IncidentForm),
            },
            "/api/incidents/{id}": _write(
                "put", "changeIncident", "Say something else of an incident.",
                [incident_id], IncidentForm,
            ),
            "/api/incidents/{id}/end": _write(
                "post", "endIncident", "An incident is over.", [incident_id], None
            ),
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The setting ADMIN_API_TOKEN.",
                }
            },
        },
    }  # fmt: skip


def _path_id(of: str) -> dict[str, Any]:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
        "description": f"Id of the {of}.",
    }


def _write(
    method: str,
    name: str,
    summary: str,
    parameters: list[dict[str, Any]],
    body: type[msgspec.Struct] | None,
) -> dict[str, Any]:
    """A write of an incident; the same `Idempotency-Key` again changes nothing."""
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string"},
        "description": "Names this try: the same key again gives the first answer.",
    }
    operation = _get(name, summary, ListedIncident, [*parameters, key])["get"]
    operation["responses"]["503"] = _response("The CRM does not answer just now.", ErrorBody)
    return {method: operation if body is None else _taking(body, operation)}


def _taking(body: type[msgspec.Struct], operation: dict[str, Any]) -> dict[str, Any]:
    """The operation with a body."""
    content = {"application/json": {"schema": {"$ref": _REF.format(name=body.__name__)}}}
    return {**operation, "requestBody": {"required": True, "content": content}}


def _get(
    name: str, summary: str, body: type[msgspec.Struct], parameters: list[dict[str, Any]]
) -> dict[str, Any]:
    refusals = {"400": "The query is malformed.", "401": "The token is missing or wrong.",
                "404": "There is no such thing, or the API is off."}  # fmt: skip
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": _response("A page.", body),
                **{status: _response(what, ErrorBody) for status, what in refusals.items()},
            },
        }
    }


def _response(description: str, body: type[msgspec.Struct]) -> dict[str, Any]:
    schema = {"$ref": _REF.format(name=body.__name__)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _parameters(properties: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in properties.items()
    ]
