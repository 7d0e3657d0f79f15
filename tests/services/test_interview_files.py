"""Notes come in from files; an interview leaves passage by passage, as far as each was allowed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from leaptui.documents.pandoc import run_pandoc
from leaptui.domain.errors import InputRefused
from leaptui.domain.marks import MarkKind, marks
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.files import export_interview, note_from, note_of
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.workspace import Workspace

NOTE = """# Second-shift supervisor, by herself

14:02 ## 1 Wrong for police
She sends two officers to every welfare check. #DISP-trust
"We never hear what came of it."

[off] Her sergeant listens in on the second console.

[not for attribution] The tapes of the second shift are not kept.

> I think the second shift is short of people.

[on record] The centre would take part in a trial.
"""


def test_a_word_document_becomes_a_note_with_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "notes.docx"
    path.write_bytes(
        run_pandoc(
            "--from=commonmark",
            "--to=docx",
            given="# Dispatch\n\nShe said “Nobody is free at night.” \\#NEED-night\n\n!who pays for it\n\n- one\n- two\n".encode(),
        )
    )
    note = note_from(path)
    assert {mark.kind for mark in marks(note)} == {MarkKind.VERBATIM, MarkKind.THEME, MarkKind.CONCERN}
    assert "# Dispatch" in note
    assert "- two" in note


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (zipped(a=b"text"), "notes.docx", "a zip archive without a Word document"),
        (zipped(word__document=b"x") + b"cut", "notes.md", "a zip archive without a Word document"),
        (b"PK\x03\x04broken", "notes.docx", "is not a Word document"),
        (b"plain words", "notes.docx", "is not a Word document"),
        (zipped(**{"word__document.xml": b"no xml at all"}), "notes.docx", "cannot be read as a Word"),
        (zipped(**{"word__document.xml": bytes(300_000_000)}), "notes.docx", "far more than notes hold"),
        (b"%PDF-1.7", "board.pdf", "cannot be a note"),
        (b"caf\xe9", "notes.txt", "is not UTF-8"),
        (b"  \n", "notes.md", "The note is empty"),
    ],
)
def test_a_file_that_is_no_note_is_refused_in_a_sentence(data: bytes, name: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        note_of(data, name)


def test_what_an_editor_of_another_system_wrote_is_read() -> None:
    assert note_of("Ärger\n".encode("utf-16"), "notes.txt") == "Ärger\n"
    assert note_of(b"\xef\xbb\xbfplain", "notes.md") == "plain"


@pytest.fixture
def exported(workspace: Workspace, tmp_path: Path) -> dict[str, str]:
    city = add_engagement(workspace, "Harbor Falls, OH")
    person = add_stakeholder(workspace, city, "Renee Calloway", role="Shift supervisor", group="dispatch")
    started = start_interview(workspace, city, people=[person], note=NOTE, attribution="role_only")
    view = find_interview(workspace, city, started.id)
    texts = {}
    for audience in ("public", "city_team", "internal"):
        made = export_interview(workspace, city, view, audience=audience, folder=tmp_path / audience)
        texts[audience] = made.file.read_text("utf-8")
        assert len(made.withheld) == (1 if audience == "internal" else 4)
    return texts


def test_each_audience_gets_what_was_allowed_to_it(exported: dict[str, str]) -> None:
    public, internal = exported["public"], exported["internal"]
    for text in exported.values():
        assert "welfare check" in text
        assert "would take part in a trial" in text
        assert "sergeant listens in" not in text
        assert "[o" not in text
    assert exported["city_team"] == public
    assert "tapes of the second shift" not in public
    assert "tapes of the second shift" in internal
    assert "short of people" not in public
    assert "short of people" in internal
    assert "## 1 Wrong for police" in public


def test_a_heading_that_is_no_question_tells_nobody_outside_who_spoke(exported: dict[str, str]) -> None:
    assert "by herself" not in exported["public"]
    assert "# Second-shift supervisor, by herself" in exported["internal"]


def test_nobody_is_named_who_did_not_speak_on_the_record(exported: dict[str, str]) -> None:
    assert "Shift supervisor" in exported["internal"]
    for text in exported.values():
        assert "Calloway" not in text


def test_another_audience_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    started = start_interview(workspace, city, note="Words.")
    view = find_interview(workspace, city, started.id)
    with pytest.raises(InputRefused, match="is not an audience"):
        export_interview(workspace, city, view, audience="everybody", folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
