"""A JMESPath expression of a mapping, evaluated over an answer with the whole call within reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.visitor import Options, TreeInterpreter

from actions.crm.remote.functions import MappingFunctions

CALL = "_"
"""Under which name every expression reaches the arguments of the call and the answers so far."""


class DoesNotFit(Exception):
    """An answer, or an argument, is not as the mapping takes it to be; names no value."""


class Expressions:
    """Evaluates the expressions of one mapping, each of which is parsed once."""

    def __init__(self, currency: str) -> None:
        self._options = Options(custom_functions=MappingFunctions(currency))
        self._parsed: dict[str, Any] = {}

    def value(self, expression: str, data: Any, call: Mapping[str, Any]) -> Any:
        """What it gives for `data`; None where something on its way is not there.

        Raises `DoesNotFit` where a function is given what it cannot take.
        """
        parsed = self._parsed.get(expression)
        if parsed is None:
            parsed = self._parsed[expression] = jmespath.compile(expression).parsed
        try:
            return _Interpreter(self._options, call).visit(parsed, data)
        except (JMESPathError, ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            # The library's own message quotes the value, which may be somebody's name.
            raise DoesNotFit(f"{expression!r} could not be evaluated") from None

    def holds(self, expression: str, data: Any, call: Mapping[str, Any]) -> bool:
        """Whether it gives something that JMESPath counts as true."""
        found = self.value(expression, data, call)
        return not (found is None or found is False or found in ("", [], {}))


class _Interpreter(TreeInterpreter):
    """JMESPath's own, for which `_` is the call wherever it stands, inside of filters too."""

    def __init__(self, options: Options, call: Mapping[str, Any]) -> None:
        super().__init__(options)
        self._call = call

    def visit_field(self, node: Any, value: Any) -> Any:
        """The field of an object; the call for `_`."""
        return self._call if node["value"] == CALL else super().visit_field(node, value)
