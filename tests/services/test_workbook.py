"""The workbook: what is in its cells, for whom, and that its formulas give leaptui's own numbers."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.disclosure.staffing_figures import PlanToClear, clear_staffing
from leaptui.documents.formats import DocumentFormat
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.picture import summarise
from leaptui.services.city.engagements import add_engagement
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.gathering import Gathering
from leaptui.services.documents.marked_plan import marked_plan
from leaptui.services.documents.prepared import make
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.staffing.basis import staffing_basis
from leaptui.services.staffing.results import plan_results
from leaptui.services.staffing.scenarios import find_scenario, mark_for_roadmap, save_scenario
from leaptui.services.staffing.shifts import staffing_shifts
from leaptui.services.staffing.what_if import WhatIf, staffing_view
from leaptui.services.workspace import Workspace
from leaptui.staffing.years import Funding
from tests.quick_stores import make_workspace

SIGNS = ("=", "+", "-", "@")
TYPES = {
    "NOISE COMPLAINT": "=NOISE(A1)",
    "WELFARE CHECK": "+WELFARE CHECK",
    "ABANDONED VEHICLE": "@ABANDONED",
}
RARE = "FOWL IN THE FOUNTAIN"
PEAK = WhatIf(
    numbers={"opens": 10.0, "closes": 22.0},
    funding=(Funding(name="=Grant", yearly=400_000, starts=date(2026, 1, 1), ends=date(2027, 6, 30)),),
)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement]]:
    """Calls whose types begin like formulas, one of them rare; a plan with shifts; words like formulas."""
    folder = tmp_path_factory.mktemp("workbook")
    write_practice_calls(folder / "calls.csv", 2_500, seed=7)
    text = (folder / "calls.csv").read_text("utf-8")
    for before, after in TYPES.items():
        text = text.replace(before, after)
    text = text.replace("TRAFFIC HAZARD", RARE, 3)
    (folder / "+calls.csv").write_text(text, "utf-8")
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, city, folder / "+calls.csv")
        set_component(
            workspace, city, "hours", {"decision": "=1+1", "owner": "@Ruiz", "rationale": "-10 %\n+5"}
        )
        basis = staffing_basis(workspace, city)
        view = staffing_view(basis, PEAK)
        mark_for_roadmap(
            workspace,
            save_scenario(workspace, city, "-Ten", basis, view, shifts=staffing_shifts(basis, view)),
        )
        yield workspace, city


def workbook(store: tuple[Workspace, Engagement], audience: Audience) -> bytes:
    workspace, city = store
    prepared = prepare(workspace, city, kind_named("workbook"), audience)
    (file,) = make(prepared, [DocumentFormat.XLSX]).files
    assert file.name == "harbor-falls-oh-workbook.xlsx"
    return file.data


@pytest.fixture(scope="module")
def books(counted: tuple[Workspace, Engagement]) -> dict[Audience, bytes]:
    return {audience: workbook(counted, audience) for audience in (Audience.PUBLIC, Audience.INTERNAL)}


def opened(data: bytes, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def cells(data: bytes) -> Iterator[tuple[str, Any]]:
    """Sheet and cell of everything that stands in a workbook."""
    return ((sheet.title, cell) for sheet in opened(data) for row in sheet.iter_rows() for cell in row if cell.value is not None)  # fmt: skip


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.INTERNAL])
def test_formulas_are_ours_and_stand_on_our_sheets_alone(
    books: dict[Audience, bytes], audience: Audience
) -> None:
    ours = {"Staffing", "Teams", "Shifts", "Cost", "Queue", "Hours"}
    names = set(opened(books[audience]).defined_names)
    formulas = texts = 0
    for sheet, cell in cells(books[audience]):
        if cell.data_type == "f":
            formulas += 1
            assert sheet in ours
            words = re.findall(r"\b[a-z][a-z_0-9]*", re.sub(r'"[^"]*"', "", cell.value))
            assert set(words) <= names, cell.value
        elif isinstance(cell.value, str):
            texts += 1
            assert not cell.value.startswith(SIGNS), (sheet, cell.coordinate)
    assert formulas > 100
    assert texts > 300
    said = {str(cell.value) for _, cell in cells(books[audience])}
    assert {" =1+1", " @Ruiz", " -10 %\n+5", " -Ten", " =NOISE(A1)", " =Grant", " +calls.csv"} <= said
    package = "\n".join(text for name, text in parts(books[audience]).items() if name.startswith("xl/"))
    assert "externalLink" not in package
    assert "hyperlink" not in package


def test_every_sheet_is_seen_and_says_its_base(books: dict[Audience, bytes]) -> None:
    book = opened(books[Audience.PUBLIC])
    assert book.sheetnames == [
        "About", "Roadmap", "Steps", "Eligible", "Hours of calls", "Months", "Tiers", "Types", "Times", "Outcomes",
        "Coverage", "Districts", "Quality", "Staffing", "Teams", "Shifts", "Cost", "Queue", "Ledger",
        "Data dictionary", "Terms",
    ]  # fmt: skip
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    for sheet in book:
        assert sheet.freeze_panes, sheet.title
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        said = [str(row[0].value) for row in sheet.iter_rows(max_col=1)]
        has_base = any(line.startswith("Base: ") for line in said)
        assert has_base == (sheet.title not in _WITHOUT_CALLS)
    assert [row[0].value for row in book["Roadmap"].iter_rows(min_row=5, max_row=14)] == list(range(1, 11))


def test_charts_are_the_spreadsheets_own_with_a_title_and_words_for_who_cannot_see_them(
    books: dict[Audience, bytes],
) -> None:
    members = parts(books[Audience.PUBLIC])
    charts = [text for name, text in members.items() if re.match(r"xl/charts/chart\d+\.xml", name)]
    drawn = [text for name, text in members.items() if re.match(r"xl/drawings/drawing\d+\.xml", name)]
    told = re.findall(r'descr="([^"]*)"', "".join(drawn))
    assert len(charts) == len(told) == 11
    assert all("<c:title>" in chart and "<c:f>" in chart for chart in charts)
    assert all(len(words) > 40 and "chart of" in words for words in told)
    assert not [name for name in members if "media" in name or "comment" in name.lower() or "vba" in name]


def test_properties_tell_no_person_no_machine_and_no_day(books: dict[Audience, bytes]) -> None:
    members = parts(books[Audience.PUBLIC])
    core = members["docProps/core.xml"]
    assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"1980-01-01T00:00:00Z"}
    assert "Workbook for Harbor Falls, OH" in core


def test_others_read_bands_and_no_small_count(
    counted: tuple[Workspace, Engagement], books: dict[Audience, bytes]
) -> None:
    public, internal = opened(books[Audience.PUBLIC]), opened(books[Audience.INTERNAL])
    rows = {"min_row": 5, "max_row": 11, "min_col": 2, "max_col": 25, "values_only": True}
    bands = {value for row in public["Hours of calls"].iter_rows(**rows) for value in row}
    assert bands <= set(range(7))
    means = [value for row in internal["Hours of calls"].iter_rows(**rows) for value in row]
    summary = summarise(*counted, only=CallFilter()).summary
    days = summary.weekdays_in_period
    exact = [calls / days[day] for day, row in enumerate(summary.by_weekday_hour) for calls in row]
    assert means == pytest.approx(exact)
    assert "Hours" in internal.sheetnames
    assert RARE in "".join(parts(books[Audience.INTERNAL]).values())
    assert RARE not in "".join(parts(books[Audience.PUBLIC]).values())
    for name in ("Types", "Tiers", "Months", "Districts", "Eligible"):
        for row in public[name].iter_rows(min_row=4, min_col=2, max_col=3, values_only=True):
            assert all(
                value is None or value == 0 or value >= 5 for value in row if isinstance(value, int)
            ), name


def test_the_same_store_gives_the_same_bytes_on_another_day(
    counted: tuple[Workspace, Engagement], books: dict[Audience, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, _ = counted
    later = workspace.today().replace(year=workspace.today().year + 1)
    monkeypatch.setattr(Workspace, "today", lambda _: later)
    assert workbook(counted, Audience.PUBLIC) == books[Audience.PUBLIC]


def test_what_stands_in_the_cells_is_what_the_plan_says(
    counted: tuple[Workspace, Engagement], books: dict[Audience, bytes]
) -> None:
    basis = staffing_basis(*counted)
    plan = staffing_view(basis, PEAK).plan
    for data in books.values():
        book = opened(data, values=True)
        assert named(book, "responses") == pytest.approx(plan.responses)
        assert named(book, "fte") == pytest.approx(plan.fte)
        assert named(book, "recurring") == pytest.approx(plan.cost.recurring)
        assert named(book, "per_response") == pytest.approx(plan.cost.per_response)
        assert named(book, "people") == plan.people.total
        assert named(book, "officer_hours") == pytest.approx(plan.officer_hours)


def test_calls_are_told_in_steps_where_another_count_beside_them_would_give_a_few_away(
    counted: tuple[Workspace, Engagement],
) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    view = staffing_view(basis, PEAK)
    plan = PlanToClear(
        name="Ten",
        results=plan_results(view),
        saved="",
        changed=(),
        eligible=basis.eligible[RuleSet.EXPECTED],
        is_hidden=False,
        days=365,
        one_length=True,
        answered_share_by_hour=view.plan.at_once_by_hour,
        police_calls=400,
    )
    public, inside = Gate(Audience.PUBLIC, Protected()), Gate(Audience.INTERNAL, Protected())
    exact = clear_staffing(public, plan)
    hidden = clear_staffing(public, replace(plan, is_hidden=True))
    step = 2 * 5 / (84 * 365 / 7)
    assert not exact.is_rounded
    assert exact.figures["responses"] == pytest.approx(view.plan.responses)
    assert hidden.is_rounded
    assert hidden.calls_an_hour / step == pytest.approx(round(exact.calls_an_hour / step))
    assert hidden.base.text == "eligible calls, 1 January to 31 December 2025"
    assert (hidden.calls, hidden.load, hidden.notes) == (None, None, ())
    stale = replace(plan, changed=(f"Call types are decided otherwise: {RARE} (now police).",))
    assert [each.text for each in clear_staffing(public, stale).changed] == [
        "Something that it rests on is different now."
    ]
    assert RARE in clear_staffing(inside, stale).changed[0].text
    few_outside = replace(plan, results={**plan.results, "in_hours_share": 1 - 3 / plan.eligible})
    assert clear_staffing(public, few_outside).is_rounded
    assert exact.value("police_minutes") == view.plan.inputs.police_minutes
    assert clear_staffing(public, replace(plan, police_calls=19)).value("police_minutes") % 10 == 0
    told = clear_staffing(inside, replace(plan, is_hidden=True, police_calls=1))
    assert told.value("police_minutes") == view.plan.inputs.police_minutes
    assert not told.is_rounded
    assert told.calls == view.plan.demand
    assert not any("mean of" in each.source.text for each in exact.inputs.values())
    with pytest.raises(TypeError, match="only leaptui"):
        replace(told, name=told.words, seal="forged")  # type: ignore[arg-type]


def named(book: Any, name: str) -> Any:
    ((sheet, place),) = book.defined_names[name].destinations
    return book[sheet][place.replace("$", "")].value


def test_a_cell_she_may_change_takes_only_what_can_be(books: dict[Audience, bytes]) -> None:
    book = opened(books[Audience.PUBLIC])
    ranges = {str(rule.sqref): (float(rule.formula1), float(rule.formula2)) for rule in book["Staffing"].data_validations.dataValidation}  # fmt: skip
    ((_, place),) = book.defined_names["service_minutes"].destinations
    assert ranges[place.replace("$", "")] == (5, 480)
    assert len(book["Teams"].data_validations.dataValidation) == 7 * 24
    assert book["Cost"].data_validations.dataValidation[0].error.startswith("From 10,000 to")


def test_before_there_are_calls_it_has_the_roadmap_and_the_terms(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    assert opened(workbook((workspace, city), Audience.PUBLIC)).sheetnames == [
        "About", "Roadmap", "Steps", "Data dictionary", "Terms",
    ]  # fmt: skip


def test_a_plan_without_calls_is_told_without_a_share_or_a_price(
    counted: tuple[Workspace, Engagement],
) -> None:
    workspace, city = counted
    basis = staffing_basis(workspace, city)
    nobody = staffing_view(basis, WhatIf(numbers={"covered_share": 0.0}))
    mark_for_roadmap(workspace, save_scenario(workspace, city, "Nobody", basis, nobody))
    told = marked_plan(Gathering(workspace, city, Audience.INTERNAL, "roadmap"), workspace, city)
    assert told is not None
    assert (told.numbers[0].printed.text, told.numbers[0].of.text) == (
        "–", "no eligible call comes in the hours of service.",
    )  # fmt: skip
    assert told.cost.text.endswith("no call is answered, so there is no cost for each.")
    book = opened(workbook(counted, Audience.INTERNAL), values=True)
    assert named(book, "per_response") == "no responses"
    mark_for_roadmap(workspace, find_scenario(workspace, city, "-Ten").scenario)


_WITHOUT_CALLS = {"About", "Roadmap", "Steps", "Quality", "Data dictionary", "Terms"}
CASES: dict[str, Callable[[WhatIf], WhatIf]] = {
    "calls that wait": lambda usual: replace(usual, numbers={"waiting_limit": 15.0, "least_within": 0.9}),
    "over midnight, by Lag-SIPP": lambda usual: replace(
        usual,
        method="lag_sipp",
        numbers={"opens": 18.0, "closes": 3.0, "service_minutes": 100.0, "growth": 5.0},
    ),
    "hour by hour, with a reserve": lambda usual: replace(
        usual, method="sipp", numbers={"reserve_teams": 1.0, "vacancy_rate": 0.1, "screened_share": 1.0}
    ),
    "overloaded": lambda usual: replace(
        usual, numbers={"most_teams": 1.0, "growth": 5.0, "screened_share": 1.0}
    ),
    "overloaded, calls wait": lambda usual: replace(
        usual, numbers={"most_teams": 1.0, "growth": 5.0, "screened_share": 1.0, "waiting_limit": 10.0}
    ),
    "groups with times of their own": lambda usual: replace(usual, group_minutes={"Noise": 20.0}),
    "groups that wait": lambda usual: replace(
        usual, group_minutes={"Noise": 20.0}, numbers={"waiting_limit": 15.0, "least_within": 0.9}
    ),
    "nobody": lambda usual: replace(usual, numbers={"covered_share": 0.0, "fewest_teams": 0.0}),
    "broad rules, nobody picks up": lambda usual: replace(
        usual, rules=RuleSet.BROAD, numbers={"pick_up": 0.0}
    ),
}


def calculated(folder: Path, names: list[str]) -> None:
    """LibreOffice's own values of workbooks, in `out`."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    (folder / "out").mkdir()
    subprocess.run(
        [office, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder / "out"), *(str(folder / f"{name}.xlsx") for name in names)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip


@pytest.mark.office
@pytest.mark.thorough
def test_changed_cells_give_the_plan_of_the_same_what_if(
    counted: tuple[Workspace, Engagement], books: dict[Audience, bytes], tmp_path: Path
) -> None:
    changes = {"service_minutes": 130.0, "waiting_limit": 20.0, "least_within": 0.95, "most_busy": 0.3,
               "reserve_teams": 1.0, "opens": 20.0, "closes": 6.0, "responder_wage": 70_000.0}  # fmt: skip
    plan = staffing_view(staffing_basis(*counted), WhatIf(numbers=changes, method="lag_sipp")).plan
    book = opened(books[Audience.INTERNAL])
    for name, value in {**changes, "load_method": 2}.items():
        ((sheet, place),) = book.defined_names[name].destinations
        book[sheet][place.replace("$", "")].value = value
    for row, counts in enumerate(plan.teams, start=5):
        for column, count in enumerate(counts, start=2):
            book["Teams"].cell(row, column).value = count
    book.save(tmp_path / "changed.xlsx")
    calculated(tmp_path, ["changed"])
    found = openpyxl.load_workbook(tmp_path / "out" / "changed.xlsx", data_only=True)
    hours = [[cell.value for cell in row] for row in found["Hours"].iter_rows(min_row=5, max_row=172)]
    assert [row[6] for row in hours] == pytest.approx([load for row in plan.offered_load for load in row])
    assert [row[7] for row in hours] == [count for row in plan.teams for count in row]
    figures = [found[sheet][place.replace("$", "")].value for sheet, place in (
        next(iter(book.defined_names[name].destinations))
        for name in ("responses", "fte", "recurring", "people", "vehicles")
    )]  # fmt: skip
    assert figures == pytest.approx(
        [plan.responses, plan.fte, plan.cost.recurring, plan.people.total, plan.vehicles]
    )


@pytest.mark.office
@pytest.mark.thorough
def test_libreoffice_calculates_the_same_numbers(
    counted: tuple[Workspace, Engagement], books: dict[Audience, bytes], tmp_path: Path
) -> None:
    workspace, city = counted
    made = {"ten": books[Audience.INTERNAL], "public": books[Audience.PUBLIC]}
    basis = staffing_basis(workspace, city)
    for name, changed in CASES.items():
        saved = save_scenario(
            workspace, city, f"case: {name}", basis, staffing_view(basis, changed(WhatIf()))
        )
        mark_for_roadmap(workspace, saved)
        made[name] = workbook(counted, Audience.INTERNAL)
    for name, data in made.items():
        book = opened(data)
        book.save(tmp_path / f"{name}.xlsx")  # without the values that we wrote beside the formulas
    calculated(tmp_path, list(made))
    for name, data in made.items():
        ours, theirs = opened(data, values=True), openpyxl.load_workbook(tmp_path / "out" / f"{name}.xlsx", data_only=True)  # fmt: skip
        compared = 0
        for sheet, cell in cells(data):
            if cell.data_type != "f":
                continue
            told, found = (book[sheet][cell.coordinate].value for book in (ours, theirs))
            compared += 1
            if isinstance(told, int | float):
                assert found == pytest.approx(told, abs=1e-6, rel=1e-6), (
                    name,
                    sheet,
                    cell.coordinate,
                    cell.value,
                )
            else:
                assert (found or "") == (told or ""), (name, sheet, cell.coordinate, cell.value)
        assert compared > 100
