"""Find the likeliest cause of a problem, and the question that tells its causes apart best.

Pure: a table of causes and questions, what is known, and Bayes' rule. Information is in bits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import log2

import msgspec

MOST_QUESTIONS = 3
CLEAR = 0.6
"""How likely a cause is when asking further is not worth the customer's time."""
INFORMATIVE = 0.2
"""How many bits a question must promise."""
RAISED = 8.0
"""How many times likelier a cause is while a known incident brings it about."""

_MISTAKEN = 0.04
# Customers err: one unlikely answer alone must never rule a cause out.


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer and its weight: `usual`, save under the causes that `given` names.

    Weights count beside those of the question's other answers; they need not add up to 1.
    """

    name: str
    usual: float = 1.0
    given: dict[str, float] = {}

    def weight(self, cause: str) -> float:
        """How much there is to be said for this answer under a cause."""
        return self.given.get(cause, self.usual)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something whose answer makes some causes likelier than others."""

    name: str
    answers: tuple[Answer, ...]

    def likelihood(self, answer: str, cause: str) -> float:
        """P(answer | cause). An answer that the question does not have is no evidence."""
        weights = {one.name: one.weight(cause) for one in self.answers}
        if answer not in weights:
            return 1.0
        share = weights[answer] / sum(weights.values())
        return share * (1 - _MISTAKEN) + _MISTAKEN / len(weights)


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What may be the matter. `causes` have prior weights; `evidence` is not asked but learned."""

    causes: dict[str, float]
    questions: tuple[Question, ...]
    evidence: tuple[Question, ...] = ()


def without(table: Table, ruled_out: Collection[str]) -> Table:
    """The table without some of its causes; as it is where none would be left."""
    left = {cause: prior for cause, prior in table.causes.items() if cause not in ruled_out}
    return msgspec.structs.replace(table, causes=left or table.causes)


def raised(table: Table, causes: Collection[str]) -> Table:
    """The table with some causes likelier than usual, as known incidents make them."""
    priors = {
        cause: prior * RAISED if cause in causes else prior for cause, prior in table.causes.items()
    }
    return msgspec.structs.replace(table, causes=priors)


def posterior(table: Table, known: Mapping[str, str]) -> dict[str, float]:
    """How likely each cause is, given the answers known by the name of their question."""
    heard = [(q, known[q.name]) for q in (*table.questions, *table.evidence) if q.name in known]
    weights = dict(table.causes)
    for question, answer in heard:
        weights = {c: weight * question.likelihood(answer, c) for c, weight in weights.items()}
    total = sum(weights.values())
    return {cause: weight / total for cause, weight in weights.items()}


def likeliest(table: Table, known: Mapping[str, str]) -> str:
    """The cause that most speaks for."""
    believed = posterior(table, known)
    return max(believed, key=lambda cause: believed[cause])


def chance(table: Table, known: Mapping[str, str], question: Question, answer: str) -> float:
    """How likely that answer is, given what is known."""
    believed = posterior(table, known)
    return sum(p * question.likelihood(answer, cause) for cause, p in believed.items())


def gain(table: Table, known: Mapping[str, str], question: Question) -> float:
    """How many bits of doubt the answer to this question removes on average."""
    left = sum(
        chance(table, known, question, answer.name)
        * doubt(posterior(table, {**known, question.name: answer.name}).values())
        for answer in question.answers
    )
    return max(0.0, doubt(posterior(table, known).values()) - left)


def doubt(believed: Iterable[float]) -> float:
    """The entropy of a distribution."""
    return -sum(p * log2(p) for p in believed if p > 0)


def next_question(
    table: Table, known: Mapping[str, str], *, skipped: Collection[str] = (), asked: int = 0
) -> Question | None:
    """The question worth asking most; None when it is time to answer.

    That is so when one cause is clear enough, nothing informative is left, or enough was `asked`.
    """
    if asked >= MOST_QUESTIONS or max(posterior(table, known).values()) >= CLEAR:
        return None
    open_ones = [q for q in table.questions if q.name not in known and q.name not in skipped]
    gains = {question.name: gain(table, known, question) for question in open_ones}
    worth = [question for question in open_ones if gains[question.name] >= INFORMATIVE]
    return max(worth, key=lambda question: gains[question.name], default=None)
