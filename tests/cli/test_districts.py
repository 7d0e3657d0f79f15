"""`leaptui district`: its names, its JSON and its exit codes are promises."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Leaptui

CITY = ("-e", "san-jose-ca")


def test_districts_are_imported_set_listed_and_removed(city: Leaptui, tmp_path: Path) -> None:
    table = tmp_path / "districts.csv"
    table.write_text("district,residents,Renters\nMill,2500,60%\nTotal,2500,\n", encoding="utf-8")
    done = city("district", "import", table, *CITY, "--source", "ACS", "--year", "2023", "--json").json()
    assert done == {"added": ["Mill"], "changed": [], "unchanged": [], "left_out": ["Total"]}
    assert city("district", "set", "9", *CITY, "--residents", "40", "--figure", "Age 65+=12%").code == 0
    assert city("district", "set", "mill", *CITY, "--residents", "2600").out == "Noted district Mill.\n"
    listed = city("district", "list", *CITY, "--json").json()
    assert [{key: line[key] for key in line if key != "id"} for line in listed] == [
        {"name": "9", "residents": 40, "figures": [{"label": "Age 65+", "value": "12%"}], "source": "", "year": None},
        {"name": "Mill", "residents": 2600, "figures": [{"label": "Renters", "value": "60%"}], "source": "ACS", "year": 2023},
    ]  # fmt: skip
    assert "Renters 60%" in city("district", "list", *CITY).out
    assert city("district", "remove", "mill", *CITY).code == 0
    assert city("undo").code == 0
    assert len(city("district", "list", *CITY, "--json").json()) == 2


def test_what_cannot_be_is_refused_in_a_sentence(city: Leaptui, tmp_path: Path) -> None:
    for refused in (
        city("district", "set", "9", *CITY),
        city("district", "set", "9", *CITY, "--figure", "no value"),
        city("district", "remove", "9", *CITY),
        city("district", "import", tmp_path / "nowhere.csv", *CITY),
    ):
        assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Nothing is on record" in city("district", "list", *CITY).out
