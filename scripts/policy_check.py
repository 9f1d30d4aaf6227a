"""`scripts/policy`: whether what a manager has decided holds together, or all that does not."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dotenv import load_dotenv

from actions.crm.errors import CrmError
from actions.crm.registry import open_crm, terms_of
from actions.crm.terms import TERMS
from actions.engine.business.agreement import disagreements
from actions.engine.words.sheet import SheetsRefused
from actions.engine.words.text_files import TextsRefused
from actions.engine.words.texts import Texts
from actions.opening import open_business
from contracts.business import BusinessError, business_folder
from contracts.policy import Policy
from contracts.policy_figures import bare_figures, figures, unknown_names
from contracts.policy_file import PolicyError
from handoff.config.files import read_hours
from handoff.core.errors import Misconfigured
from handoff.core.sla.hours import Hours

REFUSALS = (BusinessError, PolicyError, TextsRefused, SheetsRefused, CrmError, Misconfigured)
"""What may be wrong with a business's files, or with whoever keeps to them; lines to be mended."""


def main() -> int:
    """Check, and say so. 1 and a line for each problem where something is wrong."""
    wishes = _wishes()
    load_dotenv(interpolate=False)
    try:
        policy = checked(business_folder(os.environ))
    except REFUSALS as exc:
        print(exc, file=sys.stderr)
        return 1
    names = figures(policy)
    for name, words in names.items() if wishes.names else ():
        print(f"{{{name}}}: {words}")
    print(f"policy.yml: {len(policy.rights)} rights, {len(names)} figures: in order")
    return 0


def checked(folder: Path) -> Policy:
    """The policy of a business, with all that topics look up, compared with whoever keeps to it.

    Raises `PolicyError`, or another of `REFUSALS`.
    """
    company, url = open_business(folder), os.environ.get("CRM_URL")
    policy, open_at = company.policy, read_hours(os.environ.get("HOURS_FILE"))
    amiss = [
        *disagreements(policy, terms_of(open_crm(url)) if url else TERMS),
        *unkept_hours(policy, open_at),
        *misquoted(company.texts, figures(policy)),
    ]
    if amiss:
        raise PolicyError(amiss)
    return policy


def unkept_hours(policy: Policy, open_at: Hours) -> Iterator[str]:
    """A line for each opening hours that customers hear of and no day of the desk has."""
    spans = {span for day in (open_at.days or {}).values() for span in day}
    for name, hours in policy.hours.items():
        if spans and f"{hours.opens:0>5}-{hours.closes:0>5}" not in spans:
            kept = ", ".join(sorted(spans))
            yield (
                f"policy.yml: hours.{name}: {hours.said} is said, but HOURS_FILE has {kept}; "
                "change one of them."
            )


def misquoted(texts: Texts, known: Mapping[str, str]) -> Iterator[str]:
    """A line for each figure that a sentence of `texts/` says by itself or by a wrong name."""
    for name, variants in texts.sentences.items():
        for variant in variants:
            for form in variant.values() if isinstance(variant, dict) else (variant,):
                for wrong in (*unknown_names(form, known), *bare_figures(form, known)):
                    yield f"texts/{texts.language}: {name}: {wrong}"


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/policy", description=__doc__)
    parser.add_argument("--names", action="store_true", help="print what answers may quote")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
