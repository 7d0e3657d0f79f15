"""Claims, edits that come back, and the organisation's look, on one document rendered once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdf
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import DocumentFormat, Paper
from leaptui.documents.look_parts import Look
from leaptui.documents.markdown import TemplateError
from leaptui.documents.sections import sections
from leaptui.domain.attribution import Attribution
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import TypeRule
from leaptui.domain.errors import AlreadyThere, InputRefused, LeapError, UnknownName
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.comparing import Change, accept, compare
from leaptui.services.documents.export import documents_made, export
from leaptui.services.documents.handing_over import hand_over
from leaptui.services.documents.look import LOOK_FOLDER, copy_part, look_in, look_parts
from leaptui.services.documents.made import records
from leaptui.services.documents.prepared import (
    Making,
    MakingStopped,
    Prepared,
    StaleClaims,
    Stop,
    make,
    preview,
    watermarked,
)
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.roadmap.checklist_changes import tick
from leaptui.services.roadmap.checklists import checklist
from leaptui.services.roadmap.claims import put_figure, put_quote
from leaptui.services.roadmap.components import component
from leaptui.services.roadmap.concern_board import find_concern
from leaptui.services.roadmap.concern_changes import add_concern
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.roadmap.diversion import diversion, set_diversion
from leaptui.services.upkeep.homes import make_workspace
from leaptui.services.workspace import Workspace

SAID = "We send a car because there is nobody else to send."
SECRET = "Nobody upstairs reads what we write about the night shift."
DECISION = "Begin with ⟦figure:share⟧ of the calls; ⟦figure:few⟧ thefts stay with police."
REASON = """## What was heard

As one of them said, ⟦quote:a-car⟧. Another thought ⟦quote:unsaid⟧.

Of ⟦figure:total⟧ calls the team takes ⟦figure:share⟧.

Nobody asked for more.
"""
TIERS = {
    "WELFARE": "community_responder",
    "NOISE": "community_responder",
    "THEFT": "police",
    "CRASH": "police",
}
COUNTS = {"WELFARE": 60, "NOISE": 40, "THEFT": 3, "CRASH": 97}
"""Three calls of a type are too few to be told."""


@dataclass(frozen=True)
class City:
    """A city whose roadmap claims figures and quotes, and its document as it was made."""

    workspace: Workspace
    engagement: Engagement
    making: Making
    folder: Path

    def file(self, ending: str) -> bytes:
        return next(each.data for each in self.making.files if each.name.endswith(f".{ending}"))

    @property
    def text(self) -> str:
        return self.making.markdown

    def prepared(self, audience: Audience = Audience.PUBLIC) -> Prepared:
        return prepare(self.workspace, self.engagement, kind_named("roadmap"), audience)


def write_calls(file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["Incident", "Received", "Call Type", "Beat"])
        number = 0
        for kind, calls in COUNTS.items():
            for each in range(calls):
                number += 1
                day, hour = 1 + number % 28, number * 7 % 24
                # All but one of the welfare checks in the west.
                beat = "East" if (kind, each) == ("WELFARE", 0) else "West"
                rows.writerow([f"I{number:05}", f"2025-02-{day:02} {hour:02}:10:00", kind, beat])


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("claimed")
    write_calls(folder / "calls.csv")
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        engagement = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, engagement, folder / "calls.csv")
        rules = [
            TypeRule(id=f"rule{at}", engagement=engagement.id, type=name, tier=tier)
            for at, (name, tier) in enumerate(TIERS.items())
        ]
        workspace.store.apply("decide call types", rules, stream=engagement.id)
        for level, words, key in (
            (Attribution.ROLE_ONLY, SAID, "a-car"),
            (Attribution.NONE, SECRET, "unsaid"),
        ):
            person = add_stakeholder(workspace, engagement, f"Tamsin {key}", group="dispatch")
            talk = start_interview(
                workspace, engagement, people=[person], attribution=level, note=f'"{words}"\n'
            )
            (mark,) = find_interview(workspace, engagement, talk.id).marks
            put_quote(workspace, engagement, keep_excerpt(workspace, talk, mark), key=key)
        put_figure(workspace, engagement, "calls.total", key="total")
        put_figure(workspace, engagement, "eligible.expected", key="share")
        put_figure(workspace, engagement, "calls.total", only=CallFilter(types=("THEFT",)), key="few")
        put_figure(workspace, engagement, "calls.total", only=CallFilter(districts=("West",)), key="west")
        set_component(workspace, engagement, "types", {"decision": DECISION, "rationale": REASON})
        prepared = prepare(workspace, engagement, kind_named("roadmap"), Audience.PUBLIC)
        making = make(prepared, [DocumentFormat.DOCX, DocumentFormat.MD])
        hand_over(workspace, engagement, making, folder / "out")
        yield City(workspace, engagement, making, folder)


@pytest.fixture
def undone(city: City) -> Iterator[City]:
    """The city, put back as it was afterwards."""
    before = city.workspace.store.last_done()
    yield city
    while (act := city.workspace.store.last_done()) != before:
        assert act is not None
        city.workspace.store.undo(act)


def test_claims_print_what_their_source_says_and_small_ones_do_not(city: City) -> None:
    assert "Begin with 50.0% of the calls; withheld thefts stay with police." in city.text
    assert "Of 200 calls the team takes 50.0%." in city.text
    assert "⟦" not in city.text
    assert "3 thefts" not in city.text


def test_the_figures_of_a_text_stand_with_their_base_where_it_says_what_it_rests_on(city: City) -> None:
    assert "- **Eligible by expected rules: 50.0%.** 100 of 200 community-initiated incidents" in city.text


def test_a_quote_prints_as_its_speaker_allowed(city: City) -> None:
    assert f"“{SAID}” (from the group “" in city.text
    assert "Another thought [words withheld]." in city.text.replace("\\", "")
    assert SECRET not in city.text
    assert any("not for attribution" in line for line in city.making.prepared.withheld)
    inside = preview(city.prepared(Audience.INTERNAL))
    assert SECRET in inside


def test_what_a_filter_leaves_out_is_as_good_as_told(undone: City) -> None:
    text = {"decision": "⟦figure:west⟧ calls in the west.", "rationale": "Why."}
    set_component(undone.workspace, undone.engagement, "volume", text)
    assert "199 calls" not in preview(undone.prepared())
    assert "withheld calls in the west." in preview(undone.prepared())
    assert "199 calls in the west." in preview(undone.prepared(Audience.INTERNAL))


def test_what_has_changed_since_refuses_the_document_or_is_said_on_every_page(undone: City) -> None:
    rule = next(each for each in undone.workspace.store.all(TypeRule) if each.type == "NOISE")
    undone.workspace.store.apply("decide", [replace(rule, tier="police")], stream=undone.engagement.id)
    set_component(undone.workspace, undone.engagement, "cost", {"decision": "⟦figure:gone⟧ a year."})
    prepared = undone.prepared()
    with pytest.raises(StaleClaims) as refused:
        make(prepared, [DocumentFormat.MD])
    assert len(refused.value.claims) == len(prepared.stale) >= 2
    assert "“share” says 50.0%" in refused.value.sentence
    assert "⟦figure:gone⟧ names no claim" in refused.value.sentence
    with pytest.raises(StaleClaims):
        export(undone.workspace, undone.engagement, formats=["md"], folder=undone.folder / "stale")
    assert not (undone.folder / "stale").exists()
    made = make(watermarked(prepared), [DocumentFormat.MD, DocumentFormat.DOCX])
    count = len(prepared.stale)
    said = f"{count} figures or quotes have changed since"
    assert f"Draft for the public: {said} they were put in." in made.markdown
    assert "Begin with 50.0% of the calls" in made.markdown, "what the text says until it is renewed"
    assert "[no longer known] a year." in made.markdown.replace("\\", "")
    with zipfile.ZipFile(io.BytesIO(made.files[1].data)) as package:
        assert f"Draft ({said})" in package.read("word/header1.xml").decode()


def test_making_can_be_stopped_between_formats(city: City) -> None:
    told, stop = [], Stop()

    def progress(fmt: DocumentFormat) -> None:
        told.append(fmt)
        if fmt is DocumentFormat.HTML:
            stop.ask()

    formats = [DocumentFormat.MD, DocumentFormat.HTML, DocumentFormat.DOCX]
    with pytest.raises(MakingStopped):
        make(city.prepared(), formats, progress=progress, stop=stop)
    assert told == [DocumentFormat.MD, DocumentFormat.HTML]


def test_sections_have_their_hashes_in_the_record(city: City) -> None:
    record = records(city.workspace, city.engagement)[-1]
    assert record.sections == tuple((each.key, each.digest) for each in sections(city.text))
    assert record.sections[0][0] == "cover"
    assert ("4-call-types-handled") in dict(record.sections)
    assert record.draft
    assert record.gate["stale"] == []
    assert record.withheld == city.making.prepared.withheld
    assert len(record.log_head) == 64
    assert record.log_head in city.text
    assert json.dumps(record.as_data)


def test_that_a_document_was_made_changes_nothing_in_the_next(undone: City) -> None:
    formats = [DocumentFormat.MD]
    first = make(undone.prepared(), formats)
    hand_over(undone.workspace, undone.engagement, first, undone.folder / "again")
    again = make(undone.prepared(), formats)
    assert [each.data for each in again.files] == [each.data for each in first.files]


def edited(docx: bytes, *changes: tuple[str, str]) -> bytes:
    """The document as a city sends it back."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "word/document.xml":
                text = data.decode()
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after)
                data = text.encode()
            new.writestr(member, data)
    return out.getvalue()


def test_an_untouched_file_has_no_changes(city: City) -> None:
    found = compare(city.workspace, city.engagement, city.file("docx"), "back.docx")
    assert found.exact
    assert found.unchanged
    assert found.changed == ()


def test_an_edit_is_found_in_its_section_and_taken_over_with_the_claims_kept(undone: City) -> None:
    back = edited(
        undone.file("docx"),
        ("calls the team takes", "calls our team will take"),
        ("Nobody asked for more", "The council asked for more"),
        ("Appendix: terms", "Appendix: words we use"),
    )
    found = compare(undone.workspace, undone.engagement, back, "back.docx")
    assert found.exact
    assert not found.unchanged
    changed = {each.key: each for each in found.changed}
    assert set(changed) == {"4-call-types-handled", "appendix-terms"}
    section = changed["4-call-types-handled"]
    assert section.change is Change.CHANGED
    assert {"-", "+"} <= {line.sign for line in section.lines}
    before = undone.workspace.store.act_count()
    assert accept(undone.workspace, undone.engagement, found, "4") == ("reason",)
    assert undone.workspace.store.act_count() == before + 1
    state = component(undone.workspace, undone.engagement, "types").state
    assert "Of ⟦figure:total⟧ calls our team will take ⟦figure:share⟧.\n" in state.rationale
    assert "⟦quote:a-car⟧" in state.rationale
    assert state.rationale.startswith("## What was heard")
    assert state.rationale.endswith("The council asked for more.")
    assert state.decision == DECISION
    with pytest.raises(InputRefused, match="can be taken over"):
        accept(undone.workspace, undone.engagement, found, "appendix-terms")
    with pytest.raises(UnknownName):
        accept(undone.workspace, undone.engagement, found, "no such section")


def test_a_claim_is_found_again_whole_and_left_as_words_where_two_readings_fit(undone: City) -> None:
    typed = (
        "Many calls come.",
        "⟦figure:total⟧ calls come in a year, for us ⟦figure:share⟧.",
        "Side by side: ⟦quote:a-car⟧ ⟦figure:few⟧ here.",
    )
    set_component(undone.workspace, undone.engagement, "hours", {"rationale": "\n\n".join(typed)})
    making = make(undone.prepared(), [DocumentFormat.DOCX])
    hand_over(undone.workspace, undone.engagement, making, undone.folder / "whole")
    back = edited(making.files[0].data, ("calls come in a year", "calls came"), (" here.", " there."))
    found = compare(undone.workspace, undone.engagement, back, "back.docx")
    accept(undone.workspace, undone.engagement, found, "3")
    now = component(undone.workspace, undone.engagement, "hours").state.rationale.split("\n\n")
    assert now[:2] == [typed[0], "⟦figure:total⟧ calls came, for us ⟦figure:share⟧."]
    assert "⟦" not in now[2]


def test_the_option_chosen_stays_out_of_a_decision_that_is_taken_over(undone: City) -> None:
    option = component(undone.workspace, undone.engagement, "hours").guide.options[0]
    said = {"option": option.key, "decision": "Ten to ten.", "rationale": "It is what can be staffed."}
    set_component(undone.workspace, undone.engagement, "hours", said)
    making = make(undone.prepared(), [DocumentFormat.DOCX])
    hand_over(undone.workspace, undone.engagement, making, undone.folder / "option")
    back = edited(making.files[0].data, ("Ten to ten.", "Nine to nine."))
    found = compare(undone.workspace, undone.engagement, back, "back.docx")
    assert accept(undone.workspace, undone.engagement, found, "3") == ("decision",)
    state = component(undone.workspace, undone.engagement, "hours").state
    assert (state.decision, state.option) == ("Nine to nine.", option.key)


def test_every_text_of_hers_can_be_taken_over_and_what_is_computed_says_what_to_change(undone: City) -> None:
    workspace, city = undone.workspace, undone.engagement
    steps = [line.text for line in checklist(workspace, city, "hours").lines]
    tick(workspace, city, "hours", checklist(workspace, city, "hours").lines[0].key, done=True)
    said = {"rationale": "Nights are quiet.", "dissent": "The union wants nights.", "owner": "Ana Ruiz"}
    set_component(workspace, city, "hours", said)
    concern = add_concern(workspace, city, "Who answers at night?")
    set_diversion(workspace, city, {"decision": "study", "rationale": "The jail is full."})
    making = make(undone.prepared(), [DocumentFormat.DOCX])
    hand_over(workspace, city, making, undone.folder / "texts")
    back = edited(
        making.files[0].data,
        ("Nights are quiet.", "Nights | ![are](/etc/passwd) quieter."),
        ("The union wants nights.", "The union wanted nights."),
        ("Ana Ruiz", "Ben Ode"),
        (steps[0], "Draw the week"),
        (steps[1], ""),
        (steps[-2], "the last step"),
        (steps[-1], steps[-2]),
        ("the last step", steps[-1]),
        ("Who answers at night?", "Who | answers by night?"),
        ("The jail is full.", "The jail is overfull."),
        ("was weighed", "got weighed"),
    )
    found = compare(workspace, city, back, "back.docx")
    changed = {each.title: each for each in found.changed}
    hours = changed["3. Hours of operation"]
    assert [edit.what for edit in hours.edits] == ["owner", "reason", "dissent", "steps"]
    assert (hours.edits[1].old, hours.edits[1].new) == (
        "Nights are quiet.",
        "Nights | ![are](/etc/passwd) quieter.",
    )
    assert any("template" in each for each in hours.instead), hours.instead
    before = workspace.store.act_count()
    accept(workspace, city, found, "3")
    assert workspace.store.act_count() == before + 1, "one act, so one undo"
    view = component(workspace, city, "hours")
    assert (view.state.owner, view.state.dissent) == ("Ben Ode", "The union wanted nights.")
    assert [line.text for line in view.checklist] == ["Draw the week", *steps[2:-2], steps[-1], steps[-2]]
    assert [line.done for line in view.checklist][:2] == [True, False], "a step said otherwise keeps its tick"
    accept(workspace, city, found, "concerns-and-where-they-stand")
    assert find_concern(workspace, city, concern.id).title == "Who | answers by night?"
    accept(workspace, city, found, "option-diversion-before-arrest")
    assert diversion(workspace, city).state.rationale == "The jail is overfull."
    glance = "The roadmap at a glance"
    assert glance not in changed or "repeats the components" in changed[glance].instead[0]


def test_a_file_that_lost_its_property_is_known_by_its_words(city: City) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(city.file("docx"))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            if member.filename != "docProps/custom.xml":
                new.writestr(member, old.read(member))
    found = compare(city.workspace, city.engagement, out.getvalue(), "resaved.docx")
    assert (found.exact, found.changed) == (False, ())
    with pytest.raises(InputRefused, match="is not a Word document"):
        compare(city.workspace, city.engagement, b"no", "x.docx")


def test_a_template_of_ones_own_holds_and_its_errors_say_where(city: City, tmp_path: Path) -> None:
    ours = next(each for each in look_parts(tmp_path) if each.name == "roadmap")
    assert not ours.own
    copy = copy_part(tmp_path, "roadmap")
    assert copy == tmp_path / LOOK_FOLDER / "templates" / "roadmap.md.j2"
    assert copy.stat().st_mode & 0o077 == 0
    with pytest.raises(AlreadyThere):
        copy_part(tmp_path, "Roadmap")
    with pytest.raises(UnknownName):
        copy_part(tmp_path, "../../etc/passwd")
    look, prepared = look_in(tmp_path), city.prepared()
    own = copy.read_text("utf-8")
    copy.write_text(own.replace("The roadmap at a glance", "Where we stand"), "utf-8")
    assert "## Where we stand" in preview(prepared, look)
    for broken, line, what in (
        ("# T\n\n{% if %}\n", 3, "Expected an expression"),
        ("# T\n\n---\n\n![Seal](seal.png)\n\nS\n", 5, "the picture “seal.png” is none of this document"),
        ("# T\n\n---\n\n![Seal][seal]\n\nS\n", 5, "the picture “seal” is none of this document"),
        ("# T\n\nx\n\n{{ content.nothing }}\n", 5, "there is no “nothing” in it"),
        ("# T\n{{ content.city.text }}\n", 2, "cleared content only"),
        ("# T\n\n{{ content.__class__.__mro__ }}\n", 3, "is unsafe"),
        ('# T\n\n\n{% include "/etc/passwd" %}\n', 4, "/etc/passwd"),
        ('# T\n{{ picture("none") }}\n', 2, "none"),
        ("# T\n\nNo cover.\n", 4, "ends the cover"),
        ("", 1, "ends the cover"),
    ):
        copy.write_text(broken, "utf-8")
        with pytest.raises(TemplateError) as refused:
            preview(prepared, look)
        assert f"Line {line} of {copy}" in refused.value.sentence, broken
        assert what in refused.value.sentence


def test_paper_logo_and_styles_are_the_organisations(city: City, tmp_path: Path) -> None:
    folder = tmp_path / LOOK_FOLDER
    folder.mkdir()
    (folder / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><rect width="80" height="30"/></svg>'
    )
    (folder / "document.css").write_text("body { color: #123456; } </style><script>")
    formats = [DocumentFormat.PDF, DocumentFormat.DOCX, DocumentFormat.HTML]
    made = make(city.prepared(), formats, look=look_in(tmp_path), paper=Paper.A4)
    pdf, docx, page = (each.data for each in made.files)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert 'w:w="11906" w:h="16838"' in package.read("word/document.xml").decode()
        assert 'w:val="en-US"' in package.read("word/styles.xml").decode()
    text = page.decode()
    assert "color: #123456" in text
    assert "</style><script>" not in text
    assert "size: a4" in text
    assert text.count("data:image/svg+xml") == 3, "two charts and the logo"
    assert '<html lang="en-US">' in text


def test_a_broken_part_of_the_look_is_said_in_a_sentence(city: City, tmp_path: Path) -> None:
    folder = tmp_path / LOOK_FOLDER
    folder.mkdir()
    prepared = city.prepared()
    for name, fmt, content in (
        ("reference.docx", DocumentFormat.DOCX, b"no zip"),
        ("report.typ", DocumentFormat.PDF, b"#nonsense("),
        ("report.typ", DocumentFormat.PDF, b'#import "@preview/cetz:0.3.0": *'),
    ):
        (folder / name).write_bytes(content)
        with pytest.raises(LeapError) as refused:
            make(prepared, [fmt], look=Look(folder))
        assert name in refused.value.sentence
        assert "download" not in refused.value.sentence
        (folder / name).unlink()


def test_a_folder_that_cannot_be_written_leaves_no_half_file(city: City, tmp_path: Path) -> None:
    before = len(documents_made(city.workspace, city.engagement))
    blocked = tmp_path / "out"
    (blocked / city.making.files[1].name).mkdir(parents=True)
    with pytest.raises(InputRefused, match="is a folder"):
        hand_over(city.workspace, city.engagement, city.making, blocked)
    assert [each.name for each in blocked.iterdir()] == [city.making.files[1].name]
    assert len(documents_made(city.workspace, city.engagement)) == before
