"""Which texts are a machine's."""

from __future__ import annotations

import pytest

from handoff.core.channel.machines import is_automatic


@pytest.mark.parametrize(
    "text",
    [
        "Automatic reply: away",
        "Betreff: Abwesenheitsnotiz\nIch bin erst am Montag wieder da.",
        "I\u2019m currently out of the office and will be back on Monday.",
        "Ich bin derzeit nicht im Büro.",
        "Réponse automatique : je suis absent",
        "Je suis actuellement absente du bureau.",
        "Estoy fuera de la oficina hasta el lunes",
        "This is an automated response.",
        "Thank you for contacting Bright Lamps. We will get back to you soon.",
    ],
)
def test_automatic_texts(text: str) -> None:
    """Notices of absence and of receipt are known in several languages."""
    assert is_automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "I got an automatic reply from you, what now?",
        "the out of office chair I ordered",
        "thank you for contacting me",
        "is there an auto reply button on this keyboard",
    ],
)
def test_texts_of_people(text: str | None) -> None:
    """Who speaks about such things is a person."""
    assert not is_automatic(text)
