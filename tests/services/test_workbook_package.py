"""The workbook's package, held to what a strict spreadsheet takes without repair; and cities that are hard on it."""

from __future__ import annotations

import io
import posixpath
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.documents.formats import DocumentFormat
from leaptui.documents.sheets import Sheet, Table, Words
from leaptui.documents.workbook import make_xlsx
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import make
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.test_workbook import calculated, cells, opened, parts

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MOST_TEXT, _MOST_FORMULA, _MOST_TOLD, _MOST_SHEET = 32_767, 8_192, 255, 31
"""Characters that Excel takes in a cell, a formula, a message, the name of a sheet."""
_LIKE_A_CELL = re.compile(r"(?i)[a-z]{1,3}\d+|r\d*c\d*|r|c")
HOSTILE_TYPES = (
    "=1+1", "@SUM(A1)", "\t=2+2", "＝3+3", "-4", "+5", "x" * 300, "😀🚒 FIRE", "שלום עולם", "مرحبا", "'=6", '"=7"',
    "=HYPERLINK(\"http://example.org\")", "=cmd|' /C calc'!A0", "TRUE", "1E5", "2025-01-01", "#REF!", "{=1}", "http://example.org",
    "_x0041_", "<b>&amp;</b>", "a,b;c", "][:*?/\\", "NULL", "%s", "a\x0bb", " ",
)  # fmt: skip


def rows(count: int, types: tuple[str, ...] = ("NOISE COMPLAINT",)) -> str:
    """An export of so many calls, those types in turn."""
    lines = ["Incident,Call Type,Received,Arrived,Cleared,Beat"]
    for number in range(count):
        kind = types[number % len(types)].replace('"', '""')
        day, hour = 1 + number % 28, number % 24
        at = f"2025-{1 + number % 12:02}-{day:02} {hour:02}"
        lines.append(f'I{number:05},"{kind}",{at}:05:00,{at}:15:00,{at}:45:00,"{kind[:40]}"')
    return "\n".join(lines) + "\n"


CITIES: dict[str, str | None] = {
    "no calls": None,
    "one call": rows(1),
    "calls of no eligible type": rows(60, ("ROBBERY",)),
    "a type for each of a few calls": rows(len(HOSTILE_TYPES), HOSTILE_TYPES),
    "types like formulas": rows(1_500, (*HOSTILE_TYPES, "NOISE COMPLAINT", "WELFARE CHECK")),
}


BOOKS = [
    (name, audience)
    for name in CITIES
    for audience in (Audience.PUBLIC, Audience.INTERNAL)
    if (name, audience) != ("one call", Audience.PUBLIC)  # a base of fewer than five is told to nobody else
]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A workbook of each city, by its name and for whom."""
    folder = tmp_path_factory.mktemp("hard")
    made: dict[str, bytes] = {}
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        for name, text in CITIES.items():
            city = add_engagement(workspace, f"{name.title()}, OH", timezone="America/New_York")
            if text is not None:
                file = folder / f"={name}.csv"
                file.write_text(text, "utf-8")
                import_file(workspace, city, file)
            for audience in (each for of, each in BOOKS if of == name):
                made[f"{name}, {audience}"] = workbook(workspace, city, audience)
    return made


def workbook(workspace: Workspace, city: Engagement, audience: Audience) -> bytes:
    (file,) = make(prepare(workspace, city, kind_named("workbook"), audience), [DocumentFormat.XLSX]).files
    return file.data


def must_open_without_repair(data: bytes) -> None:
    """What Excel refuses or mends when it opens a file, none of which a reader less strict would tell."""
    members = parts(data)
    roots = {name: ET.fromstring(text) for name, text in members.items() if name.endswith((".xml", ".rels"))}
    for name, root in roots.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in root.iter(_RELATED):
                assert each.get("TargetMode") != "External"
                target = str(each.get("Target"))
                place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))  # fmt: skip
                assert place in members, (name, place)
    book = roots["xl/workbook.xml"]
    names = [str(sheet.get("name")) for sheet in book.iter(f"{_MAIN}sheet")]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= _MOST_SHEET
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.lower() != "history"
    defined = [str(each.get("name")) for each in book.iter(f"{_MAIN}definedName") if "localSheetId" not in each.keys()]  # noqa: SIM118  # fmt: skip
    assert len({name.lower() for name in defined}) == len(defined)
    for name in defined:
        assert re.fullmatch(r"[A-Za-z_][\w.]*", name)
        assert not _LIKE_A_CELL.fullmatch(name), name
    for name, root in roots.items():
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            _strict_sheet(root)
        if re.fullmatch(r"xl/(?:sharedStrings|worksheets/sheet\d+)\.xml", name):
            assert all(len(text.text or "") <= _MOST_TEXT for text in root.iter(f"{_MAIN}t"))
        assert not name.endswith(("comments1.xml", "vmlDrawing1.vml"))


def _strict_sheet(root: ET.Element) -> None:
    at = [str(cell.get("r")) for cell in root.iter(f"{_MAIN}c")]
    assert len(set(at)) == len(at)
    assert all(len(formula.text or "") <= _MOST_FORMULA for formula in root.iter(f"{_MAIN}f"))
    assert not list(root.iter(f"{_MAIN}hyperlink"))
    for rule in root.iter(f"{_MAIN}dataValidation"):
        assert all(len(str(rule.get(each, ""))) <= _MOST_TOLD for each in ("error", "prompt"))
        assert all(len(str(rule.get(each, ""))) <= 32 for each in ("errorTitle", "promptTitle"))
        assert all(len(each.text or "") <= _MOST_TOLD for each in rule)
    assert all(float(column.get("width", "0")) <= 255 for column in root.iter(f"{_MAIN}col"))
    assert all(float(row.get("ht", "0")) <= 409 for row in root.iter(f"{_MAIN}row"))
    assert not any(each.get("hidden") for each in root.iter())
    for part in ("oddHeader", "oddFooter"):
        assert all(len(each.text or "") <= _MOST_TOLD for each in root.iter(f"{_MAIN}{part}"))


def must_read_well(data: bytes) -> None:
    """Every sheet stays readable when scrolled and printed; every chart says what it shows in words."""
    book = opened(data)
    assert book.properties.language == "en-US"
    assert book.properties.title
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddFooter.right.text == "Page &P of &N"
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert width >= 4.5, (sheet.title, cell.coordinate)
    members = parts(data)
    for name, text in members.items():
        if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
            root = ET.fromstring(text)
            titled = [each for axis in ("catAx", "valAx") for each in root.iter(f"{_CHART}{axis}")]
            assert len(titled) == 2
            assert root.find(f".//{_CHART}chart/{_CHART}title") is not None
            for axis in titled:
                title = axis.find(f"{_CHART}title")
                assert title is not None, name
                assert "".join(title.itertext()).strip()
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            frames = re.findall(r"<xdr:cNvPr [^>]*>", text)
            assert frames
            assert all(re.search(r'descr="[^"]{40,}"', frame) for frame in frames)


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "audience"), BOOKS)
def test_a_workbook_opens_and_reads_well_whatever_the_city(
    hard: dict[str, bytes], name: str, audience: Audience
) -> None:
    data = hard[f"{name}, {audience}"]
    must_open_without_repair(data)
    must_read_well(data)
    ours = {"Staffing", "Teams", "Shifts", "Cost", "Queue", "Hours"}
    assert {sheet for sheet, cell in cells(data) if cell.data_type == "f"} <= ours
    for sheet, cell in cells(data):
        if isinstance(cell.value, str) and cell.data_type != "f":
            assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (sheet, cell.coordinate)  # fmt: skip


@pytest.mark.office
@pytest.mark.thorough
def test_libreoffice_calculates_the_same_numbers_for_every_city(
    hard: dict[str, bytes], tmp_path: Path
) -> None:
    names = {name: f"city{number}" for number, name in enumerate(hard)}
    for name, file in names.items():
        opened(hard[name]).save(
            tmp_path / f"{file}.xlsx"
        )  # without the values that we wrote beside the formulas
    calculated(tmp_path, list(names.values()))
    for name, file in names.items():
        theirs: Any = openpyxl.load_workbook(tmp_path / "out" / f"{file}.xlsx", data_only=True)
        ours = opened(hard[name], values=True)
        for sheet, cell in cells(hard[name]):
            told, found = (book[sheet][cell.coordinate].value for book in (ours, theirs))
            if cell.data_type == "f" and isinstance(told, int | float):
                assert found == pytest.approx(told, abs=1e-6, rel=1e-6), (name, sheet, cell.coordinate, cell.value)  # fmt: skip
            elif cell.data_type == "f":
                assert (found or "") == (told or ""), (name, sheet, cell.coordinate, cell.value)
            elif isinstance(told, str):
                assert str(found or "").strip() == told.strip(), (name, sheet, cell.coordinate)


def test_a_text_at_the_limit_and_signs_that_xml_refuses_stay_in_the_file() -> None:
    gate = Gate(Audience.INTERNAL, Protected())
    long, odd = gate.label("=" + "x" * 40_000, "long"), gate.label("a\x0b\x00\ufffe_x0041_ \u202eb", "odd")
    assert isinstance(long, Cleared)
    data = make_xlsx([Sheet(name="One", tables=[Table(columns=("A", "B"), rows=[[long, odd], [Words("c"), None]])])])  # fmt: skip
    must_open_without_repair(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["One"]
    assert sheet["A2"].value.startswith(" =xxx")
    assert "_x0041_" in sheet["B2"].value
