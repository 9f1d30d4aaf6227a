"""Validating reader of the policy: a policy.yml, decoded, into its record, or all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from contracts.policy import EVERYONE, Customs, Hours, Needs, PaidBy, Policy, Proof, Term
from contracts.policy_limits import limits_of
from contracts.policy_problems import Problems, perhaps
from contracts.policy_values import UnreadableError, amount, choice, hours, listed, term, text

FILE = "policy.yml"
UNLIMITED, NEVER = "unlimited", "never"
SECRETS = ("order_number", "postcode", "email", "name", "phone")
"""What somebody can be asked for to prove who they are."""
OPENS = ("order", "account")
NO_NEEDS = Needs()
NOTHING_DECIDED = Policy(tiers=("",), rights={})
_NEVER = -1

_V = TypeVar("_V")


class PolicyError(Exception):
    """The policy does not hold together; `problems` are sentences that each say what to do."""

    def __init__(self, problems: Collection[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_policy(folder: Path, needs: Needs = NO_NEEDS) -> Policy:
    """The policy of the business in a folder. Raises `PolicyError` with all that is wrong.

    A business whose topics look nothing up may have none: then everything is for colleagues.
    """
    file = folder / FILE
    try:
        decoded = msgspec.yaml.decode(file.read_bytes())
    except FileNotFoundError as exc:
        if needs == NO_NEEDS:
            return NOTHING_DECIDED
        raise PolicyError([f"{file} is missing; docs/policy.md tells what stands in it."]) from exc
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as exc:
        raise PolicyError([f"{file} cannot be read: {' '.join(str(exc).split())}."]) from exc
    return policy_of(decoded, needs)


def policy_of(decoded: object, needs: Needs = NO_NEEDS) -> Policy:
    """The policy that a file holds. Raises `PolicyError` with everything that is wrong at once.

    `needs` is what the business's topics look up; without it no act counts as unknown.
    """
    problems = Problems()
    given = problems.mapping("", decoded)
    policy = _policy(problems, given)
    _miss(problems, given, needs)
    _unasked(problems, policy, needs)
    if problems.found:
        raise PolicyError([f"{FILE}: {problem}" for problem in problems.found])
    return policy


def _policy(problems: Problems, given: Mapping[str, Any]) -> Policy:
    """All sections; what is wrong is left out, and kept among the problems."""
    problems.unknown("", given, Policy.__struct_fields__)
    tiers = _tiers(problems, given)
    rights = _by_name_and_tier(problems, given, "rights", tiers, _highest)
    windows, countries = _windows(problems, given), _named(problems, given, "countries", choice)
    return Policy(
        tiers=tiers,
        rights={act: _granted(by_tier) for act, by_tier in rights.items()},
        limits=limits_of(problems, given, rights, windows, countries),
        goodwill=_by_name_and_tier(problems, given, "goodwill", tiers, _cents),
        windows=windows,
        promises=_named(problems, given, "promises", term),
        fees=_named(problems, given, "fees", amount),
        countries=countries,
        customs=_customs(problems, given, countries),
        carriers=problems.read("carriers", given.get("carriers", []), listed) or (),
        ways_to_pay=_ways_to_pay(problems, given, tiers),
        hours=_hours(problems, given),
        proof=tuple(_proofs(problems, given)),
        facts=_named(problems, given, "facts", text),
    )


def _tiers(problems: Problems, given: Mapping[str, Any]) -> tuple[str, ...]:
    found = problems.read("tiers", given.get("tiers", []), listed)
    if found == ():
        problems.add("tiers", "list the kinds of customers, the one with the least rights first")
    return found or ("",)


def _windows(problems: Problems, given: Mapping[str, Any]) -> dict[str, Term]:
    windows = _named(problems, given, "windows", term)
    for name in [name for name, one in windows.items() if one.working or one.least is not None]:
        problems.add(f"windows.{name}", "a window is so many plain days; write one such as 14 days")
    return windows


def _customs(
    problems: Problems, given: Mapping[str, Any], countries: Collection[str]
) -> Customs | None:
    if "customs" not in given:
        return None
    before, told = len(problems.found), problems.mapping("customs", given["customs"])
    problems.unknown("customs", told, Customs.__struct_fields__)
    problems.among("customs.countries", told.get("countries"), countries)
    problems.among("customs.paid_by", told.get("paid_by"), get_args(PaidBy))
    return msgspec.convert(told, Customs) if len(problems.found) == before else None


def _hours(problems: Problems, given: Mapping[str, Any]) -> dict[str, Hours]:
    return _named(problems, given, "hours", hours)


def _ways_to_pay(
    problems: Problems, given: Mapping[str, Any], tiers: Collection[str]
) -> dict[str, Any]:
    ways = _named(problems, given, "ways_to_pay", choice)
    problems.unknown("ways_to_pay", ways, (EVERYONE, *tiers))
    return ways


def _proofs(problems: Problems, given: Mapping[str, Any]) -> Iterator[Proof]:
    combinations = given.get("proof", [])
    if not isinstance(combinations, list):
        problems.add("proof", "begin each with a dash: - {secrets: [name, postcode], opens: order}")
        return
    for at, one in enumerate(combinations, start=1):
        where = f"proof.{at}"
        told = problems.mapping(where, one)
        problems.unknown(where, told, Proof.__struct_fields__)
        secrets = problems.read(f"{where}.secrets", told.get("secrets"), listed) or ()
        for secret in secrets:
            problems.among(f"{where}.secrets", secret, SECRETS)
        if problems.among(f"{where}.opens", told.get("opens"), OPENS) and secrets:
            yield Proof(secrets=secrets, opens=told["opens"])


def _named(
    problems: Problems, given: Mapping[str, Any], section: str, read: Callable[[object], _V]
) -> dict[str, _V]:
    """A section of names and values; what is wrong is left out."""
    told = problems.mapping(section, given.get(section, {}))
    found = {name: problems.read(f"{section}.{name}", one, read) for name, one in told.items()}
    return {name: one for name, one in found.items() if one is not None}


def _by_name_and_tier(
    problems: Problems,
    given: Mapping[str, Any],
    section: str,
    tiers: Collection[str],
    read: Callable[[object], int],
) -> dict[str, dict[str, int]]:
    """A section with one value for all tiers under each name, or one for each tier named."""
    told = problems.mapping(section, given.get(section, {}))
    return {
        name: _by_tier(problems, f"{section}.{name}", one, tiers, read)
        for name, one in told.items()
    }


def _by_tier(
    problems: Problems,
    where: str,
    value: object,
    tiers: Collection[str],
    read: Callable[[object], int],
) -> dict[str, int]:
    if not isinstance(value, Mapping):
        one = problems.read(where, value, read)
        return {} if one is None else dict.fromkeys(tiers, one)
    if any(isinstance(name, int) for name in value):
        problems.add(where, "write thousands without a comma, such as €1500")
        return {}
    told = problems.mapping(where, value)
    for name in [name for name in told if name not in tiers]:
        problems.add(f"{where}.{name}", f"there is no tier {name}{perhaps(name, tiers)}")
    found = {
        name: problems.read(f"{where}.{name}", one, read)
        for name, one in told.items()
        if name in tiers
    }
    return {name: one for name, one in found.items() if one is not None}


_UNLIMITED = 2**62
"""Stands for a right without a highest value while a file is read."""


def _highest(value: object) -> int:
    if value in (UNLIMITED, NEVER):
        return _UNLIMITED if value == UNLIMITED else _NEVER
    try:
        return _cents(value)
    except UnreadableError as exc:
        raise UnreadableError(f"{exc}, or unlimited, or never") from exc


def _granted(by_tier: Mapping[str, int]) -> dict[str, int | None]:
    """The tiers that have a right at all; None where it has no highest value."""
    granted = {tier: most for tier, most in by_tier.items() if most != _NEVER}
    return {tier: None if most == _UNLIMITED else most for tier, most in granted.items()}


def _cents(value: object) -> int:
    return amount(value).cents


def _miss(problems: Problems, given: Mapping[str, Any], needs: Needs) -> None:
    """What topics look up and nobody has decided, and acts that no topic can do."""
    rights = given.get("rights")
    for act in rights if needs.acts and isinstance(rights, Mapping) else ():
        if act not in needs.acts:
            problems.add(f"rights.{act}", f"no topic can do that{perhaps(str(act), needs.acts)}")
    for section, names in _asked_for(needs).items():
        told = given.get(section)
        known = list(told) if isinstance(told, Mapping) else []
        spare = [name for name in known if name not in names]
        for name in sorted(names.difference(known)):
            meant = perhaps(name, spare, "; is {near} meant to be it, then correct its name")
            problems.add(f"{section}.{name}", f"is missing, and a topic asks for it{meant}")


def _asked_for(needs: Needs) -> Mapping[str, frozenset[str]]:
    """The names that topics look up, by section."""
    return {
        "rights": needs.acts,
        "windows": needs.windows,
        "promises": needs.promises,
        "fees": needs.fees,
        "countries": needs.countries,
        "ways_to_pay": needs.ways_to_pay,
    }


def _unasked(problems: Problems, policy: Policy, needs: Needs) -> None:
    """A proof that is decided and that no topic asks for, or the other way round."""
    decided, asked = _combinations(policy.proof), _combinations(needs.proof)
    if needs.proof and decided != asked:
        combinations = ", ".join(
            f"- {{secrets: [{', '.join(one.secrets)}], opens: {one.opens}}}" for one in needs.proof
        )
        problems.add("proof", f"topics ask for something else; write {combinations}")


def _combinations(proofs: Iterable[Proof]) -> set[tuple[frozenset[str], str]]:
    return {(frozenset(one.secrets), one.opens) for one in proofs}
