"""Small counts of a quality page stay here, and nothing printed gives them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_quality import clear_findings
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.domain.call_quality import MeasureFamily, QualityFinding, QualityLine, Severity

GATE = Gate(Audience.CITY_TEAM, Protected())


def finding(rows: int, base: int, lines: list[tuple[int, int]]) -> QualityFinding:
    return QualityFinding(
        key="missing.arrived",
        what="No arrival",
        rows=rows,
        base=base,
        of="calls used",
        bends=((MeasureFamily.RESPONSE, Severity.CARE),),
        means="They are left out.",
        ask="Say why.",
        lines=tuple(QualityLine(f"part {number}", *line) for number, line in enumerate(lines)),
        lines_are="disposition",
    )


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_no_small_count_is_printed_or_follows(
    parts: list[tuple[int, int]], elsewhere: int, without: int
) -> None:
    """Lines of a finding are parts of it; what they leave, and what a part leaves, is as small as they are."""
    rows = sum(part for part, _ in parts) + elsewhere
    base = rows + sum(rest for _, rest in parts) + without
    (cleared,) = clear_findings(GATE, [finding(rows, base, [(part, part + rest) for part, rest in parts])])
    printed = [cleared.rows.value, cleared.base.value, *(line.rows.value for line in cleared.lines)]
    assert not any(value is not None and is_small(value, 5) for value in printed)
    if cleared.rows.value is not None:
        assert not is_small(base - rows, 5)
        known = [line.rows.value for line in cleared.lines if line.rows.value is not None]
        hidden = len(cleared.lines) - len(known) + 1
        if known and hidden == 1:
            assert not is_small(rows - sum(known), 5)
    for line, (part, rest) in zip(cleared.lines, parts, strict=True):
        if line.rows.value is not None and line.base.value is not None:
            assert not is_small(line.base.value - line.rows.value, 5)
            assert (line.rows.value, line.base.value) == (part, part + rest)
