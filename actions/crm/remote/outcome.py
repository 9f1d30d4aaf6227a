"""Pure rules of what an answer means: done or not, and the system's own words for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from actions.crm.errors import (
    CrmError,
    CrmForbidden,
    CrmNotFound,
    CrmRefused,
    CrmUnavailable,
    CrmUncertain,
)
from actions.crm.remote.description import Operation
from actions.crm.remote.expression import DoesNotFit, Expressions
from actions.crm.remote.mapping import Errors, Rule, Verdict

UNAUTHORIZED, FORBIDDEN, BUSY, DOWN = 401, 403, 429, 503
_NOT_FOUND = frozenset({404, 410})
_SERVER_ERRORS = range(500, 600)
_DONE = range(200, 300)
_ELSEWHERE = range(300, 400)
LONGEST_REASON = 200
_ERRORS: Mapping[Verdict, type[CrmError]] = {
    "not_found": CrmNotFound,
    "refused": CrmRefused,
    "unavailable": CrmUnavailable,
    "uncertain": CrmUncertain,
    "forbidden": CrmForbidden,
}
_ADDRESS = re.compile(r"[^\s@<>\"'(),;]+@[^\s@<>\"'(),;]+")
_LONG_NUMBER = re.compile(r"\+?\d[\d ()/-]{6,}\d")
_SHORTEST_PRIVATE = 3


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back; `body` is the JSON of it, None where there was none."""

    status: int
    body: Any = None


def verdict(answer: Answer, operation: Operation, rules: Errors, among: Expressions) -> Verdict:
    """What the answer means: by the first rule that fits, else by its status."""
    for rule in rules.rules:
        if _fits(rule, answer, among):
            return rule.verdict
    return _by_status(answer.status, operation)


def error(
    found: Verdict, answer: Answer, operation: Operation, reason: str | None, private: object
) -> CrmError:
    """The error for a verdict that is not `done`, without what is `private` in it."""
    words = without(private, reason) if reason else ""
    said = f"{operation} was answered with {answer.status}"
    if found == "refused":
        return CrmRefused(words or f"The CRM refused: {said}.")
    return _ERRORS[found](f"{_first_line(_ERRORS[found])} ({said}{': ' if words else ''}{words})")


def reason_of(answer: Answer, rules: Errors, among: Expressions) -> str | None:
    """The system's own words, where the mapping says where they stand."""
    if rules.reason is None:
        return None
    try:
        found = among.value(rules.reason, answer.body, {})
    except DoesNotFit:
        return None
    return found if isinstance(found, str) else None


def without(private: object, text: str) -> str:
    """The text in one line and cut, without values of the call, addresses and long numbers."""
    for value in sorted(_texts(private), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "…", text, flags=re.IGNORECASE)
    text = _LONG_NUMBER.sub("…", _ADDRESS.sub("…", text))
    return " ".join(text.split())[:LONGEST_REASON]


def _fits(rule: Rule, answer: Answer, among: Expressions) -> bool:
    statuses = (rule.status,) if isinstance(rule.status, int) else rule.status
    if statuses and answer.status not in statuses:
        return False
    try:
        return rule.when is None or among.holds(rule.when, answer.body, {})
    except DoesNotFit:
        return False


def _by_status(status: int, operation: Operation) -> Verdict:
    if status in _DONE:
        return "done"
    if status in _NOT_FOUND:
        return "not_found"
    if status in (UNAUTHORIZED, FORBIDDEN):
        return "forbidden"
    if status in (BUSY, DOWN) or status in _ELSEWHERE:
        return "unavailable"
    if status in _SERVER_ERRORS:
        # It may have been done before something else broke.
        return "unavailable" if operation.reads else "uncertain"
    return "refused"


def _texts(private: object) -> Iterator[str]:
    """Every text in some data that is long enough to tell of somebody."""
    if isinstance(private, str):
        if len(private.strip()) >= _SHORTEST_PRIVATE:
            yield private.strip()
    elif isinstance(private, Mapping):
        for each in private.values():
            yield from _texts(each)
    elif isinstance(private, (list, tuple)):
        for each in private:
            yield from _texts(each)


def _first_line(kind: type[CrmError]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
