"""Sentences that Python says by id, held against the texts of every language that there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.engine.words.text_files import ENGINE_TEXTS, engine_texts, read_texts
from actions.engine.words.texts import Texts
from contracts.business import read_profile
from scripts.businesses.spoken import amiss, python_of, unsaid

ROOT = Path(__file__).parents[2]
ENGINE = sorted((ROOT / "actions" / "engine").rglob("*.py"))
SHOP = python_of(ROOT, read_profile(ROOT).python)
FREE_OF_WORDS = ("orders",)
"""Rooms of the shop whose Python has no words for customers."""
SENTENCE = re.compile(r" .*[.?!](?: |$)")
TEXTS = Texts(
    language="en",
    sentences={
        "shop.hail": ["Hello {name}", "Good day, {name}"],
        "shop.due": ["Due {by}", "By {by}"],
        "shop.due.undated": ["Due", "Expected"],
        "shop.kind.one": ["One {thing}", "A {thing}"],
        "shop.kind.many": ["Many", "Lots, within {policy.windows.x}"],
        "shop.late": [{"one": "{what} is late", "other": "{what} are late"}],
    },
)


def python(folder: Path, line: str) -> list[Path]:
    """A file with that line, and with what says all the rest."""
    file = folder / "topics.py"
    file.write_text(f"{line}\n")
    return [file]


def in_language(language: str) -> Texts:
    """The shop's texts, over the engine's."""
    return read_texts(ROOT / "texts", language, engine_texts(language))[0]


@pytest.mark.parametrize("language", sorted(one.name for one in ENGINE_TEXTS.iterdir()))
def test_the_engine_says_what_there_is(language: str) -> None:
    """By itself, so that every business can rely on it, in each language that it has."""
    assert list(amiss(ENGINE, engine_texts(language))) == []
    assert list(unsaid(ENGINE, engine_texts(language))) == []


@pytest.mark.parametrize("language", read_profile(ROOT).languages)
def test_the_shop_says_what_there_is(language: str) -> None:
    """Each sentence is there and is told just what it says, and none is left over."""
    assert list(amiss(SHOP, in_language(language))) == []
    assert list(unsaid([*ENGINE, *SHOP], in_language(language))) == []


@pytest.mark.parametrize(
    "line",
    [
        'say("shop.hail", name=name)',
        'say_by("shop.due", day)',
        'say(f"shop.kind.{kind}", thing=thing)',
        'say("shop.hail" if known else "shop.kind.one", name=name, thing=thing)',
        'say("shop.late", what=what, count=2)',
        "say(_SENTENCES[cause], anything=it)",
        'say("shop.hail", **words)',
        'talk.say("Hello")',
        'logged("other.room")',
    ],
)
def test_what_is_said_in_order_is_passed(tmp_path: Path, line: str) -> None:
    """Also one of several by its beginning, and what is only known when it is said."""
    assert list(amiss(python(tmp_path, line), TEXTS)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('say("shop.hello")', "topics.py:1: there is no text shop.hello in en"),
        ('say(f"shop.{kind}.none")', "topics.py:1: there is no text shop.….none in en"),
        ('say_by("shop.hail", day, name=name)', "there is no text shop.hail.undated in en"),
        ('say("shop.hail")', "shop.hail in en says {name}, and is not told it"),
        ('say("shop.late", what=what)', "shop.late in en says {count}, and is not told it"),
        ('say("shop.hail", name=x, day=y)', "shop.hail in en is told {day}, and never says it"),
        ('say_by("shop.due", day, to=x)', "shop.due in en is told {to}, and never says it"),
        ('say(f"shop.kind.{kind}")', "shop.kind.one in en says {thing}, and is not told it"),
        ('SENTENCES = {"late": "shop.hello"}', "topics.py:1: there is no text shop.hello in en"),
    ],
)
def test_what_would_fail_when_it_is_said_is_named(tmp_path: Path, line: str, told: str) -> None:
    """With the line that says it, and the text that it is about."""
    assert [one for one in amiss(python(tmp_path, line), TEXTS) if told in one]


def test_what_nothing_says_is_named(tmp_path: Path) -> None:
    """It may stand in a table, or be one of several by its beginning; else nobody ever hears it."""
    file = python(tmp_path, 'TABLE = ["shop.hail", say(f"shop.kind.{x}"), say_by("shop.due", d)]')
    assert list(unsaid(file, TEXTS)) == ["shop.late"]


def test_an_id_that_is_put_together_before_it_is_said_is_said(tmp_path: Path) -> None:
    """Whoever looks for a sentence among several builds their ids first."""
    file = python(tmp_path, 'NAMES = [f"shop.{x}", "shop.kind.one", "shop.kind.many"]')
    assert list(unsaid(file, TEXTS)) == ["shop.due.undated"]


def test_a_business_without_python_says_nothing(tmp_path: Path) -> None:
    """Its own file is read where there is one."""
    assert python_of(tmp_path, None) == []
    assert python_of(tmp_path, None) == [] != python(tmp_path, "PARTS = 1")
    assert python_of(tmp_path, None) == [tmp_path / "topics.py"]


@pytest.mark.parametrize("room", FREE_OF_WORDS)
def test_words_for_customers_are_texts(room: str) -> None:
    """Where trainers and translators find them: no sentence stands in Python."""
    files = sorted((ROOT / "actions" / "shop" / room).rglob("*.py"))
    assert files
    found = [f"{file.name}: {words}" for file in files for words in _sentences(file)]
    assert found == []


def _sentences(file: Path) -> Iterator[str]:
    """Strings with words and the end of a sentence, but for docstrings, patterns and errors."""
    tree = ast.parse(file.read_text())
    passed = {id(inner) for node in ast.walk(tree) if _passed(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        words = _words(node) if id(node) not in passed else ""
        if SENTENCE.search(words):
            yield words


def _words(node: ast.AST) -> str:
    """What a string says, with dots for what is put in."""
    match node:
        case ast.Constant(value=str() as words):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(_words(part) or "…" for part in parts)
    return ""


def _passed(node: ast.AST) -> bool:
    compiled = isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return compiled or docstring or isinstance(node, ast.Raise)
