"""Whether a city's calls can carry what they are asked for: the data-quality page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_quality import clear_answers, clear_findings
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.documents.content import DocumentFormat
from leaptui.documents.quality import QualityPage, quality_table, render_quality
from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.call_quality import ExportFacts, FamilyAnswer, QualityFinding, answers
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnRole, Problem
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.call_ledger import ledger_of
from leaptui.services.confidences import confidences
from leaptui.services.documents import ORGANISATION
from leaptui.services.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.open_calls import calls_of
from leaptui.services.workspace import Workspace

MOST_ROWS = 200
"""Rows shown behind a finding."""
_ENDINGS = ("csv", "md", "docx", "pdf", "html")
_LEFT_OUT = {
    PlaceRule.DISTRICT: frozenset({ColumnRole.PLACE}),
    PlaceRule.DROP: frozenset({ColumnRole.PLACE, ColumnRole.DISTRICT}),
}
_INTRODUCTION = (
    "This page says what is missing or odd in the calls you sent, what that does to the figures drawn from them, and "
    "what can be done about it. What bends the figures most comes first. Please tell us where we have it wrong."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallQuality:
    """What is wrong with a dataset, what bends the figures most first.

    Attributes:
        dataset: Which.
        answers: For each family of measures, whether the calls can carry it.
        findings: All of them.
    """

    dataset: Dataset
    answers: tuple[FamilyAnswer, ...]
    findings: tuple[QualityFinding, ...]


def quality(workspace: Workspace, dataset: Dataset) -> CallQuality:
    """Look a dataset over, by the rules of its ledger that are on.

    Raises:
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    from leaptui.calls.quality import findings

    found = findings(calls_of(workspace, dataset).loaded, _facts(dataset))
    return CallQuality(dataset=dataset, answers=answers(found), findings=found)


def rows_of_finding(
    workspace: Workspace, dataset: Dataset, key: str, limit: int = MOST_ROWS
) -> Sequence[dict[str, str]]:
    """The first rows behind a finding, as text; none for one that no rows stand for."""
    from leaptui.calls.quality import rows_of

    return rows_of(calls_of(workspace, dataset).loaded, key, limit)


def export_quality(
    workspace: Workspace,
    engagement: Engagement,
    dataset: Dataset,
    path: Path,
    *,
    audience: str = Audience.CITY_TEAM,
    over: bool = True,
) -> HandedOver:
    """Write the page for the city, as a document or as a table, by the ending of the file's name.

    Args:
        workspace: Where.
        engagement: Whose.
        dataset: Which calls.
        path: The file: `.csv`, `.md`, `.docx`, `.pdf` or `.html`.
        audience: Who will read it.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When there is such a file and it must not.
        InputRefused: When the ending or the audience is none.
        Withheld: When a name in the file repeats a confidence.
        OutputRefused: When the file cannot be written.
    """
    ending = path.suffix.removeprefix(".").lower()
    if ending not in _ENDINGS:
        raise InputRefused(
            f"A quality page cannot be written as “{one_line(path.name)}”.",
            safe="Nothing was written.",
            next_step="End the name in " + ", ".join(f".{each}" for each in _ENDINGS) + ".",
        )
    readers = audience_named(audience)
    gate = Gate(readers, confidences(workspace, engagement))
    page = _page(workspace, engagement, quality(workspace, dataset), gate)
    file = _made(page, ending, gate, path.stem)
    written = hand_over_files(workspace, engagement, "data quality", readers, [file], path.parent, over=over)
    return HandedOver(files=written)


def _made(page: QualityPage, ending: str, gate: Gate, stem: str) -> ClearedFile:
    if ending == "csv":
        return quality_table(page, stem)
    return render_quality(page, [DocumentFormat(ending)], gate, stem)[0]


def _page(workspace: Workspace, engagement: Engagement, found: CallQuality, gate: Gate) -> QualityPage:
    dataset = found.dataset
    days = f", {dataset.first_day} to {dataset.last_day}" if dataset.first_day else ""
    return QualityPage(
        subject=gate.label(
            f"Data quality of the calls for service, {engagement.name}", "name of the engagement"
        ),
        organisation=gate.label(ORGANISATION, "organisation"),
        file=gate.label(f"{dataset.file_name}: {dataset.rows_in:,} rows{days}", "file name"),
        introduction=gate.label(_INTRODUCTION, "data quality"),
        made_on=workspace.today(),
        answers=clear_answers(gate, found.answers),
        findings=clear_findings(gate, found.findings),
        threshold=int(gate.threshold),
    )


def _facts(dataset: Dataset) -> ExportFacts:
    from leaptui.calls.recipe import Recipe

    recipe = Recipe.from_toml(dataset.recipe)
    files = tuple((str(each["name"]), int(each["rows"])) for each in json.loads(dataset.sources))
    return ExportFacts(
        rows_in=dataset.rows_in,
        files=files or ((dataset.file_name, dataset.rows_in),),
        roles=frozenset(column.role for column in recipe.columns),
        left_out=_LEFT_OUT.get(recipe.place_rule, frozenset()),
        units_collapsed=recipe.collapse_units,
        timezone=dataset.timezone,
        set_aside=tuple((line.reason.value, line.rows) for line in ledger_of(dataset).set_aside),
        problems=tuple(
            Problem(str(each["problem"]), int(each["rows"]), str(each["effect"]))
            for each in json.loads(dataset.problems)
        ),
    )
