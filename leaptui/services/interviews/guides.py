"""Interview guides: those that come with leaptui, a person's own, and sheets of them in and out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaptui.disclosure import outlet
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import csv_table
from leaptui.domain.errors import InputRefused, OutputRefused, UnknownName
from leaptui.domain.text import one_line, slug
from leaptui.practice.guide_sheet import COLUMNS, SETTINGS, guides_from, rows_from, rows_of, settings_of
from leaptui.services.interviews.confidences import house_confidences
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.disclosure.cleared import ClearedFile
    from leaptui.practice.content import Guide

FORMATS = ("csv", "xlsx")
_MOST_BYTES = 4_000_000
"""A guide is written by hand; a larger sheet is something else."""


def guides(workspace: Workspace, *, language: str = "") -> tuple[Guide, ...]:
    """Every interview guide, or those of a language (ISO 639-1)."""
    return tuple(
        guide for guide in workspace.practice.guides if not language or guide.language == language.lower()
    )


def guide_named(workspace: Workspace, wanted: str) -> Guide:
    """A guide by its id or its title.

    Raises:
        UnknownName: When there is none.
    """
    for guide in workspace.practice.guides:
        if slug(wanted) in {slug(guide.id), slug(guide.title)}:
            return guide
    raise UnknownName(
        f"There is no interview guide “{one_line(wanted)}”.",
        next_step="The guides are: " + ", ".join(each.id for each in workspace.practice.guides) + ".",
    )


def fitting_guide(known: Iterable[Guide], groups: Iterable[str], language: str = "") -> Guide | None:
    """The guide for people of these groups, in their language where there is one, else in English."""
    wanted = {language.lower()[:2], "en"} if language else {"en"}
    of_groups = [guide for guide in known if set(guide.groups) & set(groups)]
    of_groups.sort(key=lambda guide: guide.language != language.lower()[:2])
    return next((guide for guide in of_groups if guide.language in wanted), None)


def import_guides(workspace: Workspace, path: Path, *, replace: bool = False) -> tuple[Guide, ...]:
    """Take the guides of a sheet (CSV or XLSX) into the person's own practice folder.

    One that is there already gets the next version unless the sheet says a higher one, so that
    an interview still names the version it used.

    Args:
        workspace: Whose folder it is.
        path: The sheet (`leaptui.practice.guide_sheet` says its columns).
        replace: Whether a guide of the same id may be replaced.

    Raises:
        InputRefused: When the sheet cannot be read, lacks a column, or a guide of its id is there.
        OutputRefused: When the folder cannot be written.
    """
    questions, settings = _rows(path)
    groups = [group.key for group in workspace.practice.groups]
    found = guides_from(questions, settings, groups, path.name)
    known = {guide.id: guide for guide in workspace.practice.guides}
    there = [guide.id for guide in found if guide.id in known]
    if there and not replace:
        raise InputRefused(
            f"There is a guide {there[0]} already.",
            safe="No guide was added.",
            next_step="Give the sheet another form_id, or replace the guide with --replace.",
        )
    from dataclasses import replace as with_

    newer = [
        with_(guide, version=max(guide.version, known[guide.id].version + 1)) if guide.id in known else guide
        for guide in found
    ]
    _keep(workspace, newer)
    return tuple(newer)


def export_guide(workspace: Workspace, guide: Guide, folder: Path, form: str = "csv") -> Path:
    """Write a guide as a sheet that `import_guides` and XLSForm programs read.

    Args:
        workspace: Whose confidences must not stand in it.
        guide: Which guide.
        folder: Where the file goes; named after the guide.
        form: `csv` or `xlsx`.

    Raises:
        InputRefused: When the format is another.
        Withheld: When a question repeats something that was said in confidence.
        OutputRefused: When the folder cannot be written.
    """
    if form not in FORMATS:
        raise InputRefused(
            f"A guide cannot be written as “{one_line(form)}”.",
            safe="Nothing was written.",
            next_step="It can be csv or xlsx.",
        )
    gate = Gate(Audience.PUBLIC, house_confidences(workspace))
    make = _as_csv if form == "csv" else _as_xlsx
    return outlet.write(folder, make(workspace, guide, gate))


def _as_csv(_: Workspace, guide: Guide, gate: Gate) -> ClearedFile:
    settings = [gate.label(each, "the settings of the guide") for each in settings_of(guide)]
    rows = [
        (
            *(gate.label(cell, "the guide") for cell in row),
            *(settings if number == 0 else [None] * len(SETTINGS)),
        )
        for number, row in enumerate(rows_of(guide))
    ]
    return csv_table(f"{guide.id}.csv", [*COLUMNS, *SETTINGS], rows)


def _as_xlsx(workspace: Workspace, guide: Guide, gate: Gate) -> ClearedFile:
    from leaptui.documents.sheets import Sheet, Table
    from leaptui.documents.workbook import make_xlsx

    questions = [[gate.label(cell, "the guide") for cell in row] for row in rows_of(guide)]
    settings = [gate.label(each, "the settings of the guide") for each in settings_of(guide)]
    made = make_xlsx(
        [
            Sheet(name="survey", tables=(Table(columns=COLUMNS, rows=questions),)),
            Sheet(name="settings", tables=(Table(columns=SETTINGS, rows=[settings]),)),
        ],
        made_at=int(workspace.now().timestamp()),
    )
    words = "\n".join(cell.text for row in [*questions, settings] for cell in row)
    return gate.finished(f"{guide.id}.xlsx", made, words)


def _rows(path: Path) -> tuple[Sequence[Any], Any]:
    """The questions and the settings of a sheet."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputRefused(f"{path.name} is too large for a guide.", safe="No guide was added.")
        raw = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", safe="No guide was added.") from error
    from leaptui.calls.workbook import is_workbook

    if not is_workbook(path, raw[:8]):
        return rows_from(_cells(raw, path.name), path.name), {}
    sheets = _sheets(path)
    survey = _cells(_sheet(path, "survey" if "survey" in sheets else None), path.name)
    settings = _cells(_sheet(path, "settings"), path.name) if "settings" in sheets else []
    return rows_from(survey, path.name), (rows_from(settings, path.name) or [{}])[0] if settings else {}


def _sheets(path: Path) -> tuple[str, ...]:
    from leaptui.calls.workbook import sheet_as_csv

    return sheet_as_csv(path, None, lambda _: None).sheets


def _sheet(path: Path, name: str | None) -> bytes:
    from leaptui.calls.workbook import sheet_as_csv

    pieces: list[bytes] = []
    sheet_as_csv(path, name, pieces.append)
    return b"".join(pieces)


def _cells(raw: bytes, where: str) -> list[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{where} is not UTF-8 text.", safe="No guide was added.", next_step="Save it as UTF-8 CSV."
        ) from error
    try:
        delimiter = csv.Sniffer().sniff(text.split("\n", 1)[0], ",;\t").delimiter
    except csv.Error:
        delimiter = ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputRefused(f"{where} is not a table: {error}.", safe="No guide was added.") from error


def _keep(workspace: Workspace, found: Sequence[Guide]) -> None:
    import tomli_w

    from leaptui.practice.reader import load_practice
    from leaptui.store.files import write_private

    folder = workspace.home / "practice" / "guides"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for guide in found:
            content = tomli_w.dumps(_document(guide, workspace.today().isoformat()))
            write_private(folder / f"{guide.id}.toml", content=content.encode("utf-8"))
    except OSError as error:
        raise OutputRefused(
            f"{folder} cannot be written: {error.strerror}.", safe="The guides are as they were."
        ) from error
    workspace.practice = load_practice(workspace.home / "practice")


def _document(guide: Guide, today: str) -> dict[str, Any]:
    return {
        "id": guide.id,
        "version": guide.version,
        "title": guide.title,
        "language": guide.language,
        "minutes": guide.minutes,
        "groups": list(guide.groups),
        "about": {
            "version": guide.version,
            "text": "Open questions for a conversation.",
            "source": "own guide",
            "as_of": today,
            "mark": "D",
        },
        "question": [
            {"short": each.short, "text": each.text, "prompts": list(each.prompts)}
            for each in guide.questions
        ],
    }
