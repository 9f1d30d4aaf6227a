"""What the desk itself says to customers. Short, plain, never pretending to be a person."""

from __future__ import annotations

from bot.wire import Button

PERSON_PAYLOAD = "bridge:person"
"""Payload of the button that asks the bridge itself for a person."""
RATING_PAYLOAD = "bridge:rating:"
"""Beginning of the payload of a rating's buttons; the score follows."""

PERSON_BUTTON = Button(title="Talk to a person", payload=PERSON_PAYLOAD)
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
NOBODY_THERE = (
    "None of our colleagues is at the desk right now. Your case is saved with everything you "
    "told us, so you won't have to repeat it. You can leave this page: the answer will be here."
)
PERSON_COMING = "I'm asking a colleague to take over. They will see everything you told us."
HOW_DID_IT_GO = "How did it go? 1 is bad, 5 is great."
THANKS_FOR_RATING = "Thank you for telling us."
SORRY_FOR_RATING = (
    "Thank you for telling us, and I'm sorry it wasn't better. "
    "If something is still open, write to us here at any time."
)
RATED_ALREADY = "You have rated this already. Thank you!"
UNSUPPORTED = "(a message of a kind that cannot be shown here)"
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
