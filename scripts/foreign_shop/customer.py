"""A played customer of the foreign shop, who goes by the brief of a task and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from scripts.foreign_shop.answers import Answers
from scripts.foreign_shop.choosing import (
    agreeing,
    declining,
    fitting,
    title_of,
    words,
)
from scripts.foreign_shop.consent import fits_later, objection, takes_back
from scripts.foreign_shop.facts import facts_of, known_of
from scripts.foreign_shop.reading import PROOFS, Asked, Kind, asked, refuses
from scripts.foreign_shop.sentences import shortened
from scripts.foreign_shop.tasks import Brief
from scripts.foreign_shop.wishes import Reaction, When, wants_person, wishes_of
from scripts.showing.chat import Bubble

SAME_QUESTION = 3
"""The third time somebody is asked the same, they want a person."""
WANTS_PERSON = "I'd like to talk to a person, please."
THANKS = "Thank you."


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """What the customer does: writes something, or presses a button."""

    text: str
    button_id: str | None = None


class Customer:
    """One customer in one conversation.

    `_said` is what they have wanted so far: wishes, and what they said when the desk asked for a
    yes or could not do it.
    """

    def __init__(self, brief: Brief) -> None:
        wishes = wishes_of(brief)
        self._answers = Answers(facts_of(brief))
        self._left = list(wishes.told)
        self._reactions = list(wishes.reactions)
        self._likings = wishes.likings
        self._known = known_of(brief)
        self._said: list[str] = []
        self._told = 0
        self._asked: Counter[str] = Counter()
        self._objected: set[str] = set()
        self._insisted = 0
        self._asked_for_person = False
        self._thanked = False

    @property
    def said(self) -> Sequence[str]:
        """What they have wanted so far."""
        return self._said

    def opens(self) -> str:
        """The first message."""
        return self._tells_next()

    def replies(self, bubbles: Sequence[Bubble]) -> Move | None:
        """The answer to what the desk has just said; None when the customer leaves."""
        question = asked(bubbles)
        if question is None:
            return self._goes_on(" ".join(one.text for one in bubbles))
        if Kind.MORE not in question.kinds:
            self._asked[question.key] += 1
        again = self._asked[question.key] >= SAME_QUESTION
        if again and not self._answers.has_another(question.kinds):
            return self._gives_up(question)
        return self._answers_to(question)

    def hears_last(self, bubbles: Sequence[Bubble]) -> None:
        """What is left is for the agent to hear."""

    def _answers_to(self, question: Asked) -> Move | None:
        kinds = question.kinds
        if Kind.PERSON in kinds:
            return self._about_person(question)
        if (
            not kinds & PROOFS
            and refuses(question.said)
            and (move := self._reacts(When.REFUSED, question))
        ):
            return move
        if Kind.MORE in kinds:
            return self._goes_on(question.said, question)
        if Kind.CONFIRM in kinds:
            return self._decides(question)
        return self._tells(question)

    def _tells(self, question: Asked) -> Move:
        """An answer by what was foreseen, a button that fits, facts, or the wish once more."""
        if move := self._reacts(When.ASKED, question):
            return move
        told = self._answers.of(question.kinds, [*self._said, *self._likings])
        for wants in (told or "", *self._preferences()):
            if button := fitting(question.buttons, wants, asked=question.text):
                return _pressed(question, button)
        return Move(text=told) if told else self._rephrases(question)

    def _preferences(self) -> tuple[str, str]:
        """What a choice may go by: the wish of now with what is preferred, then all wishes."""
        foreseen = [one.text for one in self._due(When.REFUSED) if "prefer" in one.text]
        return (
            " ".join([*self._said[-1:], *self._likings, *foreseen]),
            " ".join([*self._said, *self._likings]),
        )

    def _rephrases(self, question: Asked) -> Move:
        """To a question that nothing answers: what comes nearest, then any choice at all."""
        gone = takes_back(self._said[-1])
        if question.buttons and (gone or self._asked[question.key] > 1):
            key = declining(question.buttons) or question.buttons[0][0]
            return _pressed(question, key)
        about = words(question.text)
        if self._left and words(self._left[0]) & about:
            return Move(text=self._tells_next())
        about |= words(self._said[-1]) if Kind.ADDRESS in question.kinds else frozenset()
        near = [one for one in (*self._likings, *self._known) if words(one) & about]
        return Move(text=near[0] if near else self._again(question))

    def _again(self, question: Asked) -> str:
        """The wish in the same words, and from the second time on in fewer."""
        said = self._said[-1]
        return said if self._asked[question.key] < SAME_QUESTION - 1 else shortened(said)

    def _decides(self, question: Asked) -> Move:
        if move := self._reacts(When.CONFIRMING, question):
            return move
        against = self._objects(question.said)
        if against is None:
            key = agreeing(question.buttons)
            return _pressed(question, key) if key else Move(text="Yes, please.")
        return self._next_best(question.said) or Move(text=f"No. {against}")

    def _objects(self, proposal: str) -> str | None:
        """Why not; a payment that will do otherwise is objected to once."""
        against = objection(proposal, self._said, self._likings)
        lenient = any("otherwise" in one for one in self._likings)
        if against is None or (lenient and against in self._objected):
            return None
        self._objected.add(against)
        return against

    def _next_best(self, proposal: str) -> Move | None:
        """What is offered instead of the wish may be what was foreseen for a refusal."""
        for one in self._due(When.REFUSED):
            if objection(proposal, [*self._said, one.text], self._likings) is None:
                return Move(text=self._says(one))
        return None

    def _about_person(self, question: Asked) -> Move:
        """A person is welcome where the desk has refused or asks again; else one more try."""
        welcome = self._asked_for_person or refuses(question.said)
        if welcome or self._asked[question.key] > 1:
            key = agreeing(question.buttons) or fitting(question.buttons, "a person")
            return _pressed(question, key) if key else Move(text="Yes, a person, please.")
        key = declining(question.buttons)
        return _pressed(question, key) if key else Move(text=f"No. {self._said[-1]}")

    def _goes_on(self, said: str, question: Asked | None = None) -> Move | None:
        """Nothing is asked: what was foreseen for a refusal, the next wish, thanks, and leaving."""
        if refuses(said) and (move := self._after_refusal(said)):
            return move
        if self._left:
            return Move(text=self._tells_next())
        if self._thanked:
            return None
        self._thanked = True
        key = declining(question.buttons) if question else None
        return _pressed(question, key) if question and key else Move(text=THANKS)

    def _after_refusal(self, said: str) -> Move | None:
        """What was foreseen; else the wish once more, since it may have been misunderstood."""
        if move := self._reacts(When.REFUSED, _as_asked(said)):
            return move
        if self._insisted == len(self._said):
            return None
        self._insisted = len(self._said)
        return Move(text=shortened(self._said[-1]))

    def _gives_up(self, question: Asked) -> Move | None:
        if self._asked_for_person and Kind.PERSON not in question.kinds:
            return None
        self._asked_for_person = True
        if Kind.PERSON in question.kinds and (key := agreeing(question.buttons)):
            return _pressed(question, key)
        return Move(text=WANTS_PERSON)

    def _reacts(self, when: When, question: Asked) -> Move | None:
        """What the brief foresees for this turn: of several, the one that is nearest to it."""
        due = self._due(when)
        if when is When.ASKED:
            due = [one for one in due if _overlap(one, question)]
        if when is When.CONFIRMING:
            due = [one for one in due if not fits_later(one.text, question.said)]
        if not due:
            return None
        said = self._says(max(due, key=lambda one: _overlap(one, question)))
        if when is When.CONFIRMING:
            return Move(text=f"Wait. {said}")
        key = fitting(question.buttons, said, asked=question.text)
        return _pressed(question, key) if key else Move(text=said)

    def _due(self, when: When) -> list[Reaction]:
        return [one for one in self._reactions if one.when is when and one.after <= self._told]

    def _says(self, reaction: Reaction) -> str:
        self._reactions.remove(reaction)
        self._said.append(reaction.text)
        self._asked_for_person |= wants_person(reaction.text)
        return reaction.text

    def _tells_next(self) -> str:
        self._said.append(self._left.pop(0))
        self._told += 1
        return self._said[-1]


def _overlap(reaction: Reaction, question: Asked) -> int:
    """How many words a foreseen turn shares with what the desk says."""
    about = words(reaction.condition) - words("the agent asks asked confirm possible")
    subjects = " ".join(kind.value for kind in question.kinds)
    choices = " ".join(title for _, title in question.buttons)
    asked = f"{question.text} {subjects} {choices}"
    return len(about & words(asked if reaction.when is When.ASKED else question.said))


def _as_asked(said: str) -> Asked:
    return Asked(kinds=frozenset(), text="", said=said)


def _pressed(question: Asked, key: str) -> Move:
    return Move(text=title_of(question.buttons, key), button_id=key)
