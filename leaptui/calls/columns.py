"""What each column of an export is read as: by its header's words, and by its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.calls.profiles import Kind, Profile
from leaptui.calls.time_columns import Claim, claim_times
from leaptui.calls.trials import ColumnTimes
from leaptui.calls.words import (
    COORDINATES,
    DISTRICT_ORDER,
    ID_NOUNS,
    ID_SUBJECTS,
    PERSONAL,
    PLACE_WORDS,
    ROW_COUNTERS,
    TYPE_WORDS,
    words_of,
)
from leaptui.domain.calls import ColumnRole, Confidence

_FINAL = frozenset({"final", "cleared", "last"})
_FIRST = frozenset({"initial", "first"})
_MODIFIER = frozenset({"suffix", "modifier", "sub", "secondary", "level"})
_NOT_A_TYPE = frozenset({"disposition", "location", "caller", "premise", "unit", "agency", "shift", "priority",
                         "address", "alarm", "zone", "beat", "district", "report", "street"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column on its way to a role."""

    position: int
    name: str
    words: tuple[str, ...]
    profile: Profile
    times: ColumnTimes | None

    def weight(self, lexicon: dict[str, float]) -> float:
        """The strongest of its header's words in a lexicon."""
        return max((lexicon.get(word, 0.0) for word in self.words), default=0.0)


class _Assigned:
    """The claims made so far; the first claim on a column stands."""

    def __init__(self) -> None:
        self.claims: dict[int, Claim] = {}

    def free(self, columns: Sequence[Column]) -> list[Column]:
        return [column for column in columns if column.position not in self.claims]

    def give(self, column: Column, role: ColumnRole, confidence: Confidence, reason: str) -> None:
        self.claims.setdefault(column.position, Claim(role, confidence, reason))


def assign_roles(
    names: Sequence[str], profiles: Sequence[Profile], times: dict[int, ColumnTimes]
) -> tuple[Claim, ...]:
    """A role, a confidence and a reason for every column.

    Args:
        names: The headers.
        profiles: What the sampled values look like.
        times: How the columns that hold times are read, over the whole file.
    """
    columns = [
        Column(position, name, words_of(name), profile, times.get(position))
        for position, (name, profile) in enumerate(zip(names, profiles, strict=True))
    ]
    assigned = _Assigned()
    _set_personal_aside(columns, assigned)
    timed = [(column.position, column.name, column.words, column.profile.kind, column.times)
             for column in assigned.free(columns) if column.times is not None and column.profile.is_time]  # fmt: skip
    for position, claim in claim_times(timed).items():
        assigned.claims[position] = claim
    for step in (_sources, _types, _incident_id, _dispositions, _singles, _districts, _places):
        step(assigned.free(columns), assigned)
    for column in assigned.free(columns):
        assigned.give(column, ColumnRole.IGNORED, Confidence.SURE, _why_ignored(column))
    return tuple(assigned.claims[column.position] for column in columns)


def _set_personal_aside(columns: Sequence[Column], assigned: _Assigned) -> None:
    """Columns of names, telephones, coordinates and free text, before anything else can want them."""
    for column in columns:
        kind = column.profile.kind
        personal = next((PERSONAL[word] for word in column.words if word in PERSONAL), "")
        joined = "".join(column.words)
        if kind is Kind.BLANK:
            reason = "no values in the sample"
        elif kind is Kind.COORDINATE or COORDINATES & {*column.words, joined}:
            reason = "coordinates are not kept"
        elif kind is Kind.PHONE:
            reason = "telephone numbers are not kept"
        elif kind is Kind.NARRATIVE or (personal and "comments" in column.words and _is_wordy(column)):
            assigned.give(
                column,
                ColumnRole.NARRATIVE,
                Confidence.SURE,
                "free text; not kept unless asked, then redacted",
            )
            continue
        elif personal and kind is not Kind.SOURCE and not column.profile.is_time:
            reason = personal
        else:
            continue
        assigned.give(column, ColumnRole.IGNORED, Confidence.SURE, reason)


def _is_wordy(column: Column) -> bool:
    return column.profile.kind in (Kind.LABEL, Kind.PLACE, Kind.CODE, Kind.NARRATIVE)


def _best(columns: Sequence[Column], scores: Sequence[float]) -> Column | None:
    pairs = [
        (score, -column.position, column) for column, score in zip(columns, scores, strict=True) if score > 0
    ]
    return max(pairs, key=lambda pair: pair[:2])[2] if pairs else None


def _incident_id(columns: Sequence[Column], assigned: _Assigned) -> None:
    def score(column: Column) -> float:
        if not column.profile.looks_like_id or "".join(column.words) in ROW_COUNTERS:
            return 0.0
        subject = column.weight(ID_SUBJECTS)
        noun = 1.0 if ID_NOUNS & set(column.words) else 0.0
        return subject + noun if subject else noun * 0.4

    best = _best(columns, [score(column) for column in columns])
    if best is None:
        return
    strong = score(best) >= 2.4
    assigned.give(
        best,
        ColumnRole.INCIDENT_ID,
        Confidence.SURE if strong else Confidence.LIKELY,
        f"header says so; {best.profile.unique:.1%} of the sampled values are distinct".replace(
            "100.0%", "all"
        ),
    )


def _types(columns: Sequence[Column], assigned: _Assigned) -> None:
    """Type texts, initial and final, and the codes beside them."""
    wanted = [
        column
        for column in columns
        if column.weight(TYPE_WORDS) >= 1.2
        and not _NOT_A_TYPE & set(column.words)
        and column.profile.kind in (Kind.LABEL, Kind.CODE, Kind.NUMBER, Kind.PLACE)
        and (column.profile.unique < 0.6 or column.profile.distinct < 30)
    ]
    modifiers = [column for column in wanted if _MODIFIER & set(column.words)]
    plain = [column for column in wanted if column not in modifiers]
    texts = [column for column in plain if not _is_code(column, plain)]
    codes = [column for column in plain if column not in texts]
    finals = [column for column in texts if _FINAL & set(column.words)]
    initials = [column for column in texts if column not in finals]
    initial = _best(initials, [_type_score(column) for column in initials])
    final = _best(finals, [_type_score(column) for column in finals])
    sure = Confidence.SURE
    if initial is not None:
        first = "the call-taker's type" if _FIRST & set(initial.words) else "type in words"
        strong = sure if initial.weight(TYPE_WORDS) >= 2 else Confidence.LIKELY
        assigned.give(initial, ColumnRole.TYPE_INITIAL, strong, f"{first}; {_kinds(initial)}")
    if final is not None:
        assigned.give(final, ColumnRole.TYPE_FINAL, sure, f"the type after the call; {_kinds(final)}")
    starting = [column for column in codes if not _FINAL & set(column.words)] or codes
    code = _best(starting, [_type_score(column) for column in starting])
    if code is not None and initial is None and final is None:
        assigned.give(
            code,
            ColumnRole.TYPE_INITIAL,
            Confidence.LIKELY,
            f"type as a code; no column has its text; {_kinds(code)}",
        )
    elif code is not None:
        assigned.give(code, ColumnRole.TYPE_CODE, sure, f"code beside the type; {_kinds(code)}")
    for column in modifiers:
        if column.profile.kind is not Kind.LABEL and code is not None and "description" not in column.words:
            assigned.give(
                column, ColumnRole.TYPE_CODE, Confidence.LIKELY, "suffix that goes with the type code"
            )


def _is_code(column: Column, others: Sequence[Column]) -> bool:
    if "description" in column.words:
        return False
    if column.profile.kind is Kind.NUMBER:
        return True
    short = column.profile.kind is Kind.CODE
    named_code = bool({"code", "id", "tencode"} & set(column.words))
    spelled_out = any(
        other is not column
        and other.profile.kind is Kind.LABEL
        and (named_code or "description" in other.words)
        for other in others
    )
    return (named_code and short) or (spelled_out and (short or named_code))


def _type_score(column: Column) -> float:
    return (
        column.weight(TYPE_WORDS)
        + 0.4 * bool({"call", "event", "incident"} & set(column.words))
        + 0.3 * bool(_FIRST & set(column.words))
        + 0.2 * ("description" in column.words)
        - 0.3 * (column.profile.filled < 0.5)
    )


def _kinds(column: Column) -> str:
    return f"{column.profile.distinct} kinds in the sample"


def _sources(columns: Sequence[Column], assigned: _Assigned) -> None:
    def score(column: Column) -> float:
        if not column.profile.is_text or column.profile.distinct > 60:
            return 0.0
        by_values = 2.0 if column.profile.kind is Kind.SOURCE else 0.0
        by_name = 1.5 if {"source", "origin"} & set(column.words) else 0.0
        return by_values + by_name if by_values or by_name else 0.0

    best = _best(columns, [score(column) for column in columns])
    if best is not None:
        named = bool({"source", "origin"} & set(best.words))
        by_values = best.profile.kind is Kind.SOURCE
        reason = (
            "values say how calls came in: " + ", ".join(best.profile.samples)
            if by_values
            else "header says so"
        )
        confidence = Confidence.SURE if by_values or named else Confidence.LIKELY
        assigned.give(best, ColumnRole.SOURCE, confidence, reason)
    for column in columns:
        if {"selfinitiated", "officerinitiated", "onview", "proactive"} & set(
            column.words
        ) and column.profile.distinct <= 12:
            assigned.give(column, ColumnRole.OFFICER_INITIATED, Confidence.SURE, "header says so")


def _dispositions(columns: Sequence[Column], assigned: _Assigned) -> None:
    wanted = [
        column
        for column in columns
        if column.profile.is_text
        and (column.profile.unique < 0.5 or column.profile.distinct < 30)
        and ("disposition" in column.words or {"cleared", "code"} <= set(column.words) or column.words == ("disp",)
             or {"disp", "code"} <= set(column.words) or {"cleared", "description"} <= set(column.words))
    ]  # fmt: skip
    for column in wanted:
        as_code = column.profile.kind in (Kind.CODE, Kind.NUMBER) and len(wanted) > 1
        reason = "code of the disposition; both are read together" if as_code else "header says so"
        assigned.give(column, ColumnRole.DISPOSITION, Confidence.SURE, f"{reason}; {_kinds(column)}")


def _singles(columns: Sequence[Column], assigned: _Assigned) -> None:
    """Roles that one column has, by its header alone."""
    for role, words, most_distinct in (
        (ColumnRole.PRIORITY, ("priority", "severity"), 60),
        (ColumnRole.UNIT, ("unit", "vehicle", "car"), 100_000),
        (ColumnRole.AGENCY, ("agency", "jurisdiction", "ori"), 300),
    ):
        for word in words:
            found = [
                column
                for column in assigned.free(columns)
                if word in column.words and column.profile.is_text and column.profile.distinct <= most_distinct
                and not {"number", "count", "quantity"} & set(column.words)
            ]  # fmt: skip
            if found:
                best = min(found, key=lambda column: (len(column.words), -column.profile.filled))
                assigned.give(best, role, Confidence.SURE, f"header says so; {_kinds(best)}")
                break


def _districts(columns: Sequence[Column], assigned: _Assigned) -> None:
    for word in DISTRICT_ORDER:
        for column in columns:
            if word in column.words and column.profile.is_text and column.profile.distinct < 3000:
                confidence = Confidence.SURE if word in DISTRICT_ORDER[:6] else Confidence.LIKELY
                assigned.give(
                    column, ColumnRole.DISTRICT, confidence, f"header says {word}; {_kinds(column)}"
                )
                return


def _places(columns: Sequence[Column], assigned: _Assigned) -> None:
    wanted = [
        column
        for column in columns
        if column.weight(PLACE_WORDS)
        and column.profile.is_text
        and not {"type", "id", "code", "city"} & set(column.words)
    ]
    best = _best(
        wanted, [column.weight(PLACE_WORDS) + (column.profile.kind is Kind.PLACE) for column in wanted]
    )
    if best is None:
        return
    number = next(
        (column for column in wanted if column is not best and column.profile.kind in (Kind.NUMBER, Kind.CODE)
         and {"block", "number"} & set(column.words)), None,
    )  # fmt: skip
    if best.profile.kind in (Kind.NUMBER, Kind.CODE):
        street = next((column for column in wanted if "street" in column.words and column is not best), None)
        number, best = (best, street) if street is not None else (None, best)
    if number is not None:
        assigned.give(
            number, ColumnRole.PLACE, Confidence.SURE, "block number; read together with the street"
        )
    assigned.give(best, ColumnRole.PLACE, Confidence.SURE, "header says so; kept to the hundred block")


def _why_ignored(column: Column) -> str:
    if column.profile.kind is Kind.STAMP:
        return "a time stamp with letters behind it, not an id"
    if "".join(column.words) in ROW_COUNTERS:
        return "row number of the export, not of the call"
    if column.profile.is_time:
        return "none of the moments a call is measured by"
    if column.profile.distinct == 1:
        return f"always {column.profile.samples[0]}"
    if column.profile.filled < 0.5:
        return f"filled in {column.profile.filled:.0%} of the sampled rows"
    return "nothing here uses it"
