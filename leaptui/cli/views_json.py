"""The views over all interviews as JSON, for the advisor's own eyes: everything is in it."""

from __future__ import annotations

from leaptui.services.interviews.coding import Passage
from leaptui.services.interviews.coverage import Coverage
from leaptui.services.interviews.equity import Equity
from leaptui.services.interviews.matrices import ThemeMatrix
from leaptui.services.interviews.question_matrix import QuestionMatrix
from leaptui.services.interviews.saturation import Saturation


def passage_fields(passage: Passage) -> dict[str, object]:
    """A passage with whose words it is."""
    return {
        "interview": passage.conversation.interview.number,
        "themes": list(passage.themes),
        "text": passage.text,
        "kind": passage.kind,
        "level": passage.level,
        "who": passage.who,
        "stance": passage.stance,
        "strength": passage.strength,
        "excerpt": passage.excerpt or None,
    }


def matrix_fields(matrix: ThemeMatrix) -> dict[str, object]:
    """Themes against groups; interviews by their number."""
    numbers = {
        each.conversation.interview.id: each.conversation.interview.number
        for row in matrix.rows
        for each in row.passages
    }
    return {
        "conversations": matrix.conversations,
        "groups_heard": matrix.groups_heard,
        "without_theme": list(matrix.without_theme),
        "groups": [
            {"key": column.key, "label": column.label, "conversations": column.conversations}
            for column in matrix.columns
        ],
        "themes": [
            {
                "key": row.key,
                "label": row.label,
                "depth": row.depth,
                "conversations": row.count,
                "groups": matrix.groups_in(row),
                "interviews": [numbers[each] for each in row.interviews],
                "cells": [
                    {
                        "group": column.key,
                        "conversations": cell.count,
                        "people": cell.people,
                        "interviews": [numbers[each] for each in cell.interviews],
                    }
                    for column, cell in zip(matrix.columns, row.cells, strict=True)
                ],
            }
            for row in matrix.rows
        ],
    }


def questions_fields(matrix: QuestionMatrix) -> dict[str, object]:
    """The questions of one guide with every answer."""
    return {
        "guide": matrix.guide,
        "title": matrix.title,
        "version": matrix.version,
        "interviews": [each.interview.number for each in matrix.conversations],
        "older_version": list(matrix.older),
        "questions": [
            {
                "number": row.number,
                "text": row.text,
                "answered": row.answered,
                "answers": [
                    {
                        "interview": each.interview.number,
                        "state": row.asked(column),
                        "text": answer.text if (answer := row.answers[column]) else None,
                    }
                    for column, each in enumerate(matrix.conversations)
                ],
            }
            for row in matrix.rows
        ],
    }


def coverage_fields(found: Coverage, calls: Equity | None) -> dict[str, object]:
    """Who was heard, and calls by district beside it."""
    return {
        "conversations": found.conversations,
        "of_these_off_the_record": found.off_record,
        "to_come": found.ahead,
        "people": found.people,
        "group_not_noted": found.others,
        "groups": [
            {
                "key": group.key,
                "label": group.label,
                "people": group.people,
                "sessions": group.sessions,
                "target": group.target,
                "target_counts": "sessions" if group.in_sessions else "people",
                "heard": group.heard,
                "planned": group.planned,
                "missing": group.missing,
                "needed_before_design": group.needed,
                "short": group.is_short,
            }
            for group in found.groups
        ],
        "spreads": {
            spread.name: {"values": dict(spread.values), "unknown": spread.unknown}
            for spread in found.spreads
        },
        "districts": None
        if calls is None
        else {
            "dataset": calls.dataset,
            "calls": calls.calls,
            "without_district": calls.without_district,
            "people_elsewhere": dict(calls.elsewhere),
            "people_unknown": calls.unknown,
            "districts": [
                {
                    "district": each.district,
                    "calls": each.calls,
                    "people": each.people,
                    "groups": dict(each.groups),
                }
                for each in calls.districts
            ],
        },
    }


def saturation_fields(found: Saturation) -> dict[str, object]:
    """New themes by conversation, and the advice."""
    return {
        "advice": found.advice,
        "themes": found.themes,
        "steps": [
            {
                "interview": step.conversation.interview.number,
                "held_on": step.conversation.interview.held_on,
                "has_themes": step.has_themes,
                "new": list(step.new),
                "known": step.known,
            }
            for step in found.steps
        ],
    }
