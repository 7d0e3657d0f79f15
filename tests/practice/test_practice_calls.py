"""The practice export has in it what it says it has."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.practice.practice_call_words import Arrival, load_tables, quoted
from leaptui.practice.practice_calls import CallsMade, practice_call_rows, write_practice_calls

ROWS = 24_000
TESTS = {"TEST CALL", "RADIO TEST", "TRAINING CALL", "VOID"}
LOG = {
    "OUT OF SERVICE",
    "MEAL BREAK",
    "START OF SHIFT",
    "COURT",
    "VEHICLE MAINTENANCE",
}
TIMES = ("DispDT", "EnrtDT", "ArrDT", "ClrDT")


class Export:
    """A practice export read back by the standard library."""

    def __init__(self, path: Path, made: CallsMade) -> None:
        self.path, self.made = path, made
        with path.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))
        self.readable = [row for row in self.rows if _time(row["CallDateTime"]) is not None]
        first: dict[str, dict[str, str]] = {}
        for row in self.readable:
            first.setdefault(row["IncidentNum"], row)
        self.incidents = list(first.values())

    def community(self) -> list[dict[str, str]]:
        """Incidents that nothing sets aside."""
        return [
            row
            for row in self.incidents
            if row["OffInit"] == "N"
            and row["NatureDesc"] not in TESTS | LOG
            and row["Dispo"] not in {"DUPLICATE", "OTHER AGENCY"}
        ]


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.strptime(text or "", "%m/%d/%Y %H:%M")  # noqa: DTZ007 - the city's wall clock
    except ValueError:
        return None


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    path = tmp_path_factory.mktemp("calls") / "calls.csv"
    return Export(path, write_practice_calls(path, ROWS, seed=7, broken_share=0.002))


def test_the_ledger_of_what_was_made_is_what_can_be_counted(export: Export) -> None:
    made, incidents = export.made, export.incidents
    assert len(export.rows) == made.rows == ROWS
    assert ROWS - len(export.readable) == made.broken == 48
    assert len(incidents) == made.incidents
    assert len(export.readable) - len(incidents) == made.further_units
    assert sum(row["NatureDesc"] in TESTS for row in incidents) == made.tests
    assert sum(row["NatureDesc"] in LOG for row in incidents) == made.log_entries
    assert sum(row["OffInit"] == "Y" for row in incidents) == made.officer_initiated
    assert sum(row["Dispo"] == "DUPLICATE" for row in incidents) == made.duplicates
    assert sum(row["Dispo"] == "OTHER AGENCY" for row in incidents) == made.other_agency
    assert len(export.community()) == made.community_initiated
    assert min(made.tests, made.log_entries, made.duplicates, made.other_agency, made.cancelled) > 0


def test_shares_are_those_of_a_real_city(export: Export) -> None:
    officer = sum(row["OffInit"] == "Y" for row in export.readable) / len(export.readable)
    assert 0.31 < officer < 0.37
    assert 0.42 < export.made.community_initiated / ROWS < 0.44
    counts = Counter(row["NatureDesc"] for row in export.community()).most_common()
    assert len(counts) > 150
    running, needed = 0, 0
    while running < 0.8 * len(export.community()):
        running += counts[needed][1]
        needed += 1
    assert 26 <= needed <= 82, "real cities need 26 to 82 types for four fifths of their calls"


def test_the_week_and_the_day_have_their_shape(export: Export) -> None:
    moments = [datetime.strptime(row["CallDateTime"], "%m/%d/%Y %H:%M") for row in export.community()]  # noqa: DTZ007
    hours = Counter(moment.hour for moment in moments)
    days = Counter(moment.weekday() for moment in moments)
    months = Counter(moment.month for moment in moments)
    assert hours[17] > 3 * hours[4]
    assert min(days[4], days[5]) > max(days[0], days[1], days[2])
    assert months[7] > months[2]
    assert set(months) == set(range(1, 13))


def test_broken_rows_are_broken_in_every_way(export: Export) -> None:
    broken = [row for row in export.rows if _time(row["CallDateTime"]) is None]
    assert Counter(row["CallDateTime"] for row in broken).keys() == {
        "##########",
        "02/30/2025 25:61",
        "",
        "CallDateTime",
        None,
    }


def test_a_duplicate_is_the_same_trouble_at_the_same_place_minutes_later(export: Export) -> None:
    called: dict[str, list[tuple[datetime, str]]] = {}
    for row in export.community():
        moment = _time(row["CallDateTime"])
        assert moment is not None
        called.setdefault(row["NatureCd"], []).append((moment, row["Addr"]))
    same_place = 0
    duplicates = [row for row in export.incidents if row["Dispo"] == "DUPLICATE"]
    for row in duplicates:
        moment = _time(row["CallDateTime"])
        assert moment is not None
        assert row["UnitID"] == ""
        just_before = [
            place
            for before, place in called[row["NatureCd"]]
            if timedelta(0) <= moment - before <= timedelta(minutes=11)
        ]
        assert just_before
        same_place += row["Addr"] in just_before
    assert same_place > 0.93 * len(duplicates), "only where a place was not recorded may it differ"


def test_times_run_forward_within_a_call(export: Export) -> None:
    for row in export.readable:
        if row["CallDateTime"].startswith(("11/01/2025", "11/02/2025")):
            continue  # the night that has an hour twice
        written = [row[name] for name in ("CallDateTime", *TIMES) if row[name]]
        known = [moment for moment in map(_time, written) if moment is not None]
        assert len(known) == len(written)
        assert known == sorted(known)


def test_units_of_a_call_stand_together_and_share_when_it_was_received(export: Export) -> None:
    last, seen = "", set()
    received: dict[str, str] = {}
    for row in export.readable:
        number = row["IncidentNum"]
        if number != last:
            assert number not in seen
            seen.add(number)
            last = number
        assert received.setdefault(number, row["CallDateTime"]) == row["CallDateTime"]


def test_a_cancelled_call_never_arrives(export: Export) -> None:
    cancelled = [row for row in export.readable if row["Dispo"] == "CANCELLED"]
    assert len({row["IncidentNum"] for row in cancelled}) == export.made.cancelled
    assert all(row["ArrDT"] == "" for row in cancelled)
    assert any(row["DispDT"] for row in cancelled)
    assert any(not row["DispDT"] for row in cancelled)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    digests = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_practice_calls(tmp_path / name, 3_000, seed=seed)
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    assert digests[1] != digests[2]


def test_lines_and_file_are_the_same_and_the_banner_stands_above(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    write_practice_calls(path, 500, seed=3, banner=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "HARBOR FALLS REGIONAL DISPATCH"
    assert lines[2:] == list(practice_call_rows(500, seed=3))


def test_no_call_is_received_in_the_hour_that_spring_skips(tmp_path: Path) -> None:
    hours = Counter(row[11:24] for row in practice_call_rows(60_000, seed=5))
    assert hours["03/09/2025 02"] == 0
    assert hours["11/02/2025 01"] > 0
    text = "\n".join(practice_call_rows(60_000, seed=5))
    assert "03/09/2025 02:" not in text, "nor does anything else happen in it"


def test_many_blocks_join_without_a_seam() -> None:
    numbers, total = [], 0
    for line in practice_call_rows(120_000, seed=11, broken_share=0):
        total += 1
        numbers.append(line[:10])
    assert total == 120_001
    distinct = sorted(set(numbers[1:]))
    assert numbers[1:] == sorted(numbers[1:])
    assert distinct[0] == "25-0000001"
    assert distinct[-1] == f"25-{len(distinct):07d}"


def test_clock_only_arrivals_lose_their_mark_now_and_then() -> None:
    rows = csv.DictReader(practice_call_rows(6_000, seed=9, arrival=Arrival.CLOCK, broken_share=0))
    arrived = [row["ArrDT"] for row in rows if row["ArrDT"]]
    lost = [clock for clock in arrived if not clock.endswith((" AM", " PM"))]
    assert 0.14 < len(lost) / len(arrived) < 0.21
    assert all(1 <= int(clock.split(":")[0]) <= 12 for clock in arrived)


@settings(max_examples=25, deadline=None)
@given(rows=st.integers(1, 400), seed=st.integers(0, 2**32), broken=st.floats(0, 0.5))
def test_any_number_of_rows_is_exactly_that_many(rows: int, seed: int, broken: float) -> None:
    lines = list(practice_call_rows(rows, seed=seed, broken_share=broken))
    assert len(lines) == rows + 1
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize(("rows", "broken"), [(0, 0.0), (-5, 0.0), (10, 0.6), (10, -0.1)])
def test_what_makes_no_sense_is_refused(rows: int, broken: float) -> None:
    with pytest.raises(ValueError, match="rows must be 1 or more"):
        list(practice_call_rows(rows, broken_share=broken))


def test_tables_hold_whole_hundreds_and_whole_years() -> None:
    tables = load_tables()
    assert tables.endings.shape == (5, 100)
    assert len(set(tables.types.codes)) == len(tables.types.codes)
    for weights in tables.hours.values():
        assert len(weights) == 8_760
        assert weights.sum() == pytest.approx(1)


def test_a_comma_asks_for_quotation_marks() -> None:
    assert quoted("THEFT, PAST") == '"THEFT, PAST"'
    assert quoted("THEFT") == "THEFT"
