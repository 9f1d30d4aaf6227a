"""People's words stand in their own direction, wherever pages show them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.html_templates import Templates

WEB = Path(__file__).resolve().parents[2] / "handoff" / "web"
VIEWS = sorted(
    path for folder in ("console/views", "widget/view") for path in (WEB / folder).glob("*.js")
)
WORDS = re.compile(
    r"(?<![\w.])(name|text|customer_name|comment|wanted|situation|closing_note|told|subject|about"
    r"|who|last|last_text|edited_by|made_by|suggested_next_step|proposal|title|words|refusal)"
    r"(?![\w(.])"
    r"|\.(name|text|customer_name|last_text|comment|title|told|place|label|reason|by)\b(?!\()"
    r"|nameOf\(|toldOf\(|botName\(|inCart"
)
TEXTS = {"${Text}", "${Named}", "${RichText}"}
"""Components that are words and nothing around them."""
OURS: dict[str, set[str]] = {
    "console/views/account_form.js": {"words"},
    "console/views/back.js": {"words"},
    "console/views/block.js": {"words"},
    "console/views/case.js": {"name"},
    "console/views/composer.js": {"refusal", "hint(text, held, kind, open"},
    "console/views/conversation.js": {"name"},
    "console/views/customer.js": {"title"},
    "console/views/dialog.js": {"title"},
    "console/views/floor.js": {"title", "reason(item.reason.code"},
    "console/views/incidents.js": {"title"},
    "console/views/mood.js": {"words"},
    "console/views/offers.js": {"reason(item.reason.code"},
    "console/views/privacy.js": {"words", "told"},
    "console/views/queue.js": {"reason(item.reason.code"},
    "console/views/reports.js": {"words", "title", "table.title", "chart.title"},
    "console/views/resolve.js": {"title"},
    "console/views/search_filters.js": {"title"},
    "console/views/shortcuts.js": {"words"},
    "console/views/summary.js": {"title"},
    "console/views/tokens.js": {"words"},
    "widget/view/menu.js": {"choice.label"},
    "widget/view/state_line.js": {"line.text"},
}
"""The desk's own words, in the language of the page, where their names are those of people's."""
CODES = ("code", "conversation_id", "postcodes", "country")
"""Fields that take no words."""
BARE = {"console/views/named.js"}
"""Modules that are words and nothing around them: whoever shows them says their direction."""


def own(path: Path) -> str:
    """How a module is called here."""
    return str(path.relative_to(WEB))


def turns(tag: str) -> bool:
    """Whether what stands in a tag has a direction of its own."""
    return tag.startswith("<bdi") or " dir=" in tag or "\ndir=" in tag


@pytest.mark.parametrize("path", VIEWS, ids=own)
def test_words_have_their_own_direction(path: Path) -> None:
    """Whatever people wrote stands in an element that goes by its words (`dir`, or `<bdi>`)."""
    found = Templates(path.read_text()).read()
    wrong = [
        f"{path.name}:{place.line}: {place.shown} in {place.tag or 'nothing'}"
        for place in found.places
        if (place.shown in TEXTS or WORDS.search(place.shown))
        and not turns(place.tag)
        and place.shown not in OURS.get(own(path), set())
        and not (own(path) in BARE and not place.tag)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", VIEWS, ids=own)
def test_fields_go_by_what_is_typed(path: Path) -> None:
    """A field for words is written in from the side of its language."""
    for tag in Templates(path.read_text()).read().tags:
        kind = re.search(r'\btype="([\w-]+)"', tag.tag)
        if tag.shown == "textarea" or (tag.shown == "input" and (not kind or kind[1] == "search")):
            codes = any(f'name="{name}"' in tag.tag for name in CODES)
            assert turns(tag.tag) or codes or "readonly" in tag.tag, (
                f"{path.name}:{tag.line}: {tag.tag}"
            )


def test_what_is_listed_is_still_there() -> None:
    """A module that is gone, or shows no such thing any more, is taken off the lists."""
    for name, shown in OURS.items():
        assert shown <= {place.shown for place in Templates((WEB / name).read_text()).read().places}
    assert {own(path) for path in VIEWS} >= BARE


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("<p>${text}</p>", ["text"]),
        ('<p dir="auto">${text}</p>', []),
        ("<p>${text && html`<bdi>${text}</bdi>`}</p>", []),
        ("<p>${name ? html`<b>${name}</b>` : text}</p>", ["name", "text"]),
        ('<p dir="auto">${all.map((each) => html`<b>${each.text}</b>`)}</p>', ["each.text"]),
        ("<p title=${`a > ${text}`}><${Text} text=${text} /></p>", ["${Text}"]),
        ("<ul><li dir='auto' /></ul>${kind}", []),
    ],
)
def test_the_reader_of_templates_sees_what_is_missing(written: str, wrong: list[str]) -> None:
    """Conditions are not shown, what is nested is in its own element, and attributes are none."""
    found = Templates(f"const a = html`{written}`;").read()
    missing = [
        place.shown
        for place in found.places
        if (place.shown in TEXTS or WORDS.search(place.shown)) and not turns(place.tag)
    ]
    assert missing == wrong
