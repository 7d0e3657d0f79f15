"""No withheld count of a table of two ways can be worked out from its cells and totals."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.disclosure.cells import is_small
from leaptui.disclosure.crossed import Place, crossed

Table = list[list[int]]


def with_totals(table: Sequence[Sequence[int]]) -> Table:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def has_other(whole: Table, hidden: frozenset[Place], wanted: Place, value: int, least: int) -> bool:
    """Whether some table with `value` at `wanted` would be printed as this one is: found by trying."""
    rows, columns = len(whole) - 1, len(whole[0]) - 1
    total = whole[rows][columns]
    cells = [(row, column) for row in range(rows) for column in range(columns)]

    def values(place: Place) -> Sequence[int]:
        if place == wanted:
            return [value]
        shown = whole[place[0]][place[1]]
        if place not in hidden:
            return [shown]
        return sorted(range(least, total + 1), key=lambda each: abs(each - shown))

    def fits(place: Place, reached: int, *, done: bool) -> bool:
        printed = whole[place[0]][place[1]]
        if place == wanted:
            return reached == value if done else reached <= value
        if place in hidden:
            return not done or reached >= least
        return reached == printed if done else reached <= printed

    def go_on(at: int, row_sums: list[int], column_sums: list[int]) -> bool:
        if at == len(cells):
            return sum(row_sums) == total
        row, column = cells[at]
        for each in values((row, column)):
            row_sums[row] += each
            column_sums[column] += each
            if (
                fits((row, columns), row_sums[row], done=column == columns - 1)
                and fits((rows, column), column_sums[column], done=row == rows - 1)
                and sum(row_sums) <= total
                and go_on(at + 1, row_sums, column_sums)
            ):
                return True
            row_sums[row] -= each
            column_sums[column] -= each
        return False

    return go_on(0, [0] * rows, [0] * columns)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    shape = draw(st.sampled_from([(1, 2), (2, 2), (3, 2), (2, 3)]))
    cell = st.one_of(st.integers(0, 2), st.integers(0, 6))
    return draw(
        st.lists(st.lists(cell, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
    )


@settings(max_examples=150, deadline=None)
@given(tables())
def test_no_small_count_follows_from_the_printed_cells_and_totals(table: Table) -> None:
    threshold = 3
    whole = with_totals(table)
    if is_small(whole[-1][-1], threshold):
        return
    hidden = crossed(table, threshold)
    everything = {(row, column) for row in range(len(whole)) for column in range(len(whole[0]))}
    assert (len(whole) - 1, len(whole[0]) - 1) not in hidden
    least = 0 if len(hidden) == len(everything) - 1 else 1
    for place in everything - {(len(whole) - 1, len(whole[0]) - 1)}:
        count = whole[place[0]][place[1]]
        if not is_small(count, threshold):
            continue
        assert place in hidden
        others = [each for each in range(least, whole[-1][-1] + 1) if each != count]
        others.sort(key=lambda each: abs(each - count))
        assert any(has_other(whole, hidden, place, each, least) for each in others), (table, place)


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[100, 40], [30, 60]], set()),
        # One small cell: another in its row, another in its column, and the corner that closes the ring.
        ([[3, 40, 90], [30, 60, 80], [70, 20, 50]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
        ([[0, 40], [30, 0]], set()),
        # Both small in one row: the totals of the columns tell neither, for the row below goes too.
        ([[3, 4], [60, 80]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_worked_examples(table: Table, hidden: set[Place]) -> None:
    assert crossed(table, 5) == hidden


def test_a_small_total_goes_with_what_would_give_it_away() -> None:
    hidden = crossed([[2, 1, 0], [40, 30, 50], [60, 20, 70]], 5)
    assert (0, 3) in hidden, "three calls in a district are as few as one"
    assert len([place for place in hidden if place[1] == 3]) >= 2


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 300)), min_size=1, max_size=80))
def test_a_city_of_many_districts_is_decided(rows: list[tuple[int, int]]) -> None:
    hidden = crossed(rows, 11)
    whole = with_totals(rows)
    for row, counts in enumerate(whole):
        for column, count in enumerate(counts):
            if is_small(count, 11) and (row, column) != (len(rows), 2):
                assert (row, column) in hidden
