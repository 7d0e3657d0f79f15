"""The views over all interviews on the command line: `leaptui interview themes` and its sisters.

What is printed, with or without --json, is for the advisor herself and holds everything. What
--to writes is for others: counts, labels and groups, through the gate.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from leaptui.cli.outgoing import audience
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.cli.views_json import (
    coverage_fields,
    matrix_fields,
    passage_fields,
    questions_fields,
    saturation_fields,
)
from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import UnknownName
from leaptui.domain.text import fold, one_line
from leaptui.services.city.engagements import find_engagement
from leaptui.services.city.timeline import timeline
from leaptui.services.documents.handing_over import HandedOver
from leaptui.services.interviews.coding import Passage
from leaptui.services.interviews.coverage import Coverage, GroupHeard, coverage
from leaptui.services.interviews.equity import Equity, equity
from leaptui.services.interviews.matrices import ThemeMatrix, ThemeRow, theme_matrix
from leaptui.services.interviews.question_matrix import Asked, question_matrices
from leaptui.services.interviews.saturation import saturation
from leaptui.services.interviews.view_tables import export_coverage, export_questions, export_themes

Command = TypeVar("Command", bound=Callable[..., Any])


def _leaves(command: Command) -> Command:
    """Options of a view that can be written as a table for others."""
    command = audience(Audience.PUBLIC, "Who reads the table; public is the strictest.")(command)
    return click.option(
        "--to",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        help="Write a CSV table of counts into this folder instead of showing.",
    )(command)


@click.command("themes")
@ENGAGEMENT
@click.option("--theme", help="Only this one, with its passages: who agrees and who does not.")
@_leaves
@AS_JSON
@click.pass_obj
def interview_themes(
    session: Session, engagement: str, theme: str | None, folder: Path | None, audience: str, as_json: bool
) -> None:
    """Show how widely each theme is held: in how many conversations, in how many groups."""
    if folder is not None:
        with session.workspace() as workspace:
            city = find_engagement(workspace, engagement)
            _say_written(export_themes(workspace, city, audience=audience, folder=folder))
        return
    with session.reading() as workspace:
        matrix = theme_matrix(workspace, find_engagement(workspace, engagement))
    if theme is not None:
        row = _row_of(matrix, theme)
        _say_passages(matrix, row, as_json=as_json)
    elif as_json:
        say_json(matrix_fields(matrix))
    elif not matrix.rows:
        say("No theme is marked yet. `#NEED-night` in a note marks one.")
    else:
        rows = [
            [
                "  " * row.depth + row.key,
                f"{row.count} of {matrix.conversations}",
                f"{matrix.groups_in(row)} of {matrix.groups_heard}",
                _by_group(matrix, row),
            ]
            for row in matrix.rows
        ]
        say_table(["theme", "conversations", "groups", "brought up by"], rows)
        if matrix.without_theme:
            say("Without a theme: interview " + ", ".join(map(str, matrix.without_theme)) + ".")


@click.command("questions")
@ENGAGEMENT
@_leaves
@AS_JSON
@click.pass_obj
def interview_questions(
    session: Session, engagement: str, folder: Path | None, audience: str, as_json: bool
) -> None:
    """Show which questions of each guide were asked and answered, and in which interviews."""
    if folder is not None:
        with session.workspace() as workspace:
            city = find_engagement(workspace, engagement)
            _say_written(export_questions(workspace, city, audience=audience, folder=folder))
        return
    with session.reading() as workspace:
        found = question_matrices(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json([questions_fields(matrix) for matrix in found])
    elif not found:
        say("No conversation followed a guide yet.")
    for matrix in () if as_json else found:
        say(
            f"{matrix.title}: interview "
            + ", ".join(str(each.interview.number) for each in matrix.conversations)
        )
        rows = []
        for row in matrix.rows:
            told = {
                asked: ", ".join(
                    str(each.interview.number)
                    for column, each in enumerate(matrix.conversations)
                    if row.asked(column) is asked
                )
                or "–"
                for asked in Asked
            }
            answered = f"{row.answered} of {len(row.answers)}"
            rows.append(
                [
                    str(row.number),
                    row.short,
                    answered,
                    told[Asked.ANSWERED],
                    told[Asked.ASKED],
                    told[Asked.OPEN],
                ]
            )
        say_table(["no", "question", "answered", "answered in", "asked only in", "not asked in"], rows)
        say("")


@click.command("coverage")
@ENGAGEMENT
@_leaves
@AS_JSON
@click.pass_obj
def interview_coverage(
    session: Session, engagement: str, folder: Path | None, audience: str, as_json: bool
) -> None:
    """Show who was heard by group, district, shift and language, and who is missing."""
    if folder is not None:
        with session.workspace() as workspace:
            city = find_engagement(workspace, engagement)
            _say_written(export_coverage(workspace, city, audience=audience, folder=folder))
        return
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        found, calls = coverage(workspace, city), equity(workspace, city)
    if as_json:
        say_json(coverage_fields(found, calls))
    else:
        _say_coverage(found, calls)


@click.command("saturation")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def interview_saturation(session: Session, engagement: str, as_json: bool) -> None:
    """Show how many new themes each conversation brought, and whether to go on."""
    with session.reading() as workspace:
        found = saturation(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(saturation_fields(found))
        return
    if found.steps:
        rows = [
            [
                str(step.conversation.interview.number),
                step.conversation.interview.held_on or "–",
                step.conversation.title,
                str(len(step.new)) if step.has_themes else "–",
                str(step.known),
                ", ".join(step.new) or ("nothing new" if step.has_themes else "no theme marked"),
            ]
            for step in found.steps
        ]
        say_table(["no", "day", "with", "new", "known", "themes"], rows)
    say(found.advice)


@click.command("timeline")
@click.argument("engagement")
@AS_JSON
@click.pass_obj
def engagement_timeline(session: Session, engagement: str, as_json: bool) -> None:
    """Show what happened day by day, the newest last, and what is due."""
    with session.reading() as workspace:
        events = timeline(workspace, find_engagement(workspace, engagement))
    if as_json:
        say_json(
            [
                {
                    "day": event.day,
                    "clock": event.clock or None,
                    "kind": event.kind,
                    "text": event.text,
                    "record_kind": event.record_kind,
                    "record": event.record,
                    "overdue": event.overdue,
                    "ahead": event.ahead,
                }
                for event in events
            ]
        )
    elif not events:
        say("Nothing has happened yet.")
    else:
        rows = [
            [
                event.day,
                event.clock or "–",
                event.kind,
                "overdue" if event.overdue else "to come" if event.ahead else "–",
                event.text,
            ]
            for event in events
        ]
        say_table(["day", "time", "what", "state", "in words"], rows)


INTERVIEW_VIEWS = (interview_themes, interview_questions, interview_coverage, interview_saturation)


def _row_of(matrix: ThemeMatrix, wanted: str) -> ThemeRow:
    for row in matrix.rows:
        if fold(wanted.removeprefix("#")) in {fold(row.key), fold(row.label)}:
            return row
    raise UnknownName(
        f"Nobody brought up a theme “{one_line(wanted)}”.",
        next_step="List those that came up: leaptui interview themes.",
    )


def _say_passages(matrix: ThemeMatrix, row: ThemeRow, *, as_json: bool) -> None:
    if as_json:
        say_json([passage_fields(passage) for passage in row.passages])
        return
    say(matrix.sentence(row))
    say_table(
        ["no", "stance", "strength", "whose words", "level", "who", "said"],
        [_passage_row(passage) for passage in row.passages],
    )


def _passage_row(passage: Passage) -> list[str]:
    return [
        str(passage.conversation.interview.number),
        passage.stance or "–",
        str(passage.strength or "–"),
        passage.kind.value.replace("_", " "),
        passage.level.label,
        passage.who,
        passage.text,
    ]


def _by_group(matrix: ThemeMatrix, row: ThemeRow) -> str:
    """`Dispatchers 1 of 1; Patrol 1 of 2`: conversations of that group in which it came up."""
    return "; ".join(
        f"{column.short} {cell.count} of {column.conversations}"
        for column, cell in zip(matrix.columns, row.cells, strict=True)
        if cell.count
    )


def _say_coverage(found: Coverage, calls: Equity | None) -> None:
    say_table(
        ["group", "heard", "planned", "missing", "before Design"],
        [_group_row(group) for group in found.groups],
    )
    say(found.wordings[0])
    if found.off_record:
        say(
            f"Of {found.conversations} conversations {found.off_record} off the record: counted here, in nothing that leaves."
        )
    for spread in found.spreads:
        everybody = spread.known + spread.unknown
        values = ", ".join(f"{value} {people}" for value, people in spread.values) or "nobody's is noted"
        say(f"By {spread.name}, known of {spread.known} of {everybody} people: {values}.")
    if calls is None:
        say("No call export with districts is imported yet.")
        return
    say_table(
        ["district", "calls", "people heard"],
        [[each.district, f"{each.calls:,}", str(each.people)] for each in calls.districts],
    )
    say(calls.sentence)


def _group_row(group: GroupHeard) -> list[str]:
    unit = " sessions" if group.in_sessions else ""
    needed = f"{group.people} of {group.needed}"
    return [
        group.label,
        f"{group.heard} of {group.target}{unit}",
        str(group.planned),
        str(group.missing),
        f"{needed}, missing" if group.is_short else needed,
    ]


def _say_written(done: HandedOver) -> None:
    for reason in done.withheld:
        say(reason)
    for file in done.files:
        say(f"Written: {file}")
