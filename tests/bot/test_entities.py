"""What the regexes and lookup tables of core and shop find in customers' words."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.regex_entity_extractor import RegexEntityExtractor
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.io import read_yaml_file

from contracts.business import BusinessProfile, OrderNumbers
from contracts.merging import sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> RegexEntityExtractor:
    """The extractor as the pipeline configures and trains it."""
    pipeline = read_yaml_file(ROOT / "config.yml")["pipeline"]
    (own,) = (one for one in pipeline if one["name"] == "RegexEntityExtractor")
    storage = LocalModelStorage(tmp_path_factory.mktemp("extractor"))
    built = RegexEntityExtractor(
        {**RegexEntityExtractor.get_default_config(), **own}, storage, Resource("extractor")
    )
    made_of, told = sources(ROOT), tmp_path_factory.mktemp("told") / "told.yml"
    told.write_bytes(msgspec.yaml.encode(made_of.told()))
    paths = [*(str(data / "nlu") for data in made_of.data), str(told)]
    built.train(training_data_from_paths(paths, "en"))
    return built


def found(extractor: RegexEntityExtractor, text: str, entity: str) -> list[str]:
    """The values of one entity, in their order."""
    (message,) = extractor.process([Message({TEXT: text})])
    return [one["value"] for one in message.get("entities") if one["entity"] == entity]


@pytest.mark.parametrize(
    ("text", "entity", "values"),
    [
        ("where's #30512? and 30477", "order_number", ["30512", "30477"]),
        ("postcode is 1017 AB", "postcode", ["1017 AB"]),
        ("it's SW1A 1AA, london", "postcode", ["SW1A 1AA"]),
        ("my gpu and the mouse are dead", "product", ["gpu", "mouse"]),
        ("write to jo.berg+shop@mail.example.co.uk, please", "email",
         ["jo.berg+shop@mail.example.co.uk"]),
        ("my mail is m_visser@example.org.", "email", ["m_visser@example.org"]),
        ("call me on +49 151 2345678", "phone", ["+49 151 2345678"]),
        ("tel. 0031-6-12345678 after six", "phone", ["0031-6-12345678"]),
        ("my number is 020 7946 0018!", "phone", ["020 7946 0018"]),
        ("ring 01512345678", "phone", ["01512345678"]),
        ("you took € 1,299.00 from me", "amount", ["€ 1,299.00"]),
        ("it was 49,90 € and not $59", "amount", ["$59", "49,90 €"]),
        ("paid 120 euros, then 15eur", "amount", ["120 euros", "15eur"]),
        ("I paid 1.049,99€.", "amount", ["1.049,99€"]),
        ("ordered on 2026-11-03", "date", ["2026-11-03"]),
        ("since 3.11.2026 or 03/11/26", "date", ["3.11.2026", "03/11/26"]),
        ("the 3rd of November it was", "date", ["3rd of November"]),
        ("on Nov 3, 2026 I bought it", "date", ["Nov 3, 2026"]),
        ("bought last friday, came yesterday", "date", ["yesterday", "last friday"]),
        ("I ordered two weeks ago", "date", ["two weeks ago"]),
    ],
)  # fmt: skip
def test_what_is_named_is_found(
    extractor: RegexEntityExtractor, text: str, entity: str, values: list[str]
) -> None:
    """Each is found whole, however customers write it."""
    assert sorted(found(extractor, text, entity)) == sorted(values)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("my order 30512 hasn't come", "phone"),
        ("I may return it", "date"),
        ("I have 3 of them", "amount"),
        ("the 4070 and the 7900", "amount"),
        ("the 4070 and the 7900", "order_number"),
        ("it runs at 2.5.1 now", "date"),
        ("me@home", "email"),
        ("article 123456789012345678", "phone"),
    ],
)
def test_what_only_looks_like_it_is_left(
    extractor: RegexEntityExtractor, text: str, entity: str
) -> None:
    """Numbers and words of other kinds are not taken."""
    assert found(extractor, text, entity) == []


def test_order_numbers_look_as_the_profile_says() -> None:
    """Another company's are found by its own pattern, which Rasa reads like every other."""
    profile = BusinessProfile(
        company="Spoke & Chain",
        bot="Sprocket",
        order_number=OrderNumbers(pattern=r"BK-\d{5}", example="BK-10234"),
    )
    made_of = replace(sources(ROOT), profile=profile)
    reader = RasaYAMLReader()
    (regex,) = reader.reads(msgspec.yaml.encode(made_of.told()).decode()).regex_features
    assert (regex["name"], regex["pattern"]) == ("order_number", r"(?<![\w-])(?:BK-\d{5})(?![\w-])")
