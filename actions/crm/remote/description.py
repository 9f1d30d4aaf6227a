"""Reader of OpenAPI descriptions: operations with their parameters, bodies and answers."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from actions.crm.remote.expression_check import ANYTHING, Schema

Place = Literal["path", "query", "header", "body"]
READING = frozenset({"get", "head"})
METHODS = ("get", "head", "post", "put", "patch", "delete")
SECONDS_TO_FETCH = 10
_LARGEST = 40


class DescriptionError(Exception):
    """The OpenAPI description cannot be read; the message says why."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """Something that an operation takes: a parameter, or a property of its body."""

    name: str
    place: Place
    required: bool
    schema: Schema


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One call of the described system; `scopes` are the rights that its security asks for.

    `reads` is whether calling it changes nothing: true of GET, unless the mapping says otherwise.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    takes_any_body: bool
    answer: Schema
    scopes: frozenset[str]
    reads: bool

    def __str__(self) -> str:
        """Its name in messages and logs, which holds nothing of who is asked for."""
        return f"{self.id} ({self.method.upper()} {self.path})"


class Description:
    """An OpenAPI 3 document, looked into by operation."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        if not str(document.get("openapi", "")).startswith("3"):
            raise DescriptionError("is no OpenAPI 3 document; convert it to OpenAPI 3 first")
        self._document = document
        self._operations = {name: found for found in self._all() for name in _names(found)}

    def operation(self, name: str) -> Operation | None:
        """The operation with that operationId, or that method and path (`GET /users`)."""
        return self._operations.get(" ".join(name.split()))

    def named(self) -> list[str]:
        """The names of all operations, in the document's order."""
        return list(dict.fromkeys(one.id for one in self._operations.values()))

    def server(self) -> str | None:
        """The address of the first server that the document names."""
        servers = self._document.get("servers") or [{}]
        found: str | None = servers[0].get("url")
        return found

    def resolve(self, schema: Schema) -> Schema:
        """The schema itself where it is a reference to another one of this document."""
        for _ in range(_LARGEST):
            reference = schema.get("$ref") if isinstance(schema, Mapping) else None
            if reference is None:
                return schema if isinstance(schema, Mapping) else ANYTHING
            schema = self._at(reference)
        raise DescriptionError(f"its references go round in a circle at {reference}")

    def _at(self, reference: str) -> Schema:
        found: Any = self._document
        if not reference.startswith("#/"):
            raise DescriptionError(f"refers to another document ({reference}); bundle it into one")
        for part in reference[2:].split("/"):
            name = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(found, Mapping) or name not in found:
                raise DescriptionError(f"has nothing at {reference}")
            found = found[name]
        return found if isinstance(found, Mapping) else ANYTHING

    def _all(self) -> Iterator[Operation]:
        for path, item in (self._document.get("paths") or {}).items():
            for method in METHODS:
                if method in item:
                    yield self._operation(path, method, item)

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> Operation:
        told = item[method]
        body = self._body(told)
        return Operation(
            id=told.get("operationId") or f"{method.upper()} {path}",
            method=method,
            path=path,
            parameters=(*self._parameters(item, told), *self._properties(body)),
            takes_any_body=body is not None and not self.resolve(body).get("properties"),
            answer=self._answer(told),
            scopes=frozenset(self._scopes(told)),
            reads=method in READING,
        )

    def _parameters(self, item: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Parameter]:
        for one in (*item.get("parameters", ()), *told.get("parameters", ())):
            given = self.resolve(one)
            if given.get("in") in ("path", "query", "header"):
                yield Parameter(
                    name=given["name"],
                    place=given["in"],
                    required=bool(given.get("required")),
                    schema=given.get("schema", ANYTHING),
                )

    def _body(self, told: Mapping[str, Any]) -> Schema | None:
        """The schema of the JSON that the operation takes; None where it takes none."""
        return self._json(self.resolve(told.get("requestBody") or ANYTHING))

    def _properties(self, body: Schema | None) -> Iterator[Parameter]:
        found = self.resolve(body or ANYTHING)
        needed = found.get("required", ())
        for name, schema in found.get("properties", {}).items():
            yield Parameter(name=name, place="body", required=name in needed, schema=schema)

    def _answer(self, told: Mapping[str, Any]) -> Schema:
        """What comes back when all went well."""
        for status, response in (told.get("responses") or {}).items():
            if re.match(r"2(\d\d|XX)$", str(status), re.IGNORECASE):
                return self._json(self.resolve(response)) or ANYTHING
        return ANYTHING

    def _json(self, holder: Schema) -> Schema | None:
        for kind, content in (holder.get("content") or {}).items():
            if kind.partition(";")[0].strip().endswith(("/json", "+json")):
                found: Schema = content.get("schema", ANYTHING)
                return found
        return None

    def _scopes(self, told: Mapping[str, Any]) -> Iterator[str]:
        asked = told.get("security", self._document.get("security")) or ()
        for requirement in asked[:1]:
            for scopes in requirement.values():
                yield from scopes


def read_description(place: str, beside: Path) -> Description:
    """The description at an address, or in a file whose path is relative to `beside`.

    Raises `DescriptionError`.
    """
    try:
        text = _fetched(place) if "://" in place else (beside / place).read_bytes()
        document = msgspec.json.decode(text) if text.lstrip()[:1] == b"{" else yaml.safe_load(text)
    except OSError as exc:
        raise DescriptionError(f"cannot be read: {exc.strerror or type(exc).__name__}") from exc
    except (msgspec.DecodeError, yaml.YAMLError) as exc:
        raise DescriptionError(f"is neither JSON nor YAML: {exc}") from exc
    return Description(document if isinstance(document, Mapping) else {})


def _fetched(address: str) -> bytes:
    if not address.startswith(("http://", "https://")):
        raise DescriptionError("is no web address; begin it with https://, or name a file")
    with urllib.request.urlopen(address, timeout=SECONDS_TO_FETCH) as answer:  # noqa: S310
        found: bytes = answer.read()
    return found


def _names(operation: Operation) -> tuple[str, str]:
    return operation.id, f"{operation.method.upper()} {operation.path}"
