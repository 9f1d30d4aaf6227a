"""Second thoughts after a case has ended in an act: what the bot has done is changed or undone."""

from __future__ import annotations

from actions.engine.business.business import business
from actions.engine.case.case import Case
from actions.engine.case.identity import kept_from
from actions.engine.conversation.carrying_on import carry_on
from actions.engine.talk.base import RUN_NEXT, DeskAction, Talk


def amended(talk: Talk) -> Case | None:
    """The case with what was last done to be changed; None where the message wants nothing so."""
    case = talk.case
    if case.ending != "act" or talk.form_is_open or kept_from(case, talk.turn):
        return None
    amends = business().amends.get(case.topic)
    return amends(case, talk.turn) if amends else None


class ActionAmend(DeskAction):
    """Takes up what was done in a case, to change it or to take it back."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_amend"

    async def perform(self, talk: Talk) -> None:
        """Go on with the case, up to the next question or the end."""
        talk.set(RUN_NEXT, None)
        case = amended(talk)
        if case is None:
            raise ValueError("a case was to be amended, and nothing in it is")
        await carry_on(talk, case)
        if talk.case.waiting_for:
            talk.resume_form()
        else:
            talk.events.append({"event": "followup", "name": "action_finish_case"})
