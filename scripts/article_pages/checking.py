"""Examination of a business's articles: each thing to be mended, in a line with file and line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec
import yaml

from actions.engine.articles.figures import Cues, contradictions, read_cues, usual_cues
from contracts.article_files import FIGURES, read_articles
from contracts.articles import FOLDER, Article, ArticlesRefused
from contracts.business import BusinessError, read_profile
from contracts.merging import sources
from contracts.policy_figures import PREFIX, figures
from contracts.policy_file import FILE as POLICY
from contracts.policy_file import PolicyError, read_policy


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong, which fails, and what is worth knowing, which does not."""

    articles: tuple[Article, ...] = ()
    wrong: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def check(business: Path, today: dt.date) -> Checked:
    """Read all articles, and compare them with the business's topics and its policy."""
    try:
        profile = read_profile(business)
        articles = read_articles(business, profile.languages)
        known = _intents(business)
        decided = figures(read_policy(business))
        cues = _cues(business, profile.languages, {name.removeprefix(PREFIX) for name in decided})
    except (BusinessError, PolicyError, ArticlesRefused) as exc:
        return Checked(wrong=tuple(str(exc).splitlines()))
    said = contradictions(articles, decided, cues)
    wrong = [
        *_unknown_topics(articles, known),
        *(
            f"{one.article.place}:{one.line}: “{one.words}”, and "
            f"{POLICY}:{policy_line(business, one.name)}: {one.name} is {one.decided}; "
            "change one of them"
            for one in said
        ),
    ]
    return Checked(articles=articles, wrong=tuple(wrong), noted=tuple(outdated(articles, today)))


def outdated(articles: Sequence[Article], today: dt.date) -> Iterator[str]:
    """A line for each article that is told no more."""
    for one in articles:
        if one.head.until is not None and one.head.until < today:
            over = f"held until {one.head.until}, and is told no more"
            yield f"{one.place}:1: {over}; renew or delete it"


def policy_line(business: Path, name: str) -> int:
    """The line of policy.yml in which a figure is decided; that of its section where it is not."""
    try:
        node = yaml.compose((business / POLICY).read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return 1
    line = 1
    for step in name.split("."):
        if not isinstance(node, yaml.MappingNode):
            break
        found = next((both for both in node.value if both[0].value == step), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _intents(business: Path) -> frozenset[str]:
    named = sources(business).domain().get("intents") or ()
    return frozenset(one if isinstance(one, str) else next(iter(one)) for one in named)


def _unknown_topics(articles: Sequence[Article], known: Collection[str]) -> Iterator[str]:
    for one in articles:
        for topic in one.head.topics:
            if topic not in known:
                near = get_close_matches(topic, known, n=1)
                perhaps = f"; did you mean {near[0]}" if near else ""
                yield f"{one.place}:1: topics: there is no intent {topic}{perhaps}"


def _cues(business: Path, languages: Sequence[str], known: Collection[str]) -> Cues:
    """The usual ones and the business's own. Raises `ArticlesRefused`."""
    found = dict(usual_cues())
    for language in languages:
        file = business / FOLDER / language / FIGURES
        place = f"{FOLDER}/{language}/{FIGURES}"
        if not file.exists():
            continue
        try:
            own = read_cues(file.read_bytes())
        except (OSError, UnicodeDecodeError, msgspec.DecodeError, msgspec.ValidationError) as exc:
            raise ArticlesRefused(f"{place}:1: {' '.join(str(exc).split())}") from exc
        for name in own:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                perhaps = f"; did you mean {near[0]}" if near else ""
                raise ArticlesRefused(f"{place}:1: {POLICY} has no {name}{perhaps}")
        found |= own
    return found
