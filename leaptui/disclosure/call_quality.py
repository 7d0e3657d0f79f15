"""What is wrong with an export, cleared for the city that sent it.

It is the city's own file and still a person may be in a small count: what is found in fewer calls
than are printed, or leaves fewer, is withheld, and so is what would give such a count away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.disclosure.cells import is_small, withheld
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.disclosure.gate import Gate
from leaptui.domain.call_quality import FamilyAnswer, QualityFinding, QualityLine


@dataclass(frozen=True, slots=True)
class ClearedLine:
    """A finding in one part of the calls."""

    label: Cleared
    rows: ClearedCount
    base: ClearedCount


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedFinding:
    """A finding as it may be printed."""

    severity: Cleared
    what: Cleared
    rows: ClearedCount
    base: ClearedCount
    of: Cleared
    bends: Cleared
    means: Cleared
    ask: Cleared
    lines: tuple[ClearedLine, ...]
    lines_are: Cleared


@dataclass(frozen=True, slots=True)
class ClearedAnswer:
    """Whether the calls can carry a family of measures, as it may be printed."""

    family: Cleared
    answer: Cleared
    because: Cleared
    """What stands against it, in a few words; empty for a yes."""


def clear_findings(gate: Gate, findings: Sequence[QualityFinding]) -> tuple[ClearedFinding, ...]:
    """The findings in their order.

    Raises:
        Withheld: When a label of the file repeats a confidence.
    """
    return tuple(_clear(gate, finding) for finding in findings)


def clear_answers(gate: Gate, answers: Sequence[FamilyAnswer]) -> tuple[ClearedAnswer, ...]:
    """The answers at the top of the page."""
    return tuple(
        ClearedAnswer(
            gate.label(each.family.label, "measures"),
            gate.label(f"{each.answer.glyph} {each.answer.value}", "measures"),
            gate.of_file("; ".join(finding.what for finding in each.because), "measures"),
        )
        for each in answers
    )


def _clear(gate: Gate, finding: QualityFinding) -> ClearedFinding:
    where = "data quality"
    hidden = 0 in withheld([finding.rows, finding.base - finding.rows], gate.threshold)
    return ClearedFinding(
        severity=gate.label(f"{finding.severity.glyph} {finding.severity.value}", where),
        what=gate.of_file(finding.what, where),
        rows=gate.count(finding.rows, withhold=hidden),
        base=gate.count(finding.base),
        of=gate.of_file(finding.of, where),
        bends=gate.label(", ".join(family.label for family, _ in finding.bends), where),
        means=gate.of_file(finding.means, where),
        ask=gate.of_file(finding.ask, where),
        lines=_lines(gate, finding, hidden=hidden),
        lines_are=gate.label(finding.lines_are, where),
    )


def _lines(gate: Gate, finding: QualityFinding, *, hidden: bool) -> tuple[ClearedLine, ...]:
    """The lines with their counts; those that add up to the finding hide one another's small ones."""
    rest = max(finding.rows - sum(line.rows for line in finding.lines), 0)
    places = withheld([*(line.rows for line in finding.lines), rest], gate.threshold)
    return tuple(
        ClearedLine(
            gate.of_file(line.label, finding.lines_are),
            gate.count(line.rows, withhold=hidden or place in places or _rest_is_small(gate, line)),
            gate.count(line.base),
        )
        for place, line in enumerate(finding.lines)
    )


def _rest_is_small(gate: Gate, line: QualityLine) -> bool:
    return is_small(line.base - line.rows, gate.threshold)
