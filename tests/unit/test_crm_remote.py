"""Parts of the generic CRM adapter by themselves: requests, what answers mean, what may be said."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from actions.crm.errors import (
    CrmForbidden,
    CrmNotFound,
    CrmRefused,
    CrmUnavailable,
    CrmUncertain,
)
from actions.crm.remote.description import Operation, Parameter
from actions.crm.remote.expression import Expressions
from actions.crm.remote.mapping import Errors, Rule
from actions.crm.remote.outcome import Answer, error, reason_of, verdict, without
from actions.crm.remote.request import ArgumentMissing, request

EUROS = Expressions("EUR")
READ = Operation(
    id="find",
    method="get",
    path="/shops/{shop}/goods/{id}",
    parameters=(
        Parameter(name="shop", place="path", required=True, schema={}),
        Parameter(name="id", place="path", required=True, schema={}),
        Parameter(name="tag", place="query", required=False, schema={}),
        Parameter(name="X-Trace", place="header", required=False, schema={}),
        Parameter(name="id", place="body", required=False, schema={}),
    ),
    takes_any_body=False,
    answer={},
    scopes=frozenset(),
    reads=True,
)
WRITE = replace(READ, id="change", method="post", reads=False)


def test_arguments_go_where_they_belong() -> None:
    """Into the path, escaped, the query, also as a list, and the headers."""
    made = request(
        READ,
        {"shop": "a/b", "path.id": 3, "tag": ["x", True], "X-Trace": "t", "query.page": False},
    )
    assert made.path == "/shops/a%2Fb/goods/3"
    assert made.query == {"tag": ["x", "true"], "page": "false"}
    assert (made.headers, made.body) == ({"X-Trace": "t"}, None)


def test_a_name_with_its_place_means_that_one() -> None:
    """Path and body may have arguments of one name."""
    made = request(WRITE, {"shop": "s", "path.id": 3, "body.id": 4})
    assert (made.path, made.body) == ("/shops/s/goods/3", {"id": 4})


def test_a_body_may_be_anything() -> None:
    """Where the description names no properties the whole body is one argument."""
    anything = replace(WRITE, takes_any_body=True)
    made = request(anything, {"shop": "s", "path.id": 3, "body": [1, 2]})
    assert made.body == [1, 2]


def test_what_is_none_is_left_out() -> None:
    """An optional argument without a value is not sent; a needed one is missed."""
    assert request(READ, {"shop": "s", "path.id": 1, "tag": None}).query == {}
    with pytest.raises(ArgumentMissing, match=r"find .* needs shop"):
        request(READ, {"shop": None, "path.id": 1})


@pytest.mark.parametrize("number", ["", ".", ".."])
def test_a_path_leads_to_nothing_else(number: str) -> None:
    """A customer's words in a path cannot make it the address of a list or of the level above."""
    with pytest.raises(ArgumentMissing, match=r"needs another id"):
        request(READ, {"shop": "s", "path.id": number})


@pytest.mark.parametrize(
    ("status", "read", "write"),
    [
        (200, "done", "done"),
        (204, "done", "done"),
        (302, "unavailable", "unavailable"),
        (400, "refused", "refused"),
        (401, "forbidden", "forbidden"),
        (403, "forbidden", "forbidden"),
        (404, "not_found", "not_found"),
        (409, "refused", "refused"),
        (410, "not_found", "not_found"),
        (422, "refused", "refused"),
        (429, "unavailable", "unavailable"),
        (500, "unavailable", "uncertain"),
        (502, "unavailable", "uncertain"),
        (503, "unavailable", "unavailable"),
        (504, "unavailable", "uncertain"),
    ],
)
def test_what_a_status_means(status: int, read: str, write: str) -> None:
    """Without a rule the status decides; a server's fault may have come after the deed."""
    assert verdict(Answer(status=status), READ, Errors(), EUROS) == read
    assert verdict(Answer(status=status), WRITE, Errors(), EUROS) == write


def test_the_first_rule_that_fits_decides() -> None:
    """By status, by what the answer holds, or both; what cannot be evaluated does not fit."""
    rules = Errors(
        rules=(
            Rule(status=(400, 422), when="code == 'gone'", verdict="not_found"),
            Rule(when="cents(code)", verdict="refused"),
            Rule(status=500, verdict="unavailable"),
        )
    )

    def means(status: int, body: Any) -> str:
        return verdict(Answer(status=status, body=body), WRITE, rules, EUROS)

    assert means(422, {"code": "gone"}) == "not_found"
    assert means(200, {"code": "12"}) == "refused"
    assert means(200, {"code": "no amount"}) == "done"
    assert means(500, {}) == "unavailable"


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ("not_found", CrmNotFound),
        ("refused", CrmRefused),
        ("unavailable", CrmUnavailable),
        ("forbidden", CrmForbidden),
        ("uncertain", CrmUncertain),
    ],
)
def test_errors_name_operation_and_status(found: Any, kind: type[Exception]) -> None:
    """Whoever reads the log knows which call it was, and not of whom."""
    made = error(found, Answer(status=418), READ, None, {})
    assert type(made) is kind
    assert "find (GET /shops/{shop}/goods/{id}) was answered with 418" in str(made)


def test_reasons_are_the_systems_own_words() -> None:
    """Where the mapping says they stand, and only if they are words."""
    answer = Answer(status=409, body={"error": "too late", "code": 3})
    assert reason_of(answer, Errors(reason="error"), EUROS) == "too late"
    assert reason_of(answer, Errors(reason="code"), EUROS) is None
    assert reason_of(answer, Errors(reason="cents(error)"), EUROS) is None
    assert reason_of(answer, Errors(), EUROS) is None
    assert str(error("refused", answer, WRITE, "too late", {})) == "too late"


def test_reasons_hold_nothing_personal() -> None:
    """Neither what was sent, nor an address, nor a long number; one line, cut."""
    asked = {"name": "Ada", "address": {"street": "Am Markt 1"}, "lines": ["RYE-1"], "n": 3}
    told = "ADA (ada@example.org, +49 431 555 0199)\nof am markt 1: no RYE-1, adagio"
    assert without(asked, told) == "… (…, …) of …: no …, adagio"
    assert len(without({}, "x" * 900)) == 200
