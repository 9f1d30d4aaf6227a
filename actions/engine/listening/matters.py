"""Pure rules of which clauses are matters of their own, and which only tell more of one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from actions.engine.listening.listened import Known, MatterHeard
from contracts.listening import Clause
from contracts.turn import Entity

SURE = 0.7
"""From this confidence on a clause counts as a matter: clauses are short, and easily misread."""
ANNOUNCED = 0.5
"""The same where words before it say that something else comes."""
VERY_SURE = 0.8
"""The same where it is one more side of what was said already, only of other goods."""
_LISTED = re.compile(
    r"\W*(?:[2-9]|[b-f])\s?[.):]|\W*(?:and )?(?:second(?:ly)?|third(?:ly)?|then|finally|lastly|next"
    r"|also|plus)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:^|[.!?:,\n]|\b(?:have|got|about|are|hi|hello|hey|so|just|ok))\W*(?:just )?"
    r"(?:two|three|four|five|[2-5]|a couple of|a few|several)\s+(?:quick |small |other |more )?"
    r"(?:things|questions|problems|issues|matters|points|requests)\b",
    re.IGNORECASE,
)
"""Words that count what comes, such as “two things:”; not “I bought two things”."""
_ASKS = re.compile(
    r"\?|^\W*(?:(?:and|so|but|also|then|please|pls|hi|hello|ps|btw)\W+)*(?:how|what|when|where|which"
    r"|who|why|is|are|do|does|did|can|could|would|will|should|may|tell|send|give|explain|show|let"
    r"|wheres|whats|hows|whens)\b|\b(?:i|we)\W?(?:'?d|would|'?ll|will)?\s?(?:want|need|like|love"
    r"|wonder)\b|\b(?:wonder(?:ing)?|please|pls|let me know|tell me|i was asking)\b",
    re.IGNORECASE,
)


class _Draft(msgspec.Struct, kw_only=True):
    """A matter while its clauses are gathered."""

    intent: str
    confidence: float
    clauses: list[Clause]

    @property
    def goods(self) -> frozenset[str]:
        return goods_of(self.clauses)


def matters(clauses: Sequence[Clause], known: Known) -> tuple[MatterHeard, ...]:
    """Every matter that the clauses bring up, in their order; what lies between belongs to it.

    None where no clause is likely enough by itself.
    """
    drafts: list[_Draft] = []
    loose: list[Clause] = []
    for clause in _announced(clauses):
        if not _is_matter(clause, known):
            (drafts[-1].clauses if drafts else loose).append(clause)
        elif same := _told_already(clause, drafts, known):
            same.clauses.append(clause)
        else:
            top = clause.intents[0]
            drafts.append(_Draft(intent=top.name, confidence=top.confidence, clauses=[clause]))
    if drafts:
        drafts[0].clauses[:0] = loose
    return tuple(_heard(draft) for draft in drafts)


def _announced(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses, each marked as something else where the first ones count what comes."""
    if not any(_COUNTED.search(one.text) for one in clauses[:2]):
        return clauses
    return [replace(one, announced=True) for one in clauses]


def asks_something(text: str) -> bool:
    """Whether a clause is a question or a wish, and not a part of a story."""
    return _ASKS.search(text) is not None


def asks_anywhere(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether a message asks or wishes for something, be it behind a greeting or a yes."""
    return asks_something(text) or any(asks_something(one.text) for one in clauses)


def goods_of(clauses: Sequence[Clause]) -> frozenset[str]:
    """The products that the clauses name."""
    found = (one for clause in clauses for one in clause.entities if one.entity == "product")
    return frozenset(str(one.value).casefold() for one in found)


def is_announced(clause: Clause) -> bool:
    """Whether its own first words say that it is something else."""
    return clause.announced or _LISTED.match(clause.text) is not None


def _is_matter(clause: Clause, known: Known) -> bool:
    if not clause.intents or not known.is_matter(clause.intents[0].name):
        return False
    top = clause.intents[0]
    # "I paid with a voucher" is no question about ways to pay.
    if top.name not in known.topics and not asks_something(clause.text):
        return False
    return top.confidence >= (ANNOUNCED if is_announced(clause) else SURE)


def _told_already(clause: Clause, drafts: Sequence[_Draft], known: Known) -> _Draft | None:
    """The matter that the clause is another side of."""
    intent = clause.intents[0].name
    for draft in drafts:
        if draft.intent == intent:
            return draft
    if is_announced(clause):
        return None
    return next((one for one in reversed(drafts) if _one_problem(one, clause, known)), None)


def _one_problem(draft: _Draft, clause: Clause, known: Known) -> bool:
    pair = {draft.intent, clause.intents[0].name}
    if not any(pair <= group for group in known.one_problem):
        return False
    if pair <= known.symptoms:
        return True
    others = goods_of([clause])
    apart = bool(others and draft.goods) and not others & draft.goods
    return not apart or min(draft.confidence, clause.intents[0].confidence) < VERY_SURE


def _heard(draft: _Draft) -> MatterHeard:
    draft.clauses.sort(key=lambda clause: clause.start)
    entities: tuple[Entity, ...] = tuple(one for each in draft.clauses for one in each.entities)
    return MatterHeard(
        intent=draft.intent,
        confidence=draft.confidence,
        words=" ".join(clause.text for clause in draft.clauses),
        entities=entities,
    )
