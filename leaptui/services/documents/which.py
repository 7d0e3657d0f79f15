"""Which one a document can be about, where there are several: call exports, requests, guides, years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from leaptui.disclosure.wording import dates
from leaptui.domain.measured import Period
from leaptui.domain.records import Engagement
from leaptui.services.calls.data_requests import data_requests
from leaptui.services.calls.picture import dataset_name, datasets
from leaptui.services.city.year import years_on_record
from leaptui.services.documents.catalogue import Kind
from leaptui.services.documents.guide import usual_guide_first
from leaptui.services.workspace import Workspace

_LANGUAGES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """One of several that a document can be about.

    Attributes:
        key: What names it to whoever makes the document.
        words: What a person calls it.
        aside: What tells it from the others: its days, how far it is, its language.
    """

    key: str
    words: str
    aside: str = ""


def which_there_are(workspace: Workspace, engagement: Engagement | None, kind: Kind) -> tuple[Which, ...]:
    """What a document of this kind can be about, the one it is about unasked first; none where there is one only.

    Args:
        workspace: Where.
        engagement: Whose; a kind about one city has none without it.
        kind: The kind of document.
    """
    find = _FOUND.get(kind.of)
    if find is None or (engagement is None and not kind.portfolio):
        return ()
    return find(workspace, engagement)


def _exports(workspace: Workspace, engagement: Engagement | None) -> tuple[Which, ...]:
    found = datasets(workspace, engagement) if engagement else []
    return tuple(
        Which(
            key=each.hash[:12],
            words=dataset_name(each),
            aside=dates(Period(each.first_day, each.last_day)) if each.first_day and each.last_day else "",
        )
        for each in found
    )


def _requests(workspace: Workspace, engagement: Engagement | None) -> tuple[Which, ...]:
    found = data_requests(workspace, engagement) if engagement else []
    return tuple(
        Which(key=str(each.number), words=each.request.title, aside=each.state.value)
        for each in reversed(found)
    )


def _guides(workspace: Workspace, engagement: Engagement | None) -> tuple[Which, ...]:  # noqa: ARG001 - the same for every city
    return tuple(
        Which(key=each.id, words=each.title, aside=_LANGUAGES.get(each.language, each.language))
        for each in usual_guide_first(workspace)
    )


def _years(workspace: Workspace, engagement: Engagement | None) -> tuple[Which, ...]:  # noqa: ARG001 - of all cities
    return tuple(Which(key=str(year), words=str(year)) for year in years_on_record(workspace))


_FOUND: dict[str, Callable[[Workspace, Engagement | None], tuple[Which, ...]]] = {
    "dataset": _exports,
    "request": _requests,
    "guide": _guides,
    "year": _years,
}
