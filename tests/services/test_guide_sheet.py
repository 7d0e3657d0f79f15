"""An interview guide as a sheet to take along."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.held_back import HeldBack
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import UnknownName
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.guide import which_guide
from leaptui.services.documents.prepared import Making, make
from leaptui.services.interviews.guides import import_guides
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace


def sheet(
    workspace: Workspace,
    name: str,
    language: str = "",
    *,
    large: bool = False,
    formats: Sequence[DocumentFormat] = (DocumentFormat.HTML,),
) -> Making:
    which = which_guide(name, language, large=large)
    prepared = prepare(workspace, None, kind_named("guide"), Audience.PUBLIC, which=which)
    return make(prepared, formats)


def test_a_sheet_has_consent_questions_and_room_in_the_language_asked_for(workspace: Workspace) -> None:
    made = sheet(workspace, "dispatch", "es", large=True, formats=TEXT_FORMATS)
    files = {file.name.rpartition(".")[2]: file.data for file in made.files}
    assert made.files[0].name == "guide-dispatch-es-large-print.docx"
    guide = workspace.practice.guide("dispatch_es")
    assert guide is not None
    for question in guide.questions:
        assert f"### {question.number}. {question.text}" in made.markdown
    assert "**¿Está de acuerdo?** ☐ Sí" in made.markdown
    assert "☐ De ninguna manera" in made.markdown
    assert made.markdown.count("&nbsp;\\\n&nbsp;") >= len(guide.questions)
    assert b'<html lang="es">' in files["html"]
    with zipfile.ZipFile(BytesIO(files["docx"])) as package:
        styles = package.read("word/styles.xml").decode()
        assert 'w:val="es"' in styles + package.read("word/document.xml").decode()
    # 11 points become 18: in half points 22 becomes 36.
    assert '<w:sz w:val="36"' in styles
    assert '<w:sz w:val="22"' not in styles


def test_without_a_language_it_is_the_guides_own_and_by_its_title(workspace: Workspace) -> None:
    prepared = prepare(
        workspace, None, kind_named("guide"), Audience.PUBLIC, which="Dispatchers and call-takers"
    )
    assert (prepared.stem, prepared.document is not None) == ("guide-dispatch", True)
    assert prepare(workspace, None, kind_named("guide"), Audience.PUBLIC).stem == "guide-residents"


@pytest.mark.parametrize(("name", "language"), [("nobody", ""), ("dispatch", "fr")])
def test_a_guide_or_language_that_is_not_there_is_told(
    workspace: Workspace, name: str, language: str
) -> None:
    with pytest.raises(UnknownName, match="There is no"):
        sheet(workspace, name, language)


def test_an_own_guide_stands_as_typed_unless_it_repeats_a_confidence(
    workspace: Workspace, tmp_path: Path
) -> None:
    hostile = '![x](/etc/passwd) {{ 7*7 }} | <b>&"bold"</b> 🚨 إزعاج'
    path = tmp_path / "own.csv"

    def own(question: str) -> None:
        quoted = question.replace('"', '""')
        path.write_text(
            f'type,name,label,form_id,form_title,version,groups,default_language\ntext,q1,"{quoted}",own,'
            f'"Own <i>guide</i>",1,residents,vi\n',
            "utf-8",
        )
        import_guides(workspace, path, replace=True)

    own(hostile)
    made = sheet(workspace, "own")
    page = next(file.data for file in made.files if file.name.endswith(".html")).decode()
    assert "<b>" not in page
    assert re.search(r"\{\{ 7\*7 \}\}", page)
    assert "Before we begin" not in made.markdown, "no consent text is known in that language"
    city = add_engagement(workspace, "Harbor Falls, OH")
    person = add_stakeholder(workspace, city, "Made Up Speaker", role="dispatcher", group="dispatch")
    secret = "the sergeant tears up every referral we hand him before lunch"
    start_interview(
        workspace, city, people=[person], attribution=Attribution.OFF_RECORD, note=f'"{secret}" #NEED-night\n'
    )
    own(f"Is it true that {secret}?")
    with pytest.raises(HeldBack):
        sheet(workspace, "own")
