"""What an inspection says of made-up files in the layouts of four real ones, and of odd ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import recipe_of
from leaptui.calls.words import words_of
from leaptui.domain.calls import ColumnRole, Confidence, Correction, Inspection
from leaptui.domain.errors import InputRefused, UnknownName

NOTHING_BUT_RECEIVED = ("call processing", "travel", "response", "time on scene", "busy time")


def roles(inspection: Inspection) -> dict[str, str]:
    """Names and roles of the columns that are used."""
    return {
        column.name: column.role.value
        for column in inspection.columns
        if column.role is not ColumnRole.IGNORED
    }


def reason(inspection: Inspection, name: str) -> str:
    return next(column.reason for column in inspection.columns if column.name == name)


def write(folder: Path, text: str | bytes, name: str = "calls.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def table(header: str, *rows: str, times: int = 1) -> str:
    return "\n".join([header, *(list(rows) * times)]) + "\n"


def test_san_jose_layout(fixtures: Path) -> None:
    found = inspect(fixtures / "calls" / "san_jose_layout.csv")
    assert (found.encoding, found.delimiter, found.header_row, found.rows) == ("utf-8", ",", 1, 121)
    assert roles(found) == {
        "CALL_NUMBER": "incident_id",
        "PRIORITY": "priority",
        "OFFENSE_DATE": "received_date",
        "OFFENSE_TIME": "received_time",
        "CALLTYPE_CODE": "type_code",
        "CALL_TYPE": "type_initial",
        "FINAL_DISPO_CODE": "disposition",
        "FINAL_DISPO": "disposition",
        "ADDRESS": "place",
    }
    assert "time stamp" in reason(found, "CDTS")
    assert "always midnight" in reason(found, "START_DATE")
    assert "always midnight" in reason(found, "REPORT_DATE")
    assert found.not_available == NOTHING_BUT_RECEIVED


def test_nashville_layout(fixtures: Path) -> None:
    found = inspect(fixtures / "calls" / "nashville_layout.csv")
    assert found.columns[0].name == "OBJECTID"
    assert roles(found) == {
        "Event Number": "incident_id",
        "Tencode": "type_code",
        "Tencode Suffix": "type_code",
        "Tencode Description": "type_initial",
        "Disposition Code": "disposition",
        "Disposition Description": "disposition",
        "Block": "place",
        "Street Name": "place",
        "Unit Dispatched": "unit",
        "Zone": "district",
        "Call_Received": "received",
    }
    assert found.not_available == NOTHING_BUT_RECEIVED
    said = " ".join(problem.problem for problem in found.problems)
    assert "encoded twice" in said
    assert "cut at 40 characters" in said
    assert "coordinates" in reason(found, "Latitude")
    assert "row number" in reason(found, "OBJECTID")


def test_seattle_layout(fixtures: Path) -> None:
    found = inspect(fixtures / "calls" / "seattle_layout.csv")
    assert roles(found) == {
        "CAD Event Number": "incident_id",
        "Event Clearance Description": "disposition",
        "Call Type": "source",
        "Priority": "priority",
        "Initial Call Type": "type_initial",
        "Final Call Type": "type_final",
        "Original Time Queued": "received",
        "Arrived Time": "arrived",
        "Beat": "district",
    }
    assert found.not_available == ("call processing", "travel", "time on scene", "busy time")
    assert any("formula" in problem.problem and problem.rows == 100 for problem in found.problems)


def test_reno_layout(fixtures: Path) -> None:
    found = inspect(fixtures / "calls" / "reno_layout.xlsx")
    assert (found.encoding, found.delimiter, found.sheet, found.sheets) == ("", "", "Sheet1", ("Sheet1",))
    assert roles(found) == {
        "CALL_TYPE": "type_initial",
        "JURISDICTION": "agency",
        "STATION": "district",
        "RECEIVED_DATE": "received_date",
        "RECEIVED_TIME": "received_time",
        "DISPATCH_1ST_TIME": "dispatched",
        "ONSCENE_1ST_TIME": "arrived",
        "CLOSE_TIME": "cleared",
    }
    assert found.not_available == ()
    assert any("incident id" in problem.problem for problem in found.problems)
    filled = {reading.column: reading.parsed + reading.failed for reading in found.times}
    assert filled["CLOSE_TIME"] == 150
    assert filled["ONSCENE_1ST_TIME"] == 121, "non-breaking spaces are blanks"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "NOPD_Item,Type,TypeText,Priority,TimeCreate,TimeDispatch,TimeArrive,TimeClosed,Disposition,SelfInitiated,Beat",
            "incident_id type_code type_initial priority received dispatched arrived cleared disposition officer_initiated district",
        ),
        (
            (
                "EVENT_NUMBER,INCIDENT_TYPE_ID,INCIDENT_TYPE_DESC,PRIORITY,CREATE_TIME_INCIDENT,DISPATCH_TIME_PRIMARY_UNIT,"
                "ARRIVAL_TIME_PRIMARY_UNIT,CLOSED_TIME_INCIDENT,DISPOSITION_TEXT,Self Initiated,DISTRICT"
            ),
            "incident_id type_code type_initial priority received dispatched arrived cleared disposition officer_initiated district",
        ),
        (
            "Call No,Nature Cd,Nature of Call,Pri,Rcvd Dt/Tm,Disp Dt/Tm,OnScn Dt/Tm,Clr Dt/Tm,Dispo,Off Init,Zone",
            "incident_id type_code type_initial priority received dispatched arrived cleared disposition officer_initiated district",
        ),
    ],
)
def test_other_systems_headers(tmp_path: Path, header: str, expected: str) -> None:
    row = "{n},{c},{t},{p},01/{d:02}/2024 10:{n2}:00,01/{d:02}/2024 10:{n2}:30,01/{d:02}/2024 10:{n2}:45,01/{d:02}/2024 11:{n2}:00,{o},{y},{b}"
    rows = [
        row.format(
            n=f"A-2024-{n:05}", n2=10 + n % 40, d=1 + n % 28, p=1 + n % 4, b=f"B{n % 5}", y="YN"[n % 2],
            c=("21", "103D", "94F")[n % 3], t=("COMPLAINT OTHER", "DOMESTIC DISTURBANCE", "FIREWORKS")[n % 3],
            o=("NAT", "GOA", "RTF")[n % 3],
        )
        for n in range(90)
    ]  # fmt: skip
    found = inspect(write(tmp_path, table(header, *rows)))
    assert [column.role.value for column in found.columns] == expected.split()


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "HARBOR FALLS REGIONAL DISPATCH\nCALLS FOR SERVICE 01/01/2025 - 12/31/2025\n\n" + table(
        "Incident Number,Call Received,Call Type",
        "1,2025-01-01 10:00:00,NOISE",
        "2,2025-01-02 11:00:00,TRESPASS",
        times=20,
    )
    found = inspect(write(tmp_path, text))
    assert found.header_row == 4
    assert found.rows == 40
    assert found.column_with(ColumnRole.RECEIVED) is not None


def test_a_file_without_a_header_asks_for_roles(tmp_path: Path) -> None:
    path = write(tmp_path, "1,2025-01-01 10:00:00,NOISE\n2,2025-01-02 11:00:00,TRESPASS\n" * 30)
    (lacking,) = inspect(path).lacks
    assert lacking == "calls.csv has no column with the type of a call."
    with pytest.raises(InputRefused, match="no column with the type"):
        recipe_of(inspect(path), timezone="America/New_York")
    found = inspect(path, Correction(roles={"column 3": ColumnRole.TYPE_INITIAL}))
    assert found.header_row == 0
    assert found.rows == 60
    assert roles(found)["column 2"] == "received"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = table(
        "Call Id,Received,Type", "7,2025-01-01 10:00:00,NOISE", "8,2025-01-02 10:30:00,THEFT", times=10
    )
    found = inspect(write(tmp_path, text.replace(",", delimiter)))
    assert found.delimiter == delimiter
    assert len(found.columns) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = table(
        "Call Id,Received,Type", "7,2025-01-01 10:00:00,CAFÉ – NOISE", "8,2025-01-02 10:30:00,SEÑAL", times=20
    )
    found = inspect(write(tmp_path, text.encode(encoding)))
    assert found.rows == 40
    kinds = found.column_with(ColumnRole.TYPE_INITIAL)
    assert kinds is not None
    assert kinds.samples == ("CAFÉ – NOISE", "SEÑAL")


def test_a_few_stray_bytes_in_utf8_are_read_as_windows(tmp_path: Path) -> None:
    good = table("Call Id,Received,Type", "7,2025-01-01 10:00:00,CAFÉ", times=30).encode()
    found = inspect(write(tmp_path, good + b"8,2025-01-01 11:00:00,CAF\xc9\n"))
    assert found.encoding == "utf-8"
    assert any("not valid UTF-8" in problem.problem for problem in found.problems)
    kinds = found.column_with(ColumnRole.TYPE_INITIAL)
    assert kinds is not None
    assert kinds.samples == ("CAFÉ",)


def test_day_and_month_are_decided_by_the_whole_file(tmp_path: Path) -> None:
    """The first thousands of rows leave it open; one late row does not."""
    rows = [f"{n},{1 + n % 12:02}/{1 + n % 11:02}/2024 10:00,NOISE" for n in range(60_000)]
    rows.append("60001,25/03/2024 10:00,NOISE")
    found = inspect(write(tmp_path, table("Call Id,Received,Type", *rows)))
    assert [(reading.format, reading.failed) for reading in found.times] == [("%d/%m/%Y %H:%M", 0)]


def test_day_and_month_are_asked_where_the_file_leaves_them_open(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        table("Call Id,Received,Type", "1,03/04/2024 10:00,NOISE", "2,05/06/2024 11:00,THEFT", times=20),
    )
    found = inspect(path)
    received = found.column_with(ColumnRole.RECEIVED)
    assert received is not None
    assert received.confidence is Confidence.ASK
    assert any("month/day or day/month" in problem.problem for problem in found.problems)
    corrected = inspect(path, Correction(time_formats={"Received": "%d/%m/%Y %H:%M"}))
    assert corrected.times[0].format == "%d/%m/%Y %H:%M"
    assert not any("month/day" in problem.problem for problem in corrected.problems)


def test_a_format_that_changes_midway_is_found(tmp_path: Path) -> None:
    old = [f"{n},2023-12-{1 + n % 28:02} 10:00:00,NOISE" for n in range(40_000)]
    new = [f"{n},1/{1 + n % 28}/2024 3:15 PM,NOISE" for n in range(300)]
    found = inspect(write(tmp_path, table("Call Id,Received,Type", *old, *new)))
    assert found.times[0].format == "%Y-%m-%d %H:%M:%S | %m/%d/%Y %I:%M %p"
    assert (found.times[0].parsed, found.times[0].failed) == (40_300, 0)


def test_twelve_hours_without_a_mark_say_no_hour(tmp_path: Path) -> None:
    rows = [f"{n},01/{1 + n % 28:02}/2024,{1 + n % 12}:{n % 60:02},NOISE" for n in range(400)]
    found = inspect(write(tmp_path, table("Call Id,Call Date,Call Time,Type", *rows)))
    assert "hour of day" in found.not_available
    assert any("without AM or PM" in problem.problem for problem in found.problems)


def test_a_file_of_dates_says_no_hour(tmp_path: Path) -> None:
    rows = [f"{n},01/{1 + n % 28:02}/2024 12:00:00 AM,NOISE" for n in range(100)]
    found = inspect(write(tmp_path, table("Call Id,Call Date,Type", *rows)))
    assert found.not_available[0] == "hour of day"
    assert "midnight" in reason(found, "Call Date")


def test_people_are_left_out(tmp_path: Path) -> None:
    rows = [
        f"{n},2024-01-01 10:{n % 60:02}:00,NOISE,J. QUILL,555-010-{n:04},Caller says that the music next door has been on since yesterday evening and asks for help"
        f" {n}"
        for n in range(60)
    ]
    found = inspect(write(tmp_path, table("Call Id,Received,Type,Caller Name,Caller Phone,Remarks", *rows)))
    left_out = {column.name: column.reason for column in found.columns if column.role is ColumnRole.IGNORED}
    assert set(left_out) == {"Caller Name", "Caller Phone"}
    assert all("not kept" in why for why in left_out.values())
    assert roles(found)["Remarks"] == "narrative"
    assert "not kept unless asked" in reason(found, "Remarks")


def test_a_correction_moves_a_role_and_frees_the_old_column(fixtures: Path) -> None:
    path = fixtures / "calls" / "seattle_layout.csv"
    found = inspect(path, Correction(roles={"Final Call Type": ColumnRole.TYPE_INITIAL}))
    assert roles(found)["Final Call Type"] == "type_initial"
    assert "Initial Call Type" not in roles(found)
    with pytest.raises(UnknownName, match="no column “Beet”"):
        inspect(path, Correction(roles={"Beet": ColumnRole.DISTRICT}))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "100 PEÑA BLVD"),
        ("cp1252", "CAFÉ NOISE"),
        ("cp1252", "DON’T RING – “BELL”"),
        ("cp1252", "Don’t ring the bell"),
        ("latin-1", "Señora Núñez Ávila"),
        ("mac_roman", "100 PEÑA BLVD"),
        ("mac_roman", "Señora Núñez Ávila"),
        ("cp437", "CAFÉ MÜLLER"),
    ],
)
def test_letters_that_fit_their_words_tell_the_encoding_and_it_is_called_a_guess(
    tmp_path: Path, encoding: str, text: str
) -> None:
    rows = [f"{n},2025-01-01 10:{n % 60:02}:00,{text if n % 9 == 0 else 'NOISE'},{text}" for n in range(200)]
    found = inspect(write(tmp_path, table("Call Id,Received,Type,Address", *rows).encode(encoding)))
    kinds = found.column_with(ColumnRole.TYPE_INITIAL)
    assert kinds is not None
    assert kinds.samples[0] == text
    (said,) = [problem for problem in found.problems if "is a guess" in problem.problem]
    assert "check some" in said.effect


def test_what_says_its_encoding_is_no_guess(tmp_path: Path) -> None:
    text = table("Call Id,Received,Type", "7,2025-01-01 10:00:00,CAFÉ", times=20)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        found = inspect(write(tmp_path, text.encode(encoding)))
        assert not [problem for problem in found.problems if "is a guess" in problem.problem]


def test_one_row_is_enough_where_the_header_is_plain(tmp_path: Path) -> None:
    header = "Call Id,Received,Call Type,Disposition,Address"
    found = inspect(write(tmp_path, table(header, "24-0001,05/16/2024 10:00,WELFARE CHECK,REPORT,1 MAIN ST")))
    assert found.rows == 1
    assert roles(found) == {
        "Call Id": "incident_id",
        "Received": "received",
        "Call Type": "type_initial",
        "Disposition": "disposition",
        "Address": "place",
    }


def test_one_incident_id_on_every_row_is_said(tmp_path: Path) -> None:
    rows = [f"24-0001,05/16/2024 {n % 24:02}:00,{('NOISE', 'THEFT')[n % 2]},{n}" for n in range(300)]
    found = inspect(write(tmp_path, table("Incident Number,Received,Type,Seconds", *rows)))
    (said,) = [problem for problem in found.problems if "incident id" in problem.problem]
    assert said.problem == (
        "Incident Number seems to be the incident id, but 300 sampled rows have only 1 of them."
    )
    assert said.rows == 300
    assert "Every row counts as one call" in said.effect


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("timeclose", ("time", "cleared")),
        ("calldatetime", ("call", "datetime")),
        ("initialcalltype", ("initial", "type")),
        ("incidentnumber", ("incident", "number")),
        ("totaltime", ("total", "time")),
        ("timezone", ("timezone",)),
        ("address", ("address",)),
        ("objectid", ("objectid",)),
        ("TimeArrive", ("time", "arrived")),
    ],
)
def test_words_written_together_are_parted_where_both_are_known(header: str, words: tuple[str, ...]) -> None:
    assert words_of(header) == words


@pytest.mark.parametrize("name", ["types-all-blank.csv", "totals.csv"])
def test_any_column_may_be_called_anything(fixtures: Path, name: str) -> None:
    path = fixtures / "hostile" / name
    for role in ColumnRole:
        found = inspect(path, Correction(roles={"Call Type": role}))
        assert found.column_with(role) is not None
