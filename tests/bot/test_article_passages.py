"""The finder of articles: what it indexes, what it tells a message, and what it takes over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT_RANKING_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.article_passages import FINDINGS, ArticlePassages
from bot.errors import TrainingFailed
from bot.passage_index import LIKENESS, PassageIndex
from bot.sentence_encoder import SentenceEncoder
from bot.sentence_model import WIDTH, SentenceModel
from bot.training import INDEXES_ARTICLES, fingerprint, rasas_files, sources_of
from bot.word_index import WordIndex, stems
from contracts.article_files import read_articles
from contracts.articles import Article, as_file

ARTICLES = {
    "back": "title: Sending something back\ntopics: [return_item]\n---\nAnything may come back.\n\n"
    "## How\nPrint the label. Hand the box in at a shop.\n\n## Cost\nSending back is free.\n",
    "hours": "title: When people are here\n---\nOn weekdays from eight to eight.\n",
    "inner": "title: How to look up a label\nfor: agents\n---\nOpen the label desk.\n",
}


@pytest.fixture
def business(tmp_path: Path) -> Path:
    """A business with three articles, of which one is for agents."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    folder = tmp_path / "articles" / "en"
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(f"---\n{text}")
    return tmp_path


@pytest.fixture
def articles(business: Path) -> tuple[Article, ...]:
    """Those of the business."""
    return read_articles(business, ["en"])


def silent(texts: list[str]) -> Any:
    """Vectors that say nothing, so that words alone decide."""
    return np.zeros((len(texts), WIDTH), dtype=np.float32)


NOTHING = np.zeros(WIDTH, dtype=np.float32)


def test_rare_words_count_more() -> None:
    """A text with all words of a question has all of it, one without any nothing."""
    index = WordIndex.of(["the label of the parcel", "the box of the parcel", "the hours"])
    shares = index.shares("which label")
    assert shares.argmax() == 0
    assert shares[2] == 0
    both = index.shares("the label")
    assert both[0] > 2 * both[1]
    assert index.shares("").tolist() == [0, 0, 0]


def test_words_without_a_text_fit_nothing() -> None:
    """An index of nothing is one, too."""
    assert WordIndex.of([]).shares("anything").tolist() == []


def test_endings_make_no_difference() -> None:
    """Returned, returns and returning are one word; short ones stay whole."""
    assert len({*stems("returned returns returning")}) == 1
    assert list(stems("It's BACK")) == ["its", "back"]


def test_words_find_their_passage(articles: tuple[Article, ...]) -> None:
    """The heading that they stand under, and of each article one."""
    found = PassageIndex.of(articles, silent).find("where to hand in the box", NOTHING, {})
    assert (found[0].article, found[0].heading) == ("en/back", "How")
    assert found[0].said == "Print the label. Hand the box in at a shop."
    assert [one.article for one in found] == ["en/back", "en/hours"]


def test_what_is_for_agents_is_told_to_nobody(articles: tuple[Article, ...]) -> None:
    """It is not even in the index that customers' messages are looked up in."""
    found = PassageIndex.of(articles, silent).find("look up a label desk", NOTHING, {})
    assert "en/inner" not in [one.article for one in found]


def test_topics_speak_for_their_articles(articles: tuple[Article, ...]) -> None:
    """What a message may be about counts, however it is worded."""
    index = PassageIndex.of(articles, silent)
    plain, told = (index.find("hm", NOTHING, some) for some in ({}, {"return_item": 0.5}))
    likeness = {one.article: one.likeness for one in told}
    assert told[0].article == "en/back"
    assert likeness["en/back"] > max(one.likeness for one in plain)


def test_what_is_out_of_scope_fits_less(articles: tuple[Article, ...]) -> None:
    """Where the classifier is sure that it is nothing of ours."""
    index = PassageIndex.of(articles, silent)
    inside, outside = (
        index.find("hand in the box", NOTHING, some)[0].likeness
        for some in ({}, {"out_of_scope": 0.9})
    )
    assert outside < inside


def test_likeness_is_a_share() -> None:
    """All that counts together is one."""
    assert sum(LIKENESS.values()) == pytest.approx(1)


def test_an_index_is_kept(articles: tuple[Article, ...], tmp_path: Path) -> None:
    """It finds the same when it is loaded again."""
    model = SentenceModel()
    index = PassageIndex.of(articles, lambda texts: np.array([model.encode(one) for one in texts]))
    folder = tmp_path / "kept"
    folder.mkdir()
    index.save(folder)
    asked = "what do I pay to return it"
    vector = model.encode(asked)
    assert PassageIndex.load(folder).find(asked, vector, {}) == index.find(asked, vector, {})
    assert index.find(asked, vector, {})[0].heading == "Cost"


def component(tmp_path: Path, found: tuple[Article, ...], **config: Any) -> ArticlePassages:
    """The component as a pipeline has it, with its model in a folder."""
    file = tmp_path / "articles.json"
    file.write_bytes(as_file(found))
    (tmp_path / "storage").mkdir(exist_ok=True)
    how = {
        **ArticlePassages.get_default_config(),
        "articles": str(file),
        "cache": str(tmp_path / "cache.db"),
        **config,
    }
    storage = LocalModelStorage(tmp_path / "storage")
    context = ExecutionContext(GraphSchema({}))
    made = ArticlePassages.create(how, storage, Resource("articles"), context)
    made.train(TrainingData())
    return ArticlePassages.load(how, storage, Resource("articles"), context)


def message(text: str) -> Message:
    """A message as the components before this one leave it."""
    one = Message({TEXT: text, INTENT_RANKING_KEY: [{"name": "return_item", "confidence": 0.4}]})
    vector = SentenceModel().encode(text)
    origin = SentenceEncoder.__name__
    one.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, origin))
    return one


def test_a_message_is_told_what_fits(articles: tuple[Article, ...], tmp_path: Path) -> None:
    """What fits enough, and nothing of a button, which has no vector."""
    found = component(tmp_path, articles)
    asked, pressed = message("how do I hand in the box?"), Message({TEXT: "/deny"})
    found.process([asked, pressed])
    assert asked.as_dict(only_output_properties=True)[FINDINGS][0]["article"] == "en/back"
    assert pressed.get(FINDINGS) is None
    strict = component(tmp_path, articles, least=2.0)
    again = message("how do I hand in the box?")
    assert strict.process([again])[0].get(FINDINGS) is None


def test_without_articles_nothing_is_told(tmp_path: Path) -> None:
    """A business that has none needs no other pipeline."""
    one = message("how do I hand in the box?")
    assert component(tmp_path, ()).process([one])[0].get(FINDINGS) is None


def test_other_articles_are_another_component(
    articles: tuple[Article, ...], tmp_path: Path
) -> None:
    """Rasa takes nothing from its cache when an article has changed."""
    file = tmp_path / "some.json"
    config = {**ArticlePassages.get_default_config(), "articles": str(file)}
    file.write_bytes(as_file(articles))
    before = ArticlePassages.fingerprint_addon(config)
    file.write_bytes(as_file(articles[:1]))
    assert ArticlePassages.fingerprint_addon(config) != before


def test_the_model_is_of_its_articles(business: Path) -> None:
    """A changed word in an article asks for another model, so that both go back together."""
    before = fingerprint(business)
    file = business / "articles" / "en" / "hours.md"
    file.write_text(file.read_text().replace("eight", "nine"))
    assert fingerprint(business) != before


def test_training_points_the_component_at_the_articles(business: Path, tmp_path: Path) -> None:
    """The configuration that Rasa reads names the file with all of them."""
    out = tmp_path / "out"
    out.mkdir()
    rasas_files(sources_of(business), out)
    assert INDEXES_ARTICLES in (out / "config.yml").read_text()
    assert str(out / "articles.json") in (out / "config.yml").read_text()
    assert b"Hand the box in" in (out / "articles.json").read_bytes()


def test_a_broken_article_stops_the_training(business: Path, tmp_path: Path) -> None:
    """With its file and line."""
    (business / "articles" / "en" / "hours.md").write_text("no head\n")
    with pytest.raises(TrainingFailed, match=r"articles/en/hours\.md:1: begins without a head"):
        rasas_files(sources_of(business), tmp_path)


def test_phrases_of_a_topic_speak_for_its_articles(articles: tuple[Article, ...]) -> None:
    """What customers are known to say of it is nearer than how an article puts it."""
    model = SentenceModel()

    def encode(texts: list[str]) -> Any:
        return np.array([model.encode(one) for one in texts])

    phrases = {"return_item": ["i don't want this any more", "it goes back to you"]}
    asked = "i do not want it any more"
    vector = model.encode(asked)
    without, told = (
        PassageIndex.of(articles, encode, some).find(asked, vector, {}) for some in ({}, phrases)
    )
    assert told[0].article == "en/back"
    assert told[0].likeness > without[0].likeness
