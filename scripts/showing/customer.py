"""A played customer: answers what the bot asks, from their own facts and by the seed's dice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import msgspec

from actions.engine.case.inference import posterior
from actions.engine.symptoms.symptom import Step, Symptom
from scripts.showing import bank
from scripts.showing.casting import Role
from scripts.showing.chat import Bubble

_AGREES, _ASIDE, _TYPES, _WANTS_PERSON = 0.8, 0.25, 0.4, 0.5


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer does: writes something, or presses a button."""

    text: str
    button_id: str | None = None


class Customer:
    """One customer in one conversation.

    A PC that is not well has a cause that the customer does not know: it is drawn like everything
    else, and answers and repairs come out as they would under it.
    """

    def __init__(
        self, role: Role, titles: dict[str, str], dice: Random, symptom: Symptom | None = None
    ) -> None:
        self._role = role
        self._title = titles.get(role.topic, "")
        self._dice = dice
        self._openings = list(bank.OPENINGS[role.topic])
        self._aside = dice.random() < _ASIDE
        self._closing = False
        self._symptom = symptom
        self._cause = _drawn(self._symptom, dice) if self._symptom else ""

    def opens(self) -> str:
        """The first message, or the same in other words."""
        said = self._dice.choice(self._openings)
        if len(self._openings) > 1:
            self._openings.remove(said)
        return said.format(thing=self._role.thing, number=self._role.number)

    def replies(self, bubbles: Sequence[Bubble]) -> Move | None:
        """The answer to what the bot has just said; None when the customer leaves."""
        asked = next((one for one in reversed(bubbles) if "?" in one.text or one.buttons), None)
        if asked is None:
            return self._leaves(bubbles)
        if self._aside and asked.buttons:
            self._aside = False
            return Move(text=self._dice.choice(bank.ASIDES))
        return self._answers(asked)

    def _answers(self, asked: Bubble) -> Move | None:
        for title, answer in self._by_button().items():
            if any(shown.startswith(title) for _, shown in asked.buttons):
                return answer(asked)
        if self._symptom and (move := self._describes(self._symptom, asked)):
            return move
        return self._tells(asked)

    def _by_button(self) -> dict[str, Callable[[Bubble], Move]]:
        """What the customer does where a button with that beginning is shown."""
        return {
            "That helped": self._tried,
            "Yes, it's not there": lambda b: self._decides(b, "Yes, it's", "Not yet", _AGREES),
            "Yes, a person": lambda b: self._decides(b, "Yes, a", "No, let me", _WANTS_PERSON),
            "Yes, please": lambda b: self._decides(b, "Yes, please", "No, ", _AGREES),
            "None of these": lambda b: self._picks(b, self._role.number, "None of these"),
            "All of it": lambda b: self._picks(b, self._role.product, "All of it"),
            "Something else": lambda b: self._picks(b, self._title, "Something else"),
        }

    def _decides(self, asked: Bubble, yes: str, no: str, chance: float) -> Move:
        agrees = self._dice.random() < chance
        if yes == "Yes, please" and self._dice.random() < _TYPES:
            return Move(text=self._dice.choice(bank.YES if agrees else bank.NO))
        return _pressed(asked, yes if agrees else no)

    def _picks(self, asked: Bubble, wanted: str, otherwise: str) -> Move:
        shown = any(wanted and wanted in title for _, title in asked.buttons)
        return _pressed(asked, wanted if shown else otherwise)

    def _tried(self, asked: Bubble) -> Move:
        step = next((one for one in self._steps() if one.text in asked.text), None)
        chance = step.fixes.get(self._cause, 0.0) if step else 0.0
        return _pressed(asked, "That helped" if self._dice.random() < chance else "No change")

    def _steps(self) -> Sequence[Step]:
        return self._symptom.steps if self._symptom else ()

    def _describes(self, symptom: Symptom, asked: Bubble) -> Move | None:
        for question in symptom.questions:
            if asked.text in (question.text, question.again):
                weights = [question.likelihood(one.name, self._cause) for one in question.answers]
                (said,) = self._dice.choices(question.answers, weights)
                if self._dice.random() < _TYPES:
                    return Move(text=said.title.lower())
                return _pressed(asked, said.title)
        return None

    def _tells(self, asked: Bubble) -> Move:
        said = asked.text.casefold()
        if "street" in said:
            return Move(text=self._dice.choice(bank.ADDRESSES))
        if "postcode" in said:
            return Move(text=f"{self._role.number}, postcode {self._role.postcode}")
        if "order number" in said or "number of the order" in said or "that number" in said:
            return Move(text=self._role.number or "I don't have one")
        if "words" in said or "differently" in said or "in a sentence" in said:
            return Move(text=self.opens())
        return Move(text=self._dice.choice(bank.DIFFERENT))

    def _leaves(self, bubbles: Sequence[Bubble]) -> Move | None:
        if self._closing:
            return None
        self._closing = True
        done = any(word in one.text for one in bubbles for word in ("Done", "great", "Wonderful"))
        return Move(text=self._dice.choice(bank.THANKS if done else bank.NOTED))


def _pressed(asked: Bubble, beginning: str) -> Move:
    """The button whose title begins so, or holds it."""
    for button_id, title in asked.buttons:
        if title.startswith(beginning) or (len(beginning) > 4 and beginning in title):
            return Move(text=title, button_id=button_id)
    raise ValueError(f"there is no button {beginning!r} among {asked.buttons}")


def _drawn(symptom: Symptom, dice: Random) -> str:
    believed = posterior(symptom.table(), {})
    (cause,) = dice.choices(list(believed), list(believed.values()))
    return cause
