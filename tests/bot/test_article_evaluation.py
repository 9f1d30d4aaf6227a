"""What an evaluation of articles counts."""

from __future__ import annotations

from contracts.findings import Finding
from scripts.evaluation.articles import Asked, lines


def asked(*found: str, within: str = "", likeness: float = 0.5) -> Asked:
    """A question with what was found, as `name # heading`."""
    findings = []
    for one in found:
        name, _, heading = one.partition(" # ")
        findings.append(
            Finding(
                article=f"en/{name}", title=name, heading=heading, said="So.", likeness=likeness
            )
        )
    return Asked(text="?", within=(within,) if within else (), found=tuple(findings))


def test_the_right_article_and_the_right_passage_are_told_apart() -> None:
    """A heading counts by its beginning, and without one any passage will do."""
    right = asked("back # How it goes", "hours", within="back # How")
    assert right.has_article(1)
    assert right.has_passage
    other = asked("back # Cost", within="back # How")
    assert other.has_article(1)
    assert not other.has_passage
    assert asked("back # Cost", within="back").has_passage


def test_the_first_three_count_together() -> None:
    """Whichever place it has."""
    third = asked("a", "b", "back", within="back")
    assert not third.has_article(1)
    assert third.has_article(3)
    assert asked(within="back").likeness == 0


def test_every_other_question_judges() -> None:
    """And thresholds are drawn for both halves."""
    answered = [asked("a", within="a"), asked("b", within="a")]
    told = list(lines(answered, [asked("a", likeness=0.1)]))
    assert told[0].startswith("2 questions (all): right article first  50 %, among three  50 %")
    assert told[1].startswith("1 questions (for judging): right article first   0 %")
    assert "  0.30  100 %  100 %  100 %  100 %" in told
