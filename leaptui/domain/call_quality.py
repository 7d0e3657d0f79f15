"""What is wrong with a call export, and which measures it bends.

A finding says what was found in how many calls of how many, what that means for which measure, and
what the city can do. The answer at the top of a quality page, whether the calls can carry a family
of measures, is read off the findings and off nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leaptui.domain.calls import ColumnRole, Problem


class MeasureFamily(StrEnum):
    """What calls are asked for."""

    VOLUME = "volume"
    TYPES = "types"
    HOURS = "hours"
    RESPONSE = "response"
    WORK = "work"
    DISTRICTS = "districts"

    @property
    def label(self) -> str:
        """The words shown and printed."""
        return {
            "volume": "volume",
            "types": "call types",
            "hours": "hours of the day",
            "response": "response times",
            "work": "time on scene",
            "districts": "districts and places",
        }[self.value]


class Severity(StrEnum):
    """How much a finding bends the figures, the worst first."""

    SERIOUS = "serious"
    CARE = "care"
    NOTE = "note"

    @property
    def glyph(self) -> str:
        """Word and glyph always stand together."""
        return {"serious": "✕", "care": "▲", "note": "·"}[self.value]

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return tuple(Severity).index(self)


class Answer(StrEnum):
    """Whether the calls can carry a family of measures."""

    YES = "yes"
    WITH_CARE = "with care"
    NO = "no"

    @property
    def glyph(self) -> str:
        """Word and glyph always stand together."""
        return {"yes": "✓", "with care": "▲", "no": "✕"}[self.value]


@dataclass(frozen=True, slots=True)
class QualityLine:
    """A finding in one part of the calls: a disposition, a month, a type.

    Attributes:
        label: The part.
        rows: Where it was found.
        base: All of the part.
    """

    label: str
    rows: int
    base: int

    def __post_init__(self) -> None:
        _check(self.rows, self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFinding:
    """One thing that is wrong, or that is not there.

    Attributes:
        key: Its name, the same in every import: `missing.arrived`.
        what: What was found, in a clause without figures.
        rows: In how many.
        base: Of how many.
        of: What the base counts: `calls used`.
        bends: The families of measures it bends, each with how much.
        means: What it means for them, a sentence or two.
        ask: What the city can do, one sentence.
        lines: Where it stands, the most first; not all of it need be there.
        lines_are: What the lines are: `disposition`, `month`, `type`.
        opens: Whether its rows can be shown.
    """

    key: str
    what: str
    rows: int
    base: int
    of: str
    bends: tuple[tuple[MeasureFamily, Severity], ...]
    means: str
    ask: str
    lines: tuple[QualityLine, ...] = ()
    lines_are: str = ""
    opens: bool = False

    def __post_init__(self) -> None:
        _check(self.rows, self.base)

    @property
    def severity(self) -> Severity:
        """The worst it does to any measure."""
        return min((how for _, how in self.bends), key=lambda how: how.rank, default=Severity.NOTE)

    @property
    def share(self) -> float:
        """Of the base, 0 to 1; 0 of an empty base."""
        return self.rows / self.base if self.base else 0.0

    def bends_to(self, family: MeasureFamily) -> Severity | None:
        """How much it bends a family of measures; nothing where it does not."""
        return next((how for each, how in self.bends if each is family), None)


@dataclass(frozen=True, slots=True)
class FamilyAnswer:
    """Whether the calls can carry a family of measures, and the findings that stand against it."""

    family: MeasureFamily
    answer: Answer
    because: tuple[QualityFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFacts:
    """What is known of an export beside its rows.

    Attributes:
        rows_in: Rows of all files together.
        files: Name and rows of each file.
        roles: What its columns are read as.
        left_out: Those that the advisor chose not to keep: the place, or place and district.
        units_collapsed: Whether the rows of several units were taken together as one call.
        timezone: IANA zone of the city; empty where nobody said.
        set_aside: Rows by the reason (`SetAside`) they are set aside.
        problems: What was odd when it was read.
    """

    rows_in: int
    files: tuple[tuple[str, int], ...]
    roles: frozenset[ColumnRole] = frozenset()
    left_out: frozenset[ColumnRole] = frozenset()
    units_collapsed: bool = True
    timezone: str = ""
    set_aside: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def _check(rows: int, base: int) -> None:
    if not 0 <= rows <= base:
        raise ValueError(f"a finding of {rows} in {base}")


def in_order(findings: Iterable[QualityFinding]) -> tuple[QualityFinding, ...]:
    """What bends the figures most comes first: by severity, then by how much of how many families."""

    def bent(finding: QualityFinding) -> tuple[int, float, str]:
        worst = finding.severity
        families = sum(how is worst for _, how in finding.bends)
        return worst.rank, -finding.share * max(families, 1), finding.key

    return tuple(sorted(findings, key=bent))


def answers(findings: Sequence[QualityFinding]) -> tuple[FamilyAnswer, ...]:
    """For every family, whether the calls can carry it: no, with care, or yes."""
    found = []
    for family in MeasureFamily:
        against = {
            how: tuple(each for each in findings if each.bends_to(family) is how)
            for how in (Severity.SERIOUS, Severity.CARE)
        }
        if against[Severity.SERIOUS]:
            found.append(FamilyAnswer(family, Answer.NO, against[Severity.SERIOUS]))
        elif against[Severity.CARE]:
            found.append(FamilyAnswer(family, Answer.WITH_CARE, against[Severity.CARE]))
        else:
            found.append(FamilyAnswer(family, Answer.YES, ()))
    return tuple(found)


def graded(share: float, *, care: float, serious: float) -> Severity:
    """A note under the share `care`, serious from the share `serious` on."""
    return Severity.SERIOUS if share >= serious else Severity.CARE if share >= care else Severity.NOTE
