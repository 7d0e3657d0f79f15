"""The views over all interviews as tables for others: counts, labels and groups, nobody's words.

What was said off the record counts for nobody, nor does a conversation off the record in the number
of conversations or of groups heard: nothing here tells that it took place. For readers outside a count of fewer than five
people is withheld, with as many others as it takes that it cannot be worked out; cells count
people, so that a session of nine is no smaller than it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cells import is_small, withheld
from leaptui.disclosure.cleared import ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import Cell, csv_table
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences
from leaptui.services.interviews.conversations import told_conversations
from leaptui.services.interviews.coverage import Coverage, coverage
from leaptui.services.interviews.few_voices import voices
from leaptui.services.interviews.matrices import ThemeMatrix, ThemeRow, theme_matrix
from leaptui.services.interviews.question_matrix import QuestionMatrix, question_matrices
from leaptui.services.workspace import Workspace

MAY_COUNT = tuple(level for level in Attribution if level is not Attribution.OFF_RECORD)
"""Levels of passages that count in what leaves: of one not for attribution the theme may be told."""

Made = tuple[list[ClearedFile], list[str]]


def export_themes(
    workspace: Workspace, engagement: Engagement, *, audience: str = Audience.PUBLIC, folder: Path
) -> HandedOver:
    """Write `<city>-themes.csv`: themes with their conversations and groups, people by group.

    Raises:
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    matrix = theme_matrix(workspace, engagement, told=True)
    everybody = voices(told_conversations(workspace, engagement))
    return _export(
        workspace,
        engagement,
        audience,
        folder,
        "themes",
        lambda gate: _themes(matrix, everybody, gate, engagement),
    )


def export_coverage(
    workspace: Workspace, engagement: Engagement, *, audience: str = Audience.PUBLIC, folder: Path
) -> HandedOver:
    """Write `<city>-heard.csv`, people heard by group, and `<city>-heard-where.csv`, by district, shift, language.

    What is planned and missing stands in it for internal use only: it tells how many were heard.

    Raises:
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    found = coverage(workspace, engagement, told=True)
    return _export(
        workspace,
        engagement,
        audience,
        folder,
        "coverage",
        lambda gate: ([_groups(found, gate, engagement), *_spreads(found, gate, engagement)], []),
    )


def export_questions(
    workspace: Workspace, engagement: Engagement, *, audience: str = Audience.PUBLIC, folder: Path
) -> HandedOver:
    """Write `<city>-questions.csv`: in how many conversations each question of a guide was answered.

    Raises:
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    found = question_matrices(workspace, engagement, told=True)
    return _export(
        workspace, engagement, audience, folder, "questions", lambda gate: _questions(found, gate, engagement)
    )


def _export(
    workspace: Workspace,
    engagement: Engagement,
    audience: str,
    folder: Path,
    what: str,
    make: Callable[[Gate], Made],
) -> HandedOver:
    readers = audience_named(audience)
    files, kept_back = make(Gate(readers, confidences(workspace, engagement)))
    if not files:
        raise InputRefused(f"There is nothing to write of the {what}.", safe="Nothing was written.")
    written = hand_over_files(workspace, engagement, f"table of {what}", readers, files, folder)
    return HandedOver(files=written, withheld=tuple(kept_back))


def _themes(matrix: ThemeMatrix, everybody: int, gate: Gate, engagement: Engagement) -> Made:
    rows: list[list[Cell]] = []
    kept_back: list[str] = []
    for row in matrix.rows:
        if spans := (*gate.blocked(row.key, "theme"), *gate.blocked(row.label, "theme")):
            kept_back.append(f"The theme {row.key} stays in the store: “{spans[0].words}” {spans[0].why}.")
            continue
        people = [cell.people for cell in row.cells]
        # Everybody who was heard is told elsewhere: what a cell leaves of them is a cell too.
        gives_away = {
            place for place, count in enumerate(people) if is_small(everybody - count, gate.threshold)
        }
        hidden = withheld(people, gate.threshold) | gives_away
        rows.append(
            [
                gate.label(row.key, "theme"),
                gate.label(row.label if row.label != row.key else "", "theme"),
                _of(gate, row.count, matrix.conversations, _people_in(row)),
                _of(gate, matrix.groups_in(row), matrix.groups_heard, _people_in(row), "number of groups"),
                *(gate.count(count, withhold=place in hidden) for place, count in enumerate(people)),
            ]
        )
    columns = ["theme", "meaning", "conversations", "groups heard"]
    columns += [f"people of: {column.label}" for column in matrix.columns]
    return ([csv_table(f"{engagement.slug}-themes.csv", columns, rows)] if rows else []), kept_back


def _people_in(row: ThemeRow) -> int:
    """Everybody in the conversations in which a theme came up."""
    talks = {each.conversation.interview.id: each.conversation for each in row.passages}
    return sum(sum(talk.voices.values()) for talk in talks.values())


def _of(gate: Gate, part: int, whole: int, people: int, what: str = "number of conversations") -> Cell:
    """`5 of 8`; withheld where that tells of too few people."""
    if is_small(people, gate.threshold):
        return gate.count(people)
    return gate.label(f"{part} of {whole}", what)


def _groups(found: Coverage, gate: Gate, engagement: Engagement) -> ClearedFile:
    people = [*(group.people for group in found.groups), found.others]
    hidden = withheld(people, gate.threshold)
    inside = gate.audience is Audience.INTERNAL
    rows: list[list[Cell]] = []
    for place, group in enumerate(found.groups):
        row: list[Cell] = [
            gate.label(group.label, "group"),
            gate.count(group.people, withhold=place in hidden),
            _number(gate, group.needed),
            _number(gate, group.target),
            gate.label("sessions" if group.in_sessions else "people", "unit"),
        ]
        if inside:
            row += [gate.count(group.planned), gate.count(group.missing)]
        rows.append(row)
    if found.others:
        last = gate.count(found.others, withhold=len(found.groups) in hidden)
        rows.append([gate.label("Group not noted", "group"), last, *[None] * (5 if inside else 3)])
    columns = ["group", "people heard", "needed before Design", "target", "target counts"]
    columns += ["planned", "missing"] if inside else []
    return csv_table(f"{engagement.slug}-heard.csv", columns, rows)


def _number(gate: Gate, number: int) -> Cell:
    """A number of the plan: it counts nobody and is never withheld."""
    return gate.label(str(number), "number of the plan")


def _spreads(found: Coverage, gate: Gate, engagement: Engagement) -> list[ClearedFile]:
    rows: list[list[Cell]] = []
    for spread in found.spreads:
        told = [(value, people) for value, people in spread.values if not gate.blocked(value, spread.name)]
        rest = spread.unknown + sum(people for _, people in spread.values) - sum(people for _, people in told)
        counts = [*(people for _, people in told), rest]
        hidden = withheld(counts, gate.threshold)
        names = [*(gate.label(value, spread.name) for value, _ in told), gate.label("not known", "value")]
        rows += [
            [gate.label(spread.name, "kind"), name, gate.count(count, withhold=place in hidden)]
            for place, (name, count) in enumerate(zip(names, counts, strict=True))
            if count
        ]
    name = f"{engagement.slug}-heard-where.csv"
    return [csv_table(name, ["by", "value", "people heard"], rows)] if rows else []


def _questions(found: Sequence[QuestionMatrix], gate: Gate, engagement: Engagement) -> Made:
    rows: list[list[Cell]] = []
    kept_back: list[str] = []
    for matrix in found:
        people = sum(sum(talk.voices.values()) for talk in matrix.conversations)
        if spans := [span for row in matrix.rows for span in gate.blocked(row.text, "question")]:
            kept_back.append(
                f"The guide {matrix.guide} stays in the store: “{spans[0].words}” {spans[0].why}."
            )
            continue
        rows += [
            [
                gate.label(matrix.title, "title of a guide"),
                _number(gate, row.number),
                gate.label(row.text, "question"),
                _of(gate, row.answered, len(row.answers), people),
            ]
            for row in matrix.rows
        ]
    columns = ["guide", "number", "question", "answered in conversations"]
    return ([csv_table(f"{engagement.slug}-questions.csv", columns, rows)] if rows else []), kept_back
