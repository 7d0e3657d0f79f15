"""The portfolio's entries."""

from __future__ import annotations

import pytest

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import FollowUp
from leaptui.domain.vocabulary import Level, Phase
from leaptui.services.city.engagements import (
    JurisdictionInput,
    add_engagement,
    archive_engagement,
    change_engagement,
    engagements,
    find_engagement,
    jurisdiction_from,
    jurisdictions_of,
)
from leaptui.services.city.follow_ups import add_follow_up, finish_follow_up
from leaptui.services.city.portfolio import Standing, portfolio
from leaptui.services.workspace import Workspace


def test_an_engagement_is_added_with_its_place_read_from_its_name(workspace: Workspace) -> None:
    added = add_engagement(workspace, "San José, CA", timezone="America/Los_Angeles")
    assert added.slug == "san-jose-ca"
    (place,) = jurisdictions_of(workspace, added)
    assert (place.name, place.state, place.population) == ("San José", "CA", None)


def test_one_engagement_may_have_several_jurisdictions_in_order(workspace: Workspace) -> None:
    added = add_engagement(
        workspace,
        "Redmond/Kirkland, WA",
        jurisdictions=[
            JurisdictionInput(name="Redmond", state="WA"),
            JurisdictionInput(name="Kirkland", state="WA"),
        ],
        level="roadmap",
        phase="data",
    )
    assert [place.name for place in jurisdictions_of(workspace, added)] == ["Redmond", "Kirkland"]
    assert (added.level, added.phase) == (Level.ROADMAP, Phase.DATA)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Harbor Falls, OH, 61,400", ("Harbor Falls", "OH", 61_400)),
        ("Harbor Falls, oh, 61400", ("Harbor Falls", "OH", 61_400)),
        ("Harbor Falls, OH", ("Harbor Falls", "OH", None)),
        ("Winston-Salem", ("Winston-Salem", "", None)),
    ],
)
def test_a_jurisdiction_is_read_from_one_line(text: str, read: tuple[str, str, int | None]) -> None:
    place = jurisdiction_from(text)
    assert (place.name, place.state, place.population) == read


@pytest.mark.parametrize("text", ["", ", OH", "Harbor Falls, Ohio, many"])
def test_what_is_not_a_jurisdiction_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match="not a jurisdiction"):
        jurisdiction_from(text)


@pytest.mark.parametrize(
    ("name", "options", "word"),
    [
        ("  ", {}, "needs a name"),
        ("Harbor Falls, OH", {"timezone": "Mars/Olympus"}, "not a time zone"),
        ("Harbor Falls, OH", {"timezone": "../../etc/passwd"}, "not a time zone"),
        ("Harbor Falls, OH", {"phase": "dreaming"}, "not a phase"),
    ],
)
def test_bad_input_adds_nothing(workspace: Workspace, name: str, options: dict[str, str], word: str) -> None:
    with pytest.raises(InputRefused, match=word):
        add_engagement(workspace, name, **options)  # type: ignore[arg-type]
    assert engagements(workspace) == []


def test_a_name_that_gives_the_same_short_name_is_refused(workspace: Workspace) -> None:
    add_engagement(workspace, "San José, CA")
    with pytest.raises(InputRefused, match="san-jose-ca"):
        add_engagement(workspace, "SAN JOSE CA")


def test_an_engagement_is_found_by_slug_name_and_beginning(workspace: Workspace) -> None:
    added = add_engagement(workspace, "San José, CA")
    add_engagement(workspace, "San Mateo, CA")
    assert find_engagement(workspace, "san-jose-ca") == added
    assert find_engagement(workspace, "SAN JOSE, ca") == added
    assert find_engagement(workspace, "san-j") == added
    with pytest.raises(UnknownName, match="could be several"):
        find_engagement(workspace, "san")
    with pytest.raises(UnknownName, match="san-jose-ca, san-mateo-ca"):
        find_engagement(workspace, "Atlantis")


def test_fields_are_set_from_text_and_cleared_by_nothing(workspace: Workspace) -> None:
    added = add_engagement(workspace, "Harbor Falls, OH")
    changed = change_engagement(
        workspace,
        added,
        {"phase": "Local team", "next-step": "Charter", "next-due": "2026-12-01", "partners": "A; B"},
    )
    assert (changed.phase, changed.next_step, changed.next_due) == (Phase.LOCAL_TEAM, "Charter", "2026-12-01")
    assert changed.partners == ("A", "B")
    assert change_engagement(workspace, changed, {"phase": ""}).phase is None
    assert find_engagement(workspace, "harbor-falls-oh").phase is None


def test_an_unknown_field_changes_nothing(workspace: Workspace) -> None:
    added = add_engagement(workspace, "Harbor Falls, OH")
    with pytest.raises(InputRefused, match="no field"):
        change_engagement(workspace, added, {"phase": "data", "colour": "blue"})
    assert find_engagement(workspace, added.id) == added


def test_the_portfolio_puts_first_what_is_due(workspace: Workspace) -> None:
    quiet = add_engagement(workspace, "Quiet, OH")
    under_way = add_engagement(workspace, "Under Way, OH", phase="data")
    urgent = add_engagement(workspace, "Urgent, OH", phase="data")
    owed = add_follow_up(workspace, urgent, "Answer the union", due="2026-11-23", owner="you")
    add_follow_up(workspace, under_way, "Some day")
    found = portfolio(workspace)
    assert [row.engagement.id for row in found.rows] == [urgent.id, under_way.id, quiet.id]
    assert [row.standing for row in found.rows] == [Standing.NEEDS_YOU, Standing.UNDER_WAY, Standing.QUIET]
    assert [(item.follow_up.text, item.overdue) for item in found.due] == [("Answer the union", True)]
    finish_follow_up(workspace, owed)
    assert workspace.store.get(FollowUp, owed.id) is not None
    assert portfolio(workspace).due == ()


def test_an_archived_engagement_leaves_the_portfolio(workspace: Workspace) -> None:
    added = add_engagement(workspace, "Harbor Falls, OH")
    archive_engagement(workspace, added)
    assert portfolio(workspace).rows == ()
    assert engagements(workspace) == []


def test_population_is_the_sum_only_when_every_place_is_known(workspace: Workspace) -> None:
    add_engagement(
        workspace,
        "Both",
        jurisdictions=[JurisdictionInput(name="A", population=10), JurisdictionInput(name="B", population=5)],
    )
    add_engagement(
        workspace,
        "One",
        jurisdictions=[JurisdictionInput(name="A", population=10), JurisdictionInput(name="B")],
    )
    people = {row.engagement.name: row.population for row in portfolio(workspace).rows}
    assert people == {"Both": 15, "One": None}
