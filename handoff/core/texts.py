"""Message catalogue: what the desk itself says. Short, plain, never pretending to be a person."""

from __future__ import annotations

import math
from datetime import datetime

from babel.dates import format_datetime
from babel.numbers import format_decimal
from babel.units import format_unit

from contracts.region import region
from contracts.turn import Button

PERSON_PAYLOAD = "bridge:person"
"""Payload of the button that asks the bridge itself for a person."""
NEVER_MIND_PAYLOAD = "bridge:never_mind"
CALL_BACK_PAYLOAD = "bridge:call_back"
TICKET_PAYLOAD = "bridge:ticket"
"""Payloads of the ways out of the queue."""
RATING_PAYLOAD = "bridge:rating:"
"""Beginning of the payload of a rating's buttons; the score follows."""

PERSON_BUTTON = Button(title="Talk to a person", payload=PERSON_PAYLOAD)
NEVER_MIND_BUTTON = Button(title="Never mind", payload=NEVER_MIND_PAYLOAD)
CALL_BACK_BUTTON = Button(title="Call me back", payload=CALL_BACK_PAYLOAD)
TICKET_BUTTON = Button(title="Answer me later", payload=TICKET_PAYLOAD)
RATING_BUTTONS = tuple(
    Button(title=str(score), payload=f"{RATING_PAYLOAD}{score}") for score in range(1, 6)
)

STARTING = (
    "Our assistant is just starting up. Your message is safe here, "
    "and it answers as soon as it is ready."
)
STILL_AWAY = (
    "Our assistant is still not ready, and I don't want to keep you waiting. "
    "Would you like to talk to a person instead?"
)
TURN_FAILED = (
    "Sorry, something went wrong on our side and I could not answer your last message. "
    "You can simply write it again, or talk to a person."
)
PAST_BUTTON = (
    "That button belongs to an earlier question, so I left it alone. "
    "Please answer the latest one, or just write what you need."
)
NOT_YOUR_BUTTON = (
    "That button was meant for somebody who had proven who they are, so I left it alone. "
    "Please write what you need, and I'll ask for what it takes."
)
NOBODY_THERE = (
    "None of our colleagues is at the desk right now. Your case is saved with everything you "
    "told us, so you won't have to repeat it. You can leave this page: the answer will be here."
)
CHOOSE = "Please choose:"
"""What stands above choices that come without words."""
CHOOSE_BUTTON = "Choose"
"""What opens a list of choices."""
REPLY_WITH_NUMBER = "Please reply with a number."
ADD_MORE = "Whatever you add meanwhile, they will read."
ADDED = (
    "Thank you, I have added that to your case.",
    "Noted, and it is with your case now.",
    "Got it. Whoever takes over will see that, too.",
    "I've put that with the rest, so you won't have to say it again.",
)
"""What is added while somebody waits is acknowledged in turn by one of these."""
ADDED_IN_DANGER = (
    "Thank you, that is with your case. Until somebody is with you, please stay with what I told "
    "you first: don't use it, don't switch anything on, and try nothing.",
    "I've added that. Until a colleague is here, please switch nothing on and try nothing: stay "
    "with what I told you first.",
)
"""The same where somebody is in danger: what they ask may be whether to try it again."""
NO_TROUBLE = (
    "Thank you for your patience. A colleague goes on from here.",
    "Of course. You will hear from a colleague here.",
)
"""The same for thanks."""
SETTLED = (
    "I'm glad that this is settled. I've told my colleagues that you don't need them any more. "
    "If anything is still open, just write here."
)
STILL_WAITING = (
    "This takes longer than it should, and I'm sorry. You keep your place in line if you like."
)
WAY_OUT = "Instead of waiting you can be called back, or get an answer here later."
LEAVE_CONTACT = (
    "Instead of waiting you can leave your e-mail address or phone number here: your case "
    "stays with us."
)
BACK_WITH_BOT = "All right, I've taken you out of the line. What can I do for you instead?"
FILING = "I'm filing that right now. You get the reference here in a moment."
NOT_FILED = "Sorry, that could not be filed. Would you like to talk to a person instead?"
NUMBER_NOT_KEPT = (
    "For your safety I have not kept the number of a card or bank account that you wrote: only its "
    "last four characters are still here. Nobody at our desk needs more of it."
)
PERSON_COMING = "I'm asking a colleague to take over. They will see everything you told us."
ENDED = "You have ended this conversation. Write at any time to begin a new one."
ENDED_BY_CUSTOMER = "Ended by the customer"
NOTHING_HEARD = (
    "I have not heard from you, so a colleague goes on with what we know. "
    "You can still send it here."
)
STILL_THERE = (
    "Are you still there? We have not heard from you, so this conversation rests in a while. "
    "If anything is still open, just write a line here."
)
CLOSED_FOR_NOW = (
    "We have not heard from you, so we let this rest for now. Whenever it suits you, just write "
    "here: a colleague goes on where we stopped, and you won't have to repeat anything."
)
BACK_AGAIN = (
    "Welcome back. I'm bringing your case to a colleague, with everything that was said so far."
)
CAME_BACK = "The customer answers, after the case was closed because they were silent."
HOW_DID_IT_GO = "How did it go? 1 is bad, 5 is great."
THANKS_FOR_RATING = "Thank you for telling us."
SORRY_FOR_RATING = (
    "Thank you for telling us, and I'm sorry it wasn't better. "
    "If something is still open, write to us here at any time."
)
RATED_ALREADY = "You have rated this already. Thank you!"
ONLY_FILES = "(a file)"
"""What lists show in place of the words of a message that has none."""
UNSUPPORTED = "(a message of a kind that cannot be shown here)"
NOT_FETCHED = "could not be fetched"
NOT_KEPT = {
    "too_large": "is larger than what is taken",
    "too_long": "is larger than what is taken",
    "bad_request": "is of a kind that is not taken, or damaged",
}
"""Why a customer's file is not there, by the code of the error."""


def kept_elsewhere(count: int) -> str:
    """What agents read where a system of the company's own holds what a customer took back."""
    notes = "a note" if count == 1 else f"{count} notes"
    return (
        f"A customer took back or changed a message here, and the company's system has {notes} of "
        "this conversation that may still say it. The desk cannot change them: please look there."
    )


def left_alone(why: str) -> str:
    """What agents read where the desk has stopped answering a machine."""
    return (
        f"The desk does not answer here any more: {why}, so a machine seems to write. It answers "
        "again when something else comes, and anybody may take the conversation."
    )


def not_kept(why: str) -> str:
    """What the customer hears of a file that is not there."""
    return f"I'm sorry, a file that you sent {why}, so nobody here can see it."


INSTEAD = {
    "voice": (
        "I can't listen to voice messages. Please write it to me in a few words, "
        "or talk to a person, who can hear it."
    ),
    "unsupported": (
        "I can't read this kind of message. Please write it to me in a few words, "
        "or talk to a person."
    ),
    "order": "Thank you. I can't take orders myself, but a person can.",
    "form": "Thank you, your form is here. I can't take it up myself, but a person can.",
    "shared": (
        "I can't open what you shared. Please tell me in a few words what it is about, "
        "or talk to a person."
    ),
}
"""What is said of a message that the bot cannot read, by its kind."""

SIGNED_IN = "Thank you, you are signed in now. Shall we go on?"
GO_ON_BUTTON = Button(title="Go on", payload="go on")

NUMBER_CHANGED = "The customer has another number now. The CRM may still have the old one."
LINK_REFUSED = (
    "Somebody tried to link this conversation to another customer than the one who was verified "
    "here. It was refused."
)
LINK_NOT_PROVEN = "An account linking was not valid, so nobody was verified by it."
CONTROL_REQUESTED = "Another app asks to take over this thread."


def joined(name: str) -> str:
    """An agent has taken the conversation."""
    return f"{name} has joined the conversation."


def left(name: str) -> str:
    """An agent has resolved the case."""
    return f"{name} has marked this as resolved. Write here if anything is still open."


def ended_by(name: str | None) -> str:
    """A customer has ended the conversation that an agent has: for the agent."""
    return f"{name or 'The customer'} has ended the conversation. The case is resolved."


def blocked_by(name: str, reason: str, until: datetime | None, *, spam: bool) -> str:
    """Somebody may not write here any more: for the agents who read the conversation."""
    what = "Marked as spam" if spam else "Blocked"
    span = "" if until is None else f", until {_day(until)}"
    return f"{what} by {name}{span}: {reason}"


def closed_silent(since: datetime) -> str:
    """A case was closed because its customer did not answer: for agents and the CRM."""
    return (
        f"Closed by the desk: the customer has not answered since {_day(since)}. "
        "When they write again, the case comes back with everything that was said."
    )


def no_more_of_you(until: datetime | None) -> str:
    """Somebody may not write here any more: told to them, once."""
    span = "from now on" if until is None else f"until {_day(until)}"
    return (
        f"You can't write to us here {span}: what you send does not reach anybody. "
        "If you think that this is a mistake, please reach us in another way."
    )


def _day(at: datetime) -> str:
    return str(format_datetime(at, "d MMMM y, HH:mm z", locale=region().locale))


def passed_on(name: str) -> str:
    """An agent handed the conversation on."""
    return f"{name} is passing you on to a colleague, who will see everything that was said."


def asks_for(name: str, question: str) -> str:
    """The bot asks something for an agent, who goes on with the answer."""
    return f"{name} needs one more thing to go on. {question}"


def passed_to(name: str) -> str:
    """What the customer said to that goes to the agent."""
    return f"Thank you. I'm passing that on, and {name} goes on from here as soon as possible."


def lost_touch(name: str) -> str:
    """An agent's connection is gone for too long."""
    return (
        f"{name} seems to have lost the connection. You are first in line for a colleague, who "
        "will see everything that was said."
    )


def in_line(position: int, minutes: int | None) -> str:
    """Where in the queue the customer is, and for about how long."""
    place = "You are next in line" if position == 1 else f"You are number {position} in line"
    if minutes is None:
        return f"{place}."
    span = format_unit(minutes, "duration-minute", locale=region().locale)
    return f"{place}, which usually takes up to {span}."


def in_turn(variants: tuple[str, ...], before: int) -> str:
    """The variant that comes next, after so many others."""
    return variants[before % len(variants)]


def closed_until(opens_at: datetime | None) -> str:
    """Nobody is at work; `opens_at` is in the desk's own time zone."""
    if opens_at is None:
        return NOBODY_THERE
    back = format_datetime(opens_at, "EEEE, d MMMM, 'at' HH:mm", locale=region().locale)
    return (
        f"Our colleagues are back on {back} ({opens_at.tzname()}). Your case is saved with "
        "everything you told us, so you won't have to repeat it."
    )


def too_long(what: str, most: int) -> str:
    """Something that was written has more characters than it may have."""
    return f"{what} has at most {format_decimal(most, locale=region().locale)} characters."


def too_many_tries(seconds: float) -> str:
    """Something has gone wrong too often within so many seconds."""
    span = format_unit(math.ceil(seconds / 60), "duration-minute", locale=region().locale)
    return f"Too many failed tries. Please wait {span}."


def filed(reference: str, *, call_back: bool) -> str:
    """A ticket is in the CRM."""
    what = "We will call you back" if call_back else "We will answer you"
    return f"{what}. Your reference is {reference}."
