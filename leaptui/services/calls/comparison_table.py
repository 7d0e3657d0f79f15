"""Two sides of a comparison as one table: figures, difference, and the types that came and went."""

from __future__ import annotations

from leaptui.domain.call_comparison import Compared, ComparedLine
from leaptui.domain.measured import Unit
from leaptui.services.calls.tables import Column, Kind, Line, PictureTable, Section

_SECTIONS = (
    ("How many", "calls"),
    ("Eligible", "eligible."),
    ("Tiers", "tier."),
    ("Groups", "group."),
    ("Minutes", "times."),
    ("Types", "type."),
)
"""Heading and how the keys of its lines begin."""
_LONGEST_HEAD = 18
_MOST_NEW = 12
"""New and vanished types that are named."""


def value_shown(unit: Unit, value: float | None, *, signed: bool = False) -> str:
    """A figure of one side, or the difference of both with its sign; shares differ by points."""
    if value is None:
        return "–"
    match unit:
        case Unit.SHARE:
            text, what = f"{value * 100:,.1f}", " pt" if signed else "%"
        case Unit.CALLS:
            text, what = f"{round(value):,}", ""
        case _:
            text, what = f"{value:,.1f}", ""
    if signed:
        nothing = not text.strip("-0.,")
        text = text.lstrip("-") if nothing else text if value < 0 else f"+{text}"
    return f"{text}{what}"


def relative_shown(line: ComparedLine) -> str:
    """The difference as a share of the left value; `–` where there is none to be had."""
    if line.unit is Unit.SHARE or line.relative is None:
        return "–"
    percent = round(line.relative * 100)
    return f"{'+' if percent > 0 else ''}{percent:,}%"


def compared_table(found: Compared) -> PictureTable:
    """Both sides, line by line."""
    sections = []
    for title, begins in _SECTIONS:
        lines = tuple(_line(line) for line in found.lines if line.key.startswith(begins))
        if lines:
            sections.append(Section(title=title, lines=lines))
    for title, types in (
        (f"Types that only {found.right_name} has", found.new_types),
        (f"Types that only {found.left_name} has", found.vanished_types),
    ):
        if types:
            right = types is found.new_types
            sections.append(
                Section(
                    title=f"{title}: {len(types):,}",
                    lines=tuple(
                        Line(
                            cells=(
                                name or "(no type)",
                                *(("–", f"{calls:,}") if right else (f"{calls:,}", "–")),
                                "",
                                "",
                            )
                        )
                        for name, calls in types[:_MOST_NEW]
                    ),
                )
            )
    return PictureTable(
        key="compare",
        title=f"{found.left_name} beside {found.right_name}",
        sentence=_sentence(found),
        of=f"{found.left.of}; beside {found.right.of}",
        columns=(
            Column("figure", "figure", Kind.WORDS),
            Column("left", _head(found.left_name, "first"), Kind.WORDS),
            Column("right", _head(found.right_name, "second"), Kind.WORDS),
            Column("difference", "difference", Kind.WORDS),
            Column("relative", "in %", Kind.WORDS),
        ),
        sections=tuple(sections),
        notes=(
            *found.warnings,
            *(
                (
                    f"Counts are told per day: {found.left_days:,} days on one side, {found.right_days:,} on the other.",
                )
                if found.per_day
                else ()
            ),
        ),
    )


def _line(line: ComparedLine) -> Line:
    return Line(
        cells=(
            line.label,
            value_shown(line.unit, line.left),
            value_shown(line.unit, line.right),
            value_shown(line.unit, line.difference, signed=True),
            relative_shown(line),
        ),
        detail=f"Rests on {line.left_calls:,} calls on one side and {line.right_calls:,} on the other.",
    )


def _head(name: str, place: str) -> str:
    """A heading of a column: the name, or where that is too long its place in the title above."""
    return name if len(name) <= _LONGEST_HEAD else place


def _sentence(found: Compared) -> str:
    if not (found.left_days and found.right_days and found.left.base.calls):
        return f"{found.left.base.calls:,} calls beside {found.right.base.calls:,}."
    left, right = found.left.base.calls / found.left_days, found.right.base.calls / found.right_days
    percent = abs(right / left - 1) * 100
    if percent < 0.5:
        return f"As many calls a day on both sides: {left:,.1f} and {right:,.1f}."
    return (
        f"{found.right_name} has {percent:.0f}% {'more' if right > left else 'fewer'} calls a day than "
        f"{found.left_name}: {right:,.1f} beside {left:,.1f}."
    )
