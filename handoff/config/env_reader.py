"""What the environment says, read word by word: what is wrong with it adds up in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_network
from typing import Literal, TypeVar, cast, get_args
from urllib.parse import urlsplit

from handoff.core.channel.templates import read_templates
from handoff.core.errors import BadRequest

_T = TypeVar("_T")
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]

SECRET_LENGTH = 32
"""Fewest characters of a secret that signs or opens something."""
HIGHEST_PORT = 65_535
_SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class Given:
    """The environment's words, read one by one; what is wrong with them adds up in `problems`.

    An empty value counts as none. Values that may be secret are never repeated in a problem.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = {name: value.strip() for name, value in env.items() if value.strip()}
        self.problems: list[str] = []
        self._read: dict[str, object] = {}

    def text(self, name: str, default: str) -> str:
        return self._keep(name, self._env.get(name, default))

    def port(self, name: str, default: int) -> int:
        value = self._env.get(name, str(default))
        if re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= HIGHEST_PORT:
            return self._keep(name, int(value))
        return self._wrong(
            name, default, f"is {value!r}; write a number from 1 to 65535, such as {default}"
        )

    def count(self, name: str, default: int) -> int:
        value = self._env.get(name, str(default))
        if re.fullmatch(r"[1-9][0-9]?", value):
            return int(value)
        return self._wrong(
            name, default, f"is {value!r}; write a number from 1 to 99, such as {default}"
        )

    def amount(self, name: str, default: float) -> float:
        value = self._env.get(name, str(default))
        if re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) and float(value) > 0:
            return float(value)
        unit = name.rsplit("_", 1)[-1].lower()
        return self._wrong(
            name, default, f"is {value!r}; write a number of {unit} above 0, such as {default}"
        )

    def switch(self, name: str, *, default: bool) -> bool:
        value = self._env.get(name, str(int(default)))
        if value.lower() in _SWITCH:
            return _SWITCH[value.lower()]
        return self._wrong(name, default, f"is {value!r}; write 1 for yes or 0 for no")

    def secret(self, name: str) -> str:
        value = self._env.get(name, "")
        if len(value) >= SECRET_LENGTH:
            return self._keep(name, value)
        how = f"has {len(value)} characters" if value else "is missing"
        advice = "such as what `openssl rand -hex 32` prints"
        return self._wrong(name, value, f"{how}; write {SECRET_LENGTH} or more, {advice}")

    def password(self, name: str) -> str | None:
        value = self._env.get(name)
        if value is None or len(value) >= 8:
            return value
        return self._wrong(name, None, "is too short; write 8 or more characters, or leave it out")

    def email(self, name: str, default: str) -> str:
        value = self._env.get(name, default)
        if re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            return value
        return self._wrong(name, default, f"is {value!r}; write an address such as {default}")

    def matching(self, name: str, pattern: str, default: str) -> str:
        value = self._env.get(name, default)
        if re.fullmatch(pattern, value):
            return value
        return self._wrong(name, default, f"is {value!r}; write one such as {default}")

    def ids(self, name: str) -> tuple[str, ...]:
        found = tuple(part.strip() for part in self._env.get(name, "").split(",") if part.strip())
        wrong = [each for each in found if not re.fullmatch(r"[0-9]{1,40}", each)]
        if not wrong:
            return found
        return self._wrong(
            name, (), f"has {wrong[0]!r}; write the number that Meta shows as its id"
        )

    def templates(self, name: str) -> str:
        value = self._env.get(name, "")
        try:
            read_templates(value)
        except BadRequest as exc:
            return self._wrong(name, "", f"cannot be used: {exc}")
        return value

    def log_level(self, name: str, default: LogLevel) -> LogLevel:
        value = self._env.get(name, default).upper()
        if value in get_args(LogLevel):
            return cast("LogLevel", value)
        return self._wrong(
            name, default, f"is {value!r}; write one of {', '.join(get_args(LogLevel))}"
        )

    def url(self, name: str, default: str) -> str:
        value = self._env.get(name, default).rstrip("/")
        if value == default or _web_address(value):
            return value
        return self._wrong(name, default, f"is no web address; write one such as {default}")

    def urls(self, name: str, default: Sequence[str]) -> tuple[str, ...]:
        listed = self._env.get(name)
        if listed is None:
            return tuple(default)
        found = tuple(part.strip().rstrip("/") for part in listed.split(",") if part.strip())
        if not found or not all(map(_web_address, found)):
            return self._wrong(
                name, tuple(default), f"has no web address; write one such as {default[0]}"
            )
        if len(set(found)) < len(found):
            return self._wrong(name, tuple(default), "names a server twice; write each once")
        return found

    def origins(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        listed = self._env.get(name)
        if listed is None:
            return default
        found = tuple(part.strip().rstrip("/") for part in listed.split(",") if part.strip())
        wrong = [o for o in found if o != "*" and not (_web_address(o) and o.count("/") == 2)]
        if not wrong:
            return found
        return self._wrong(
            name, default, f"has {wrong[0]!r}; write https://shop.example without a path, or *"
        )

    def networks(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        listed = self._env.get(name, ",".join(default))
        found = tuple(part.strip() for part in listed.split(",") if part.strip())
        try:
            return tuple(str(ip_network(each)) for each in found)
        except ValueError as exc:
            return self._wrong(name, default, f"is wrong: {exc}; write one such as 10.1.0.0/16")

    def database(self, name: str, default: str) -> str:
        value = self._env.get(name, default)
        scheme, _, rest = value.partition("://")
        if (scheme == "sqlite" and len(rest) > 1 and rest.startswith("/")) or (
            scheme == "postgresql" and rest
        ):
            return self._keep(name, value)
        return self._wrong(
            name, default, f"is no database; write {default} or postgresql://name:password@host/db"
        )

    def redis(self, name: str, database: str) -> str | None:
        value = self._env.get(name)
        if value is None:
            return None
        if value.partition("://")[0] not in ("redis", "rediss"):
            return self._wrong(name, None, "is no address of Redis; write redis://host:6379/0")
        if not str(self._read.get(database)).startswith("postgresql:"):
            advice = f"write {database}=postgresql://name:password@host/db, or leave it out"
            return self._wrong(name, None, f"is for several bridges on PostgreSQL; {advice}")
        return value

    def crm(self, name: str, default: str, *, demo: bool) -> str:
        value = self._env.get(name, default)
        scheme = value.partition("://")[0]
        if "://" not in value:
            return self._wrong(name, default, f"is no address; write one such as {default}")
        if demo and scheme not in ("sqlite", "postgresql"):
            return self._wrong(name, default, "is no demo CRM; write DEMO=0 or leave it out")
        return self._keep(name, value)

    def must_differ(self, *names: str) -> None:
        """Note every one of `names` that says the same as an earlier one."""
        seen: dict[object, str] = {}
        for name in (n for n in names if n in self._read):
            twin = seen.setdefault(self._read[name], name)
            if twin != name:
                self.problems.append(f"{name} is the same as {twin}; write another one")

    def _keep(self, name: str, value: _T) -> _T:
        self._read[name] = value
        return value

    def _wrong(self, name: str, stand_in: _T, problem: str) -> _T:
        self.problems.append(f"{name} {problem}")
        return stand_in


def _web_address(value: str) -> bool:
    """Whether `value` is http(s)://host, maybe with port and path."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
