"""Action: the interface of everything Rasa can have done, found by its class."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from actions.protocol.dispatcher import CollectingDispatcher
from actions.protocol.tracker import Event, Tracker


class ActionExecutionRejection(Exception):
    """The action does not want this message; Rasa asks its policies for another one."""

    def __init__(self, action_name: str) -> None:
        super().__init__(f"{action_name} does not want this message")
        self.action_name = action_name


class Action(ABC):
    """Something Rasa can have done, by its name in the domain."""

    @abstractmethod
    def name(self) -> str:
        """As the domain names it."""

    @abstractmethod
    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Do it. Raises `ActionExecutionRejection` where another action is to answer."""


def actions_of(package: str) -> dict[str, Action]:
    """Every action that the modules of a package define, by name.

    Raises `ValueError` when two have the same name.
    """
    found: dict[str, Action] = {}
    for module in _modules(package):
        for kind in vars(module).values():
            if not _is_action(kind) or kind.__module__ != module.__name__:
                continue
            action = kind()
            if action.name() in found:
                raise ValueError(f"two actions are called {action.name()}; rename one of them")
            found[action.name()] = action
    return found


def _is_action(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Action) and not inspect.isabstract(kind)


def _modules(package: str) -> Iterator[Any]:
    top = importlib.import_module(package)
    yield top
    for found in pkgutil.iter_modules(getattr(top, "__path__", []), f"{package}."):
        yield from _modules(found.name)
