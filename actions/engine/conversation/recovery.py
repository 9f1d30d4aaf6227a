"""A customer who rated the help as bad: an apology, what went wrong, and a person."""

from __future__ import annotations

from actions.engine.case.case import attempted
from actions.engine.conversation.handoff import RECOVERING
from actions.engine.talk.apology import apologise
from actions.engine.talk.base import DeskAction, Talk
from actions.engine.talk.offers import made, offer_person, person, standing
from actions.engine.words.texts import say
from contracts.impersonal import without_personal

_NO_MATTER_OF_ITS_OWN = frozenset({"nlu_fallback", "complaint", "inform", "out_of_scope"})
"""What the answer to "What went wrong?" is taken for, unless it names something to look into."""


def says_what_went_wrong(talk: Talk) -> bool:
    """Whether this message answers the question what went wrong, and is nothing else."""
    return standing(talk) == "recovery" and talk.turn.intent in _NO_MATTER_OF_ITS_OWN


class ActionRecover(DeskAction):
    """Answers a bad rating, which the bridge reports.

    The customer has just rated what the agent did, so nobody tells them of it.
    """

    recalls = "silently"

    def name(self) -> str:
        """As the rules call it."""
        return "action_recover"

    async def perform(self, talk: Talk) -> None:
        """Apologise; ask what went wrong, unless the rating says so; offer a person."""
        given = {name: values[0] for name, values in talk.turn.entities.items()}
        comment = _impersonal(talk, given.get("comment", ""))
        result = f"rated {given.get('score')} of 5" + (f", “{comment}”" if comment else "")
        talk.keep(attempted(talk.case, "Earlier help", result))
        talk.set(RECOVERING, True)
        apologise(talk, say("fault.not_right"))
        if comment:
            return offer_person(talk, "utter_recover_offer")
        talk.utter("utter_recover_ask", buttons=(person(),))
        return made(talk, "recovery")


class ActionRecoverHeard(DeskAction):
    """Takes what went wrong, in words that name nothing to look into."""

    def name(self) -> str:
        """As `ActionListen` asks for it."""
        return "action_recover_heard"

    async def perform(self, talk: Talk) -> None:
        """Keep it for the colleague, and offer one."""
        said = _impersonal(talk, talk.turn.text)
        talk.keep(attempted(talk.case, "Asked what went wrong", f"“{said}”"))
        offer_person(talk, "utter_recover_offer")
        talk.then_listen()


def _impersonal(talk: Talk, text: str) -> str:
    return without_personal(text, talk.turn.customer.name).strip()
