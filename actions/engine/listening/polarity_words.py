"""Reader of the words by which something is denied or in doubt, compiled to patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from actions.engine.words.phrases import pattern_of

_ENGLISH = "en"
_NOTHING_BETWEEN = r"\W+"
_CLAUSE_ENDS = r"(?=\s*(?:[.,;!)\n]|$|\b(?:but|and|so|just)\b))"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`polarity.yml`, where each list says what it is for."""

    negators: tuple[str, ...]
    not_negating: tuple[str, ...]
    after_a_bare_no: tuple[str, ...]
    scope_ends: tuple[str, ...]
    new_statements: tuple[str, ...]
    thinking: tuple[str, ...]
    over: tuple[str, ...]
    was: tuple[str, ...]
    joints: tuple[str, ...]
    fine: tuple[str, ...]
    says_fine: tuple[str, ...]
    how_fine: tuple[str, ...]
    no_subject: tuple[str, ...]
    not_the_trouble: tuple[str, ...]
    no_longer: tuple[str, ...]
    not_meant: tuple[str, ...]
    between: tuple[str, ...]
    still_meant: tuple[str, ...]
    except_for: tuple[str, ...] = msgspec.field(name="except")
    only: tuple[str, ...]
    not_only_of: tuple[str, ...]
    unsure: tuple[str, ...]
    questions: tuple[str, ...]
    wh_questions: tuple[str, ...]
    troubles: tuple[str, ...]
    set_aside: tuple[str, ...]
    particles: tuple[str, ...]


class PolarityWords(msgspec.Struct, frozen=True, kw_only=True):
    """The lists of a language as patterns; those named `…_before` end where a thing begins."""

    negators: re.Pattern[str]
    not_negating: re.Pattern[str]
    bare_no: re.Pattern[str]
    scope_ends: re.Pattern[str]
    new_statements: re.Pattern[str]
    thinking: re.Pattern[str]
    over: re.Pattern[str]
    was: re.Pattern[str]
    joints: re.Pattern[str]
    fine: re.Pattern[str]
    called_fine: re.Pattern[str]
    no_subject: re.Pattern[str]
    no_longer: re.Pattern[str]
    between: re.Pattern[str]
    set_aside_before: re.Pattern[str]
    still_meant: re.Pattern[str]
    except_before: re.Pattern[str]
    only_before: re.Pattern[str]
    not_only_of: re.Pattern[str]
    unsure: re.Pattern[str]
    question: re.Pattern[str]
    wh_question: re.Pattern[str]
    troubles: re.Pattern[str]
    set_aside: re.Pattern[str]
    particle: re.Pattern[str]


@cache
def polarity_words(language: str = _ENGLISH) -> PolarityWords:
    """The words of a language; English is what there is. Read once, at the first use."""
    path = Path(__file__).parent / language / "polarity.yml"
    file = msgspec.yaml.decode(path.read_bytes(), type=_File)
    between = rf"(?:{_NOTHING_BETWEEN}{_any(file.between)})*\W*$"
    says, how, fine = _any(file.says_fine), _any(file.how_fine), _any(file.fine)
    return PolarityWords(
        negators=pattern_of(file.negators),
        not_negating=pattern_of(file.not_negating),
        bare_no=re.compile(rf"\bno{_NOTHING_BETWEEN}{_any(file.after_a_bare_no)}", re.IGNORECASE),
        scope_ends=pattern_of(file.scope_ends),
        new_statements=pattern_of(file.new_statements),
        thinking=pattern_of(file.thinking),
        over=pattern_of(file.over),
        was=pattern_of(file.was),
        joints=pattern_of(file.joints),
        fine=pattern_of(file.fine),
        called_fine=re.compile(
            rf"(?:{says}\W+(?:{how}\W+){{0,2}}{fine}"
            rf"|(?:{how}\W+){{0,2}}{fine}{_CLAUSE_ENDS}|{_any(file.not_the_trouble)})",
            re.IGNORECASE,
        ),
        no_subject=pattern_of(file.no_subject),
        no_longer=pattern_of(file.no_longer),
        between=re.compile(rf"\W*(?:{_any(file.between)}\W+)*", re.IGNORECASE),
        set_aside_before=re.compile(rf"{_any(file.not_meant)}{between}", re.IGNORECASE),
        still_meant=re.compile(rf"\W+(?:\w+\W+){{0,3}}?{_any(file.still_meant)}", re.IGNORECASE),
        except_before=re.compile(rf"{_any(file.except_for)}{between}", re.IGNORECASE),
        only_before=re.compile(rf"{_any(file.only)}{between}", re.IGNORECASE),
        not_only_of=re.compile(rf"\W+(?:\w+\W+)?{_any(file.not_only_of)}", re.IGNORECASE),
        unsure=pattern_of(file.unsure),
        question=_opening(file.questions),
        wh_question=_opening(file.wh_questions),
        troubles=pattern_of(file.troubles),
        set_aside=pattern_of(file.set_aside),
        particle=re.compile(rf"\W*(?:{_any(file.particles)}\W*)*", re.IGNORECASE),
    )


def _opening(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """These words at the beginning of a sentence."""
    lead_in = r"\W*(?:(?:so|and|but|or|also|hi|hello)\W+)?"
    return re.compile(lead_in + _any(phrases), re.IGNORECASE)


def _any(phrases: tuple[str, ...]) -> str:
    return f"(?:{pattern_of(phrases).pattern})"
