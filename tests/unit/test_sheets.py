"""YAML files that people write by hand: what they say, and what is told of a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.engine.words.sheet import Sheet, read_sheet, read_sheets


def sheet(folder: Path, text: str) -> tuple[Sheet | None, list[str]]:
    """A file with that text, and the problems with it."""
    path = folder / "symptoms" / "slow.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    problems: list[str] = []
    return read_sheet(path, problems), problems


def test_words_stay_words(tmp_path: Path) -> None:
    """YAML would make truth of “no”, a day of a date, and a time of a ratio."""
    text = "no: yes\non: [off, 2024-05-01, 12:30, '5', true, 5, 0.5, ~]\n"
    found, problems = sheet(tmp_path, text)
    assert problems == []
    assert found is not None
    assert found.content == {
        "no": "yes",
        "on": ["off", "2024-05-01", "12:30", "5", True, 5, 0.5, None],
    }


def test_a_problem_names_file_line_and_place(tmp_path: Path) -> None:
    """A place that is not there has the line of what should hold it."""
    found, _ = sheet(tmp_path, "causes:\n  dust:\n    said: [a, b]\n")
    assert found is not None
    line = found.problem(("causes", "dust", "said", 1), "no")
    assert line == "symptoms/slow.yml, line 3: causes / dust / said / no. 2: no"
    assert found.problem(("causes", "dust", "part"), "gone").startswith(
        "symptoms/slow.yml, line 2:"
    )


def test_the_same_name_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    """YAML itself keeps the second and says nothing."""
    _, problems = sheet(tmp_path, "causes:\n  dust: 1\n  heat: 2\n  dust: 3\n")
    (line,) = problems
    assert line.startswith("symptoms/slow.yml, line 4: causes / dust: “dust” is there already")
    assert "in line 2" in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("causes: [a\n", "this is no YAML"),
        ("text: when: now\n", "in quotes"),
        ("- a\n- b\n", "has to begin with a name and a colon"),
    ],
)
def test_what_is_no_sheet_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    """And with what to do about it."""
    found, problems = sheet(tmp_path, text)
    assert found is None
    (line,) = problems
    assert line.startswith("symptoms/slow.yml, line ")
    assert words in line


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "bad.yml").write_bytes(b"\xff\xfe\x00")
    problems: list[str] = []
    assert read_sheets(tmp_path, problems) == []
    assert "cannot be read" in problems[0]


def test_what_holds_itself_is_told(tmp_path: Path) -> None:
    """An anchor within itself has no end."""
    _, problems = sheet(tmp_path, "causes: &all\n  dust: *all\n")
    assert any("nested far too deep" in line for line in problems)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    """What is missing in it is for its reader to tell."""
    found, problems = sheet(tmp_path, "# nothing yet\n")
    assert found is not None
    assert (found.content, problems) == ({}, [])
