"""The shapes of what `leaptui calls … --json` prints: promises that scripts rely on."""

from __future__ import annotations

from leaptui.domain.calls import CallsSummary, Inspection, Ledger
from leaptui.domain.measured import Period, RuleSet


def inspection_json(found: Inspection) -> dict[str, object]:
    """What an inspection found."""
    counts = found.shape.counts
    return {
        "file": found.file,
        "sha256": found.sha256,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "sheet": found.sheet,
        "header_row": found.header_row,
        "rows": found.rows,
        "columns": [
            {
                "name": column.name,
                "role": column.role,
                "confidence": column.confidence,
                "reason": column.reason,
                "filled": column.filled,
                "samples": list(column.samples),
            }
            for column in found.columns
        ],
        "times": [
            {
                "column": time.column,
                "format": time.format,
                "parsed": time.parsed,
                "failed": time.failed,
                "samples": list(time.samples),
            }
            for time in found.times
        ],
        "not_available": list(found.not_available),
        "problems": [{"problem": p.problem, "rows": p.rows, "effect": p.effect} for p in found.problems],
        "size": found.size,
        "inside": found.shape.inside,
        "quote": found.quote,
        "quoting": found.shape.quoting,
        "line_end": found.shape.line_end,
        "header_lines": found.shape.header_lines,
        "sheets": [
            {
                "name": note.name,
                "looks_like": note.kind,
                "reason": note.reason,
                "rows": note.rows,
                "visible": note.visible,
            }
            for note in found.shape.sheet_notes
        ],
        "counts": {
            "incidents": counts.incidents,
            "rows_with_id": counts.rows_with_id,
            "rows_per_incident": counts.per_incident,
            "most_per_incident": counts.most_per_incident,
            "repeated": counts.repeated,
            "headers_again": counts.headers_again,
            "totals": counts.totals,
            "fillers": counts.fillers,
            "without_day": counts.without_day,
        },
        "lacks": list(found.lacks),
        "questions": [
            {
                "kind": question.kind,
                "column": question.column,
                "question": question.words,
                "answers": [
                    {"key": answer.key, "label": answer.label, "consequence": answer.consequence}
                    for answer in question.answers
                ],
            }
            for question in found.questions
        ],
    }


def ledger_json(ledger: Ledger) -> dict[str, object]:
    """Rows in = rows used + rows set aside."""
    return {
        "rows_in": ledger.rows_in,
        "rows_used": ledger.rows_used,
        "set_aside": [{"reason": line.reason, "rows": line.rows} for line in ledger.set_aside],
    }


def period_json(period: Period | None) -> dict[str, str] | None:
    """First and last day."""
    return {"from": period.first, "to": period.last} if period else None


def summary_json(summary: CallsSummary) -> dict[str, object]:
    """The picture on its base; shares as fractions, times in minutes."""
    return {
        "base": {
            "name": summary.base.name,
            "calls": summary.base.calls,
            "period": period_json(summary.base.period),
        },
        "by_weekday_hour": [list(day) for day in summary.by_weekday_hour],
        "without_hour": summary.without_hour,
        "by_month": [{"month": month, "calls": count} for month, count in summary.by_month],
        "by_type": [
            {"type": line.type, "calls": line.calls, "share": line.share, "tier": line.tier}
            for line in summary.by_type
        ],
        "by_tier": [
            {"tier": line.tier, "calls": line.calls, "share": line.share} for line in summary.by_tier
        ],
        "eligible": {rules: summary.eligible[rules] for rules in RuleSet},
        "times": {
            key: {
                "n": time.n,
                "median": time.median,
                "mean": time.mean,
                "p90": time.p90,
                "left_out": time.left_out,
                "cancelled": time.cancelled,
            }
            for key, time in summary.times.items()
        },
        "not_available": list(summary.not_available),
    }
