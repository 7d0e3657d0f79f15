"""The rows of the import's lists: going on, and one row for each thing that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from leaptui.domain.call_choices import PlaceRule
from leaptui.domain.calls import ColumnReading, ColumnRole, Inspection
from leaptui.services.calls.recipes import FurtherFile
from leaptui.tui.dialogs.path import size_shown
from leaptui.tui.screens.importing.state import ImportState
from leaptui.tui.screens.importing.words import delimiter_name, quote_name
from leaptui.tui.text import fit, join, plain, row
from leaptui.tui.widgets.pick_list import Pick, Rest

GO_ON = "go on"
"""Key of the row that leads to the next step."""
LABEL = 17
"""Cells of a setting's label."""
PLACES: dict[PlaceRule, tuple[str, str]] = {
    PlaceRule.BLOCK: ("to the hundred block", "1234 MAIN ST becomes 1200 block MAIN ST"),
    PlaceRule.DISTRICT: ("beat or district only", "no repeat places can be shown"),
    PlaceRule.DROP: ("not kept at all", "no repeat places, nothing by district"),
}
"""How exactly places are kept, and what follows from it."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The row that leads on.

    Attributes:
        words: Where to.
        questions: How many things stand before it.
    """

    words: str
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be changed with Enter.

    Attributes:
        key: Which.
        label: What it is.
        value: How it stands.
        note: What follows from it, muted.
        chosen: Whether a person chose it.
    """

    key: str
    label: str
    value: str
    note: str = ""
    chosen: bool = False


Row = GoOn | Setting | ColumnReading


def go_on_line(here: GoOn, width: int) -> Content:
    """`▸ Go on to the columns`, or how many questions come first."""
    if here.questions:
        number = f"{here.questions} question{'s' if here.questions > 1 else ''} first"
        return fit(join(plain("▲ ", "b $warning"), plain(number, "b $warning")), width)
    return fit(join(plain("▸ ", "b $accent"), plain(here.words, "b $accent")), width)


def setting_line(setting: Setting, width: int) -> Content:
    """Label, value, and what follows from it where there is room."""
    value = plain(setting.value, "b" if setting.chosen else "")
    room = max(width - LABEL - 3, 8)
    note = setting.note if value.cell_length + 2 + plain(setting.note).cell_length <= room else ""
    told = join(value, plain(f"  {note}", "$text-muted")) if note else value
    return row((2, LABEL, room), ("", plain(setting.label, "$text-muted"), told), gap=0)


def file_rows(state: ImportState) -> list[Pick[Row] | Rest]:
    """The first step: what the file is, each line changeable."""
    path, found = state.path, state.inspection
    if path is None:
        return [Pick("file", Setting("file", "File", "none yet", "Enter chooses it"))]
    rows: list[Setting] = []
    if found is None:
        rows.append(Setting("file", "File", path.name, "Enter chooses another"))
        rows += [Setting("header", "Column names", "not found", "Enter says in which line they stand")]
        return _picks(None, rows)
    inside = f"within it {found.shape.inside}" if found.shape.inside else ""
    rows.append(Setting("file", "File", f"{found.file}, {size_shown(found.size)}", inside))
    rows += [
        Setting(
            f"further {place}", "and behind it", f"{each.path.name}, {each.rows:,} rows", _further_note(each)
        )
        for place, each in enumerate(state.further)
    ]
    rows += _written_rows(state, found)
    rows.append(_recipe_row(state))
    return _picks(GoOn("Go on to the columns"), rows)


def _further_note(file: FurtherFile) -> str:
    return f"lacks {', '.join(file.lacks[:3])}" if file.lacks else "Enter leaves it out"


def _written_rows(state: ImportState, found: Inspection) -> list[Setting]:
    chosen = state.correction
    if found.sheet:
        others = [
            f"{each.name}: {each.kind.label}" for each in found.shape.sheet_notes if each.name != found.sheet
        ]
        note = f"beside it {'; '.join(others[:2])}{' …' if len(others) > 2 else ''}" if others else ""
        rows = [Setting("sheet", "Sheet", found.sheet, note, chosen.sheet is not None)]
    else:
        rows = [
            Setting("encoding", "Encoding", found.encoding.upper(), "", chosen.encoding is not None),
            Setting(
                "delimiter",
                "Between columns",
                delimiter_name(found.delimiter),
                "",
                chosen.delimiter is not None,
            ),
            Setting("quote", "Around cells", quote_name(found.quote), "", chosen.quote is not None),
        ]
    two = " and the one above" if found.shape.header_lines == 2 else ""
    line = f"line {found.header_row}{two}" if found.header_row else "none: the columns are numbered"
    return [*rows, Setting("header", "Column names", line, "", chosen.header_row is not None)]


def _recipe_row(state: ImportState) -> Setting:
    if state.past is None:
        return Setting("recipe", "Recipe", "none", "how an earlier file was read")
    number = len(state.differences)
    note = f"{number} difference{'s' if number > 1 else ''}" if number else "nothing is different"
    return Setting("recipe", "Recipe", f"read as {state.past.file}", note, chosen=True)


def _pick(key: str, value: Row) -> Pick[Row]:
    return Pick(key, value)


def _picks(ahead: GoOn | None, settings: Sequence[Setting]) -> list[Pick[Row] | Rest]:
    rows: list[Pick[Row] | Rest] = [_pick(GO_ON, ahead)] if ahead else []
    return [*rows, *(_pick(each.key, each) for each in settings)]


def column_rows(state: ImportState) -> list[Pick[Row] | Rest]:
    """The second step: each column as it is read."""
    ahead = GoOn("Go on to rules and privacy", len(state.questions))
    return [_pick(GO_ON, ahead), *(_pick(f"column {each.name}", each) for each in state.columns)]


def rule_rows(state: ImportState) -> list[Pick[Row] | Rest]:
    """The third step: rules, privacy, and where the file is from."""
    found, chosen, notes = state.inspection, state.correction, state.notes
    if found is None:
        return []
    place, effect = PLACES[chosen.place_rule]
    texts = [column.name for column in found.columns if column.role is ColumnRole.NARRATIVE]
    if not texts:
        text = Setting("text", "Free text", "the file has none that was recognised")
    elif chosen.keep_text:
        text = Setting("text", "Free text", f"{', '.join(texts)} kept, redacted", chosen=True)
    else:
        text = Setting("text", "Free text", f"{', '.join(texts)} not kept")
    minutes = chosen.duplicate_minutes
    rows = [
        Setting("places", "Places", place, effect, chosen.place_rule is not PlaceRule.BLOCK),
        text,
        _units_row(state, found),
        Setting(
            "duplicates",
            "Duplicates",
            f"same type and place within {minutes} minutes" if minutes else "not looked for",
        ),
        Setting(
            "utc",
            "Clock",
            "UTC, moved to the city's" if chosen.times_are_utc else "the city's own",
            state.engagement.timezone or "",
            chosen.times_are_utc,
        ),
        Setting(
            "from",
            "From",
            ", ".join(filter(None, (notes.sender, notes.received))) or "not noted",
            chosen=bool(notes.sender or notes.received),
        ),
        Setting("label", "Called", notes.label or found.file, chosen=bool(notes.label)),
        Setting(
            "request",
            "Answers",
            notes.request.title if notes.request else "no data request",
            chosen=notes.request is not None,
        ),
    ]
    return _picks(GoOn("Go on to what would be stored"), rows)


def _units_row(state: ImportState, found: Inspection) -> Setting:
    if found.column_with(ColumnRole.INCIDENT_ID) is None:
        return Setting("units", "Units", "every row is a call", "no column holds an incident id")
    if state.correction.collapse_units:
        return Setting("units", "Units", "the rows of one incident are one call")
    return Setting("units", "Units", "every row is a call", "incident ids are not heeded", chosen=True)
