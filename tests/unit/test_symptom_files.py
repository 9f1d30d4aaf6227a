"""Symptoms as files: what the demo shop's say, and what is told of each mistake in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.engine.case.inference import next_question, posterior
from actions.engine.symptoms.symptom_files import read_symptoms
from actions.engine.words.sheet import SheetsRefused
from tests.demo_shop import SYMPTOMS

SOUND = """\
intent: flat_tyre
heard: utter_flat_tyre_heard
name: the flat tyre
strain: a {thing} that stands still
thing: bicycle
skill: workshop
complaint: says that a tyre is flat

age:
  of: [bicycle]

causes:
  nail:
    how_common: 3
    said: something sharp went through the tyre
  valve:
    how_common: 1
    said: the valve lets air out
    part: valve
    typical_of: old

questions:
  speed:
    text: How fast does the air go?
    again: Is it flat at once, or the next day?
    answers:
      fast:
        title: At once
        words: [at once, "hiss*"]
        bare: yes
        because: the air goes at once
        given: {nail: 5}
      slow:
        title: Over night
        regex: [over ?night]
        bare: no
        given: {valve: 4}

steps:
  patch:
    title: Hole patched
    text: take the tube out and patch the hole.
    fixes: {nail: 0.8}

reports:
  helped: [holds air]
"""
"""A whole symptom, of a shop that sells no computers."""


def told(folder: Path, *changes: tuple[str, str], text: str = SOUND) -> list[str]:
    """What is told of the sound file once something in it reads otherwise."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} has to be there once"
        text = text.replace(old, new)
    symptoms = folder / "symptoms"
    symptoms.mkdir(exist_ok=True)
    (symptoms / "flat_tyre.yml").write_text(text)
    with pytest.raises(SheetsRefused) as refused:
        read_symptoms(symptoms)
    return str(refused.value).splitlines()


def line_of(words: str) -> int:
    """The line of the sound file that has these words first."""
    return next(at for at, line in enumerate(SOUND.splitlines(), start=1) if words in line)


GOLDEN = [
    ("troubleshoot_no_power", {}, "press", {"dead_supply": 0.26087, "no_current": 0.173913}),
    (
        "troubleshoot_no_power",
        {"age": "new", "press": "nothing"},
        "board_light",
        {"front_panel": 0.347577, "no_current": 0.289796},
    ),
    (
        "troubleshoot_no_power",
        {"age": "old", "press": "nothing", "board_light": "yes", "history": "ran"},
        None,
        {"dead_supply": 0.423805, "dead_board": 0.19677},
    ),
    ("troubleshoot_no_display", {}, "beeps", {"memory_seat": 0.211864, "board_port": 0.169492}),
    (
        "troubleshoot_no_display",
        {"age": "new", "beeps": "none"},
        "port",
        {"board_port": 0.358566, "monitor_cable": 0.212709},
    ),
    (
        "troubleshoot_no_display",
        {"age": "old", "beeps": "none", "port": "card", "monitor": "black"},
        None,
        {"monitor_cable": 0.544702, "dead_monitor": 0.166858},
    ),
    ("troubleshoot_overheating", {}, "since", {"dust": 0.29703, "cooler_seat": 0.148515}),
    (
        "troubleshoot_overheating",
        {"age": "new", "fan": "yes"},
        "hot_part",
        {"cooler_seat": 0.445395, "airflow": 0.264217},
    ),
    (
        "troubleshoot_overheating",
        {"age": "old", "since": "sudden", "fan": "yes", "hot_part": "all"},
        None,
        {"dust": 0.619478, "airflow": 0.28357},
    ),
    ("troubleshoot_crash", {}, "how", {"driver": 0.272727, "memory_profile": 0.181818}),
    (
        "troubleshoot_crash",
        {"age": "new", "how": "artefacts"},
        "changed",
        {"driver": 0.438611, "bad_card": 0.409218},
    ),
    (
        "troubleshoot_crash",
        {"age": "old", "how": "freeze", "when": "any", "changed": "nothing"},
        None,
        {"dying_drive": 0.531895, "bad_memory": 0.188799},
    ),
    ("troubleshoot_noise", {}, "sound", {"loose_cable": 0.19802, "dust": 0.19802}),
    (
        "troubleshoot_noise",
        {"age": "new", "sound": "gurgle"},
        None,
        {"pump_air": 0.88701, "loose_cable": 0.052614},
    ),
    (
        "troubleshoot_noise",
        {"age": "old", "sound": "gurgle"},
        None,
        {"pump_air": 0.834997, "dust": 0.051703},
    ),
    ("troubleshoot_not_detected", {}, "bios", {"loose_cable": 0.287356, "not_set_up": 0.229885}),
    (
        "troubleshoot_not_detected",
        {"age": "new", "bios": "yes"},
        "part",
        {"not_set_up": 0.50467, "driver": 0.21893},
    ),
    (
        "troubleshoot_not_detected",
        {"age": "old", "bios": "yes", "part": "memory", "elsewhere": "untried"},
        None,
        {"loose_cable": 0.555088, "driver": 0.173612},
    ),
    ("troubleshoot_slow", {}, "when", {"startup_load": 0.252101, "full_drive": 0.168067}),
    (
        "troubleshoot_slow",
        {"age": "new", "when": "always"},
        "since",
        {"memory_profile": 0.259533, "full_drive": 0.194124},
    ),
    (
        "troubleshoot_slow",
        {"age": "old", "when": "always", "space": "free", "disk_sounds": "no"},
        None,
        {"startup_load": 0.685235, "dust": 0.113072},
    ),
]


@pytest.mark.parametrize(("intent", "known", "asked", "believed"), GOLDEN)
def test_the_demo_shops_tables_conclude_as_they_did(
    intent: str, known: dict[str, str], asked: str | None, believed: dict[str, float]
) -> None:
    """Figures of the tables as they are, so that a change of one shows all that it changes."""
    table = SYMPTOMS[intent].table()
    found = posterior(table, known)
    assert {name: round(found[name], 6) for name in believed} == believed
    question = next_question(table, known, asked=len(known.keys() - {"age"}))
    assert (question.name if question else None) == asked


def test_a_business_needs_no_python_for_a_symptom(tmp_path: Path) -> None:
    """A file is enough, and says everything that the topic needs."""
    (tmp_path / "flat_tyre.yml").write_text(SOUND)
    one = read_symptoms(tmp_path)["flat_tyre"]
    assert (one.heard, one.thing, one.skill) == ("utter_flat_tyre_heard", "bicycle", "workshop")
    assert posterior(one.symptom.table(), {"speed": "slow"})["valve"] > 0.5
    assert posterior(one.symptom.table(), {"age": "old"})["valve"] > 0.25
    assert one.symptom.reports.helped == ("holds air",)


def test_no_folder_is_no_symptom(tmp_path: Path) -> None:
    """A business may have none."""
    assert read_symptoms(tmp_path / "symptoms") == {}


def test_what_holds_for_all_is_said_once(tmp_path: Path) -> None:
    """And a file may say otherwise."""
    (tmp_path / "defaults.yml").write_text("thing: bicycle\nskill: sales\n")
    (tmp_path / "flat_tyre.yml").write_text(SOUND.replace("thing: bicycle\n", ""))
    one = read_symptoms(tmp_path)["flat_tyre"]
    assert (one.thing, one.skill) == ("bicycle", "workshop")


ONE_MISTAKE = [
    (("  of: [bicycle]", "  of: [bicycle]\n  until: 3"), "age / until: “until:” is not known here"),
    (("fixes: {nail: 0.8}", "fixes: {}"), "say which cause it fixes"),
    (("fixes: {nail: 0.8}", "fixes: {nail: 0}"), "say which cause it fixes"),
    (("given: {nail: 5}", "given: {nial: 5}"), "no cause is called “nial”; did you mean “nail”?"),
    (("fixes: {nail: 0.8}", "fixes: {nale: 0.8}"), "no cause is called “nale”"),
    (("how_common: 3", "how_common: -3"), "the number has to be above 0"),
    (("given: {nail: 5}", "given: {nail: -5}"), "the number must not be below 0"),
    (("given: {nail: 5}", "given: {valve: 2, nail: often}"), "a number belongs here, not words"),
    (("fixes: {nail: 0.8}", "fixes: {nail: 80}"), "the number must not be above 1"),
    (("how_common: 3", "how_common: often"), "a number belongs here, not words"),
    (("title: At once", "title: 24"), "words belong here, not a number; put it in quotes"),
    (("title: At once", "title: ''"), "nothing stands here"),
    (("because: the", "becuase: the"), "“becuase:” is not known here; did you mean “because”?"),
    (("    said: the valve lets air out\n", ""), "“said:” is missing"),
    (("    again: Is it flat at once, or the next day?\n", ""), "“again:” is missing"),
    (("complaint: says that a tyre is flat\n", ""), "“complaint:” is missing"),
    (("typical_of: old", "typical_of: older"), "“older” is not possible here; what is: new, old"),
    (("age:\n  of: [bicycle]\n", ""), "nothing tells how old the thing is"),
    (("title: Over night", "title: at once"), "another answer's button says “at once” as well"),
    (("bare: no", "bare: yes"), "another answer is the bare “yes” already"),
    (("  patch:", "  speed:"), "another name, please: “speed” is among the questions already"),
    (("  speed:", "  age:"), "another name, please: what the orders tell"),
    (("      slow:", "      fast:"), "“fast” is there already, in line"),
    (('words: [at once, "hiss*"]', "words: ['(at once']"), "“(” is never closed"),
    (("regex: [over ?night]", "regex: ['over(']"), "is no regular expression"),
    (("helped: [holds air]", "helped: ['...']"), "no words of its own"),
    (("strain: a {thing}", "strain: a {bike}"), "“{bike}” is filled with nothing"),
    (("name: the flat tyre", "name: 'the {flat tyre'"), "a brace too many or too few"),
    (("  valve:\n    how_common: 1", "  valve: 1\n  x:\n    how_common: 1"), "names with a colon"),
]


@pytest.mark.parametrize(("change", "words"), ONE_MISTAKE, ids=[words for _, words in ONE_MISTAKE])
def test_a_mistake_is_told_in_words(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    """With the file, the line, and what to do; nothing of how the program sees it."""
    lines = told(tmp_path, change)
    assert any(words in line for line in lines), lines
    assert all(line.startswith("symptoms/flat_tyre.yml, line ") for line in lines)
    assert not any("$" in line or "Expected" in line for line in lines)


def test_the_line_is_that_of_the_mistake(tmp_path: Path) -> None:
    """Not that of the symptom, or of the question."""
    (line,) = told(tmp_path, ("given: {valve: 4}", "given: {vale: 4}"))
    at = line_of("given: {valve: 4}")
    place = "questions / speed / answers / slow / given / vale"
    assert line.startswith(f"symptoms/flat_tyre.yml, line {at}: {place}: ")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Whoever mends them runs it once."""
    lines = told(
        tmp_path,
        ("given: {nail: 5}", "given: {nial: 5, vavle: 2}"),
        ("how_common: 3", "how_common: 0"),
        ("title: Hole patched", "titel: Hole patched"),
    )
    assert len(lines) == 4


def test_a_question_that_no_cause_depends_on_is_refused(tmp_path: Path) -> None:
    """It would never be asked."""
    (line,) = told(
        tmp_path, ("        given: {nail: 5}\n", ""), ("        given: {valve: 4}\n", "")
    )
    assert "no cause depends on this question" in line


def test_a_question_without_a_possible_answer_is_refused(tmp_path: Path) -> None:
    """Some answer has to be given under each cause."""
    lines = told(
        tmp_path, ("given: {nail: 5}", "given: {nail: 0}"), ("{valve: 4}", "{valve: 4, nail: 0}")
    )
    assert any("no answer is possible under the cause “nail”" in line for line in lines)


def test_one_answer_is_no_question(tmp_path: Path) -> None:
    """There is nothing to choose from."""
    start, end = SOUND.index("      slow:"), SOUND.index("steps:")
    lines = told(tmp_path, text=SOUND[:start] + SOUND[end:])
    assert any("a question needs two answers or more" in line for line in lines)


def test_one_cause_is_nothing_to_find_out(tmp_path: Path) -> None:
    """There have to be two."""
    start, end = SOUND.index("  valve:"), SOUND.index("questions:")
    text = (SOUND[:start] + SOUND[end:]).replace("given: {valve: 4}", "given: {nail: 1}")
    assert any("two causes or more" in line for line in told(tmp_path, text=text))


def test_two_files_do_not_share_an_intent(tmp_path: Path) -> None:
    """One of them would never be heard of."""
    (tmp_path / "symptoms").mkdir()
    (tmp_path / "symptoms" / "again.yml").write_text(SOUND)
    (line,) = told(tmp_path)
    assert "another file has this intent as well" in line


def test_a_mistake_in_the_defaults_is_told_once(tmp_path: Path) -> None:
    """In their own file, not in each symptom that they hold for."""
    (tmp_path / "symptoms").mkdir()
    (tmp_path / "symptoms" / "defaults.yml").write_text("thing: bicycle\ncomplaint: x\n")
    (line,) = told(tmp_path)
    assert line.startswith("symptoms/defaults.yml, line 2: “complaint:” is not known here") or (
        "“complaint:” is not known here" in line
    )
    (tmp_path / "symptoms" / "defaults.yml").write_text("name: a {wheel}\n")
    (line,) = told(tmp_path)
    assert line.startswith("symptoms/defaults.yml, line 1: name: ")
