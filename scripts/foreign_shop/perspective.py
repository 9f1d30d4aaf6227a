"""Rules of grammar that turn a task's "you" into a customer's "I", and its agent into "you"."""

from __future__ import annotations

import re

_OBJECT_AFTER = (
    r"to|for|with|from|of|at|on|by|asks?|asked|tells?|told|offers?|gives?|lets?|charges?|charged"
    r"|sends?|sent|helps?|help|owes?|allows?|let|tell|give|get|saves?"
)
_PERSON: tuple[tuple[str, str], ...] = (
    (r"\byou name is\b", "my name is"),
    (r"\b(?:the )?(?:customer service )?agent's\b", "\0r"),
    (r"\b(?:the |a )?(?:customer service )?agent\b", "\0"),
    (r"\b(is|are) you\b", "am I"),
    (r"\byou are\b", "I am"),
    (r"\byou were\b", "I was"),
    (r"\byou're\b", "I'm"),
    (r"\byou('(?:ve|d|ll))\b", r"I\1"),
    (r"\byourself\b", "myself"),
    (r"\byours\b", "mine"),
    (r"\byour\b", "my"),
    (rf"\b({_OBJECT_AFTER}) you\b", r"\1 me"),
    (r"\byou\b", "I"),
    (r"\b(and|but) are (?=in|not|also|very)", r"\1 am "),
    (r"\0r\b", "your"),
    (r"\0", "you"),
)
_AS_SPOKEN: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:I (?:first |then |also |explicitly )?)?ask you explicitly to provide\b",
        "please give me",
    ),
    (r"\b(?:I (?:first |then |also )?)?ask you to (?:just )?", "please "),
    (
        r"\b(?:I (?:first |then |also )?)?ask (?:you )?"
        r"(?=how|what|which|when|where|whether|if|about)",
        "can you tell me ",
    ),
    (r"\b(?:I (?:first |then |also )?)?ask you\b", "can you tell me"),
    (r"\bI (?:then |also )?want to (can you tell me)", r"\1"),
    (r"^agree to ", "okay, please "),
    (r"^ask for (?:a )?", "I want a "),
    (r"\bI(?:'ll)? first inquire about\b", "I'd like to know about"),
    (r"\bI want you to (?=\w)", "please "),
    (r"\bif you can help me\b", "can you help me"),
    (r"\btell you (?:that )?", ""),
)
_OPTIONS = re.compile(r"(\bto |: )?\{([^{}]*)\}")
_PAIR = re.compile(r"'([^']+)':\s*'([^']+)'")


def first_person(text: str) -> str:
    """The text as the customer of a task would say it to the desk."""
    return _replaced(text, _PERSON)


def spoken(text: str) -> str:
    """The same as a message: requests instead of reports, options in words, a capital first."""
    said = _replaced(_OPTIONS.sub(_in_words, first_person(text)), _AS_SPOKEN)
    said = re.sub(r"^(?:but|and|so|then|if so,)\s+", "", said.strip(" .,;"), flags=re.IGNORECASE)
    said = " ".join(said.split())
    if not said:
        return ""
    ends = "" if said[-1] in "?!" else "?" if _asks(said) else "."
    return said[0].upper() + said[1:] + ends


def _asks(said: str) -> bool:
    begins = r"(?:.*, |also,? )?can you |(?:could|what|how|which|when|where) "
    return bool(re.match(begins, said, re.IGNORECASE))


def _in_words(options: re.Match[str]) -> str:
    said = ", ".join(f"{name} {value}" for name, value in _PAIR.findall(options[2]))
    return f"{options[1]}{said}" if options[1] else f"({said})"


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, instead in rules:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return text
