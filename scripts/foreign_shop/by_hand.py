"""A person at the keyboard in a customer's place: sees the brief, types, and presses by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scripts.foreign_shop.customer import Move
from scripts.foreign_shop.tasks import Task
from scripts.showing.chat import Bubble

_PARTS = {
    "reason_for_call": "why you write",
    "known_info": "what you know",
    "unknown_info": "what you do not know",
    "task_instructions": "how you are",
}
PROMPT = "> "


class AtTheKeyboard:
    """Whoever types. `ask` gives a line for a prompt, `show` prints one."""

    def __init__(
        self, task: Task, ask: Callable[[str], str] = input, show: Callable[[str], None] = print
    ) -> None:
        self._task = task
        self._ask = ask
        self._show = show
        self._said: list[str] = []

    @property
    def said(self) -> Sequence[str]:
        """Everything typed."""
        return self._said

    def opens(self) -> str:
        """Shows the brief, and asks for the first message."""
        self._show(f"\nTask {self._task.id}. An empty line ends the conversation.")
        for name, title in _PARTS.items():
            if told := getattr(self._task.user, name):
                self._show(f"  {title}: {told}")
        while not (text := self._typed()):
            self._show("  Write something to begin with.")
        return self._noted(text)

    def replies(self, bubbles: Sequence[Bubble]) -> Move | None:
        """Shows what the desk said, with its buttons by number, and asks for the answer."""
        buttons = [button for one in bubbles for button in one.buttons]
        self.hears_last(bubbles)
        for number, (_, title) in enumerate(buttons, start=1):
            self._show(f"    [{number}] {title}")
        text = self._typed()
        if text.isdecimal() and 1 <= int(text) <= len(buttons):
            key, title = buttons[int(text) - 1]
            return Move(text=title, button_id=key)
        return Move(text=self._noted(text)) if text else None

    def hears_last(self, bubbles: Sequence[Bubble]) -> None:
        """Shows it."""
        for one in bubbles:
            self._show(f"  {one.by}: {one.text}")

    def _typed(self) -> str:
        try:
            return self._ask(PROMPT).strip()
        except EOFError:
            return ""

    def _noted(self, text: str) -> str:
        self._said.append(text)
        return text
