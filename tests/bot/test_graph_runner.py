"""The model's graph, run node by node."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler

from bot.graph_runner import DirectRunner


class Graph:
    """Adds up what its nodes are given, and counts how often each of them ran."""

    def __init__(self, **needs: tuple[str, ...]) -> None:
        self.ran: list[str] = []
        nodes = {
            name: SimpleNamespace(uses=None, needs={source: source for source in sources})
            for name, sources in needs.items()
        }
        loaded: Any = SimpleNamespace(
            _graph_schema=SimpleNamespace(nodes=nodes, target_names=["last"]),
            _instantiated_nodes={name: self._node(name) for name in needs},
        )
        self.runner = DirectRunner(loaded)

    def _node(self, name: str) -> Any:
        def run(*given: tuple[str, int]) -> tuple[str, int]:
            self.ran.append(name)
            if not given:
                raise GraphRunError("nothing to add")
            return name, sum(value for _, value in given)

        return run


def test_a_node_that_two_others_need_runs_once() -> None:
    """In the order of their needs; what no target needs does not run."""
    graph = Graph(
        first=("given",), left=("first",), right=("first",), last=("left", "right"), idle=("given",)
    )
    assert graph.runner.run({"given": 2}) == {"last": 4}
    assert graph.ran == ["first", "left", "right", "last"]


def test_targets_may_be_named_and_given() -> None:
    """Asked for a node in the middle, the graph ends there; what is given is not run."""
    graph = Graph(first=("given",), last=("first",))
    assert graph.runner.run({"given": 2}, ["first"]) == {"first": 2}
    assert graph.runner.run({"first": 5}, ["last"]) == {"last": 5}
    assert graph.ran == ["first", "last"]


def test_a_failing_node_fails_the_run() -> None:
    """With its own error."""
    graph = Graph(last=())
    with pytest.raises(GraphRunError, match="nothing to add"):
        graph.runner.run({})


def test_rasas_reader_of_payloads_is_passed_by() -> None:
    """What comes before it goes on as it is: no typed text becomes a button there."""
    graph = Graph(first=("given",), payloads=("first",), last=("payloads",))
    handler = graph.runner._schema.nodes["payloads"]
    handler.uses, handler.needs = RegexMessageHandler, {"messages": "first"}
    assert graph.runner.run({"given": 2}) == {"last": 2}
    assert graph.ran == ["first", "last"]
