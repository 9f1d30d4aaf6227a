"""Checks of a symptom's table as a whole, for whoever wrote it: names, weights, words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.engine.symptoms.symptom import AGE, Choice, Symptom, SymptomQuestion
from actions.engine.words.phrases import UnreadablePhrase, pattern_of
from actions.engine.words.sheet import Place, Sheet, close_to

_FEWEST = 2
_REPORTS = ("helped", "no_change", "not_possible")


def wrong_in(sheet: Sheet, symptom: Symptom) -> Iterator[str]:
    """A line for each problem that shows only once the parts are seen together."""
    if len(sheet.content["causes"]) < _FEWEST:
        yield sheet.problem(("causes",), "there have to be two causes or more to choose from")
    yield from _names(sheet)
    yield from _ages(sheet, symptom)
    for question in symptom.questions:
        yield from _question(sheet, symptom, question)
    for step in symptom.steps:
        place = ("steps", step.name, "fixes")
        yield from _causes_named(sheet, place, step.fixes)
        if not any(step.fixes.values()):
            yield sheet.problem(place, "say which cause it fixes, and how likely: from 0 to 1")
    for name in _REPORTS:
        yield from _phrases(sheet, ("reports", name), getattr(symptom.reports, name))


def _names(sheet: Sheet) -> Iterator[str]:
    """Causes, questions and steps share one list of names, and the age of goods is in it."""
    taken = {AGE: "what the orders tell of its age is called so"}
    for heading in ("causes", "questions", "steps"):
        for name in sheet.content.get(heading) or {}:
            if name in taken:
                words = f"another name, please: {taken[name]}"
                yield sheet.problem((heading, name), words)
            taken.setdefault(name, f"“{name}” is among the {heading} already")


def _ages(sheet: Sheet, symptom: Symptom) -> Iterator[str]:
    for cause in symptom.causes:
        if cause.typical_of and symptom.age is None:
            yield sheet.problem(
                ("causes", cause.name, "typical_of"),
                "nothing tells how old the thing is; name under “age: of:” the kinds of goods "
                "whose orders do",
            )


def _question(sheet: Sheet, symptom: Symptom, question: SymptomQuestion) -> Iterator[str]:
    place = ("questions", question.name)
    if len(sheet.part((*place, "answers"))) < _FEWEST:
        yield sheet.problem(place, "a question needs two answers or more")
    for answer in question.answers:
        yield from _answer(sheet, (*place, "answers", answer.name), answer)
    yield from _alike(sheet, place, question.answers)
    yield from _weights(sheet, symptom, question)


def _answer(sheet: Sheet, place: Place, answer: Choice) -> Iterator[str]:
    yield from _causes_named(sheet, (*place, "given"), answer.given)
    yield from _phrases(sheet, (*place, "words"), answer.words)
    for at, regex in enumerate(answer.regex):
        try:
            pattern_of((), (regex,))
        except UnreadablePhrase as exc:
            yield sheet.problem((*place, "regex", at), str(exc))


def _causes_named(sheet: Sheet, place: Place, names: Iterable[str]) -> Iterator[str]:
    causes = sheet.content["causes"]
    for name in names:
        if name not in causes:
            words = f"no cause is called “{name}”{close_to(name, causes)}"
            yield sheet.problem((*place, name), words)


def _phrases(sheet: Sheet, place: Place, phrases: Iterable[str]) -> Iterator[str]:
    for at, phrase in enumerate(phrases):
        try:
            pattern_of((phrase,))
        except UnreadablePhrase as exc:
            yield sheet.problem((*place, at), str(exc))


def _alike(sheet: Sheet, place: Place, answers: Iterable[Choice]) -> Iterator[str]:
    """Two answers that a customer, or the bot, could not tell apart."""
    titles: set[str] = set()
    bare: set[str] = set()
    for answer in answers:
        if answer.title.casefold() in titles:
            words = f"another answer's button says “{answer.title}” as well"
            yield sheet.problem((*place, "answers", answer.name, "title"), words)
        if answer.bare in bare:
            words = f"another answer is the bare “{answer.bare}” already"
            yield sheet.problem((*place, "answers", answer.name, "bare"), words)
        titles.add(answer.title.casefold())
        bare |= {answer.bare} if answer.bare else set()


def _weights(sheet: Sheet, symptom: Symptom, question: SymptomQuestion) -> Iterator[str]:
    """Weights that make the question impossible to answer, or not worth asking."""
    place = ("questions", question.name)
    by_cause = {
        cause.name: tuple(answer.weight(cause.name) for answer in question.answers)
        for cause in symptom.causes
    }
    for cause in (name for name, weights in by_cause.items() if weights and not any(weights)):
        words = f"no answer is possible under the cause “{cause}”: every weight is 0"
        yield sheet.problem(place, words)
    shares = {_shares(weights) for weights in by_cause.values()}
    if len(by_cause) >= _FEWEST <= len(question.answers) and len(shares) == 1:
        words = (
            "no cause depends on this question: say under “given:” of an answer for which causes "
            "it is likelier, or leave the question out"
        )
        yield sheet.problem(place, words)


def _shares(weights: tuple[float, ...]) -> tuple[float, ...]:
    total = sum(weights) or 1.0
    return tuple(round(weight / total, 9) for weight in weights)
