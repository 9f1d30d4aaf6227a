"""`scripts/policy`: whether what a manager has decided holds together, or all that does not."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping

from actions.crm.errors import CrmError
from actions.crm.registry import open_crm, terms_of
from actions.crm.terms import TERMS
from actions.engine.business.agreement import agreed
from actions.engine.words.text_files import TextsRefused
from actions.engine.words.texts import Texts
from actions.opening import open_business
from contracts.policy import Policy
from contracts.policy_figures import bare_figures, figures, unknown_names
from contracts.policy_file import PolicyError


def main() -> int:
    """Check, and say so. 1 and a line for each problem where something is wrong."""
    wishes = _wishes()
    try:
        policy = checked()
    except (PolicyError, TextsRefused, CrmError) as exc:
        print(exc, file=sys.stderr)
        return 1
    names = figures(policy)
    for name, words in names.items() if wishes.names else ():
        print(f"{{{name}}}: {words}")
    print(f"policy.yml: {len(policy.rights)} rights, {len(names)} figures: in order")
    return 0


def checked() -> Policy:
    """The policy, asked for all that topics look up, and compared with the CRM's own rules."""
    company, url = open_business(), os.environ.get("CRM_URL")
    agreed(company.policy, terms_of(open_crm(url)) if url else TERMS)
    if amiss := list(misquoted(company.texts, figures(company.policy))):
        raise PolicyError(amiss)
    return company.policy


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
