"""The resource map, and its tables read back as a directory would read them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.resource_directory import TABLES, export_resources
from leaptui.services.city.resources import (
    add_resource,
    change_resource,
    find_resource,
    remove_resource,
    resource_named_in,
    resources,
    values_of,
)
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            assert tuple(reader.fieldnames or ()) == TABLES[path.stem]
            found[path.stem] = list(reader)
    return found


def test_resources_are_listed_by_district_and_found(workspace: Workspace, city: Engagement) -> None:
    add_resource(workspace, city, {"name": "Quiet Room", "services": "respite; peer support"})
    shelter = add_resource(
        workspace, city, {"name": "Harbor Shelter", "district": "East side", "services": "shelter\nmeals"}
    )
    add_resource(workspace, city, {"name": "Mission Kitchen", "district": "east Side", "services": "meals"})
    assert [each.name for each in resources(workspace, city)] == [
        "Harbor Shelter",
        "Mission Kitchen",
        "Quiet Room",
    ]
    assert [each.name for each in resources(workspace, city, service="PEER")] == ["Quiet Room"]
    assert [each.name for each in resources(workspace, city, district="east side", service="shelter")] == [
        "Harbor Shelter"
    ]
    assert find_resource(workspace, city, "shelter") == shelter
    assert values_of(shelter)["services"] == "shelter\nmeals"
    changed = change_resource(workspace, shelter, {"phone": "216-555-0143", "services": ""})
    assert (changed.phone, changed.services) == ("216-555-0143", ())
    remove_resource(workspace, changed)
    with pytest.raises(UnknownName):
        find_resource(workspace, city, "shelter")


def test_what_cannot_be_is_refused(workspace: Workspace, city: Engagement) -> None:
    added = add_resource(workspace, city, {"name": "Harbor Shelter"})
    for values in ({"name": ""}, {"name": "harbor shelter"}, {"name": "Other", "beds": "12"}):
        with pytest.raises(InputRefused):
            add_resource(workspace, city, values)
    with pytest.raises(InputRefused):
        change_resource(workspace, added, {"name": " "})
    assert resources(workspace, city) == [added]


def test_a_selected_passage_begins_a_form() -> None:
    assert resource_named_in(
        "Harbor Shelter, 412 Water St, open nights (216) 555-0143, desk@shelter.example, www.shelter.example."
    ) == {
        "name": "Harbor Shelter",
        "description": "Harbor Shelter, 412 Water St, open nights (216) 555-0143, desk@shelter.example, "
        "www.shelter.example.",
        "url": "www.shelter.example",
        "address": "412 Water St",
        "phone": "(216) 555-0143",
        "email": "desk@shelter.example",
    }
    assert resource_named_in("  ") == {"name": "", "description": ""}


def test_tables_hold_what_the_specification_has_fields_for(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    add_resource(
        workspace,
        city,
        {
            "name": "Harbor Shelter",
            "organisation": "Harbor Mission",
            "services": "shelter; meals",
            "address": "412 Water St, Harbor Falls, OH 44052",
            "district": "East side",
            "phone": "+1 216 555 0143",
            "hours": "nightly from 18:00",
            "fees": '=HYPERLINK("x")',
            "languages": "Spanish",
        },
    )
    add_resource(workspace, city, {"name": "Mission Pantry", "organisation": "harbor mission"})
    made = export_resources(workspace, city, folder=tmp_path / "one")
    found = tables(tmp_path / "one")
    assert made.withheld == ()
    assert [each["name"] for each in found["organizations"]] == ["Harbor Mission"]
    assert [(each["name"], each["status"], each["fees_description"]) for each in found["services"]] == [
        ("shelter", "active", ' =HYPERLINK("x")'),
        ("meals", "active", ' =HYPERLINK("x")'),
        ("Mission Pantry", "active", ""),
    ]
    assert {each["organization_id"] for each in found["services"]} == {found["organizations"][0]["id"]}
    (address,) = found["addresses"]
    assert (address["city"], address["state_province"], address["postal_code"], address["region"]) == (
        "Harbor Falls",
        "OH",
        "44052",
        "East side",
    )
    assert address["location_id"] == found["locations"][0]["id"]
    assert [each["number"] for each in found["phones"]] == [" +1 216 555 0143"] * 2
    assert {each["name"] for each in found["languages"]} == {"Spanish"}
    linked = {(each["service_id"], each["location_id"]) for each in found["service_at_location"]}
    assert linked == {(each["id"], found["locations"][0]["id"]) for each in found["services"][:2]}
    export_resources(workspace, city, folder=tmp_path / "two")
    assert tables(tmp_path / "two") == found


def test_what_was_said_in_confidence_stays(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    ines = add_stakeholder(workspace, city, "Ines Ferreira", role="peer")
    said = "they let people sleep in the back when the beds are full"
    talk = start_interview(
        workspace,
        city,
        people=[ines],
        note=f"Harbor Shelter: {said}.\n\n[off] There is a house on Quarry Lane called Bright House.",
    )
    add_resource(workspace, city, {"name": "Harbor Shelter", "description": said}, interview=talk)
    add_resource(workspace, city, {"name": "Bright House"}, interview=talk)
    add_resource(workspace, city, {"name": "Ferreira drop-in"})
    add_resource(workspace, city, {"name": "Library", "eligibility": "ask Ines Ferreira"})
    made = export_resources(workspace, city, folder=tmp_path / "out")
    found = tables(tmp_path / "out")
    assert [each["name"] for each in found["services"]] == ["Harbor Shelter", "Library"]
    assert len(made.withheld) == 4
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    assert not any(word in written for word in ("sleep", "Bright", "Ferreira"))


def test_nothing_to_write_is_said(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no resource"):
        export_resources(workspace, city, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
