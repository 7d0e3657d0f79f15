"""Whether a city's calls can carry what they are asked for: the data-quality page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_quality import clear_answers, clear_findings
from leaptui.disclosure.cleared import ClearedFile
from leaptui.documents.formats import DocumentFormat
from leaptui.documents.kinds.quality import QualityPage, compose, quality_table
from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.call_quality import ExportFacts, FamilyAnswer, QualityFinding, answers
from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnRole, Problem
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.calls.ledger import ledger_of
from leaptui.services.calls.opened import calls_of
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.documents.prepared import Prepared, make
from leaptui.services.workspace import Workspace

MOST_ROWS = 200
"""Rows shown behind a finding."""
ENDINGS = ("csv", "md", "docx", "pdf", "html")
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


@dataclass(frozen=True, slots=True)
class ReadyQuality:
    """The page for the city as it would leave, before it is rendered."""

    page: QualityPage
    prepared: Prepared


def quality(workspace: Workspace, dataset: Dataset) -> CallQuality:
    """Look a dataset over, by the rules of its ledger that are on.

    Raises:
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    from leaptui.calls.quality import findings

    found = findings(calls_of(workspace, dataset).loaded, _facts(dataset))
    return CallQuality(dataset=dataset, answers=answers(found), findings=found)


def rows_of_finding(
    workspace: Workspace, dataset: Dataset, key: str, limit: int = MOST_ROWS, *, offset: int = 0
) -> Sequence[dict[str, str]]:
    """Rows behind a finding in the order of the file, as text; none for one that no rows stand for."""
    from leaptui.calls.quality import rows_of

    return rows_of(calls_of(workspace, dataset).loaded, key, limit, offset)


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
    ready = prepare_quality(workspace, engagement, dataset, audience)
    files = quality_files(ready, path.stem, [path.suffix.removeprefix(".").lower()])
    return hand_over_quality(workspace, engagement, ready, files, path.parent, over=over)


def prepare_quality(
    workspace: Workspace, engagement: Engagement, dataset: Dataset, audience: str = Audience.CITY_TEAM
) -> ReadyQuality:
    """Gather the page through the gate.

    Raises:
        InputRefused: When there is no such audience.
        Withheld: When a name in the file repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience_named(audience), "quality")
    gate = through.gate
    found = quality(workspace, dataset)
    days = f", {dataset.first_day} to {dataset.last_day}" if dataset.first_day else ""
    page = QualityPage(
        subject=gate.label(
            f"Data quality of the calls for service, {engagement.name}", "name of the engagement"
        ),
        organisation=gate.label(ORGANISATION, "organisation"),
        file=gate.label(f"{dataset.file_name}: {dataset.rows_in:,} rows{days}", "file name"),
        introduction=gate.label(_INTRODUCTION, "data quality"),
        made_on=workspace.today(),
        audience=gate.audience,
        answers=clear_answers(gate, found.answers),
        findings=clear_findings(gate, found.findings),
        threshold=int(gate.threshold),
    )
    return ReadyQuality(page, through.prepared(compose(page)))


def quality_files(ready: ReadyQuality, stem: str, endings: Sequence[str]) -> tuple[ClearedFile, ...]:
    """The finished files, not yet written. Takes a second or two and needs no store.

    Args:
        ready: What they say.
        stem: Their name without its ending.
        endings: Each `csv`, `md`, `docx`, `pdf` or `html`.

    Raises:
        InputRefused: When an ending is none of these.
        Withheld: When something protected is in a finished file after all.
    """
    strange = next((each for each in endings if each not in ENDINGS), None)
    if strange is not None:
        raise InputRefused(
            f"A quality page cannot be written as “{one_line(strange)}”.",
            safe="Nothing was written.",
            next_step="End the name in " + ", ".join(f".{each}" for each in ENDINGS) + ".",
        )
    formats = [DocumentFormat(each) for each in endings if each != "csv"]
    table = (quality_table(ready.page, stem),) if "csv" in endings else ()
    made = make(replace(ready.prepared, stem=stem), formats).files if formats else ()
    return (*made, *table)


def hand_over_quality(
    workspace: Workspace,
    engagement: Engagement,
    ready: ReadyQuality,
    files: Sequence[ClearedFile],
    folder: Path,
    *,
    over: bool = True,
) -> HandedOver:
    """Write finished files into a folder, all or none, and record them with their hashes.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder cannot be written.
    """
    readers = ready.prepared.audience
    written = hand_over_files(workspace, engagement, "data quality page", readers, files, folder, over=over)
    return HandedOver(files=written)


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
