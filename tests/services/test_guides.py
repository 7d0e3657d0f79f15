"""Guides go out as sheets and come back as they were; a sheet that lacks something says what."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.guides import export_guide, fitting_guide, guide_named, guides, import_guides
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace

SHEET = """type,name,label,hint,form_id,form_title,default_language,minutes,groups
text,q1,What did you see last night?,who | where,night_walk,Night walk,en,30,residents lived_experience
note,,This row is no question.,,,,,,
text,q2,=Who should have come?,,,,,,
"""


def sheet(folder: Path, text: str = SHEET, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("key", ["dispatch", "residents_es"])
def test_a_guide_comes_back_as_it_went(workspace: Workspace, tmp_path: Path, form: str, key: str) -> None:
    before = guide_named(workspace, key)
    path = export_guide(workspace, before, tmp_path, form)
    (taken,) = import_guides(workspace, path, replace=True)
    assert taken == replace(before, version=before.version + 1)
    assert guide_named(workspace, key) == taken
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_workbook_holds_questions_and_settings_apart(workspace: Workspace, tmp_path: Path) -> None:
    path = export_guide(workspace, guide_named(workspace, "patrol"), tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["survey", "settings"]
    assert [cell.value for cell in book["survey"][1]] == ["type", "name", "label", "hint", "short"]
    assert [cell.value for cell in book["settings"][2]][:2] == ["patrol", "Patrol officers and sergeants"]


def test_an_own_guide_is_there_at_once_and_after_opening_again(workspace: Workspace, tmp_path: Path) -> None:
    (taken,) = import_guides(workspace, sheet(tmp_path))
    assert [(each.text, each.prompts) for each in taken.questions] == [
        ("What did you see last night?", ("who", "where")),
        ("=Who should have come?", ()),
    ]
    assert (taken.id, taken.version, taken.minutes) == ("night_walk", 1, 30)
    assert guide_named(workspace, "Night walk") == taken
    assert taken in guides(workspace, language="en")
    with pytest.raises(InputRefused, match="already"):
        import_guides(workspace, sheet(tmp_path))


def test_a_sheet_in_two_languages_is_two_guides(workspace: Workspace, tmp_path: Path) -> None:
    text = (
        "type,label::English (en),label::Spanish (es),form_id,groups\n"
        "text,Who came?,¿Quién vino?,visit,residents\n"
    )
    taken = import_guides(workspace, sheet(tmp_path, text))
    assert {each.id: each.questions[0].text for each in taken} == {
        "visit": "Who came?",
        "visit_es": "¿Quién vino?",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,label,form_id,groups\nq1,Who?,a,patrol\n", "has no column type"),
        ("type,name,form_id,groups\ntext,q1,a,patrol\n", "has no column label"),
        ("type,label,groups\ntext,Who?,patrol\n", "has no form_id"),
        ("type,label,form_id,groups\ntext,Who?,a,wizards\n", "a group that there is not: wizards"),
        ("type,label,form_id\ntext,Who?,a\n", "names no groups"),
        ("type,label,form_id,groups,minutes\ntext,Who?,a,patrol,soon\n", "“soon” as its minutes"),
        ("type,label,form_id,groups\nnote,Who?,a,patrol\n", "holds no question"),
        ("\n\n", "holds no row"),
        ("type,label\n", "holds no row"),
    ],
)
def test_what_a_sheet_lacks_is_named(workspace: Workspace, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        import_guides(workspace, sheet(tmp_path, text))
    assert not (workspace.home / "practice").exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a workbook", b"\xff\xfe\x00odd", b"a\x00\xd8\xff"])
def test_a_file_that_is_no_sheet_is_refused(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "guide.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputRefused):
        import_guides(workspace, path)


def test_a_question_that_repeats_a_confidence_stays_here(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    said = "the night desk hangs up on people who sound drunk to them"
    start_interview(workspace, city, note=f"She says {said}.", attribution="none")
    text = SHEET.replace("What did you see last night?", f"Is it so that {said}?")
    (taken,) = import_guides(workspace, sheet(tmp_path, text))
    for form in ("csv", "xlsx"):
        with pytest.raises(Withheld):
            export_guide(workspace, taken, tmp_path / "out", form)
    assert not (tmp_path / "out").exists()


def test_no_cell_is_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    (taken,) = import_guides(workspace, sheet(tmp_path))
    rows = csv.reader(io.StringIO(export_guide(workspace, taken, tmp_path).read_text("utf-8-sig")))
    assert [row[2] for row in rows] == ["label", "What did you see last night?", " =Who should have come?"]
    book = openpyxl.load_workbook(export_guide(workspace, taken, tmp_path, "xlsx"))
    assert {cell.data_type for row in book["survey"].iter_rows() for cell in row} <= {"s", "n"}


def test_the_guide_for_people_is_in_their_language_where_there_is_one(workspace: Workspace) -> None:
    def chosen(group: str, language: str) -> str:
        guide = fitting_guide(workspace.practice.guides, [group], language)
        return guide.id if guide else ""

    assert chosen("residents", "es") == "residents_es"
    assert chosen("residents", "") == "residents"
    assert chosen("residents", "so") == "residents"
    assert chosen("", "en") == ""


def test_a_guide_that_is_not_there_is_told_with_those_that_are(workspace: Workspace) -> None:
    with pytest.raises(UnknownName, match="dispatch_es"):
        guide_named(workspace, "wizards")
