"""Taking back of what was just done: what can be is proposed, of the rest the truth is said."""

from __future__ import annotations

from actions.engine.case.order_form import orders_in
from actions.engine.case.wishes import Matter, Undoable
from actions.engine.commerce.dialogue import Dialogue
from actions.engine.commerce.refusing import yes_no
from actions.engine.words.texts import say

_ADDRESSES = {"redirect", "change_address"}


async def undo(d: Dialogue, place: int) -> None:
    """Propose to put back an address; say honestly what stays as it is."""
    matter = d.matter(place)
    done = _meant(d, matter)
    if done is None:
        d.close(place, "person", "nothing of it was done in this conversation")
        d.ask("person", say("commerce.undo.unknown"), yes_no())
        return
    if done.act not in _ADDRESSES or done.before is None:
        d.close(place, "person", "it cannot be taken back by the bot")
        d.ask("person", say(f"commerce.undo.{done.act}", number=done.order), yes_no())
        return
    back = Matter(
        act=done.act,
        words=(matter.text,),
        read=1,
        orders=(done.order,) if done.order else (),
        default=done.act == "change_address",
        address=done.before,
    )
    d.close(place, "done", "put back")
    d.insert(place + 1, back)


def _meant(d: Dialogue, matter: Matter) -> Undoable | None:
    """The last thing done, or the last of the kind that the words name."""
    text = matter.text.casefold()
    newest_first = d.wishes.done[::-1]
    if "address" in text:
        wanted = "redirect" if "order" in text and "default" not in text else "change_address"
        kinds = [one for one in newest_first if one.act in _ADDRESSES]
        return next((one for one in kinds if one.act == wanted), next(iter(kinds), None))
    numbers = orders_in(matter.text)
    if numbers:
        return next((one for one in newest_first if one.order.lstrip("#") in numbers), None)
    return next(iter(newest_first), None)
