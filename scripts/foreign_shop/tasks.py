"""Reader of the given tasks: what a customer is told, kept apart from what a judge may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from scripts.foreign_shop.errors import CannotPlay

T = TypeVar("T")
TASKS, SHOP, JUDGE, DATA = "tasks_train.json", "shop.py", "judge.py", "data.json"


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer of a task is told, and all that they may go by."""

    reason_for_call: str
    known_info: str = ""
    unknown_info: str | None = None
    task_instructions: str = ""


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A call that is right in a task: for the judge, never for the customer."""

    name: str
    arguments: dict[str, Any] = {}


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One customer with what they want, and what is right in the end."""

    id: str
    user: Brief
    actions: tuple[Act, ...] = ()


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The shop's users, orders and products, as it begins."""

    users: dict[str, dict[str, Any]]
    orders: dict[str, dict[str, Any]]
    products: dict[str, dict[str, Any]]

    @property
    def goods(self) -> frozenset[str]:
        """Names of all kinds of goods."""
        return frozenset(str(product["name"]) for product in self.products.values())


def read_tasks(file: Path, wanted: Sequence[str] = ()) -> tuple[Task, ...]:
    """All tasks in their order, or those with the wanted ids. Raises `CannotPlay`."""
    tasks = _decoded(file, tuple[Task, ...])
    unknown = set(wanted) - {task.id for task in tasks}
    if unknown:
        known = ", ".join(task.id for task in tasks)
        raise CannotPlay(f"there is no task {', '.join(sorted(unknown))}; there are {known}")
    return tuple(task for task in tasks if not wanted or task.id in wanted)


def read_data(folder: Path) -> Data:
    """The shop as it begins. Raises `CannotPlay`."""
    return _decoded(folder / DATA, Data)


def users_of(task: Task, data: Data) -> frozenset[str]:
    """Ids of the users whom the calls of a task name, by id, order, e-mail or name and zip."""
    named = (_user(act.arguments, data) for act in task.actions)
    return frozenset(user_id for user_id in named if user_id is not None)


def batches(tasks: Sequence[Task], data: Data, *, apart: bool) -> tuple[tuple[Task, ...], ...]:
    """Tasks that may share one shop: those of a batch touch different users.

    `apart` gives each task a batch of its own, and so does a task that names nobody.
    """
    found: list[list[Task]] = []
    taken: list[set[str]] = []
    for task in tasks:
        users = users_of(task, data)
        place = _place(taken, users) if users and not apart else None
        if place is None:
            found.append([task])
            taken.append(set(users) if users else set(data.users))
        else:
            found[place].append(task)
            taken[place] |= users
    return tuple(tuple(batch) for batch in found)


def _place(taken: Sequence[Collection[str]], users: frozenset[str]) -> int | None:
    return next((at for at, others in enumerate(taken) if not users & set(others)), None)


def _user(given: Mapping[str, Any], data: Data) -> str | None:
    if "user_id" in given:
        return str(given["user_id"])
    if given.get("order_id") in data.orders:
        return str(data.orders[given["order_id"]]["user_id"])
    return next((key for key, user in data.users.items() if _is(user, given)), None)


def _is(user: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    if "email" in given:
        return bool(user["email"].casefold() == str(given["email"]).casefold())
    own = {
        "first_name": user["name"]["first_name"],
        "last_name": user["name"]["last_name"],
        "zip": user["address"]["zip"],
    }
    return all(str(given.get(key, "")).casefold() == own[key].casefold() for key in own)


def _decoded(file: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except FileNotFoundError as exc:
        raise CannotPlay(
            f"there is no {file}; name the folder of the foreign shop: scripts/foreign FOLDER"
        ) from exc
    except msgspec.DecodeError as exc:
        raise CannotPlay(f"{file} cannot be read: {exc}") from exc
