"""Nothing leaves that must stay, from any field of any record, in any document; and what may leave is there."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.finished import words_of
from leaptui.documents.formats import DocumentFormat
from leaptui.domain.attribution import Attribution, strictest
from leaptui.domain.kinds import KINDS
from leaptui.domain.partner_records import Concern
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import EvidenceKind, PassageKind, QuoteStatus
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_up_table import export_follow_up_table
from leaptui.services.city.resource_directory import export_resources
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import Kind, kind_named, kinds, prepare
from leaptui.services.documents.prepared import Prepared, make, preview, watermarked
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.interviews.view_tables import export_coverage, export_questions, export_themes
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.canaries import (
    BIG_TYPE,
    MIXES,
    RARE_CELL,
    RARE_TYPE,
    amended,
    canary,
    may_leave,
    put_canaries,
    said,
    sentence,
    squeezed,
    text_fields,
)

MAY_LEAVE = {
    "engagement": {"name", "lead", "partners"},
    "component": {"decision", "rationale", "owner", "dissent"},
    "team_member": {"name", "role", "organisation"},
    "checklist_tick": {"text"},
    "evidence": {"note"},
    "theme": {"label"},
    "dataset": {"file_name"},
    "district": {"source"},
    "data_request": {"asked_of", "note"},
    "document": {"document"},
    "concern": {"title", "answer", "owner"},
    "activity": {"partners", "cohort"},
    "diversion": {
        *("rationale", "offences", "most_grams", "protocol_source", "exclusions", "catchment", "governance"),
        *("prosecutor_agreement", "hand_off_hours", "data_consent"),
    },
    "agreement": {
        *("title", "parties", "purpose", "our_responsibilities", "their_responsibilities", "governing_law"),
        *("arbitration", "payment", "confidentiality", "signatories"),
    },
}
"""What stands in a document: an advisor's own words and the names of things. A field that is not here stands in none."""
TABLES_MAY_HOLD = {
    "resource": {
        *("name", "organisation", "description", "services", "url", "email", "phone", "address", "district"),
        *("hours", "eligibility", "fees", "languages"),
    },
    "follow_up": {"text", "owner"},
    "stakeholder": {"district", "shift", "language"},
    "interview": {"district", "shift", "language"},
    "jurisdiction": {"name"},
}
"""What stands in a table or calendar beside that."""
_CANARY = re.compile(r"zq[a-z0-9]+?qz")
_PICTURE = re.compile(r"data:image/[a-z+]+;base64,[A-Za-z0-9+/=]+")


@dataclass(frozen=True)
class City:
    """The store, and whose canaries it holds."""

    workspace: Workspace
    engagement: Engagement
    canaries: frozenset[str]
    read: dict[tuple[str, Audience], str] = field(default_factory=dict)

    def words(self, kind: Kind, audience: Audience) -> str:
        """What a document says, before it is laid out."""
        if (kind.key, audience) not in self.read:
            self.read[kind.key, audience] = preview(self.prepared(kind, audience))
        return self.read[kind.key, audience]

    def found_in(self, text: str) -> set[str]:
        """The canaries in a text, whatever parts them there."""
        read = squeezed(_PICTURE.sub("", text))
        return {each for each in self.canaries if each in read}

    def prepared(self, kind: Kind, audience: Audience) -> Prepared:
        """A document of a kind; one of a year is of that of its activity."""
        whose = None if kind.portfolio else self.engagement
        return prepare(self.workspace, whose, kind, audience, which="2026" if kind.of == "year" else "")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("canaries")
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        engagement = put_canaries(workspace, folder)
        kept = " ".join(repr(each) for kind in KINDS for each in workspace.store.all(kind))
        of_calls = {squeezed(BIG_TYPE), squeezed(RARE_TYPE), "zqoffrecordpersonqz"}
        yield City(workspace, engagement, frozenset(of_calls | set(_CANARY.findall(kept.lower()))))


def allowed(*, inside: bool) -> set[str]:
    """The canaries that documents may hold for the organisation itself, or for others."""
    fields = {canary(kind, name) for kind, names in MAY_LEAVE.items() for name in names}
    words = {
        amended(level, passage) if status is QuoteStatus.AMENDED else said(level, status, passage)
        for level, status, passage in MIXES
        if may_leave(level, status, passage, inside=inside)
    }
    open_to_all = {squeezed(BIG_TYPE), "zqonrecordpersonqz", canary("role", "on_record")}
    # A role that two people hold points at one of them; a count of three at three callers.
    own = {canary("role", "role_only"), squeezed(RARE_TYPE)} if inside else set()
    return fields | words | open_to_all | own | {RARE_CELL}


def test_every_kind_of_record_is_there_with_a_canary_in_every_field_that_is_free(city: City) -> None:
    for kind in KINDS:
        records = city.workspace.store.all(kind)
        assert records, kind.kind
        free = [
            name
            for name, _ in text_fields(kind)
            if any(canary(kind.kind, name) in squeezed(str(getattr(each, name))) for each in records)
        ]
        held = MAY_LEAVE.get(kind.kind, set()) | TABLES_MAY_HOLD.get(kind.kind, set())
        assert held <= set(free), kind.kind


def test_what_must_stay_stays_and_what_may_leave_is_there(city: City) -> None:
    """The words of every document but those of the calls, which are drawn for long: they are `thorough`."""
    for inside, audiences in ((True, [Audience.INTERNAL]), (False, [Audience.CITY_TEAM])):
        seen: set[str] = set()
        for kind in kinds():
            for audience in audiences:
                if kind.key not in {"calls_report", "workbook"} and audience in kind.audiences:
                    found = city.found_in(city.words(kind, audience))
                    assert found - allowed(inside=inside) == set(), (kind.key, audience)
                    seen |= found
        if inside:
            assert allowed(inside=True) - seen <= {
                *(canary("data_request", name) for name in MAY_LEAVE["data_request"]),
                canary("district", "source"),
                canary("engagement", "lead"),
            }
        else:
            assert allowed(inside=False) - seen <= {canary("district", "source")}


def test_a_figure_of_three_calls_is_withheld_where_a_reason_gives_it(city: City) -> None:
    told = {
        audience: re.findall(rf"{RARE_CELL} (\w+) calls", city.words(kind_named("roadmap"), audience))
        for audience in (Audience.CITY_TEAM, Audience.INTERNAL)
    }
    assert told[Audience.CITY_TEAM] == ["withheld"]
    assert told[Audience.INTERNAL] == ["3"]


@pytest.mark.parametrize(
    ("kind", "fmt"),
    [
        ("agreement", DocumentFormat.DOCX),
        ("concerns_heard", DocumentFormat.HTML),
        ("themes_memo", DocumentFormat.PDF),
        ("workbook", DocumentFormat.XLSX),
    ],
)
def test_finished_files_hold_no_more(city: City, kind: str, fmt: DocumentFormat) -> None:
    found = city.found_in(_unpacked(city.prepared(kind_named(kind), Audience.CITY_TEAM), fmt))
    assert canary("engagement", "name") in found
    assert found - allowed(inside=False) == set()


@pytest.mark.thorough
@pytest.mark.parametrize("kind", [kind.key for kind in kinds()])
def test_every_document_in_every_format_for_every_audience(city: City, kind: str) -> None:
    made = kind_named(kind)
    for audience in made.audiences:
        prepared = city.prepared(made, audience)
        for fmt in made.formats:
            if fmt is DocumentFormat.XLSX and prepared.workbook is None:
                prepared = prepare(city.workspace, city.engagement, made, audience, workbook=True)
            found = city.found_in(_unpacked(prepared, fmt))
            assert found - allowed(inside=audience is Audience.INTERNAL) == set(), (audience, fmt)


def _unpacked(prepared: Prepared, fmt: DocumentFormat) -> str:
    """Every word of a finished file; of a PDF those drawn on its pages too."""
    (file,) = make(watermarked(prepared), [fmt]).files
    texts = [file.name, words_of(file.name, file.data)]
    if fmt is DocumentFormat.PDF:
        texts += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages]
    return "\n".join(texts)


def test_the_words_drawn_on_a_pdf_are_those_of_the_page_that_the_gate_reads(city: City) -> None:
    """The glyphs of a PDF are not read back; this is why they need not be."""
    prepared = city.prepared(kind_named("concerns_heard"), Audience.PUBLIC)
    pdf, page = make(watermarked(prepared), [DocumentFormat.PDF, DocumentFormat.HTML]).files
    drawn = " ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf.data)).pages)
    read = squeezed(words_of(page.name, page.data))
    words = {squeezed(word) for word in drawn.split()} - {""}
    strange = {word for word in words if word not in read and not word.isdigit()}
    assert strange <= {"page", "of", "contents", "draft"}


_TABLES: dict[str, Callable[..., object]] = {
    "themes": export_themes,
    "coverage": export_coverage,
    "questions": export_questions,
    "resources": export_resources,
    "calendar": export_calendar,
    "follow-ups": export_follow_up_table,
}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.INTERNAL])
def test_tables_and_calendars_hold_no_more(city: City, tmp_path: Path, audience: Audience) -> None:
    tables = {canary(kind, name) for kind, names in TABLES_MAY_HOLD.items() for name in names}
    seen: set[str] = set()
    for name, export in _TABLES.items():
        export(city.workspace, city.engagement, audience=audience, folder=tmp_path / name)
        for path in (tmp_path / name).iterdir():
            found = city.found_in(f"{path.name}\n{path.read_text('utf-8')}")
            assert found <= tables | allowed(inside=audience is Audience.INTERNAL), name
            seen |= found
    assert tables <= seen


@pytest.fixture(scope="module")
def talk(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Workspace, Engagement, Interview, Excerpt]]:
    """A city with one passage, which is evidence, a concern, and bears a theme."""
    workspace, _ = make_workspace(tmp_path_factory.mktemp("mixes") / "store", "correct horse")
    with workspace:
        city = add_engagement(workspace, "Harbor Falls, OH")
        person = add_stakeholder(workspace, city, "Tamsin Oakwell", role="dispatcher", group="dispatch")
        interview = start_interview(workspace, city, people=[person], note=sentence("zqmixqz"))
        excerpt = Excerpt(
            id=workspace.new_id(), engagement=city.id, interview=interview.id, text="", themes=("NEED-night",),
            concern=True,
        )  # fmt: skip
        evidence = Evidence(
            id=workspace.new_id(), engagement=city.id, component="hours", source_kind=EvidenceKind.EXCERPT,
            source=excerpt.id,
        )  # fmt: skip
        concern = Concern(id=workspace.new_id(), engagement=city.id, title="Nights", excerpts=(excerpt.id,))
        workspace.store.apply("add", [excerpt, evidence, concern], stream=city.id)
        yield workspace, city, interview, excerpt


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    of_talk=st.sampled_from(Attribution),
    own=st.none() | st.sampled_from(Attribution),
    status=st.sampled_from(QuoteStatus),
    passage=st.sampled_from(PassageKind),
    sign=st.sampled_from(["", "[off] ", "[nfa] ", "[role] "]),
    audience=st.sampled_from(Audience),
)
def test_no_mix_of_levels_signs_and_approvals_lets_a_passage_out(
    talk: tuple[Workspace, Engagement, Interview, Excerpt],
    of_talk: Attribution,
    own: Attribution | None,
    status: QuoteStatus,
    passage: PassageKind,
    sign: str,
    audience: Audience,
) -> None:
    workspace, city, interview, excerpt = talk
    words, instead = sentence("zqmixqz"), sentence("zqinsteadqz")
    note = f"- {sign}{words}"
    start = note.index(words)
    at = replace(interview, attribution=of_talk, note=note)
    marked = replace(
        excerpt, deleted=False, text=words, start=start, end=start + len(words), attribution=own,
        quote_status=status, passage=passage, quote_amended=instead if status is QuoteStatus.AMENDED else "",
    )  # fmt: skip
    workspace.store.apply("mix", [at, marked], stream=city.id)
    level = own or of_talk
    if sign:
        named = {
            "[off] ": Attribution.OFF_RECORD,
            "[nfa] ": Attribution.NONE,
            "[role] ": Attribution.ROLE_ONLY,
        }
        level = strictest(level, named[sign])
    inside = audience is Audience.INTERNAL
    text = "".join(
        preview(prepare(workspace, city, kind_named(kind), audience))
        for kind in ("roadmap", "themes_memo", "concerns_heard")
    )
    leaves = may_leave(level, status, passage, inside=inside)
    expected = {"zqinsteadqz" if status is QuoteStatus.AMENDED else "zqmixqz"} if leaves else set()
    assert {word for word in ("zqmixqz", "zqinsteadqz") if word in text} == expected
