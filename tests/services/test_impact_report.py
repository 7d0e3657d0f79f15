"""The impact report: a year counted by hand, and nothing of anybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.markdown import compose as as_markdown
from leaptui.domain.attribution import Attribution
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused
from leaptui.domain.partner_records import Activity, Validator, ValidatorMeeting
from leaptui.domain.records import Engagement, Headcount
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.roadmap_vocabulary import ActivitySort, ValidatorField
from leaptui.domain.vocabulary import ConsentGiven, Level, Phase
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.city.year import year_of
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.export import documents_made, export
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.conftest import TUESDAY

CANARY = "Wilhelmina Quartermain-Canary"


def report(workspace: Workspace, year: str = "2026", audience: Audience = Audience.PUBLIC) -> str:
    document = prepare(workspace, None, kind_named("impact_report"), audience, which=year).document
    assert document is not None
    return as_markdown(document).replace("\N{NO-BREAK SPACE}", " ")


def export_read(workspace: Workspace, city: Engagement, **fields: Any) -> Dataset:
    known: dict[str, Any] = {
        "hash": workspace.new_id(),
        "file_name": "calls.csv",
        "file_size": 1,
        "file_sha256": workspace.new_id(),
        "imported_at": "2026-03-01T00:00:00+00:00",
        "rows_in": 100,
        "rows_used": 60,
        "calls": 80,
        "first_day": "2025-01-01",
        "last_day": "2025-12-31",
    }
    return Dataset(id=workspace.new_id(), engagement=city.id, **{**known, **fields})


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement]]:
    """A city with a year of work, one with a little, and a quiet one; only read by the tests that take it."""
    home = tmp_path_factory.mktemp("impact") / "store"
    made, _ = make_workspace(home, "correct horse", now_ms=lambda: TUESDAY)
    with made:
        yield made, worked_in(made)


def worked_in(workspace: Workspace) -> Engagement:
    """Put a year of work into a store."""
    falls = add_engagement(
        workspace,
        "Harbor Falls | <b>, OH",
        level=Level.IMPLEMENTATION,
        phase=Phase.LAUNCH,
        partners=["Ferry Street Shelter"],
    )
    bend = add_engagement(workspace, "Mill Bend, OH", level=Level.ADVICE)
    add_engagement(workspace, "Quiet Town, OH")
    person = add_stakeholder(workspace, falls, CANARY, role="dispatcher", group="dispatch")
    other = add_stakeholder(workspace, falls, "Made Up Other", role="sergeant", group="patrol")
    for day, people, consent in (
        ("2026-02-03", [person], ConsentGiven.VERBAL),
        ("2026-04-03", [person, other], ConsentGiven.WRITTEN),
        ("2026-05-03", [other], ConsentGiven.DECLINED),
        ("2025-12-30", [other], ConsentGiven.VERBAL),
        ("2026-12-24", [other], ConsentGiven.VERBAL),
    ):
        talk = start_interview(
            workspace, falls, people=people, held_on=day, attribution=Attribution.NONE, title=CANARY
        )
        workspace.store.apply("note consent", [replace(talk, consent_given=consent)], stream=falls.id)
    session = start_interview(workspace, bend, people=[], held_on="2026-06-01", title="Library evening")
    retired = Validator(id=workspace.new_id(), name=f"{CANARY} Senior", sort=ValidatorField.JUDGE)
    workspace.store.apply("add validator", [retired])
    common: dict[str, Any] = {
        "engagement": falls.id,
        "people": (person.id, CANARY),
        "outcome": CANARY,
        "note": CANARY,
    }

    def activity(sort: ActivitySort, day: str | None, **fields: Any) -> Activity:
        return Activity(
            id=workspace.new_id(), sort=sort, held_on=day, title=f"With {CANARY}", **{**common, **fields}
        )

    def made(
        city: Engagement, document: str, audience: str, at: str, *, draft: bool = False, stem: str = "file"
    ) -> DocumentMade:
        return DocumentMade(
            id=workspace.new_id(),
            engagement=city.id,
            document=document,
            audience=audience,
            made_at=at,
            files=(f"{stem}.docx {document}", f"{stem}.pdf {document}{at}"),
            draft=draft,
        )

    workspace.store.apply(
        "note work",
        [
            activity(
                ActivitySort.MEETING,
                "2026-01-20",
                issue_areas=("harm_reduction", "harm_reduction", "drug_policy", "unheard_of"),
                attendance=12,
                partners=("ferry street shelter", "County = Board"),
                cohort="Great Lakes",
            ),
            activity(ActivitySort.MEETING, "2026-02-20", attendance=30, cohort="great lakes"),
            activity(ActivitySort.TESTIMONY, "2026-03-20", issue_areas=("drug_policy",)),
            activity(ActivitySort.TRAINING, "2025-03-20", attendance=500),
            activity(ActivitySort.TRAINING, "2026-12-31", attendance=500),
            activity(ActivitySort.TRAINING, None, attendance=500),
            ValidatorMeeting(
                id=workspace.new_id(),
                engagement=falls.id,
                validator=retired.id,
                stakeholder=person.id,
                met_on="2026-05-05",
                answer=CANARY,
            ),
            export_read(workspace, falls),
            export_read(workspace, falls, calls=70, imported_at="2026-02-01T00:00:00+00:00"),
            export_read(
                workspace, falls, calls=5_000, rows_used=4_800, first_day="2024-01-01", last_day="2024-12-31"
            ),
            export_read(workspace, falls, calls=9_000, imported_at="2025-02-01T00:00:00+00:00"),
            export_read(
                workspace, falls, calls=3, rows_used=3, first_day="2023-01-01", last_day="2023-01-31"
            ),
            made(falls, "roadmap", "public", "2026-06-01T00:00:00+00:00", draft=True),
            made(falls, "roadmap", "city_team", "2026-07-01T00:00:00+00:00"),
            # The same on the other paper, an hour later.
            made(falls, "roadmap", "city_team", "2026-07-01T01:00:00+00:00"),
            made(falls, "guide", "public", "2026-07-01T00:00:00+00:00", stem="guide-residents"),
            made(falls, "guide", "public", "2026-07-01T00:00:00+00:00", stem="guide-patrol"),
            made(falls, "themes_memo", "internal", "2026-07-01T00:00:00+00:00"),
            made(falls, "table of calls: types", "public", "2026-07-01T00:00:00+00:00"),
            made(falls, "calendar", "public", "2025-07-01T00:00:00+00:00"),
        ],
        stream=falls.id,
    )
    workspace.store.apply(
        "count heads",
        [
            Headcount(
                id=workspace.new_id(), engagement=bend.id, interview=session.id, group="residents", people=14
            )
        ],
        stream=bend.id,
    )
    return falls


def test_the_year_is_the_one_counted_by_hand(portfolio: tuple[Workspace, Engagement]) -> None:
    workspace, _ = portfolio
    text = report(workspace)
    for line in (
        "| Cities | 2 | Engagements with something on record, of 3 in the portfolio |",
        "| Conversations | 3 |",
        "| People heard | 16 | Each once in each city, from 3 stakeholder groups |",
        "| Activities | 3 |",
        "| People at activities | 42 |",
        "| Meetings with validators | 1 | Of 1 validator with 1 person |",
        "| Calls analyzed | 4,860 | Calls for service that count, in 2 exports |",
        "| Documents delivered | 5 | Handed to readers outside, each once a day; 1 of them as drafts |",
        "| Implementation | 1 |",
        r"| Harbor Falls \| \<b\>, OH | Implementation, launch | 2 | 3 | 4,860 | 5 |",
        "| Mill Bend, OH | Advice | 1 | 0 | 0 | 0 |",
        "| Meeting | 2 |",
        "| Drug policy | 2 |",
        "| Harm reduction | 1 |",
        "| Judge | People of the city | 1 |",
        "| Roadmap | 2 |",
        "| Interview guide | 2 |",
        "| Tables of calls | 1 |",
        "| Great Lakes | 1 |",
        # Fourteen: told, they would leave the one person of the other city.
        "- **Heard:** people whose number is withheld in 1 conversation.",
        "4,800 calls for service, of 100 rows, 1 January to 31 December 2024",
        "Partner organizations: Ferry Street Shelter, County = Board.",
        "1 further engagement has nothing on record for 2026.",
    ):
        assert line in text, line
    assert "unheard_of" not in text
    assert "Quiet Town" not in text


def test_nobody_is_named_to_anybody(portfolio: tuple[Workspace, Engagement]) -> None:
    workspace, _ = portfolio
    for audience in Audience:
        text = report(workspace, audience=audience)
        assert "Canary" not in text
        # Of the group one person was met: outside it is not named.
        assert ("| Call-takers and dispatchers | 1 |" in text) is (audience is Audience.INTERNAL)


def test_a_partner_with_a_protected_name_stays_and_is_said_to_her(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Mill Bend, OH")
    person = add_stakeholder(workspace, city, CANARY, role="dispatcher", group="dispatch")
    start_interview(
        workspace, city, people=[person], held_on="2026-02-03", attribution=Attribution.OFF_RECORD
    )
    workspace.store.apply(
        "note work",
        [Activity(id=workspace.new_id(), engagement=city.id, held_on="2026-01-02", partners=(CANARY,))],
        stream=city.id,
    )
    prepared = prepare(workspace, None, kind_named("impact_report"), Audience.PUBLIC, which="2026")
    assert any("a partner" in line for line in prepared.withheld)
    assert "Canary" not in report(workspace)


def test_another_year_has_its_own_figures_and_an_empty_one_says_so(
    portfolio: tuple[Workspace, Engagement],
) -> None:
    workspace, falls = portfolio
    assert [each.engagement.id for each in year_of(workspace, 2025).cities] == [falls.id]
    text = report(workspace, "2019")
    assert "Nothing is on record for 2019 in any city." in text
    assert "3 further engagements have nothing on record for 2019." in text
    assert report(workspace, "") == report(workspace, "2026")
    with pytest.raises(InputRefused, match="“twenty” is not a year"):
        report(workspace, "twenty")


def test_it_is_handed_over_and_on_record_without_a_city(
    portfolio: tuple[Workspace, Engagement], tmp_path: Path
) -> None:
    workspace, falls = portfolio
    made = export(workspace, None, document="impact_report", formats=["md"], folder=tmp_path, which="2026")
    assert [path.name for path in made.files] == ["impact-report-2026.md"]
    (record,) = documents_made(workspace, None)
    assert (record.engagement, record.document, record.audience) == (None, "impact_report", "public")
    assert documents_made(workspace, falls)[0].document != "impact_report"
