"""What an import does not keep: places of sensitive types, remarks, and who stands in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.importing import import_calls
from leaptui.calls.recipe import ColumnUse, Recipe
from leaptui.calls.verdicts import sensitive_types
from leaptui.disclosure.narratives import redacted
from leaptui.domain.calls import ColumnRole, Imported
from leaptui.practice.sensitive_types import packaged_sensitive_kinds
from leaptui.practice.taxonomy import load_taxonomy

COLUMNS = (
    ColumnUse("Received", ColumnRole.RECEIVED, ("%Y-%m-%d %H:%M:%S",)),
    ColumnUse("Type", ColumnRole.TYPE_INITIAL),
    ColumnUse("Final", ColumnRole.TYPE_FINAL),
    ColumnUse("Address", ColumnRole.PLACE),
    ColumnUse("Beat", ColumnRole.DISTRICT),
    ColumnUse("Remarks", ColumnRole.NARRATIVE),
)
ROWS = [
    "Received,Type,Final,Address,Beat,Remarks",
    '2025-01-01 10:00:00,NOISE COMPLAINT,NOISE,1234 OAK ST,B1,"RP JOHN SMITH 216-555-0143 SAYS MUSIC IS LOUD"',
    '2025-01-01 11:00:00,DV IN PROGRESS,ASSAULT,1250 OAK ST,B1,"CALLER: Perez, Ana dob 01/02/1990\nlp 7ABC123"',
    '2025-01-01 12:00:00,WELFARE CHECK,SUICIDE ATTEMPT,1260 OAK ST,B2,"MAIL JO@EXAMPLE.ORG AT 1260 OAK ST"',
    "2025-01-01 13:00:00,DISTURBANCE NON DOMESTIC,DISTURBANCE,1270 OAK ST,B2,ASKED FOR RITA QUARTERMAIN",
]
SECRETS = (
    "SMITH",
    "216-555",
    "Perez",
    "Ana",
    "1990",
    "7ABC123",
    "JO@EXAMPLE",
    "1260 OAK",
    "QUARTERMAIN",
    "1234 OAK",
)


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    datasets: dict[str, list[bytes]]
    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


def imported(kept: Kept, folder: Path, *, keep_text: bool) -> Imported:
    path = folder / "calls.csv"
    path.write_text("\n".join(ROWS) + "\n")
    recipe = Recipe(columns=COLUMNS, timezone="America/New_York", encoding="utf-8", keep_text=keep_text)
    return import_calls(
        path, recipe, load_taxonomy(), new_dataset=kept.new_dataset, people=["Rita Quartermain"]
    )


def test_sensitive_types_are_kept_without_their_place(kept: Kept, tmp_path: Path) -> None:
    found = imported(kept, tmp_path, keep_text=False)
    assert kept.ask(found, "SELECT type, place, district FROM calls ORDER BY row") == [
        ("NOISE COMPLAINT", "1200 block OAK ST", "B1"),
        ("DV IN PROGRESS", None, "B1"),
        ("WELFARE CHECK", None, "B2"),
        ("DISTURBANCE NON DOMESTIC", "1200 block OAK ST", "B2"),
    ]
    (problem,) = [each for each in found.problems if "sensitive" in each.problem]
    assert problem.rows == 2


def test_remarks_are_not_kept_unless_asked_for(kept: Kept, tmp_path: Path) -> None:
    found = imported(kept, tmp_path, keep_text=False)
    columns = [name for (name,) in kept.ask(found, "SELECT column_name FROM (DESCRIBE calls)")]
    assert "narrative" not in columns


def test_remarks_that_are_kept_name_nobody(kept: Kept, tmp_path: Path) -> None:
    found = imported(kept, tmp_path, keep_text=True)
    assert [text for (text,) in kept.ask(found, "SELECT narrative FROM calls ORDER BY row")] == [
        "RP [name] [phone] SAYS MUSIC IS LOUD",
        "CALLER: [name] dob [date of birth] lp [plate]",
        "MAIL [e-mail] AT [address]",
        "ASKED FOR [name]",
    ]
    everything = str(kept.ask(found, "SELECT * FROM calls"))
    assert not [secret for secret in SECRETS if secret in everything]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("VICT MRS. JOHNSON", "VICT MRS. [name]"),
        ("her son David is off his meds", "her son [name] is off his meds"),
        ("SSN 123-45-6789 OLN S1234567", "[number] [number]"),
        ("TX 5551234567 NO ANSWER", "TX [number] NO ANSWER"),
        ("CALL BACK 555-1234", "CALL BACK [phone]"),
        ("RP ADV MALE WHT SHIRT, BLK PANTS", "RP ADV MALE WHT SHIRT, BLK PANTS"),
        ("CALLER STATES HER NEIGHBOR IS LOUD AGAIN", "CALLER STATES HER NEIGHBOR IS LOUD AGAIN"),
        ("REQ PD AT 5TH AVE & PINE ST SINCE 1400", "REQ PD AT 5TH AVE & PINE ST SINCE 1400"),
    ],
)
def test_the_shorthand_of_dispatch(said: str, kept: str) -> None:
    assert redacted(said) == kept


def test_which_types_are_sensitive() -> None:
    names = [
        "DOMESTIC VIOLENCE", "DV ARGUMENT", "SEX OFFENSE - RAPE", "CHILD ABUSE", "SUICIDAL PERSON", "STALKING",
        "--SUICIDE - IP/JO SUICIDAL PERSON AND ATTEMPTS", "ELDER ABUSE",
    ]  # fmt: skip
    others = [
        "NOISE COMPLAINT",
        "DISTURBANCE NON DOMESTIC",
        "WELFARE CHECK",
        "THEFT",
        "TRAFFIC STOP",
        "MEDICAL",
    ]
    assert sensitive_types([*names, *others], load_taxonomy(), packaged_sensitive_kinds()) == names
