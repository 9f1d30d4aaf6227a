"""`scripts/examples`: write conversations with the real desk to docs/examples.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from random import Random

from actions.crm.population import demo_population
from actions.engine.symptoms.symptom_files import SymptomFile, read_symptoms
from contracts.business import home_today
from scripts.showing.casting import Role, cast
from scripts.showing.chat import chatting
from scripts.showing.customer import Customer, Move
from scripts.showing.desk import Desk, DeskFailed, served
from scripts.showing.page import Example, Exchange, page
from scripts.trainer.project import read

SEED = 20
COUNT = 10
MOST_TURNS = 12


def main() -> int:
    """Start a desk, play, write; 1 and why on stderr when the desk does not come up."""
    wishes = _wishes()
    today = home_today(os.environ)
    roles = cast(demo_population(today), today, wishes.seed, wishes.count)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="warmdesk-") as folder,
            served(Path(folder)) as desk,
        ):
            examples = asyncio.run(_play(desk, roles, wishes.seed))
    except DeskFailed as exc:
        print(f"scripts/examples: {exc}", file=sys.stderr)
        return 1
    wishes.out.write_text(page(examples, seed=wishes.seed, today=today))
    return 0


async def _play(desk: Desk, roles: list[Role], seed: int) -> list[Example]:
    titles = read(Path.cwd()).titles
    symptoms = read_symptoms(Path.cwd() / "symptoms")
    return [
        await _example(desk, role, titles, symptoms, Random(f"{seed} {number}"))
        for number, role in enumerate(roles)
    ]


async def _example(
    desk: Desk,
    role: Role,
    titles: dict[str, str],
    symptoms: Mapping[str, SymptomFile],
    dice: Random,
) -> Example:
    about = symptoms.get(role.topic)
    customer = Customer(role, titles, dice, about.symptom if about else None)
    exchanges: list[Exchange] = []
    async with chatting(desk, role.customer_id if role.signed_in else None) as chat:
        move: Move | None = Move(text=customer.opens())
        while move is not None and len(exchanges) < MOST_TURNS:
            answer = await (chat.press(move.button_id) if move.button_id else chat.say(move.text))
            exchanges.append(Exchange(move=move, answer=answer))
            move = None if chat.owner != "bot" else customer.replies(answer)
        waiting = chat.owner != "bot"
    return Example(role=role, title=titles[role.topic], exchanges=exchanges, waiting=waiting)


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/examples", description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED, help="draws everything (%(default)s)")
    parser.add_argument("--count", type=int, default=COUNT, help="how many (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path("docs/examples.md"), help="%(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
