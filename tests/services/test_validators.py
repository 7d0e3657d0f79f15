"""Validators of all cities, who of them fits, and programmes elsewhere likened to a city."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.roadmap_records import Component
from leaptui.domain.roadmap_vocabulary import ValidatorField
from leaptui.practice.precedents import DispatchPath, Home
from leaptui.practice.reader import load_practice
from leaptui.services.city.engagements import JurisdictionInput, add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.roadmap.precedents import (
    SIZE_FACTOR,
    Likeness,
    about_the_size,
    find_precedent,
    found_by,
    likeness_of,
    national_facts,
    precedents,
    precedents_of_concern,
)
from leaptui.services.roadmap.validator_matches import matches, pair
from leaptui.services.roadmap.validators import (
    add_validator,
    change_validator,
    find_validator,
    named,
    remove_validator,
    validators,
    values_of,
)
from leaptui.services.workspace import Workspace

ABOUT = 'text = "TEXT"\nsource = "Nobody"\nas_of = "2026"\nmark = "F"\n'
REED = {
    "name": "Alma Reed",
    "former-role": "Patrol sergeant (retired)",
    "organisation": "Port Example Police",
    "place": "Port Example",
    "state": "oh",
    "population": "58,000",
    "topics": "night; responders will be hurt",
    "contact": "555-0100",
}


def test_a_validator_is_known_to_all_cities_and_named_only_with_permission(workspace: Workspace) -> None:
    reed = add_validator(workspace, REED)
    assert (reed.state, reed.population, reed.topics) == ("OH", 58_000, ("night", "responders_hurt"))
    assert named(reed) == "a peer from the police"
    reed = change_validator(workspace, reed, {"may-be-named": "yes"})
    assert reed.permission_on == workspace.today().isoformat()
    assert named(reed) == "Alma Reed, Patrol sergeant (retired), Port Example Police"
    reed = change_validator(workspace, reed, {"may-be-named": "no"})
    assert (reed.permission_on, named(reed)) == (None, "a peer from the police")
    assert reed.contact not in named(replace(reed, may_be_named=True))
    again = change_validator(workspace, reed, values_of(reed))
    assert again == reed
    for words in ("reed", "night too dangerous", "port example"):
        assert validators(workspace, words) == [reed]
    assert validators(workspace, "reed judge") == []
    assert find_validator(workspace, "alma") == reed
    for values, said in (
        ({"name": " "}, "needs a name"),
        ({"name": "alma REED"}, "in the list already"),
        ({"name": "X", "topics": "weather"}, "not a concern of the library"),
        ({"name": "X", "sort": "astronaut"}, "not a field of a validator"),
        ({"name": "X", "state": "Ohio"}, "not a state"),
        ({"name": "X", "phone": "1"}, "not a field of a validator"),
    ):
        with pytest.raises(InputRefused, match=said):
            add_validator(workspace, values)
    remove_validator(workspace, reed)
    with pytest.raises(UnknownName):
        find_validator(workspace, "alma")


def test_the_same_field_rank_topic_and_size_fit_best_and_two_go_together(workspace: Workspace) -> None:
    city = add_engagement(workspace, "Harbor Falls, OH")
    lee = add_stakeholder(workspace, city, "Lee Brandt", role="patrol sergeant", group="patrol")
    for values in (
        REED,
        {"name": "Bo Dunn", "sort": "dispatch", "topics": "never_sent", "population": "900000"},
        {"name": "Cy Hale", "sort": "judge"},
        {"name": "Di Ames", "sort": "police", "former-role": "Chief", "topics": "night"},
    ):
        add_validator(workspace, values)
    library = {each.key: each for each in workspace.practice.concerns}
    found = matches(workspace, concern=library["night"], people=[lee], population=61_400)
    assert [(match.validator.name, match.weight) for match in found] == [
        ("Alma Reed", 11),
        ("Di Ames", 8),
        ("Bo Dunn", 0),
        ("Cy Hale", 0),
    ]
    assert found[0].reasons == (
        "the same field as Lee Brandt: police",
        "the same rank: sergeant",
        "speaks to “night is too risky”",
        "heard best on it: a sergeant or a union representative",
        "from a place of about the size: 58,000 people, here 61,400",
    )
    assert pair(found) is None
    violent = matches(workspace, concern=library["turns_violent"], people=[lee])
    two = pair(violent)
    assert two is not None
    assert [each.validator.name for each in two] == ["Alma Reed", "Bo Dunn"]
    assert "heard best on it" in two[1].reasons[0]


def test_a_city_is_likened_by_size_home_and_way_of_sending_with_reasons(workspace: Workspace) -> None:
    city = add_engagement(
        workspace,
        "Harbor Falls, OH",
        dispatch_centre="Harbor Falls Regional Dispatch",
        jurisdictions=[JurisdictionInput(name="Harbor Falls", state="OH", population=61_400)],
    )
    like = likeness_of(workspace, city)
    assert (like.population, like.home, like.path, like.groups) == (61_400, None, DispatchPath.DIRECT, ())
    assert len(like.unknown) == 2
    chosen = Component(id=f"{city.id}:housing", engagement=city.id, key="housing", option="human_services")
    workspace.store.apply("set component", [chosen], stream=city.id)
    like = likeness_of(workspace, city, dispatch="911")
    first, *others = precedents(workspace, like)
    assert first.precedent.key == "evanston_care"
    assert [each.text for each in first.reasons] == [
        "about the same size: 78,110 people, here 61,400",
        "the home chosen here: human services or parks",
        "sent the same way: 911 sends the team",
    ]
    assert [view.weight for view in others] == sorted((view.weight for view in others), reverse=True)
    assert precedents(workspace)[0].precedent.key == "eugene_cahoots"
    alone = precedents(workspace, Likeness(groups=("Behavioral health", "Youth")))[0]
    assert [each.text for each in alone.reasons] == ["the same calls: Behavioral health, Youth"]
    assert likeness_of(workspace, city, dispatch="with-police").path is DispatchPath.WITH_POLICE
    with pytest.raises(InputRefused, match="not a way of sending"):
        likeness_of(workspace, city, dispatch="pigeon")


def test_facts_have_an_age_and_are_found_by_words(workspace: Workspace) -> None:
    views = precedents(workspace)
    [olympia] = found_by(views, "levy police department")
    ages = {each.fact.as_of: (each.age, each.is_old) for each in olympia.facts}
    assert ages["2024"] == ("more than two years old", True)
    assert ages["2021"][1]
    assert olympia.is_old
    star = next(view for view in views if view.precedent.key == "denver_star")
    disputed = next(each for each in star.facts if "disputed" in each.fact.text)
    assert (disputed.age, disputed.is_old) == ("more than 12 months old", False)
    assert not star.is_old
    recalled = [each for view in views for each in view.facts if each.fact.unverified]
    assert all(each.age.startswith("not checked") for each in recalled)
    assert len(recalled) == 3
    assert [age for _, age in national_facts(workspace)] == ["more than two years old"] * 2
    assert find_precedent(workspace, "cahoots").key == "eugene_cahoots"
    assert find_precedent(workspace, "denver").key == "denver_star"
    assert find_precedent(workspace, "seattle_care").place == "Seattle"
    with pytest.raises(UnknownName):
        find_precedent(workspace, "CARE")
    library = {each.key: each for each in workspace.practice.concerns}
    assert precedents_of_concern(workspace, library["responders_hurt"]) == (
        "denver_star",
        "albuquerque_acs",
        "minneapolis_bcr",
    )
    assert precedents_of_concern(workspace, library["who_pays"]) == ()


def test_an_own_file_that_says_less_of_a_program_is_read(workspace: Workspace) -> None:
    folder = workspace.home / "practice"
    folder.mkdir(exist_ok=True)
    about = ABOUT.replace("TEXT", "Own.")
    fact = '[[precedent.fact]]\ntopic = "start"\n' + ABOUT.replace("TEXT", "Began.")
    own = f'[about]\nversion = 1\n{about}\n[[precedent]]\nkey = "own"\nplace = "Pinmarsh"\nstate = "OH"\n'
    (folder / "precedents.toml").write_text(
        f'{own}programme = "TEAM"\nlesson = "Ask."\n{fact}', encoding="utf-8"
    )
    own_workspace = replace(workspace, practice=load_practice(folder))
    [view] = precedents(
        own_workspace, Likeness(population=61_400, path=DispatchPath.DIRECT, groups=("Youth",))
    )
    assert (view.precedent.population, view.reasons, view.weight) == (None, (), 0)
    assert national_facts(own_workspace) == ()


@given(st.integers(1, 9_000_000), st.integers(1, 9_000_000))
def test_two_places_are_of_one_size_whichever_is_asked_first(there: int, here: int) -> None:
    assert about_the_size(there, here) is about_the_size(here, there)
    assert about_the_size(there, there * SIZE_FACTOR)
    assert not about_the_size(there, there * SIZE_FACTOR + 1)


def test_every_home_path_and_field_has_words() -> None:
    for each in (*Home, *DispatchPath, *ValidatorField):
        assert each.label
        assert "_" not in each.label
