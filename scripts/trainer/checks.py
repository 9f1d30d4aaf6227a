"""What has to hold of the training data before a training is worth its while: pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from contracts.policy_figures import bare_figures, unknown_names
from scripts.trainer.act_checks import phrases_of_two_acts, too_few_of_an_act
from scripts.trainer.project import Phrase, Project

FEWEST_PHRASES = 15
FEWEST_VARIANTS = 2
UNTITLED = frozenset({
    "greet", "goodbye", "thanks", "affirm", "deny", "inform", "cancel", "start_over", "repeat",
    "share_attachment", "bot_challenge", "out_of_scope",
    "test_message", "wrong_chat", "nudge", "praise",
})  # fmt: skip
"""What no "Did you mean" offers: nobody means it without saying it."""
ENGINES = "bot/core/"
"""Where what every business has is written."""
REPORTED = "event_"
"""How intents begin that the bridge reports: no customer says them."""


def problems(project: Project) -> list[str]:
    """Everything that is to be mended, a line each, beginning with the file."""
    return [
        *phrases_of_two_places(project.phrases),
        *too_few_phrases(project),
        *unknown_intents(project),
        *intents_without_a_reply(project),
        *rules_of_reserved_intents(project),
        *intents_without_a_title(project),
        *responses_amiss(project),
        *figures_amiss(project),
        *phrases_of_two_acts(project.acts),
        *too_few_of_an_act(project.acts),
    ]


def phrases_of_two_places(phrases: tuple[Phrase, ...]) -> Iterator[str]:
    """A phrase belongs to one intent, and is written there once."""
    first: dict[str, Phrase] = {}
    for phrase in phrases:
        other = first.setdefault(phrase.plain, phrase)
        if other is phrase:
            continue
        where = "twice in" if other.intent == phrase.intent else f"in {other.intent} and in"
        yield f"{phrase.place}: “{phrase.text}” is {where} {phrase.intent} (see {other.place})"


def too_few_phrases(project: Project) -> Iterator[str]:
    """Fifteen different ones an intent."""
    known: dict[str, set[str]] = defaultdict(set)
    places: dict[str, str] = {}
    for phrase in project.phrases:
        known[phrase.intent].add(phrase.plain)
        places[phrase.intent] = phrase.place.rpartition(":")[0]
    for intent in _said(project):
        if (count := len(known[intent])) < FEWEST_PHRASES:
            file = places.get(intent, f"data/nlu/{intent}.yml")
            yield f"{file}: {intent} has {count} phrases, and needs {FEWEST_PHRASES}"


def unknown_intents(project: Project) -> Iterator[str]:
    """Phrases, rules, symptoms, texts and the profile speak of intents of the domain."""
    places = {phrase.intent: phrase.place for phrase in project.phrases}
    for intent, place in {**project.named, **project.asked_for, **places}.items():
        if intent not in (*project.intents, "nlu_fallback"):
            yield f"{place}: there is no intent {intent} in domain.yml"


def intents_without_a_reply(project: Project) -> Iterator[str]:
    """A rule or a story says what follows each intent."""
    for intent in project.intents:
        if intent not in project.asked_for:
            yield f"domain.yml: no rule says what follows {intent} (data/rules/{intent}.yml)"


def rules_of_reserved_intents(project: Project) -> Iterator[str]:
    """What follows the intents that every business has, the engine relies on."""
    for intent in sorted(project.reserved):
        place = project.asked_for.get(intent, ENGINES)
        if not place.startswith(ENGINES):
            yield (
                f"{place}: {intent} is every business's, and its rule stands in {ENGINES}; here it"
                " may get phrases, and the response another wording"
            )


def intents_without_a_title(project: Project) -> Iterator[str]:
    """What customers can mean has a name that a button shows."""
    for intent in _said(project):
        if intent not in UNTITLED and not project.titles.get(intent):
            yield f"domain.yml: {intent} has no title (slots, titles), so it is never offered"


def _said(project: Project) -> Iterator[str]:
    return (intent for intent in project.intents if not intent.startswith(REPORTED))


def responses_amiss(project: Project) -> Iterator[str]:
    """Each is said somewhere, in two ways at least; and what is said is there."""
    for name, count in project.variants.items():
        home = project.homes.get(name, "domain.yml")
        if name not in project.said:
            yield f"{home}: nothing says {name}"
        if count < FEWEST_VARIANTS:
            yield f"{home}: {name} has {count} variants, and needs {FEWEST_VARIANTS}"
    for name, place in project.said.items():
        if name.startswith("utter_") and name not in project.variants:
            yield f"{place}: there is no response {name} in domain.yml"


def figures_amiss(project: Project) -> Iterator[str]:
    """What a manager decides is quoted from the policy by its name, so nothing contradicts it."""
    for name, texts in project.words.items():
        for text in dict.fromkeys(texts):
            for wrong in unknown_names(text, project.figures):
                yield f"domain.yml: {name}: {wrong}"
            for bare in bare_figures(text, project.figures) if project.figures else ():
                yield f"domain.yml: {name}: {bare}"
