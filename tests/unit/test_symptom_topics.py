"""A symptom of a business that is nothing but files, from the first message to the technician."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from actions import __main__ as program
from actions.crm.demo import demo_dataset
from actions.crm.memory import MemoryCrm
from actions.engine.business.business import business, use
from actions.engine.case import crm_access
from actions.engine.case.case import Case
from actions.engine.case.diagnosis import Diagnosis
from actions.engine.case.inference import likeliest
from actions.engine.case.turn import Turn
from actions.engine.intake.intake_files import read_intakes
from actions.engine.intake.intake_topic import intake_of
from actions.engine.symptoms.symptom_files import read_symptoms
from actions.engine.symptoms.symptom_topic import is_symptom, symptom_of
from actions.engine.words.sheet import SheetsRefused
from actions.opening import open_business
from scripts import policy_check
from scripts.ports import free_port
from tests.unit.actions_stage import ANNA, Stage
from tests.unit.test_intake import LOST, folder_with
from tests.unit.test_symptom_files import SOUND
from tests.whole_crm import whole


@pytest.fixture(autouse=True)
def shop(tmp_path: Path) -> Iterator[None]:
    """A bicycle shop, whose symptom has a broken part that nobody there can claim."""
    before = business()
    folder = folder_with(tmp_path, lost=LOST)
    (folder / "symptoms").mkdir()
    (folder / "symptoms" / "flat_tyre.yml").write_text(
        SOUND.replace("how_common: 3", "how_common: 1")
    )
    use(open_business(folder))
    crm_access.use(whole(MemoryCrm(demo_dataset(datetime.now(UTC).date()), demo=True)))
    yield
    crm_access.use(None)
    use(before)


async def test_a_question_then_a_repair_then_what_helped() -> None:
    """And the words of the trade are understood as success."""
    stage = Stage(ANNA)
    await stage.open("my tyre is flat", "flat_tyre")
    assert stage.words == "utter_flat_tyre_heard\nHow fast does the air go?"
    await stage.say("it hissed, and then it was flat", "inform")
    assert "something sharp went through the tyre: the air goes at once." in stage.words
    assert stage.said[-1]["response"] == "utter_try_first"
    await stage.say("now it holds air", "nlu_fallback")
    assert stage.case.ending == "solved"
    assert [one.result for one in stage.case.tried] == ["helped"]


async def test_a_broken_part_without_a_claim_is_a_technicians() -> None:
    """Where the business brings no claim; the agent sees which part it is."""
    stage = Stage(ANNA)
    await stage.open("the tyre is flat over night", "flat_tyre")
    while stage.case.waiting_for == "helped":
        await stage.say("no change", "deny")
    assert stage.case.waiting_for == "go_ahead"
    assert stage.case.plan is not None
    assert stage.case.plan.act == "person"
    await stage.say("yes", "affirm")
    assert stage.handoff is not None
    assert stage.handoff["skill"] == "workshop"
    assert stage.handoff["facts"] == {"cause": "valve", "broken_part": "valve"}


async def test_nothing_is_claimed_without_a_claim() -> None:
    """Whatever a case should say."""
    found = Diagnosis(cause="valve", explanation="", situation="")
    turn = Turn(turn_id="t", conversation_id="c", text="yes", intent="affirm")
    with pytest.raises(ValueError, match="brings no claim"):
        await (
            business()
            .topics["flat_tyre"]
            .carry_out(crm_access.crm(), "claim", found, "c-0001", turn)
        )


def test_a_matter_of_another_kind_is_told_apart() -> None:
    """Questions about a symptom belong to symptoms, those of an intake to intakes."""
    assert is_symptom("flat_tyre")
    assert not is_symptom("key_lost")
    with pytest.raises(LookupError, match="key_lost is no symptom"):
        symptom_of(Case(topic="key_lost"))
    with pytest.raises(LookupError, match="flat_tyre is no intake"):
        intake_of(Case(topic="flat_tyre"))


def _refuses(_: Path) -> None:
    raise SheetsRefused("symptoms/flat_tyre.yml, line 3: mend it")


def test_trainers_hear_of_a_mistake_by_their_gate(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The gate opens the business, and tells what does not open it."""
    monkeypatch.setattr("sys.argv", ["policy"])
    monkeypatch.setattr(policy_check, "open_business", _refuses)
    assert policy_check.main() == 1
    assert capsys.readouterr().err == "symptoms/flat_tyre.yml, line 3: mend it\n"


def test_the_action_server_does_not_start_with_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to mend, without a traceback."""
    given = {"BOT_TOKEN": "t", "CRM_URL": "memory:", "ACTIONS_PORT": str(free_port())}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(program, "load_dotenv", lambda **_: None)
    monkeypatch.setattr(program, "open_business", _refuses)
    with pytest.raises(SystemExit, match=r"actions: symptoms/flat_tyre\.yml, line 3: mend it"):
        program.main()


def test_the_examples_of_the_page_are_files_that_can_be_read(tmp_path: Path) -> None:
    """`docs/symptoms.md` shows a whole symptom and a whole intake."""
    page = (Path(__file__).parents[2] / "docs" / "symptoms.md").read_text()
    for name, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, re.DOTALL):
        file = tmp_path / "page" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
    table = read_symptoms(tmp_path / "page" / "symptoms")["flat_tyre"].symptom.table()
    assert likeliest(table, {"speed": "slow"}) == "valve"
    assert read_intakes(tmp_path / "page" / "intake", {}).keys() == {"bike_stolen"}
