"""What was made, what came back, and the look, as a shell sees them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("--engagement", "san-jose-ca")


def test_kinds_are_listed_with_their_readers_and_formats(leaptui: Leaptui) -> None:
    listed = {each["document"]: each for each in leaptui("document", "list", "--json").json()}
    assert listed["roadmap"]["formats"] == ["docx", "pdf", "html", "md", "xlsx"]
    assert listed["agreement"]["audiences"] == ["city_team", "internal"]
    assert listed["impact_report"]["all_engagements"] is True
    assert "Interview themes memo" in leaptui("document", "list").out


def test_a_document_is_made_recorded_and_laid_beside_what_came_back(city: Leaptui, tmp_path: Path) -> None:
    assert city("document", "made", *CITY).out == "No document was made yet.\n"
    decided = ("--decision", "Ten to ten.", "--rationale", "It is what can be staffed.")
    assert city("roadmap", "set", "hours", *CITY, *decided).code == 0
    made = city("document", "export", *CITY, "--format", "docx", "--to", tmp_path / "out", "--json")
    (file,) = map(Path, made.json()["files"])
    (record,) = city("document", "made", *CITY, "--json").json()
    assert (record["document"], record["audience"], record["draft"]) == ("roadmap", "public", True)
    assert record["files"][0]["name"] == file.name
    assert "3-hours-of-operation" in [each["key"] for each in record["sections"]]
    assert record["gate"]["overrides"] == []
    assert city("document", "compare", file, *CITY).out.endswith("It is the very file that was made.\n")
    back = tmp_path / "back.docx"
    back.write_bytes(_edited(file.read_bytes(), b"It is what can be staffed", b"It is what we can pay"))
    found = city("document", "compare", back, *CITY, "--accept", "3-hours-of-operation", "--json").json()
    assert found["accepted"] == ["reason"]
    (changed,) = [each for each in found["sections"] if each["change"] != "same"]
    assert (changed["component"], changed["can_be_accepted"]) == ("hours", ["reason"])
    shown = city("roadmap", "show", *CITY, "--json").json()["components"][2]
    assert shown["rationale"] == "It is what we can pay."
    refused = city("document", "compare", back, *CITY, "--accept", "cover")
    assert (refused.code, "can be taken over" in refused.err) == (1, True)
    assert city("document", "compare", tmp_path / "none.docx", *CITY).code == 1


def test_a_template_is_copied_and_an_error_in_it_says_where(city: Leaptui, tmp_path: Path) -> None:
    copied = Path(city("document", "template", "copy", "roadmap").out.strip())
    parts = {each["part"]: each for each in city("document", "template", "list", "--json").json()}
    assert parts["roadmap"]["own"]
    assert parts["roadmap"]["file"] == str(copied)
    assert not parts["report.typ"]["own"]
    copied.write_text("# {{ content.title }}\n\n---\n\n{% for %}\n", "utf-8")
    refused = city("document", "export", *CITY, "--format", "md", "--to", tmp_path / "out")
    assert refused.code == 1
    assert f"Line 5 of {copied}" in refused.err
    assert not (tmp_path / "out").exists()


def _edited(docx: bytes, before: bytes, after: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            new.writestr(member, old.read(member).replace(before, after))
    return out.getvalue()
