"""Figures of the policy, as responses say them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.errors import SettingsError
from bot.figures import figures_in
from bot.variants import VariedResponses
from contracts.policy_file import FILE

ROOT = Path(__file__).parents[2]
DOMAIN = Domain.from_dict({
    "responses": {"utter_rule": [{"text": "{name}, within {policy.windows.return} of it"}]}
})  # fmt: skip


async def said(policy: Path) -> str:
    """What the bot says of the rule."""
    config = EndpointConfig(type="bot.variants.VariedResponses", policy=str(policy))
    words = VariedResponses(domain=DOMAIN, endpoint_config=config)
    tracker = DialogueStateTracker.from_events("c-1", evts=[], domain=DOMAIN)
    tracker.update(UserUttered("how long"))
    response = await words.generate("utter_rule", tracker, "webchat", name="Ada")
    assert response is not None
    return str(response["text"])


async def test_a_response_says_what_the_policy_decides() -> None:
    """Beside what the action tells it."""
    assert await said(ROOT / FILE) == "Ada, within 14 days of it"


async def test_a_manager_changes_a_figure_without_a_training(tmp_path: Path) -> None:
    """The words are filled as they are said, with what stood in the file at the start."""
    written = (ROOT / FILE).read_text()
    assert "  return: 14 days" in written
    (tmp_path / FILE).write_text(written.replace("  return: 14 days", "  return: 30 days"))
    assert await said(tmp_path / FILE) == "Ada, within 30 days of it"


def test_a_project_without_a_policy_has_no_figures(tmp_path: Path) -> None:
    """A plain project of Rasa's can be run as it is."""
    assert figures_in(tmp_path / FILE) == {}


def test_a_policy_that_is_wrong_stops_the_start(tmp_path: Path) -> None:
    """With everything that is wrong, a line each."""
    (tmp_path / FILE).write_text("tiers: [plain]\nwindows: {return: soon}\nfess: {}\n")
    with pytest.raises(SettingsError) as wrong:
        figures_in(tmp_path / FILE)
    assert len(str(wrong.value).splitlines()) == 2
