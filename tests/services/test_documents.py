"""What leaves the store, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, OutputRefused, Withheld
from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named
from leaptui.services.documents.catalogue import prepare as prepare_kind
from leaptui.services.documents.export import documents_made, export
from leaptui.services.documents.prepared import Prepared
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.components import component, link_excerpt
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace
from tests.documents.sample import roadmap_of

SECRET = "the sergeant tears up every referral we hand him before lunch"


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def prepare(workspace: Workspace, city: Engagement, audience: Audience) -> Prepared:
    return prepare_kind(workspace, city, kind_named("roadmap"), audience)


def quoted(workspace: Workspace, city: Engagement, attribution: Attribution, words: str) -> None:
    """An interview whose one quote is evidence of the third component."""
    person = add_stakeholder(workspace, city, "Tamsin Oakwell", role="dispatcher", group="dispatch")
    talk = start_interview(
        workspace, city, people=[person], attribution=attribution, note=f'"{words}" #NEED-night\n'
    )
    mark = next(
        mark for mark in find_interview(workspace, city, talk.id).marks if mark.kind is MarkKind.VERBATIM
    )
    link_excerpt(workspace, city, "hours", keep_excerpt(workspace, talk, mark))


def written(workspace: Workspace, city: Engagement, folder: Path, audience: str = "public") -> str:
    export(workspace, city, formats=["md"], folder=folder, audience=audience)
    return (folder / "harbor-falls-oh-roadmap.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("attribution", "words_out", "name_out"),
    [
        (Attribution.ON_RECORD, True, True),
        (Attribution.ROLE_ONLY, True, False),
        (Attribution.NONE, False, False),
        (Attribution.OFF_RECORD, False, False),
    ],
)
def test_a_quote_leaves_only_as_far_as_its_speaker_allowed(
    workspace: Workspace,
    city: Engagement,
    tmp_path: Path,
    attribution: Attribution,
    words_out: bool,
    name_out: bool,
) -> None:
    quoted(workspace, city, attribution, SECRET)
    text = written(workspace, city, tmp_path / "out")
    assert (SECRET in text) is words_out
    assert ("Oakwell" in text) is name_out


def test_a_rationale_that_repeats_a_confidence_stops_the_whole_export(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    quoted(workspace, city, Attribution.OFF_RECORD, SECRET)
    set_component(workspace, city, "cost", {"rationale": f"We heard that {SECRET.upper()}, which costs."})
    with pytest.raises(Withheld, match="component 6, rationale"):
        written(workspace, city, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert documents_made(workspace, city) == []


@pytest.mark.parametrize(
    "before", ["- [off] ", "[off record] ", "**[off]** ", "  [off] ", "> [off] ", "[off] He told us that\n"]
)
def test_a_quote_off_the_record_stays_however_it_is_marked(
    workspace: Workspace, city: Engagement, tmp_path: Path, before: str
) -> None:
    words = "the county jail hides deaths"
    chief = add_stakeholder(workspace, city, "Tamsin Oakwell", role="chief", attribution="on_record")
    note = (
        f'Nights are worst.\n\n{before}"{words}" he said, and that two of them were never reported at all\n'
    )
    talk = start_interview(workspace, city, people=[chief], attribution="on_record", note=note)
    view = find_interview(workspace, city, talk.id)
    mark = next(mark for mark in view.marks if mark.kind is MarkKind.VERBATIM)
    link_excerpt(workspace, city, "hours", keep_excerpt(workspace, talk, mark))
    assert words not in written(workspace, city, tmp_path / "out")
    assert words not in written(workspace, city, tmp_path / "in", audience="internal")
    for repeated in (words, "two of them were never reported at all"):
        set_component(workspace, city, "cost", {"rationale": f"We heard that {repeated}."})
        with pytest.raises(Withheld, match="off the record"):
            prepare(workspace, city, Audience.INTERNAL)


def test_a_quote_off_the_record_need_not_be_kept_to_be_protected(
    workspace: Workspace, city: Engagement
) -> None:
    start_interview(
        workspace,
        city,
        attribution="on_record",
        note='- [off] Then "the county jail hides deaths", he told us.',
    )
    set_component(workspace, city, "cost", {"rationale": "The County Jail hides deaths."})
    with pytest.raises(Withheld, match="off the record"):
        prepare(workspace, city, Audience.PUBLIC)


@pytest.mark.parametrize(
    ("attribution", "note"),
    [
        ("none", f"She told us that {SECRET}."),
        ("off_record", f"She told us that {SECRET}."),
        ("on_record", f"Fine.\n\n- [off] {SECRET}"),
    ],
)
def test_what_was_said_in_one_city_does_not_leave_with_anothers_document(
    workspace: Workspace, city: Engagement, attribution: str, note: str
) -> None:
    other = add_engagement(workspace, "Pine Hollow, OR")
    start_interview(workspace, other, attribution=attribution, note=note)
    set_component(workspace, city, "cost", {"rationale": f"Elsewhere {SECRET}."})
    with pytest.raises(Withheld, match="component 6, rationale"):
        prepare(workspace, city, Audience.PUBLIC)


def test_who_spoke_in_another_city_is_named_by_full_name_only(workspace: Workspace, city: Engagement) -> None:
    other = add_engagement(workspace, "Pine Hollow, OR")
    dana = add_stakeholder(workspace, other, "Dana Young", role="dispatcher")
    start_interview(workspace, other, people=[dana], attribution="none", note="Nights.")
    set_component(workspace, city, "cost", {"rationale": "Young people pay nothing. Dana is not known here."})
    prepare(workspace, city, Audience.PUBLIC)
    set_component(workspace, city, "cost", {"rationale": "As Dana Young put it."})
    with pytest.raises(Withheld, match="names somebody"):
        prepare(workspace, city, Audience.PUBLIC)


def test_a_note_that_repeats_the_checklist_does_not_stop_the_export(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    steps = "\n".join(line.text for line in component(workspace, city, "types").checklist)
    start_interview(workspace, city, note=f"We went through the steps:\n{steps}\n")
    assert "Call types handled" in written(workspace, city, tmp_path / "out")


def test_one_person_in_one_interview_reads_as_english(workspace: Workspace, city: Engagement) -> None:
    quoted(workspace, city, Attribution.ON_RECORD, SECRET)
    assert roadmap_of(prepare(workspace, city, Audience.INTERNAL)).heard.text.startswith(
        "1 person in 1 interview, from 1 of "
    )
    # For others as the memo says it: how few they are would point at them.
    assert roadmap_of(prepare(workspace, city, Audience.PUBLIC)).heard.text == "fewer than 5 people."


def test_what_was_kept_back_is_told(workspace: Workspace, city: Engagement) -> None:
    quoted(workspace, city, Attribution.OFF_RECORD, SECRET)
    assert [line for line in prepare(workspace, city, Audience.PUBLIC).withheld if "off the record" in line]


def test_an_export_is_recorded_with_the_hashes_of_its_files(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    made = export(workspace, city, formats=["md", "html"], folder=tmp_path / "out")
    (record,) = documents_made(workspace, city)
    assert [line.split()[0] for line in record.files] == [path.name for path in made.files]
    assert all(len(line.split()[1]) == 64 for line in record.files)
    assert made.draft


def test_bad_choices_write_nothing(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    with pytest.raises(OutputRefused):
        export(workspace, city, formats=["md"], folder=blocked)
    with pytest.raises(InputRefused, match="not a format"):
        export(workspace, city, formats=["exe"], folder=tmp_path / "out")
    with pytest.raises(InputRefused, match="no audience"):
        export(workspace, city, audience="martians", folder=tmp_path / "out")
    assert documents_made(workspace, city) == []
    assert [path.name for path in tmp_path.iterdir() if path.name == "out"] == []
