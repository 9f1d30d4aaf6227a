"""Source: the published answers of a Zammad knowledge base, by its API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import msgspec

from contracts.articles import Audience
from scripts.article_pages.errors import CannotPull
from scripts.article_pages.page import Page
from scripts.article_pages.web import Web

_AT_ONCE = 50
"""So many bodies are asked for in a request."""


class _Answer(msgspec.Struct, frozen=True):
    id: int
    translation_ids: tuple[int, ...] = ()
    published_at: str | None = None
    internal_at: str | None = None
    archived_at: str | None = None


class _Translation(msgspec.Struct, frozen=True):
    id: int
    title: str
    answer_id: int
    kb_locale_id: int
    content_id: int


class _Content(msgspec.Struct, frozen=True):
    id: int
    body: str | None = None


class _KbLocale(msgspec.Struct, frozen=True):
    id: int
    system_locale_id: int


class _Locale(msgspec.Struct, frozen=True):
    id: int
    locale: str


class _Assets(msgspec.Struct, frozen=True):
    """What `init` answers: records of each kind, by their ids."""

    answers: Mapping[str, _Answer] = msgspec.field(name="KnowledgeBaseAnswer", default={})
    translations: Mapping[str, _Translation] = msgspec.field(
        name="KnowledgeBaseAnswerTranslation", default={}
    )
    contents: Mapping[str, _Content] = msgspec.field(
        name="KnowledgeBaseAnswerTranslationContent", default={}
    )
    kb_locales: Mapping[str, _KbLocale] = msgspec.field(name="KnowledgeBaseLocale", default={})
    locales: Mapping[str, _Locale] = msgspec.field(name="Locale", default={})


def authorized(token: str) -> dict[str, str]:
    """Headers of an access token of a Zammad account."""
    return {"Authorization": f"Token token={token}"} if token else {}


async def of_zammad(web: Web, url: str, language: str) -> AsyncIterator[Page]:
    """Published answers in a language, and internal ones for agents. Raises `CannotPull`."""
    known = await _init(web, url, [])
    wanted = [
        (known.answers[str(one.answer_id)], one)
        for one in known.translations.values()
        if str(one.answer_id) in known.answers
        if _language(known, one) in (language, "")
        if _audience(known.answers[str(one.answer_id)]) is not None
    ]
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        told = await _init(web, url, [one.content_id for _, one in some])
        for answer, one in some:
            content = told.contents.get(str(one.content_id))
            if content is not None and content.body:
                yield Page(
                    ident=str(answer.id),
                    title=one.title,
                    body=content.body,
                    language=language,
                    audience=_audience(answer) or "agents",
                )


async def _init(web: Web, url: str, contents: list[int]) -> _Assets:
    """The structure, with the bodies of some translations. Raises `CannotPull`."""
    address = f"{url.rstrip('/')}/api/v1/knowledge_bases/init"
    answer = await web.json(address, {"answer_translation_content_ids": contents})
    assets = answer.get("assets", answer) if isinstance(answer, dict) else answer
    try:
        return msgspec.convert(assets, _Assets)
    except msgspec.ValidationError as exc:
        raise CannotPull(f"this is no Zammad knowledge base: {exc}.") from exc


def _language(known: _Assets, one: _Translation) -> str:
    """Of a translation; empty where the answer does not tell, as with a single one."""
    of_base = known.kb_locales.get(str(one.kb_locale_id))
    found = known.locales.get(str(of_base.system_locale_id)) if of_base else None
    return found.locale.partition("-")[0].lower() if found else ""


def _audience(answer: _Answer) -> Audience | None:
    """Whom it is for; None where it is a draft or put away."""
    if answer.archived_at is not None:
        return None
    if answer.published_at is not None:
        return "everyone"
    return "agents" if answer.internal_at is not None else None
