"""What was not understood, as a file to be labelled."""

from __future__ import annotations

import datetime as dt

from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from scripts.misses.labels import Miss, to_label, without_names


def test_names_are_taken_out() -> None:
    """Addresses, long numbers, and what training data would read as an annotation."""
    written = "I'm jo@mail.org,\ncall +49 151 2345678 about [30512] and the 4070"
    assert without_names(written) == (
        "I'm name@example.com, call +00 000 0000000 about (00000) and the 0000"
    )


def test_the_file_is_training_data() -> None:
    """Rasa itself reads it, phrase by phrase."""
    found = [
        Miss(text="drop it: now", intent="cancel_order", why="chosen"),
        Miss(text="gone?", intent="track_order", why="not understood"),
        Miss(text='# "so"', intent="track_order", why="not understood"),
    ]
    data = RasaYAMLReader().reads(to_label(found, dt.datetime.now(dt.timezone.utc)))
    assert {(one.get("text"), one.get("intent")) for one in data.intent_examples} == {
        (miss.text, miss.intent) for miss in found
    }
    assert "nlu: []" in to_label([], dt.datetime.now(dt.timezone.utc))
