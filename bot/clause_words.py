"""Vocabulary of English clauses: how a main clause begins, and what a whole one holds.

All is told from a few hundred words of grammar, none of goods or matters, so that it holds for
every business. Words are compared in small letters and without apostrophes, as people type them.
"""

from __future__ import annotations

from collections.abc import Sequence

Words = Sequence[str]

SUBJECTS = frozenset({
    "i", "you", "we", "they", "he", "she", "it", "there", "someone", "somebody", "nobody",
    "everyone", "everything", "nothing",
})  # fmt: skip
CONTRACTED = frozenset({
    "im", "ive", "id", "youre", "youve", "youd", "youll", "weve", "theyre", "theyve", "theyd",
    "theyll", "hes", "shes", "its", "itll", "itd", "thats", "thatll", "theres",
})  # fmt: skip
"""A subject and its verb."""
DETERMINERS = frozenset({
    "my", "the", "your", "our", "his", "her", "their", "this", "that", "these", "those", "a", "an",
    "one",
})  # fmt: skip
AUXILIARIES = frozenset({
    "can", "could", "will", "would", "should", "shall", "may", "might", "must", "cant", "couldnt",
    "wont", "wouldnt", "shouldnt", "is", "are", "was", "were", "am", "isnt", "arent", "wasnt",
    "werent", "aint", "has", "have", "had", "hasnt", "havent", "hadnt", "do", "does", "did", "dont",
    "doesnt", "didnt",
})  # fmt: skip
VERBS = AUXILIARIES | {
    "want", "wants", "need", "needs", "needed", "got", "gets", "get", "came", "comes", "come",
    "went", "goes", "said", "says", "keeps", "kept", "keep", "broke", "broken", "stopped", "works",
    "work", "worked", "arrived", "shows", "showed", "sent", "lost", "paid", "took", "takes", "take",
    "made", "makes", "gave", "gives", "bought", "told", "knew", "saw", "felt", "heard", "costs",
    "fell", "seems", "looks", "ordered", "turns", "never", "still", "asked",
}  # fmt: skip
QUESTIONS = frozenset({"how", "hows", "what", "whats", "why"})
RELATIVES = frozenset({"when", "where", "which", "who"})
"""They ask where a verb follows at once, and else go on with what was said."""
ASKING = frozenset({"wheres", "whens", "whos"})
IMPERATIVES = frozenset({
    "cancel", "refund", "send", "resend", "give", "tell", "let", "get", "put", "stop", "call",
    "make", "check", "change", "leave", "keep", "just", "dont", "do", "forget", "fix", "replace",
    "help", "explain", "show", "ring", "email", "book", "remove", "delete",
})  # fmt: skip
POLITE = frozenset({"please", "pls", "plz", "kindly"})
SUBORDINATORS = frozenset({
    "if", "when", "once", "as", "since", "because", "cause", "cos", "until", "till", "unless",
    "although", "though", "while", "whilst", "after", "before", "whenever", "whether",
})  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "whether", "until", "till"})
SHORT = frozenset({
    "ok", "okay", "k", "well", "hm", "hmm", "so", "hi", "hello", "hey", "sorry", "right", "alright",
    "fine", "sure", "yes", "yeah", "yep", "no", "nope", "nah", "and", "but", "oh", "ah", "look",
    "listen", "actually", "wait", "also",
})  # fmt: skip
"""What is said before something, and means little without it."""
AGREEING = frozenset({"yes", "yeah", "yep", "ok", "okay", "sure", "fine", "alright"})
PLAIN_YES = frozenset({"yes", "yeah", "yep"})
"""Before "and" it has said its thing; an "ok, and" may only lead to a question."""
JOINING = frozenset({"and", "but", "plus", "also"})
"""They may begin a clause where no mark stands before them."""
LEADING = JOINING | {"so", "then", "oh", "ah", "well", "now"}
"""Words that only lead to what is said."""
TELLING = frozenset({
    "me", "know", "knows", "tell", "see", "say", "said", "says", "wonder", "wondering", "ask",
    "asked", "asking", "understand", "explain", "idea", "sure", "about", "of", "on", "out", "not",
    "to", "for", "with", "from", "in", "at", "by", "check", "find", "figure", "is", "are", "was",
})  # fmt: skip
"""After these a question goes on with what was begun."""
OPEN = frozenset({
    "that", "what", "which", "who", "if", "because", "as", "when", "where", "how", "why", "than",
    "since", "until", "till", "all", "thing", "think", "hope", "wish", "said", "say", "know",
    "like", "really", "just", "only", "still", "now", "the", "a", "an", "my", "your", "i", "you",
    "we", "they", "he", "she", "and", "but", "or", "so", "please", "can", "could", "will", "would",
    "do", "does", "did", "then", "also", "to",
})  # fmt: skip
"""After these whatever comes goes on with what was begun."""
ANNOUNCING = (
    ("btw",), ("by", "the", "way"), ("ps",), ("another", "thing"), ("another", "question"),
    ("another", "problem"), ("another", "issue"), ("one", "more", "thing"),
    ("one", "last", "thing"),
    ("one", "more", "question"), ("one", "other", "thing"), ("a", "second", "thing"), ("secondly",),
    ("the", "second", "thing"), ("second", "question"), ("on", "top", "of", "that"), ("besides",),
    ("apart", "from", "that"), ("while", "im", "at", "it"), ("while", "im", "here"),
    ("different", "question"), ("different", "topic"), ("new", "question"), ("next", "question"),
    ("other", "question"), ("something", "else"), ("in", "addition"), ("additionally",),
    ("furthermore",), ("the", "other", "thing"),
)  # fmt: skip
"""Words for something else that is to come."""
RUN_ON = (
    ("i", "want"), ("i", "need"), ("id", "like"), ("i", "would", "like"), ("can", "you"),
    ("could", "you"), ("will", "you"), ("would", "you"), ("can", "i"), ("could", "i"),
    ("how", "do"), ("how", "can"), ("how", "long"), ("how", "much"), ("how", "many"),
    ("where", "is"), ("where", "are"), ("wheres",), ("what", "about"), ("what", "do"),
    ("what", "should"), ("what", "can"), ("when", "will"), ("when", "do"), ("when", "can"),
    ("why", "is"), ("why", "do"), ("why", "did"), ("why", "was"), ("do", "you"), ("do", "i"),
    ("please",), ("is", "there"), ("are", "you"),
)  # fmt: skip
"""With these something new begins even where no mark stands before it."""
BEGINNING = JOINING | {"oh"} | {one[0] for one in RUN_ON} | {one[0] for one in ANNOUNCING}
"""Where no mark stands, only with these a clause may begin."""
WANTING = frozenset({"a", "my", "the", "it", "you", "this", "that", "some", "help", "another"})
"""What follows a wish that begins so; without it, the words belong to what stands before them."""
SHORTEST_CONDITION = 3
"""Words of a side clause at least."""
AHEAD = 6
"""How far a verb may be from the noun that it belongs to."""
MOST_SHORT = 3
LEAST_BEFORE = 3
"""Words before something that begins without any mark."""


def whole(found: Words) -> bool:
    """Whether words hold what makes a clause: a verb, or a subject with something behind it."""
    return any(
        word in VERBS or word in CONTRACTED or word in IMPERATIVES or _past(word) for word in found
    ) or any(word in SUBJECTS for word in found[:-1])


def main(found: Words) -> bool:
    """Whether a main clause begins here, be it a question or not."""
    if asks(found) or not found:
        return bool(found)
    first, rest = found[0], found[1:]
    if first in CONTRACTED or first in POLITE or first in SUBJECTS:
        return bool(rest)
    if first in DETERMINERS:
        return _verb_ahead(rest)
    return bool(rest) and first not in SUBORDINATORS and rest[0] in AUXILIARIES


def asks(found: Words) -> bool:
    """Whether a question begins here."""
    if not found:
        return False
    first, second = found[0], found[1] if len(found) > 1 else ""
    if first in QUESTIONS or first in ASKING:
        return True
    if first in RELATIVES:
        return not second or second in AUXILIARIES or second in ("pays", "gets")
    told = first == "do" and second in ("it", "that", "this", "one")
    return first in AUXILIARIES and (second in SUBJECTS or second in DETERMINERS) and not told


def commands(found: Words) -> bool:
    """Whether it is told here what to do."""
    return len(found) > 1 and found[0] in IMPERATIVES


def announces(found: Words) -> bool:
    """Whether it is said here that something else is to come."""
    said = behind_leading(found)
    leading = tuple(found[: len(found) - len(said)])
    return (
        any(tuple(said[: len(one)]) == one for one in ANNOUNCING)
        or "also" in leading
        or leading == ("oh", "and")
    )


def runs_on(before: Words, found: Words) -> bool:
    """Whether something new begins here without a mark, behind a clause that is whole."""
    if len(before) < LEAST_BEFORE or before[-1] in OPEN or not whole(before):
        return False
    begun = next((one for one in RUN_ON if tuple(found[: len(one)]) == one), None)
    if begun is None or len(found) <= len(begun):
        return False
    if begun[0] in ("i", "id"):
        return found[len(begun)] in WANTING or not _names_last(before)
    return before[-1] not in TELLING


def behind_leading(found: Words) -> Words:
    """The words without those that only lead to them; all of them where nothing else is left."""
    at = next((at for at, word in enumerate(found) if word not in LEADING), 0)
    return found[at:]


def conditional(before: Words) -> bool:
    """Whether words begin with a side clause, whose main clause is still to come."""
    said = behind_leading(before)
    if not said or said[0] not in SUBORDINATORS or "then" in said:
        return False
    return not any(asks(said[n : n + 2]) for n in range(SHORTEST_CONDITION, len(said)))


def _names_last(before: Words) -> bool:
    """Whether it ends with a thing, of which more may be said: the card (that) I want to buy."""
    for word in reversed(before):
        if word in DETERMINERS:
            return True
        if word in VERBS or word in CONTRACTED or _past(word):
            return False
    return False


def _past(word: str) -> bool:
    return word.endswith("ed") and len(word) > len("used")


def _verb_ahead(found: Words) -> bool:
    """Whether a verb comes before anything that would make it one of a side clause."""
    for word in found[:AHEAD]:
        if word in VERBS or word in CONTRACTED:
            return True
        if word in SUBJECTS or word in RELATIVES or word == "that":
            return False
    return False


def short(before: Words) -> bool:
    """Whether all of it only leads to something, or is a yes or a no that goes on."""
    return len(before) <= MOST_SHORT and all(word in SHORT for word in before)


def telling(before: Words) -> bool:
    """Whether it ends with words that a question is a part of: tell me, let me know."""
    return before[-1] in ("me", "know", "see", "wonder", "wondering", "ask", "asking", "is")
