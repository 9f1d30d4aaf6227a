"""Expressions of a CRM's mapping: their own functions, the call within reach, and their check."""

from __future__ import annotations

from typing import Any

import pytest

from actions.crm.remote.description import Description
from actions.crm.remote.expression import DoesNotFit, Expressions
from actions.crm.remote.expression_check import ExpressionCheck

EUROS = Expressions("EUR")
ORDER = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "state": {"enum": ["new", "gone"]},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
        "extra": {"type": "object"},
        "names": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Line"}},
        "owner": {"allOf": [{"$ref": "#/components/schemas/Line"}, {"properties": {"x": {}}}]},
    },
}
LINE = {"type": "object", "properties": {"sku": {"type": "string"}, "price": {"type": "number"}}}
DESCRIPTION = Description(
    {"openapi": "3.0.0", "components": {"schemas": {"Order": ORDER, "Line": LINE}}}
)
CALL = {"type": "object", "properties": {"number": {"type": "string"}}}


@pytest.mark.parametrize(
    ("expression", "data", "value"),
    [
        ("cents(@)", 19.99, 1999),
        ("cents(@)", "0.285", 29),
        ("amount(@)", 1999, 19.99),
        ("negative(@)", 3, -3),
        ("lower(@)", "ABC", "abc"),
        ("upper(@)", "abc", "ABC"),
        ("trim(@)", " a ", "a"),
        ("without_prefix('#', @)", " #W1", "W1"),
        ("split(',', @)", "a, b", ["a", "b"]),
        ("joined(', ', @)", ["a", None, "", "b"], "a, b"),
        ("joined(', ', @)", [None], None),
        ("entries(@)", {"a": 1}, [{"key": "a", "value": 1}]),
        ("numbered(@)", ["a"], [{"index": 0, "value": "a"}]),
        ("first(@, `1`)", [1, 2], [1]),
        ("having(@, 'n', ' ')", [{"n": "Mug"}], []),
        ("having(@, 'n', 'red MUG')", [{"n": "Mug, red"}, {"n": "Mug"}], [{"n": "Mug, red"}]),
    ],
)
def test_functions_of_mappings(expression: str, data: Any, value: Any) -> None:
    """What JMESPath has no function for a mapping may call by these names."""
    assert EUROS.value(expression, data, {}) == value


@pytest.mark.parametrize(
    "call", ["cents(x)", "amount(x)", "negative(x)", "lower(x)", "upper(x)", "trim(x)"]
)
def test_functions_leave_out_what_is_not_there(call: str) -> None:
    """Null stays null, so that a field that a system leaves out is one that is left out."""
    assert EUROS.value(call, {}, {}) is None
    for with_two in ("split(',', x)", "first(x, `1`)", "entries(x)", "having(x, 'a', 'b')"):
        assert EUROS.value(with_two, {}, {}) is None
    for other in ("without_prefix('#', x)", "numbered(x)", "joined(',', x)"):
        assert EUROS.value(other, {}, {}) is None


def test_cents_are_of_the_currency() -> None:
    """A currency without cents has none."""
    assert Expressions("JPY").value("cents(@)", 1200, {}) == 1200
    assert Expressions("JPY").value("amount(@)", 1200, {}) == 1200


def test_the_call_is_within_reach_everywhere() -> None:
    """`_` is the call in a filter as well, where JMESPath itself knows the element alone."""
    data = {"lines": [{"sku": "a"}, {"sku": "b"}]}
    assert EUROS.value("lines[?sku == _.wanted].sku", data, {"wanted": "b"}) == ["b"]


@pytest.mark.parametrize("value", ["secret name", {"a": 1}, [1]])
def test_what_does_not_fit_is_told_without_its_value(value: Any) -> None:
    """The error names the expression only: the value may be somebody's name."""
    with pytest.raises(DoesNotFit, match=r"cents") as raised:
        EUROS.value("cents(name)", {"name": value}, {})
    assert "secret" not in str(raised.value)


def test_zero_holds() -> None:
    """What JMESPath counts as true holds, and 0 is."""
    assert EUROS.holds("@", 0, {})
    assert not any(EUROS.holds("@", data, {}) for data in (None, False, "", [], {}))


@pytest.mark.parametrize(
    "expression",
    [
        "id",
        "lines[].price",
        "lines[0].sku",
        "lines[?price > `1`].sku | [0]",
        "lines[?sku == _.number]",
        "extra.anything.at.all",
        "names.whoever.sku",
        "values(names)[].sku",
        "names.*.sku",
        "entries(names)[].value.price",
        "numbered(lines)[].value.sku",
        "first(lines, `2`)[].sku",
        "sort_by(lines, &price)[-1].sku",
        "owner.sku",
        "owner.x",
        "{a: id, b: [state]}",
        "lines[0] && id || state",
        "lines[::2].sku",
        "!(id)",
        "to_string(@)",
    ],
)
def test_what_may_be_there_passes(expression: str) -> None:
    """The check finds fields through lists, maps, functions and references."""
    assert _problems(expression) == []


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("idd", "there is no field 'idd'"),
        ("lines[].prize", "there is no field 'prize', only price, sku"),
        ("lines[?prize].sku", "'prize'"),
        ("values(names)[].skus", "'skus'"),
        ("entries(names)[].val", "'val'"),
        ("_.nummer", "'nummer', only number"),
        ("conjure(id)", "no function conjure"),
        ("[id, stat]", "'stat'"),
        ("id ==", "is no JMESPath"),
        ("!lines.sku", "write '!(a.b)'"),
    ],
)
def test_what_is_never_there_is_told(expression: str, problem: str) -> None:
    """A field that no answer has, an unknown function and a slip of writing are problems."""
    (found,) = _problems(expression)
    assert problem in found


def _problems(expression: str) -> list[str]:
    checking = ExpressionCheck(DESCRIPTION.resolve, CALL)
    checking.result(expression, {"$ref": "#/components/schemas/Order"})
    return checking.problems
