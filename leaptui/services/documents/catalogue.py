"""The kinds of document: what each is called, for whom and as what it can be made, and who gathers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import cast

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line, slug
from leaptui.services.documents.prepared import Prepared
from leaptui.services.workspace import Workspace

_ROOM = "leaptui.services.documents"
_ALL = tuple(Audience)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        key: What it is called on the command line and in the record of documents; names the module
            that gathers it and its template.
        title: What a person calls it.
        audiences: For whom it can be made.
        formats: As what it can be made.
        of: What of the engagement it is about, where there may be several: `request`, `guide`.
        portfolio: Whether it is about no single engagement: about all of them, or the same for each.
    """

    key: str
    title: str
    audiences: tuple[Audience, ...] = _ALL
    formats: tuple[DocumentFormat, ...] = TEXT_FORMATS
    of: str = ""
    portfolio: bool = False

    @property
    def usual_formats(self) -> tuple[DocumentFormat, ...]:
        """All that are made of its text; of a workbook, that."""
        return tuple(fmt for fmt in self.formats if fmt in TEXT_FORMATS) or self.formats


_TEAM = (Audience.CITY_TEAM, Audience.INTERNAL)
_KINDS = (
    Kind("roadmap", "Roadmap", formats=(*TEXT_FORMATS, DocumentFormat.XLSX)),
    Kind("calls_report", "Calls report", of="dataset"),
    Kind("themes_memo", "Interview themes memo"),
    Kind("council_brief", "One-page council brief"),
    Kind("concerns_heard", "Concerns heard"),
    Kind("data_request", "Data-request letter", (Audience.CITY_TEAM,), of="request"),
    Kind("guide", "Interview guide", of="guide", portfolio=True),
    Kind("agreement", "Partnership agreement", _TEAM),
    Kind("impact_report", "Impact report", of="year", portfolio=True),
    Kind("workbook", "Workbook", formats=(DocumentFormat.XLSX,)),
)


def kinds() -> tuple[Kind, ...]:
    """The kinds, in the order they are listed."""
    return _KINDS


def kind_named(text: str) -> Kind:
    """A kind by its key or title.

    Raises:
        UnknownName: When there is none; the sentence lists those there are.
    """
    wanted = slug(text.replace("_", " "))
    for kind in kinds():
        if wanted in {slug(kind.key.replace("_", " ")), slug(kind.title)}:
            return kind
    raise UnknownName(
        f"There is no document “{one_line(text)}”.",
        safe="Nothing was written.",
        next_step="There are: " + ", ".join(kind.key for kind in kinds()) + ".",
    )


def prepare(
    workspace: Workspace,
    engagement: Engagement | None,
    kind: Kind,
    audience: Audience,
    *,
    which: str = "",
    workbook: bool = False,
) -> Prepared:
    """Gather a document that may leave.

    Raises:
        HeldBack: When texts repeat a confidence, with each place.
        InputRefused: When the kind is not for these readers, or the engagement is missing.
    """
    prepared = gather(workspace, engagement, kind, audience, which=which, workbook=workbook)
    prepared.gate.must_be_clear()
    return prepared


def gather(
    workspace: Workspace,
    engagement: Engagement | None,
    kind: Kind,
    audience: Audience,
    *,
    which: str = "",
    workbook: bool = False,
) -> Prepared:
    """Gather a document through the gate; what is held back in it keeps it from being made.

    Args:
        workspace: Where.
        engagement: Whose; needed for every kind that is about one.
        kind: What is made.
        audience: Who will read it.
        which: Which of several it is about (`Kind.of`); the newest or the usual one where empty.
        workbook: Whether a document that has a workbook beside it needs that too.

    Raises:
        InputRefused: When the kind is not for these readers, or the engagement is missing.
    """
    if audience not in kind.audiences:
        raise InputRefused(
            f"The {kind.title.lower()} is not made for {audience.label}.",
            safe="Nothing was written.",
            next_step="It is made for: " + ", ".join(kind.audiences) + ".",
        )
    if engagement is None and not kind.portfolio:
        raise InputRefused(
            f"The {kind.title.lower()} is about one city.",
            safe="Nothing was written.",
            next_step="Name it: --engagement SLUG.",
        )
    prepared = _gathered(kind.key, workspace, engagement, audience, which)
    if workbook and prepared.workbook is None and DocumentFormat.XLSX in kind.formats:
        beside = _gathered("workbook", workspace, engagement, audience, kind.key)
        withheld = tuple(dict.fromkeys((*prepared.withheld, *beside.withheld)))
        return replace(prepared, workbook=beside.workbook, workbook_gate=beside.gate, withheld=withheld)
    return prepared


def _gathered(
    key: str, workspace: Workspace, engagement: Engagement | None, audience: Audience, which: str
) -> Prepared:
    gather = import_module(f"{_ROOM}.{key}").prepare
    return cast("Prepared", gather(workspace, engagement, audience, which))
