"""Check of a whole mapping against description and port, before anything is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from babel.numbers import is_currency
from msgspec import inspect as types

from actions.crm.remote.answer_check import AnswerCheck, argument_check, call_schema
from actions.crm.remote.description import Description, DescriptionError, Operation, Place
from actions.crm.remote.expression_check import ANYTHING, Schema
from actions.crm.remote.facet_method import FacetMethod
from actions.crm.remote.mapping import Errors, Step, Way
from actions.crm.remote.mapping_file import MappingFile
from actions.crm.remote.marked_yaml import Path
from actions.crm.remote.request import target

Methods = Mapping[tuple[str, str], FacetMethod]


class MappingCheck:
    """Looks at every method of a mapping, and notes what does not hold."""

    def __init__(self, read: MappingFile, description: Description, methods: Methods) -> None:
        self._read, self._description, self._methods = read, description, methods
        self._report = read.problems.add

    def check(self) -> None:
        """Raises `CrmMisconfigured` with all that is wrong."""
        connection = self._read.mapping.connection
        self._auth()
        if not is_currency(connection.currency):
            self._report(("currency",), f"{connection.currency!r} is no currency; write USD or EUR")
        self._errors(connection.errors, ("errors",))
        if connection.ping is not None:
            self._operation(connection.ping, ("ping",))
        for place, mapped in self._read.mapping.methods.items():
            method = self._known(place)
            if method is not None:
                self._ways(mapped.ways, method, place)
        self._read.problems.raise_any()

    def _auth(self) -> None:
        auth = self._read.mapping.connection.auth
        if auth.key is not None and auth.client_credentials is not None:
            self._report(("auth",), "write a key or client_credentials, not both")

    def _errors(self, errors: Errors, path: Path) -> None:
        check = AnswerCheck(self._description.resolve, ANYTHING, self._report)
        if errors.reason is not None:
            check.expression(errors.reason, ANYTHING, (*path, "reason"))
        for index, rule in enumerate(errors.rules):
            if rule.when is not None:
                check.expression(rule.when, ANYTHING, (*path, "rules", index, "when"))
            if rule.when is None and rule.status == ():
                self._report((*path, "rules", index), "write a status, or when")

    def _known(self, place: tuple[str, str]) -> FacetMethod | None:
        facet, name = place
        if place in self._methods:
            return self._methods[place]
        facets = sorted({each for each, _ in self._methods})
        names = [each for its, each in self._methods if its == facet]
        if not names:
            self._report((facet,), f"is no facet; there are {', '.join(facets)}")
        else:
            self._report(place, f"{facet} has no {name}; it has {', '.join(names)}")
        return None

    def _ways(self, ways: tuple[Way, ...], method: FacetMethod, path: Path) -> None:
        several = len(ways) > 1
        for index, way in enumerate(ways):
            self._way(way, method, (*path, "either", index) if several else path)

    def _way(self, way: Way, method: FacetMethod, path: Path) -> None:
        known = dict(method.schema())
        answer: Schema = ANYTHING
        single = len(way.steps) == 1
        if way.when is not None:
            self._at(known).expression(way.when, call_schema(known), (*path, "when"))
        for index, step in enumerate(way.steps):
            place = path if single else (*path, "steps", index)
            answer = self._step(step, known, place)
            if step.name is not None:
                known[step.name] = answer
        self._errors(way.errors, (*path, "errors"))
        if way.only_if is not None:
            self._at(known).expression(way.only_if, answer, (*path, "only_if"))
        self._answer(way, method, known, answer, path)

    def _answer(
        self, way: Way, method: FacetMethod, known: Mapping[str, Schema], answer: Schema, path: Path
    ) -> None:
        if way.answer is None:
            self._report(path, f"write an answer: how {method.name} gets its {method.returns}")
            return
        kind = types.type_info(method.returns)
        self._at(known).check(way.answer, kind, answer, (*path, "answer"))

    def _step(self, step: Step, known: Mapping[str, Schema], path: Path) -> Schema:
        """The schema of what the step leaves for those after it."""
        operation = self._operation(step.operation, (*path, "operation"))
        check, around = self._at(known), dict(known)
        if step.for_each is not None:
            elements = check.expression(step.for_each, call_schema(known), (*path, "for_each"))
            around["each"] = self._description.resolve(elements).get("items", ANYTHING)
        if operation is None:
            return ANYTHING
        self._arguments(step, operation, around, path)
        answer = operation.answer
        return answer if step.for_each is None else {"type": "array", "items": answer}

    def _arguments(
        self, step: Step, operation: Operation, known: Mapping[str, Schema], path: Path
    ) -> None:
        given: set[tuple[Place, str]] = set()
        for name, value in step.arguments.items():
            place = (*path, "arguments", name)
            found = target(name, operation)
            if found is None:
                takes = ", ".join(each.name for each in operation.parameters) or "nothing"
                self._report(place, f"{operation} does not take {name!r}; it takes {takes}")
                continue
            given.add(found[:2])
            theirs = found[2].schema if found[2] is not None else ANYTHING
            resolved = self._description.resolve(theirs)
            argument_check(self._at(known), value, call_schema(known), resolved, place)
        for missing in _missing(operation, given):
            self._report((*path, "arguments"), f"{operation} needs {missing!r}")

    def _operation(self, name: str, path: Path) -> Operation | None:
        found = self._description.operation(name)
        if found is None:
            near = get_close_matches(name, self._description.named(), n=1)
            advice = f"; is {near[0]} meant?" if near else ""
            self._report(path, f"the description has no operation {name!r}{advice}")
        return found

    def _at(self, known: Mapping[str, Schema]) -> AnswerCheck:
        return AnswerCheck(self._description.resolve, call_schema(known), self._report)


def check_mapping(read: MappingFile, description: Description, methods: Methods) -> None:
    """Raises `CrmMisconfigured` with everything in a mapping that does not hold."""
    try:
        MappingCheck(read, description, methods).check()
    except DescriptionError as exc:
        read.problems.add(("openapi",), str(exc))
        read.problems.raise_any()


def _missing(operation: Operation, given: set[tuple[Place, str]]) -> Iterator[str]:
    """The names of what the operation needs and does not get."""
    whole = ("body", "") in given
    for each in operation.parameters:
        told = (each.place, each.name) in given or (whole and each.place == "body")
        if each.required and not told:
            yield each.name
