"""After a replacement nothing that leaves the house holds what a stand-in stands for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from leaptui.domain.errors import LeapError, Withheld
from leaptui.domain.records import Engagement
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_ups import add_follow_up
from leaptui.services.city.resource_directory import export_resources
from leaptui.services.city.resources import add_resource
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.export import export
from leaptui.services.interviews.files import export_interview
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.interviews.near_repeats import near_repeats_in
from leaptui.services.interviews.pseudonyms import identifiers_in, key_of, replace_identifiers
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace

ORIGINALS = ("Okafor", "555-0143", "5550143", "okafor@", "412 Water", "HJK")


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(workspace, "Harbor Falls, OH")
    add_stakeholder(workspace, made, "Dana Okafor", role="neighbor")
    talk = start_interview(
        workspace,
        made,
        attribution="role_only",
        note="Dana Okafor, 216-555-0143, okafor@home.example, 412 Water St, plate HJK-4821 called.\n"
        "?call Okafor back due:friday\n",
    )
    replace_identifiers(workspace, made, identifiers_in(workspace, made, talk))
    assert len(key_of(workspace, made)) == 5
    return made


def everything_in(folder: Path) -> str:
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".docx":
            with zipfile.ZipFile(BytesIO(path.read_bytes())) as package:
                texts += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        elif path.is_file():
            texts.append(path.read_text("utf-8", "replace"))
    return "\n".join(texts)


def test_every_export_is_free_of_them(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    out = tmp_path / "out"
    add_resource(workspace, city, {"name": "Quiet Room", "phone": "(216) 555-0143", "address": "9 Elm Rd"})
    add_follow_up(workspace, city, "Visit 412 Water St.", due="friday")
    for audience in ("public", "internal"):
        export(workspace, city, audience=audience, formats=["md", "html", "docx"], folder=out / audience)
        export_calendar(workspace, city, audience=audience, folder=out / audience)
        made = export_resources(workspace, city, audience=audience, folder=out / audience)
        assert "given a stand-in" in made.withheld[0]
        view = find_interview(workspace, city, "1")
        export_interview(workspace, city, view, audience=audience, folder=out / audience)
    written = everything_in(out)
    assert "Person 1" in written
    assert [word for word in ORIGINALS if word in written] == []


@pytest.mark.parametrize(
    "rationale",
    [
        "Ring 216.555.0143 first.",
        "As Okafor said.",
        "They met at 412 Water St.",
        "Write to OKAFOR@home.example",
    ],
)
def test_a_document_that_says_one_of_them_is_refused(
    workspace: Workspace, city: Engagement, tmp_path: Path, rationale: str
) -> None:
    set_component(workspace, city, "hours", {"decision": "Noon to ten", "rationale": rationale})
    with pytest.raises(Withheld):
        export(workspace, city, formats=["md"], folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_sentence_near_to_a_confidence_is_listed_and_refuses_nothing(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    start_interview(
        workspace, city, note="Our sergeant told new dispatchers never to send the team after midnight.\n"
    )
    said = "One sergeant told the dispatchers never to send a team after midnight."
    set_component(workspace, city, "hours", {"decision": "Noon to ten", "rationale": f"Fine. {said}"})
    (near,) = near_repeats_in(workspace, city)
    assert (near.where, near.words) == ("Hours of operation, rationale", said)
    try:
        export(workspace, city, formats=["md"], folder=tmp_path / "out")
    except LeapError as refused:  # pragma: no cover - says what the gate found
        pytest.fail(refused.sentence)
