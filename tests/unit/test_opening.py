"""A business is opened out of its folder, with the Python that it brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.engine.business.business import Parts
from actions.opening import open_business
from actions.parts import parts_of
from contracts.business import BusinessError

ROOT = Path(__file__).parents[2]
BRINGS = """
from actions.engine.business.business import Parts

PARTS = Parts(nothing_open=("repair_bicycle",))
"""
MATTERS = """
matters:
  repair_bicycle:
    name: "the repair"
    strain: "being without a bicycle"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A business with a name and a matter."""
    (tmp_path / "business.yml").write_text("company: Spoke & Chain\nbot: Sprocket\n")
    (tmp_path / "policy.yml").write_text("tiers: [standard]\n")
    (tmp_path / "texts" / "en").mkdir(parents=True)
    (tmp_path / "texts" / "en" / "matters.yml").write_text(MATTERS)
    return tmp_path


def test_the_checkout_is_the_demo_shop() -> None:
    """Its profile names the module of the shop."""
    assert "order_missing" in open_business(ROOT).topics


def test_a_business_needs_no_python(folder: Path) -> None:
    """Its texts are enough."""
    opened = open_business(folder)
    assert opened.topics == {}
    assert opened.named("repair_bicycle") == "the repair"


def test_a_file_of_its_own_is_taken(folder: Path) -> None:
    """`topics.py` in the folder, where the profile names no module."""
    (folder / "topics.py").write_text(BRINGS)
    assert open_business(folder).nothing_open == ("repair_bicycle",)


def test_a_module_in_the_folder_can_be_named(folder: Path) -> None:
    """What lies in the folder is importable, after everything that is installed."""
    (folder / "spoke_and_chain").mkdir()
    (folder / "spoke_and_chain" / "parts.py").write_text(BRINGS)
    assert parts_of(folder, "spoke_and_chain.parts").nothing_open == ("repair_bicycle",)


def test_nothing_is_brought_where_there_is_nothing(folder: Path) -> None:
    """No module, no file: no parts."""
    assert parts_of(folder, None) == Parts()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("import no_such_module\n", "No module named 'no_such_module'"),
        ("def broken(\n", "was never closed"),
        ("OTHER = 1\n", "has no attribute 'PARTS'"),
        ("PARTS = 1\n", "PARTS is no `Parts`"),
    ],
)
def test_python_that_is_wrong_is_named(folder: Path, written: str, told: str) -> None:
    """The line has the file, and what is the matter with it."""
    (folder / "topics.py").write_text(written)
    with pytest.raises(BusinessError, match=rf"topics\.py.*{told}"):
        open_business(folder)


def test_a_module_that_is_not_there_is_named(folder: Path) -> None:
    """As the profile has it."""
    with pytest.raises(BusinessError, match=r"business\.yml: python no\.such\.module: No module"):
        parts_of(folder, "no.such.module")
