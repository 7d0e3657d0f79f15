"""The last step of an import: what would be stored and what would not, and what was."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import ColumnRole, Inspection
from leaptui.tui.dates import months_shown
from leaptui.tui.names import city_shown
from leaptui.tui.screens.importing.rows import PLACES
from leaptui.tui.screens.importing.state import ImportState
from leaptui.tui.text import fit, join, paragraph, plain

_LABEL = 15


def store_lines(state: ImportState, width: int) -> list[Content]:
    """What would be stored, what is odd, what cannot be had, and what leaves no trace."""
    found = state.inspection
    if found is None:
        return []
    shown = [
        join(plain("▸ ", "b $accent"), plain("Enter imports it: all of it, or nothing", "b $accent")),
        Content(""),
    ]
    shown += _told(_kept(state, found), width)
    shown += [Content(""), plain("What leaves no trace", "b")]
    shown += _told(_gone(state, found), width)
    shown += [Content(""), plain("What is odd, and what it means", "b")]
    if not found.problems:
        shown.append(join(plain("✓ ", "$success"), plain("Nothing odd was found.")))
    for each in found.problems:
        number = f"{each.rows:,}"
        rows = (
            f" {number} row{'s' if each.rows > 1 else ''}."
            if each.rows and number not in each.problem
            else ""
        )
        lines = paragraph(f"{each.problem}{rows}", width - 2)
        shown += [join(plain("▲ ", "$warning"), lines[0]), *(join("  ", line) for line in lines[1:])]
        shown += [join("  ", line) for line in paragraph(each.effect, width - 2, "$text-muted")]
    return shown


def _kept(state: ImportState, found: Inspection) -> list[tuple[str, str]]:
    kept = [column for column in found.columns if _is_kept(state, column.role)]
    notes = state.notes
    readable = [time.parsed for time in found.times if _is_received(found, time.column)]
    rows = f"{found.rows:,}"
    if readable and min(readable) < found.rows:
        rows += f", of which about {min(readable):,} can be used: the others have no time that can be read"
    if state.further:
        behind = ", ".join(f"{each.path.name} with {each.rows:,}" for each in state.further)
        rows += f" in the first file; {behind}; {state.rows:,} in all"
    return [
        ("City", f"{city_shown(state.engagement.name)}, times in {state.engagement.timezone}"),
        ("File", found.file),
        ("Rows", rows),
        ("From", ", ".join(filter(None, (notes.sender, notes.received))) or "not noted: ← notes it"),
        ("Columns", f"{len(kept)}: {', '.join(column.name for column in kept)}"),
        ("Cannot be had", ", ".join(found.not_available) or "nothing is missing"),
    ]


def _gone(state: ImportState, found: Inspection) -> list[tuple[str, str]]:
    dropped = [column.name for column in found.columns if not _is_kept(state, column.role)]
    place, _ = PLACES[state.correction.place_rule]
    if found.column_with(ColumnRole.PLACE) is None:
        place = "the file has none"
    told = [
        ("The file itself", "its name, size and SHA-256 are kept, not its bytes"),
        ("Columns", f"{len(dropped)}: {', '.join(dropped)}" if dropped else "every column is kept"),
        ("Places", f"{place}; coordinates never"),
    ]
    if state.correction.keep_text:
        told.append(("Free text", "names, telephone numbers, plates and addresses in it are struck out"))
    return told


def _is_kept(state: ImportState, role: ColumnRole) -> bool:
    return role is not ColumnRole.IGNORED and (role is not ColumnRole.NARRATIVE or state.correction.keep_text)


def _is_received(found: Inspection, name: str) -> bool:
    received = {ColumnRole.RECEIVED, ColumnRole.RECEIVED_DATE}
    return any(column.name == name and column.role in received for column in found.columns)


def _told(lines: Iterable[tuple[str, str]], width: int) -> list[Content]:
    shown = []
    for name, value in lines:
        wrapped = paragraph(value, width - _LABEL - 1) or [Content("")]
        shown.append(join(plain(f"{name:<{_LABEL}} ", "$text-muted"), wrapped[0]))
        shown += [join(" " * (_LABEL + 1), line) for line in wrapped[1:3]]
    return shown


def stored_lines(dataset: Dataset, unreadable: int, width: int) -> list[Content]:
    """What was imported, over its ledger.

    Args:
        dataset: What was stored.
        unreadable: Rows that could not be read.
        width: Cells there are.
    """
    used = f"{dataset.rows_used:,} of {dataset.rows_in:,} rows are used"
    period = months_shown(dataset.first_day, dataset.last_day)
    told = paragraph(f"Imported. {used}: {dataset.label or dataset.file_name}, {period}.", width - 2)
    shown = [join(plain("✓ ", "$success"), told[0]), *(join("  ", line) for line in told[1:])]
    adds_up = "Rows of the file = used + set aside. Enter opens the rows behind a line."
    shown += [join("  ", line) for line in paragraph(adds_up, width - 2, "$text-muted")]
    if unreadable:
        rows = "1 row" if unreadable == 1 else f"{unreadable:,} rows"
        mend = join(
            plain("▲ ", "$warning"), plain(f"{rows} could not be read: "), plain("P", "b $primary"),
            plain(" writes a sheet for the city to mend", "$text-muted"),
        )  # fmt: skip
        shown.append(fit(mend, width))
    return [*shown, Content("")]


def next_lines(width: int) -> list[Content]:
    """What comes next, under the ledger."""
    keys = (("Esc", " shows the calls, then "), ("T", " reviews their types, "), ("Q", " their quality"))
    told = [part for key, words in keys for part in (plain(key, "b $primary"), plain(words))]
    return [fit(join(plain("▸ ", "b $accent"), *told), width)]
