"""A code book from a second file says what the codes of an export mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import pytest

from leaptui.calls.code_books import read_code_book
from leaptui.calls.importing import import_calls
from leaptui.calls.inspection import inspect
from leaptui.calls.recipe import ColumnUse, Recipe, recipe_of
from leaptui.calls.types import read_types
from leaptui.domain.call_choices import CodeBook
from leaptui.domain.calls import ColumnRole, Correction, Imported, Tier
from leaptui.domain.errors import InputRefused
from leaptui.practice.taxonomy import load_taxonomy

BOOK = "list,code,description\nCFS,NOISE1,Loud Music or Party\nCFS,WC,Welfare Check\nCFS,TRES,Trespass\nOTHER,WC,Water Course\n"
RECEIVED = ColumnUse("received", ColumnRole.RECEIVED, ("%Y-%m-%d %H:%M:%S",))


class Kept(Protocol):
    """Where imports of a test go; see conftest.py."""

    new_dataset: Any

    def ask(self, imported: Imported, sql: str) -> list[tuple[Any, ...]]:
        """Query the dataset as `calls`."""


def book_in(folder: Path, text: str = BOOK, name: str = "codes.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def imported(
    kept: Kept, folder: Path, header: str, rows: list[str], books: tuple[CodeBook, ...], *columns: ColumnUse
) -> Imported:
    path = folder / "calls.csv"
    path.write_text("\n".join([header, *(f"2025-01-01 10:00:00,{row}" for row in rows)]) + "\n")
    recipe = Recipe(
        columns=(RECEIVED, *columns), timezone="America/New_York", encoding="utf-8", code_books=books
    )
    assert Recipe.from_toml(recipe.to_toml()) == recipe
    return import_calls(path, recipe, load_taxonomy(), new_dataset=kept.new_dataset)


@pytest.mark.parametrize(
    "text",
    [
        BOOK,
        "Description;Call Type Code\nLoud Music or Party;NOISE1\nWelfare Check;WC\nTrespass;TRES\n",
        "NOISE1,Loud Music or Party\nWC,Welfare Check\nTRES,Trespass\n",
        "Call codes of Harbor Falls\n\nCode\tMeaning\nNOISE1\tLoud Music or Party\nWC\tWelfare Check\nTRES\tTrespass\n",
    ],
)
def test_the_columns_of_a_code_book_are_found(tmp_path: Path, text: str) -> None:
    book = read_code_book(book_in(tmp_path, text))
    assert book.role is ColumnRole.TYPE_CODE
    assert book.entries == (("NOISE1", "Loud Music or Party"), ("WC", "Welfare Check"), ("TRES", "Trespass"))


@pytest.mark.parametrize(
    ("name", "header", "role"),
    [
        ("priority_codes.csv", "code,meaning", ColumnRole.PRIORITY),
        ("codes.csv", "Disposition Code,Disposition Description", ColumnRole.DISPOSITION),
        ("codes.csv", "call source id,name", ColumnRole.SOURCE),
    ],
)
def test_whose_codes_they_are_is_told_by_words(
    tmp_path: Path, name: str, header: str, role: ColumnRole
) -> None:
    assert read_code_book(book_in(tmp_path, f"{header}\n1,Now\n2,Soon\n", name)).role is role


@pytest.mark.parametrize("text", ["only\none\ncolumn\n", "code,description\n", "a,b\n1,\n2,\n"])
def test_what_is_no_list_of_codes_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputRefused, match="not a list of codes"):
        read_code_book(book_in(tmp_path, text))


def test_a_code_book_cannot_be_for_times(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="cannot be for received"):
        read_code_book(book_in(tmp_path), ColumnRole.RECEIVED)


def test_codes_become_words_that_the_taxonomy_reads(kept: Kept, tmp_path: Path) -> None:
    book = read_code_book(book_in(tmp_path))
    rows = ["wc", "RA/ NOISE1", "ZZ9", "ZZ9", "TRES"]
    found = imported(
        kept, tmp_path, "received,kind", rows, (book,), ColumnUse("kind", ColumnRole.TYPE_INITIAL)
    )
    types = kept.ask(found, "SELECT type, type_code FROM calls ORDER BY row")
    assert types == [
        ("Welfare Check", "wc"),
        ("RA/ Loud Music or Party", "RA/ NOISE1"),
        ("ZZ9", None),
        ("ZZ9", None),
        ("Trespass", "TRES"),
    ]
    (problem,) = found.problems
    assert (problem.rows, "ZZ9" in problem.problem) == (2, True)
    (reading,) = read_types([("Welfare Check", 1)], load_taxonomy())
    assert reading.tier is Tier.COMMUNITY_RESPONDER


def test_words_of_the_export_say_more_than_those_of_the_book(kept: Kept, tmp_path: Path) -> None:
    book = read_code_book(book_in(tmp_path))
    columns = (ColumnUse("code", ColumnRole.TYPE_CODE), ColumnUse("kind", ColumnRole.TYPE_INITIAL))
    found = imported(
        kept, tmp_path, "received,code,kind", ["WC,CHECK ON WELFARE", "WC,", "ZZ9,"], (book,), *columns
    )
    assert kept.ask(found, "SELECT type, type_code FROM calls ORDER BY row") == [
        ("CHECK ON WELFARE", "WC"),
        ("Welfare Check", "WC"),
        ("ZZ9", "ZZ9"),
    ]


def test_a_disposition_that_was_a_code_tells_duplicates(kept: Kept, tmp_path: Path) -> None:
    book = CodeBook(ColumnRole.DISPOSITION, "d.csv", (("D1", "Duplicate Call"), ("R", "Report Taken")))
    columns = (ColumnUse("kind", ColumnRole.TYPE_INITIAL), ColumnUse("how", ColumnRole.DISPOSITION))
    found = imported(kept, tmp_path, "received,kind,how", ["NOISE,D1", "NOISE,R"], (book,), *columns)
    assert kept.ask(found, "SELECT disposition, set_aside FROM calls ORDER BY row") == [
        ("Duplicate Call", "duplicates"),
        ("Report Taken", None),
    ]


def test_the_code_book_of_reno_explains_four_calls_of_five_and_names_the_rest(kept: Kept) -> None:
    folder = Path(__file__).parents[3] / "shared" / "data"
    export, codes = folder / "reno_fire_2011_first3000.xlsx", folder / "reno_call_type_codes.csv"
    if not codes.exists():
        pytest.skip("the real exports are not on this computer")
    correction = Correction(code_books=(read_code_book(codes),))
    recipe = recipe_of(inspect(export, correction), timezone="America/Los_Angeles", correction=correction)
    found = import_calls(export, recipe, load_taxonomy(), new_dataset=kept.new_dataset)
    types = kept.ask(found, "SELECT type, count(*) FROM calls GROUP BY type ORDER BY 2 DESC")
    coded = sum(rows for name, rows in types if name.split("/ ")[-1].isupper() or name == "1021")
    (problem,) = [each for each in found.problems if "does not explain" in each.problem]
    assert (problem.rows, coded) == (580, 580)
    assert types[:2] == [("Emergency Medical", 1899), ("RA/ Emergency Medical", 233)]
