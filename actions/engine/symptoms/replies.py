"""Take a message as the answer to a question about a symptom, or as the report of a repair."""

from __future__ import annotations

import re

from msgspec.structs import replace

from actions.engine.answers.choice_buttons import is_unsure, pressed
from actions.engine.case.case import Case, answered, attempted, closed, ended, waiting
from actions.engine.case.inference import MOST_QUESTIONS
from actions.engine.case.turn import Turn
from actions.engine.symptoms.heard import learned, told
from actions.engine.symptoms.symptom import HELPED, NO_CHANGE, Choice, Symptom
from actions.engine.symptoms.symptom_topic import is_symptom, symptom_of
from actions.engine.words.phrases import pattern_of

ELSE = "else"
_REJECTIONS_BEFORE_A_PERSON = 2
_WRONG = re.compile(
    r"\b(something else|not that|isn'?t (it|that)|that'?s not (it|what|the)|can'?t be (that|it|"
    r"the)|(you are|you're|that is|that's) wrong|wrong (diagnosis|track|idea))\b",
    re.IGNORECASE,
)
_PATIENCE = re.compile(
    r"\b((one|a|just a) (moment|minute|second|sec)|wait|hang on|hold on|brb|will (do|try)|"
    r"let me|trying|(see|check|test) (if|whether)|I'?ll (do|try|check|see|look)|on it|"
    r"doing (it|that)|later|tonight|tomorrow)\b",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"\b((can'?t|cannot|can not|unable to) (?!see|get it)|rather not|no (tools?|screwdriver|"
    r"spare)|don'?t (want|dare|have|know how)|too (hard|difficult|risky)|"
    r"not comfortable)\b",
    re.IGNORECASE,
)
_NO_CHANGE = re.compile(
    r"\b(no (change|luck|difference|better|effect|success)|same|still|did ?n[o']?t (help|work|"
    r"change)|does ?n[o']?t (help|work|start)|not (working|better|help)|nothing|nope?|negative|"
    r"worse|already (did|tried|done|checked)|(did|tried|done|checked) (that|this|it) "
    r"(already|before))\b",
    re.IGNORECASE,
)
_FIXED = re.compile(
    r"\b(help(s|ed)|fixed|solved|works?|working|starts|started|runs|running|"
    r"did it|it'?s (back|on|up|there|gone)|yes|yep|yeah|it did|better|success)\b",
    re.IGNORECASE,
)


def symptom(case: Case, turn: Turn) -> Case | None:
    """The answer to a question, or to one that was not asked; re-asked once where it fits none."""
    about = symptom_of(case)
    found = case.findings
    if news := told(about, turn, found.open):
        return _go_on(learned(case, about, news))
    lost = turn.meaningless and not found.reworded and not is_unsure(turn)
    if lost or _other_matter(case, turn):
        return None
    question = about.question(found.open)
    if is_unsure(turn) or found.reworded or found.asked >= MOST_QUESTIONS or question is None:
        known = answered(case, question.text if question else "What is it like?", "not known")
        return replace(known, findings=closed(found, found.open or ""))
    return waiting(reasked(case), "symptom")


def reasked(case: Case) -> Case:
    """The open question is put in other words, which counts as one more."""
    found = case.findings
    return replace(case, findings=replace(found, reworded=True, asked=found.asked + 1))


def in_passing(case: Case, turn: Turn) -> Case | None:
    """The answer to the open question in a message that was taken for another matter."""
    about = symptom_of(case)
    news = told(about, turn)
    return _go_on(learned(case, about, news)) if case.findings.open in news else None


def helped(case: Case, turn: Turn) -> Case | None:
    """Whether a repair step helped."""
    about = symptom_of(case)
    outcome = _outcome(about, turn)
    if outcome is None:
        return None
    if outcome == "patience" and (news := _contradicting(case, about, turn)):
        return _reconsidered(case, about, news)
    if outcome == ELSE:
        return _rejected(case, about, turn)
    if outcome == "patience":
        return waiting(case, "helped", "patience")
    step = about.step(case.findings.open)
    title = step.title if step else "A repair step"
    tried = answered(case, f"Did this help: {title}?", outcome)
    tried = attempted(tried, title, _RESULTS[outcome])
    if outcome == HELPED:
        return ended(tried, "solved")
    return _stepped(tried, about, turn, outcome)


def what_else(case: Case, turn: Turn) -> Case | None:
    """What is different from the diagnosis that the customer does not believe."""
    if _other_matter(case, turn):
        return None
    about = symptom_of(case)
    news = told(about, turn)
    if turn.meaningless and not news:
        return None
    return answered(learned(case, about, news), "What is different?", turn.text)


def _outcome(about: Symptom, turn: Turn) -> str | None:
    """How trying a step went; the order of the tests matters: "still doesn't work" works not."""
    if button := pressed(turn):
        return button[1] if button[1] in _RESULTS or button[1] == ELSE else None
    if turn.text.startswith("/"):
        return {"affirm": HELPED, "deny": NO_CHANGE}.get(turn.intent)
    own = about.reports
    words = (
        (_WRONG, (), ELSE),
        (_PATIENCE, (), "patience"),
        (_CANNOT, own.not_possible, "not possible"),
        (_NO_CHANGE, own.no_change, NO_CHANGE),
        (_FIXED, own.helped, HELPED),
    )
    found = (outcome for usual, own, outcome in words if _says(turn.text, usual, own))
    said = next(found, None)
    # A bare "ok" promises to try: it does not report success.
    return said or {"affirm": "patience", "deny": NO_CHANGE}.get(turn.intent)


def reports(about: Symptom, turn: Turn) -> bool:
    """Whether the message tells in so many words what a repair did, whatever it was taken for."""
    if "?" in turn.text:
        return False
    own = about.reports
    return _says(turn.text, _NO_CHANGE, own.no_change) or _says(turn.text, _FIXED, own.helped)


def _says(text: str, usual: re.Pattern[str], own: tuple[str, ...]) -> bool:
    """Whether a text has one of the usual words, or of those of this trade."""
    return bool(usual.search(text) or pattern_of(own).search(text))


def _contradicting(case: Case, about: Symptom, turn: Turn) -> dict[str, Choice]:
    """What the message tells otherwise than it was told before."""
    known = case.findings.known
    news = told(about, turn)
    return {name: new for name, new in news.items() if known.get(name, new.name) != new.name}


def _reconsidered(case: Case, about: Symptom, news: dict[str, Choice]) -> Case:
    """The case with what was told before put right, to be looked into afresh."""
    said = learned(case, about, news)
    found = replace(closed(said.findings), settled=False)
    return replace(said, findings=found, waiting_for=None, hint=None)


def _stepped(case: Case, about: Symptom, turn: Turn, outcome: str) -> Case:
    """The case after a step that did not help, or that was not to be done."""
    said = learned(case, about, told(about, turn))
    found, name = said.findings, said.findings.open or ""
    if outcome == NO_CHANGE:
        known = {**found.known, name: NO_CHANGE}
        return replace(said, findings=closed(replace(found, known=known)))
    return replace(said, findings=closed(found, name))


def _rejected(case: Case, about: Symptom, turn: Turn) -> Case:
    """The case without the cause that was believed; with a person after the second time."""
    cause = case.diagnosis.cause if case.diagnosis else ""
    said = answered(case, "Is that what it is?", "no, something else")
    found = closed(said.findings)
    said = replace(
        said,
        rejections=case.rejections + 1,
        findings=replace(found, ruled_out=(*found.ruled_out, cause), settled=False),
    )
    if said.rejections >= _REJECTIONS_BEFORE_A_PERSON:
        return ended(said, "hand_over", "diagnosis_rejected")
    if news := told(about, turn):
        return learned(said, about, news)
    return waiting(said, "what_else")


def _go_on(case: Case) -> Case:
    """The case after news; a question that they left open may be put once more."""
    found = case.findings
    if found.open in found.known:
        found = closed(found)
    elif found.reworded and found.open:
        found = closed(found, found.open)
    return replace(case, waiting_for=None, hint=None, findings=found)


def _other_matter(case: Case, turn: Turn) -> bool:
    """Whether the message opens something of its own."""
    return turn.intent not in _ANSWERS and not is_symptom(turn.intent)


_ANSWERS = ("affirm", "deny", "inform", "out_of_scope", "nlu_fallback")
_RESULTS = {
    HELPED: "helped",
    NO_CHANGE: "did not help",
    "not possible": "not tried: the customer could not or would not",
}
