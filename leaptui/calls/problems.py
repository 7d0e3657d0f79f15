"""What is odd in a file, and what it means for the figures."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.calls.dialect import Dialect
from leaptui.calls.look import Look
from leaptui.calls.profiles import Profile
from leaptui.calls.source import Source
from leaptui.calls.time_columns import Claim
from leaptui.calls.time_problems import about_durations, about_times
from leaptui.calls.value_problems import about_values
from leaptui.calls.words import ID_NOUNS, ID_SUBJECTS, words_of
from leaptui.domain.calls import ColumnRole, Correction, Problem
from leaptui.domain.inspection import FileShape, RowCounts, SheetKind

EXCEL_ROWS = 1_048_576
_NAMED = 5

_NEEDED: tuple[tuple[str, tuple[tuple[ColumnRole, ...], ...]], ...] = (
    ("call processing", ((ColumnRole.DISPATCHED,),)),
    ("travel", ((ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE), (ColumnRole.ARRIVED,))),
    ("response", ((ColumnRole.ARRIVED,),)),
    ("time on scene", ((ColumnRole.ARRIVED,), (ColumnRole.CLEARED,))),
    ("busy time", ((ColumnRole.DISPATCHED, ColumnRole.EN_ROUTE, ColumnRole.ARRIVED), (ColumnRole.CLEARED,))),
)
"""For each measure, the roles of which one each must be there beside the received time."""

_USUAL_WIDTHS = frozenset({20, 24, 25, 30, 32, 40, 50, 60, 64})
"""Widths of text fields in dispatch systems: text exactly this long was probably longer."""
_TELLING_WIDTH = 30
"""Below it a single text of that length may end there by itself."""
_GUESSED = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp437": "DOS code page 437",
    "utf-16-le": "UTF-16, low byte first,",
    "utf-16-be": "UTF-16, high byte first,",
}
"""Encodings that a file's bytes never name; a byte-order mark says `utf-16`."""
HOUR_OF_DAY = "hour of day"


def not_available(roles: set[ColumnRole], *, hours: bool) -> tuple[str, ...]:
    """The measures that a file with these roles cannot give.

    Args:
        roles: What its columns are read as.
        hours: Whether the received time says the hour.
    """
    missing = [
        name for name, needs in _NEEDED if not hours or not all(roles & set(any_of) for any_of in needs)
    ]
    return tuple(missing if hours else [HOUR_OF_DAY, *missing])


def problems_of(
    source: Source,
    look: Look,
    first_header: str,
    shape: FileShape,
    correction: Correction,
    *,
    timezone: str = "",
) -> list[Problem]:
    """Everything odd that can be said before a file is imported.

    Args:
        source: The file.
        look: What was found out about it.
        first_header: As it stands in the file.
        shape: How the file is written.
        correction: What a person changed or answered.
        timezone: The city's zone, where it is known.
    """
    names = look.dialect.names
    return [
        *_about_rejected(look.rejected),
        *_about_sheets(source, shape),
        *_about_bytes(source, first_header),
        *_about_header(look.dialect),
        *_about_rows(shape.counts),
        *_about_columns(names, look.claims, look.profiles),
        *about_times(names, look.claims, look.times, look.second, timezone, correction),
        *about_durations(names, look.claims, look.profiles),
        *about_values(names, look.claims, look.profiles, correction),
        *_about_length(look.rows),
    ]


def _about_rejected(rejected: int) -> list[Problem]:
    if not rejected:
        return []
    return [
        Problem(
            "Rows do not have the cells the header announces.", rejected, "They are set aside as unreadable."
        )
    ]


def _about_sheets(source: Source, shape: FileShape) -> list[Problem]:
    """What else is in the workbook or the archive."""
    found = []
    if source.beside:
        shown = ", ".join(source.beside[:_NAMED])
        found.append(Problem(f"The archive also holds {shown}.", 0, "Only the table in it is read."))
    if source.taken is None:
        return found
    read = source.taken.sheet
    others = [note for note in shape.sheet_notes if note.kind is SheetKind.CALLS and note.name != read]
    if others:
        named = ", ".join(note.name if note.visible else f"{note.name} (hidden)" for note in others[:_NAMED])
        found.append(
            Problem(
                f"More than one sheet looks like rows of calls: beside {read} also {named}.",
                sum(note.rows for note in others),
                f"Only {read} is read. Import the others too, or ask which one counts.",
            )
        )
    own = next((note for note in shape.sheet_notes if note.name == read), None)
    if own is not None and own.kind in (SheetKind.TOTALS, SheetKind.PIVOT, SheetKind.NOTES, SheetKind.CODES):
        found.append(
            Problem(
                f"{read} looks like {own.kind.label}: {own.reason}.",
                own.rows,
                "A summary holds no calls. Ask the city for the rows behind it.",
            )
        )
    return found


def _about_header(dialect: Dialect) -> list[Problem]:
    found = []
    if not dialect.header_row:
        found.append(
            Problem(
                "The file has no header.", 0, "Columns are named by their place; say what each of them holds."
            )
        )
    titles = dialect.header_row - dialect.header_lines
    if titles > 0:
        found.append(
            Problem(
                f"{titles:,} {'line stands' if titles == 1 else 'lines stand'} above the header.",
                titles,
                "They are passed over and are none of the rows.",
            )
        )
    if dialect.header_lines > 1:
        found.append(
            Problem(
                "The header stands in two rows.",
                2,
                f"Their words are put together, as in “{dialect.names[0]}” and “{dialect.names[-1]}”.",
            )
        )
    return found


def _about_rows(counts: RowCounts) -> list[Problem]:
    aside = "They are no calls; set aside as unreadable."
    found = [
        Problem(said, rows, aside)
        for said, rows in (
            ("The header stands again between the rows.", counts.headers_again),
            ("Rows of totals stand among the calls.", counts.totals),
            ("Rows are blank, or hold one note or a rule of dashes.", counts.fillers),
        )
        if rows
    ]
    if counts.without_day:
        found.append(
            Problem(
                "Rows have times and no day of their call.",
                counts.without_day,
                "They are calls that cannot be placed, and are set aside as unreadable. Where the day stands only "
                "once above its calls, fill it down in a spreadsheet and read that file.",
            )
        )
    if counts.repeated:
        found.append(
            Problem(
                "Rows say the same as an earlier one in everything that tells calls apart.",
                counts.repeated,
                "Rows of one incident become one call, so these add none."
                if counts.incidents
                else "Without incident ids each counts as a call, unless type and place make it a duplicate.",
            )
        )
    return found


def _about_bytes(source: Source, first_header: str) -> list[Problem]:
    found = []
    if first_header.startswith("ï»¿"):
        found.append(
            Problem(
                "The first header begins with a byte-order mark that was encoded twice.",
                0,
                "The mark is dropped.",
            )
        )
    facts = source.facts
    if facts.nul_bytes:
        found.append(Problem(f"The file has {facts.nul_bytes:,} NUL bytes.", 0, "They are dropped."))
    if facts.encoding in _GUESSED:
        found.append(
            Problem(
                f"The file is not UTF-8 and does not say what it is; {_GUESSED[facts.encoding]} is a guess.",
                0,
                "Letters with accents in types, places and names may be wrong; check some.",
            )
        )
    if facts.stray_bytes:
        found.append(
            Problem(
                f"{facts.stray_bytes:,} bytes are not valid UTF-8.",
                0,
                "They are read as Windows-1252; check accents in names.",
            )
        )
    return found


def _about_columns(
    names: Sequence[str], claims: Sequence[Claim], profiles: Sequence[Profile]
) -> list[Problem]:
    roles = {claim.role for claim in claims}
    found = []
    if ColumnRole.INCIDENT_ID not in roles:
        found.append(_about_missing_ids(names, profiles))
    if ColumnRole.TYPE_FINAL in roles and ColumnRole.TYPE_INITIAL not in roles:
        found.append(
            Problem(
                "Only the final type is there.",
                0,
                "Eligibility is judged by what a call turned out to be, not by what was known.",
            )
        )
    if not roles & {ColumnRole.SOURCE, ColumnRole.OFFICER_INITIATED}:
        found.append(
            Problem(
                "No column says who began a call.",
                0,
                "Officer-initiated calls are told by their type, and by arrival at the moment of the call.",
            )
        )
    for name, claim, profile in zip(names, claims, profiles, strict=True):
        if claim.role in (ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL):
            found.extend(_about_types(name, profile))
    return found


def _about_missing_ids(names: Sequence[str], profiles: Sequence[Profile]) -> Problem:
    """No incident ids: none at all, or a column of them that repeats a few."""
    effect = "Every row counts as one call; units cannot be collapsed."
    for name, profile in zip(names, profiles, strict=True):
        words = set(words_of(name))
        subject = max((ID_SUBJECTS.get(word, 0.0) for word in words), default=0.0)
        if subject >= 1 and ID_NOUNS & words and profile.cut_numbers:
            return Problem(
                f"A spreadsheet has cut numbers in {name}, as in {profile.samples[0][:24]}: calls share them.",
                profile.cut_numbers,
                f"It is not used. {effect} Ask for the column as text.",
            )
        if subject >= 1 and ID_NOUNS & words and profile.filled > 0.7 and profile.unique <= 0.3:
            rows = len(profile.values)
            return Problem(
                f"{name} seems to be the incident id, but {rows:,} sampled rows have only "
                f"{profile.distinct:,} of them.",
                rows,
                f"It is not used. {effect} Ask the city whether these are one call.",
            )
    return Problem("No column holds an incident id.", 0, effect)


def _about_types(name: str, profile: Profile) -> list[Problem]:
    found = []
    dashed = sum(value.startswith(("--", "=", "+", "@")) for value in profile.values)
    if dashed:
        found.append(
            Problem(
                f"Values in {name} begin with a sign that spreadsheets take for a formula.",
                dashed,
                "They are kept as text, and neutralised when written out.",
            )
        )
    longest = max(map(len, profile.values), default=0)
    cut = sum(len(value) == longest for value in set(profile.values))
    if longest in _USUAL_WIDTHS and (cut > 1 or longest >= _TELLING_WIDTH):
        found.append(
            Problem(
                f"Text in {name} seems to be cut at {longest} characters.",
                cut,
                "Types that differ only later look the same.",
            )
        )
    if profile.filled < 0.98:
        found.append(
            Problem(
                f"{name} is empty in {1 - profile.filled:.0%} of the sampled rows.",
                0,
                "The type code stands in where there is one; the rest stays unmapped.",
            )
        )
    return found


def _about_length(rows: int) -> list[Problem]:
    if rows in (EXCEL_ROWS, EXCEL_ROWS - 1, 65_535, 65_536):
        return [Problem("The file ends exactly where Excel does.", rows, "Later calls are probably missing.")]
    return []
