"""What a city is asked for: keys that records rest on, and an own file in front of the packaged one."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.practice.data_request import Need
from leaptui.practice.located_toml import PracticeFileRefused
from leaptui.practice.reader import load_practice

KEPT = (
    *(
        "incident_id",
        "received",
        "type_initial",
        "type_final",
        "priority",
        "source",
        "disposition",
        "dispatched",
    ),
    *(
        "arrived",
        "cleared",
        "unit",
        "agency",
        "district",
        "place",
        "location_type",
        "report_number",
        "arrest",
    ),
    *(
        "force",
        "weapon",
        "injury",
        "transport",
        "narrative",
        "caller_type",
        "repeat_caller",
        "language",
        "transfer",
    ),
)
"""Keys that stand in the records of requests, for ever."""
OWN = """[about]
version = 2
text = "Ours."
source = "Us"
as_of = "2026-11"
mark = "S"

[period]
least_months = 12
better_months = 36
most_months = 36
why = "So."

[[field]]
key = "received"
label = "Received"
need = "nice"
ask = "When."
why = "It is needed."
if_missing = "Say so."
roles = ["received"]

[[code_book]]
key = "types"
label = "Types"
ask = "All."

[[question]]
key = "zone"
text = "Which zone?"
why = "It matters."
"""


def test_the_keys_that_records_rest_on_are_there() -> None:
    content = load_practice().data_request
    assert tuple(field.key for field in content.fields) == KEPT
    needs = [field.need for field in content.fields]
    assert needs == sorted(needs, key=list(Need).index)
    assert content.least_months == 12
    assert set(content.usual_fields) < set(KEPT)
    for field in content.fields:
        for words in (field.ask, field.why, field.if_missing):
            assert words.endswith("."), field.key
    assert all(question.text.rstrip(".").endswith(("?", "month")) for question in content.questions)


def test_an_own_file_replaces_it_and_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "data_request.toml").write_text(OWN, "utf-8")
    content = load_practice(tmp_path).data_request
    assert content.better_months == 36
    assert content.usual_fields == ()
    for broken, said in (
        (OWN.replace('"nice"', '"perhaps"'), "must be one of must, should, nice"),
        (OWN.replace('["received"]', '["home"]'), "allowed are"),
        (OWN + '\n[[question]]\nkey = "zone"\ntext = "Again?"\nwhy = "So."\n', "stands twice"),
        (OWN.replace("better_months = 36", "better_months = 6"), "from 12 to 120"),
    ):
        (tmp_path / "data_request.toml").write_text(broken, "utf-8")
        with pytest.raises(PracticeFileRefused, match=said):
            _ = load_practice(tmp_path).data_request
