"""What of the views leaves: counts that point at nobody, and no word anybody said."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import InputRefused, Withheld
from leaptui.domain.marks import MarkKind
from leaptui.domain.records import Engagement, Headcount, Stakeholder
from leaptui.services.city.calendars import export_calendar
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.follow_ups import add_follow_up
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import preview
from leaptui.services.interviews.coverage import coverage
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.files import export_interview
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.interviews.themes import add_theme
from leaptui.services.interviews.view_tables import export_coverage, export_questions, export_themes
from leaptui.services.roadmap.components import link_excerpt
from leaptui.services.roadmap.concern_changes import add_concern
from leaptui.services.workspace import Workspace

NOTE = """## 9 Nobody is free
"We park them and hope." #NEED-night
[off] The captain drinks. #POLITICS"""


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    """One dispatcher alone, and a session of nine people with lived experience."""
    city = add_engagement(workspace, "Harbor Falls, OH")
    dana = _person(workspace, city, "Dana Okafor", "dispatch")
    start_interview(workspace, city, people=[dana], held_on="2026-10-01", note=NOTE, guide="dispatch")
    session = start_interview(workspace, city, held_on="2026-10-02", note="Sundays. #NEED-night #NEED-gap")
    heads = Headcount(
        id="heads", engagement=city.id, interview=session.id, group="lived_experience", people=9
    )
    workspace.store.apply("count people", [heads], stream=city.id)
    return city


def _person(workspace: Workspace, city: Engagement, name: str, group: str) -> Stakeholder:
    return add_stakeholder(workspace, city, name, group=group)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"harbor-falls-oh-{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_public_reads_no_count_of_fewer_than_five(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_themes(workspace, city, folder=out)
    night, gap = table(out, "themes")
    assert night["theme"] == "NEED-night"
    assert (night["conversations"], night["groups heard"]) == ("2 of 2", "2 of 2")
    assert night["people of: Call-takers and dispatchers"] == "withheld"
    assert night["people of: People with lived experience of crisis, homelessness or arrest"] == "withheld"
    assert gap["people of: Call-takers and dispatchers"] == "0"
    # Ten were heard in all, as the memo says: nine of them would leave the one dispatcher.
    assert gap["people of: People with lived experience of crisis, homelessness or arrest"] == "withheld"
    everything = (out / "harbor-falls-oh-themes.csv").read_text("utf-8-sig")
    for secret in ("Dana", "Okafor", "park them", "drinks", "POLITICS"):
        assert secret not in everything


def test_the_house_reads_every_count_and_still_nothing_off_the_record(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export_themes(workspace, city, audience=Audience.INTERNAL, folder=out)
    rows = table(out, "themes")
    assert [row["theme"] for row in rows] == ["NEED-night", "NEED-gap"]
    assert rows[0]["people of: Call-takers and dispatchers"] == "1"


def test_a_theme_of_ones_own_that_names_somebody_stays(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    add_theme(workspace, city, "BOSS", label="What Dana Okafor asked for")
    lee = _person(workspace, city, "Lee", "patrol")
    start_interview(workspace, city, people=[lee], held_on="2026-10-03", note="Yes. #BOSS")
    done = export_themes(workspace, city, folder=tmp_path / "out")
    assert len(done.withheld) == 1
    assert done.withheld[0].startswith("The theme BOSS stays in the store")
    assert "BOSS" not in {row["theme"] for row in table(tmp_path / "out", "themes")}


def test_coverage_for_the_public_and_for_the_house(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    export_coverage(workspace, city, folder=tmp_path / "out")
    by_group = {row["group"]: row for row in table(tmp_path / "out", "heard")}
    lived = by_group["People with lived experience of crisis, homelessness or arrest"]
    dispatch = by_group["Call-takers and dispatchers"]
    assert (dispatch["people heard"], dispatch["needed before Design"], dispatch["target"]) == (
        "withheld",
        "2",
        "4",
    )
    assert lived["people heard"] == "withheld"
    assert "missing" not in dispatch
    export_coverage(workspace, city, audience=Audience.INTERNAL, folder=tmp_path / "house")
    by_group = {row["group"]: row for row in table(tmp_path / "house", "heard")}
    dispatch = by_group["Call-takers and dispatchers"]
    assert (dispatch["people heard"], dispatch["planned"], dispatch["missing"]) == ("1", "0", "3")
    assert {row["by"] for row in table(tmp_path / "house", "heard-where")} == {
        "district",
        "shift",
        "language",
    }


def test_questions_tell_how_many_answered_not_what(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    export_questions(workspace, city, folder=tmp_path / "out")
    assert {row["answered in conversations"] for row in table(tmp_path / "out", "questions")} == {"withheld"}
    export_questions(workspace, city, audience=Audience.INTERNAL, folder=tmp_path / "house")
    ninth = next(row for row in table(tmp_path / "house", "questions") if row["number"] == "9")
    assert ninth["answered in conversations"] == "1 of 1"
    assert "park them" not in (tmp_path / "house" / "harbor-falls-oh-questions.csv").read_text("utf-8-sig")


def test_nothing_to_write_is_said(workspace: Workspace, tmp_path: Path) -> None:
    empty = add_engagement(workspace, "Quarry Bend, MI")
    with pytest.raises(InputRefused, match="nothing to write of the themes"):
        export_themes(workspace, empty, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_that_leaves_tells_that_somebody_spoke_off_the_record(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    """Tables, calendar and documents of these readers say the same before and after, counts by subtraction included."""
    judge = _person(workspace, city, "Judge Ada Brill", "courts")
    told = add_concern(workspace, city, "Nights")

    def everything(folder: Path) -> dict[tuple[str, str], str]:
        said: dict[tuple[str, str], str] = {}
        for audience in (Audience.PUBLIC, Audience.INTERNAL):
            out = folder / audience
            for export in (export_themes, export_coverage, export_questions):
                export(workspace, city, audience=audience, folder=out)
            export_calendar(workspace, city, audience=audience, folder=out)
            said |= {(audience, each.name): each.read_text("utf-8") for each in out.iterdir()}
            for kind in ("roadmap", "themes_memo", "concerns_heard", "council_brief", "impact_report"):
                made = kind_named(kind)
                whose = None if made.portfolio else city
                said[audience, kind] = preview(
                    prepare(workspace, whose, made, audience, which="2026" if made.portfolio else "")
                )
        return {key: _MOMENT.sub("", text) for key, text in said.items()}

    add_follow_up(workspace, city, "ask for the log", due="2026-12-01")
    before = everything(tmp_path / "before")
    note = '## 9 Nobody is free\n"It is the sheriff, always." #NEED-night #HISTORY !concern nights\n?follow-up due:2026-12-03 call her'
    talk = start_interview(
        workspace, city, people=[judge], held_on="2026-10-03", note=note, guide="dispatch", attribution="off_record",
        language="Polish",
    )  # fmt: skip
    start_interview(workspace, city, people=[judge], held_on="2027-01-03", attribution="off_record")
    mark = next(
        each for each in find_interview(workspace, city, talk.id).marks if each.kind is MarkKind.VERBATIM
    )
    excerpt = keep_excerpt(workspace, talk, mark)
    link_excerpt(workspace, city, "hours", excerpt)
    workspace.store.apply("link", [replace(told, excerpts=(excerpt.id,))], stream=city.id)
    after = everything(tmp_path / "after")
    assert {key for key in before if before[key] != after[key]} == set()
    assert after.keys() == before.keys()
    own = coverage(workspace, city)
    assert (own.conversations, own.off_record) == (3, 1)
    with pytest.raises(Withheld, match="off the record"):
        export_interview(
            workspace, city, find_interview(workspace, city, talk.id), audience="internal", folder=tmp_path
        )


_MOMENT = re.compile(r"\\?\b[0-9a-f]{64}\b|DTSTAMP:\w+|^.*log of changes.*$", re.MULTILINE)
"""When something was made, and the head of the log: they tell that something happened, and not what."""
