"""Runs the model's graph node by node.

Rasa builds a task graph for dask and has it scheduled each time, three times a turn and more, which
costs some two milliseconds of it. In a server nothing of that runs in parallel.

Rasa's reader of payloads is passed by: it would take whatever begins with a slash, after blanks of
any script, for a button, and buttons are read by `bot.payloads`.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler

MESSAGES = "messages"
"""What a component of the pipeline calls what it is given."""


class DirectRunner(GraphRunner):
    """Runs the nodes that dask's runner has loaded."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema: GraphSchema = loaded._graph_schema
        self._nodes = loaded._instantiated_nodes

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> DirectRunner:
        """Load the nodes, as Rasa does."""
        return cls(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """The outputs of the targets, by name; each node they need runs once."""
        known = dict(inputs or {})
        return {name: self._output(name, known) for name in targets or self._schema.target_names}

    def _output(self, name: str, known: dict[str, Any]) -> Any:
        if name not in known and self._schema.nodes[name].uses is RegexMessageHandler:
            known[name] = self._output(self._schema.nodes[name].needs[MESSAGES], known)
        if name not in known:
            needed = dict.fromkeys(self._schema.nodes[name].needs.values())
            given = [(one, self._output(one, known)) for one in needed]
            _, known[name] = self._nodes[name](*given)
        return known[name]
